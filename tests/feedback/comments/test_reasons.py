"""Every reason for sending back is there later too, by month and kind of writer, and by nothing else."""

import dataclasses

import pytest

from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import trail
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, Reason
from feedback.comments.tables import Comment
from feedback.own import retention
from feedback.own import service as own
from tests.builders import WordOf, facts_of
from tests.feedback.scene import THEME, TOLD


def reasons(scene):
    return scene.ask(checking.sent_back, scene.dee)


def told(scene):
    return [(one.month, one.whose, Reason.read(one.reason)) for one in reasons(scene)]


ONE = [("November 2026", "Young Advisors", Reason.LIVE_CASE)]


@pytest.mark.parametrize(
    "since",
    [
        lambda scene, made: scene.rewrite(made),
        lambda scene, made: (scene.rewrite(made), scene.publish(made)),
        lambda scene, made: scene.withdraw(made),
        lambda scene, made: scene.hold(made),
        lambda scene, _made: scene.act(own.withdraw_all, scene.yas),
    ],
    ids=["sent again", "published in other words", "taken back", "held", "everything taken back"],
)
def test_a_reason_outlives_the_state_that_it_led_to(scene, since):
    since(scene, scene.sent_back(reason=Reason.LIVE_CASE))
    assert told(scene) == ONE


def test_a_reason_outlives_the_last_trace_of_its_comment(scene, clock):
    scene.withdraw(scene.sent_back(reason=Reason.LIVE_CASE))
    clock.advance(days=retention.TOMBSTONES.days + 1)
    scene.act(retention.apply, SYSTEM)
    assert scene.every(Comment) == []
    assert told(scene) == ONE


def test_what_is_sent_back_twice_has_two_reasons(scene):
    made = scene.sent_back(reason=Reason.LIVE_CASE)
    scene.rewrite(made)
    scene.send_back(made, Reason.UNLAWFUL)
    assert sorted(one.reason for one in reasons(scene)) == sorted([Reason.LIVE_CASE.label, Reason.UNLAWFUL.label])


def test_taking_something_out_of_sight_is_a_reason_too(scene):
    scene.by_now(checking.unpublish, scene.sam, scene.published(), told=TOLD)
    assert told(scene) == [("November 2026", "Young Advisors", Reason.IDENTIFIES)]


def test_a_reason_stands_once_while_its_writer_asks_to_look_again(scene):
    made = scene.sent_back(reason=Reason.LIVE_CASE)
    scene.rewrite(made)
    scene.send_back(made, Reason.UNLAWFUL)
    scene.by_now(service.ask_to_look_again, scene.yas, made)
    assert [(one.asked, Reason.read(one.reason)) for one in reasons(scene)] == [
        (True, Reason.UNLAWFUL),
        (False, Reason.LIVE_CASE),
    ]


def test_after_the_second_look_the_first_reason_is_still_there(scene):
    made = scene.sent_back(reason=Reason.LIVE_CASE)
    scene.by_now(service.ask_to_look_again, scene.yas, made)
    scene.by_now(checking.settle_again, scene.dee, made, publishes=True)
    assert [(one.asked, Reason.read(one.reason)) for one in reasons(scene)] == [(False, Reason.LIVE_CASE)]


def test_lay_members_and_views_together_are_told_as_such(scene):
    scene.sent_back(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Why?")
    scene.send_back(scene.write_together())
    assert [one.whose for one in reasons(scene)] == ["Lay members", "Young Advisors"]


def test_the_newest_month_comes_first_and_within_it_no_order_tells_the_day(scene, clock):
    scene.sent_back(reason=Reason.UNLAWFUL)
    clock.advance(days=5)
    scene.sent_back(reason=Reason.LIVE_CASE)
    first = told(scene)
    clock.advance(days=20)
    scene.sent_back(reason=Reason.IDENTIFIES)
    assert told(scene)[1:] == first == sorted(first)
    assert told(scene)[0][0] == "December 2026"


def test_of_what_nobody_asks_about_no_comment_can_be_told(scene):
    scene.sent_back(words="What was said.")
    (one,) = reasons(scene)
    kept = {name for name, value in dataclasses.asdict(one).items() if value}
    assert kept == {"month", "whose", "reason"}


@pytest.mark.parametrize("action", [CommentsAction.MODERATED, WordOf("decided on a comment")])
def test_a_row_of_the_trail_from_before_it_said_whose_is_read_by_its_comment(scene, action):
    made = scene.send(scene.lou)
    facts = {"old": "sent", "new": "sent back", "reason": "the law does not allow it to be shown"}
    with scene.store.writing() as session:
        for which in (made, "0123456789abcdef"):
            trail.record(session, scene.sam, action, f"comment {which}", **facts)
        session.commit()
    assert [one.whose for one in reasons(scene)] == ["Lay members", "Young Advisors or lay members"]
    assert {one.reason for one in reasons(scene)} == {Reason.UNLAWFUL.label}


def test_the_trail_says_to_whom_something_was_sent_back_and_not_who_it_was(scene):
    made = scene.sent_back()
    facts = facts_of(scene.trail(f"comment {made}")[-1])
    assert facts["whose"] == "Young Advisors"
    assert "told" not in facts
