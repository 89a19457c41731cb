"""The trail as scrutineer and business manager read it, after what young people, lay members and leads really did."""

import pytest

from cscp_core.exports import service as exports
from cscp_core.people import acts
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.storage.trail_actions import CommentsAction, OwnDataAction, TogetherAction
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, Readers
from feedback.own import retention
from feedback.own import service as own
from feedback.together import questions
from feedback.together import service as together
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from tests.feedback.scene import THEME, TINY

ABOUT = {"report_id": TINY, "theme_id": "neglect"}


def dated(scene, **narrowed):
    return list(scene.ask(acts.list_acts, scene.dee, page=None, **narrowed).items)


def everything_told(scene):
    """The page as text, and the file."""
    return f"{dated(scene)} {scene.ask(acts.by_month, scene.dee)} {scene.ask(exports.trail_csv, scene.dee).decode()}"


@pytest.fixture
def lively(scene, clock):
    """Everything that a Young Advisor, a lay member and the app on their behalf can leave on the trail."""
    wording = scene.let_stand_together()
    for other in ("yui", "yan"):
        clock.advance(minutes=7)
        scene.by_now(together.agree, scene.people[other], wording)
    scene.act(together.disagree, scene.yui, comment_id=wording)
    made = scene.published(readers=Readers.PARTNERS)
    scene.reply(made)
    scene.answers(made, False)
    scene.by_now(service.narrow, scene.yas, made, readers=Readers.SCRUTINEER)
    scene.by_now(service.ask_to_look_again, scene.yas, scene.sent_back())
    scene.by_now(questions.take_off, scene.yas, scene.question())
    scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Why?")
    scene.save()
    scene.withdraw(made)
    scene.act(own.withdraw_all, scene.yui)
    scene.send(worry=About.SOMEBODY)
    return scene


def test_no_row_with_minutes_is_a_young_advisors_a_lay_members_or_the_apps_for_them(lively):
    assert {(row.who, row.subject == "a comment") for row in dated(lively) if "report" not in row.subject} == {
        (lively.sam.name, True), (lively.pat.name, True),
    }  # fmt: skip


def test_no_line_of_theirs_stands_twice_in_a_month(lively):
    lines = lively.ask(acts.by_month, lively.dee)
    assert len(lines) == len(set(lines))
    assert [one.action for one in lines if one.who == Role.YOUNG_ADVISOR.label].count(TogetherAction.AGREED.label) == 1


def test_no_number_of_a_comment_is_told_or_found(lively):
    ids = {row.subject.removeprefix("comment ") for row in lively.trail() if row.subject.startswith("comment ")}
    assert len(ids) > 5
    told = everything_told(lively)
    assert [one for one in ids if one in told] == []
    assert [one for one in ids if dated(lively, subject=one)] == []


def test_a_published_comment_that_was_once_held_looks_like_any_other(scene):
    """Neither the lead nor the deputy is named beside a comment, on the page or in the file."""
    for by in (scene.len, scene.lia):
        held = scene.held(readers=Readers.PARTNERS)
        (worry,) = scene.ask(welfare.list_worries, by)
        scene.act(welfare.give_back, by, concern_id=worry.concern_id, version=worry.version)
        scene.publish(held)
    told = everything_told(scene)
    assert [one for one in (scene.len.name, scene.lia.name, "safeguarding lead", "nobody at risk") if one in told] == []
    assert {(row.who, row.action, row.detail) for row in dated(scene, subject="comment")} == {
        (scene.sam.name, CommentsAction.MODERATED.label, "")
    }


def test_looking_up_a_writer_stays_on_record_with_its_minute(scene):
    made = scene.published()
    scene.by_now(checking.look_up_writer, scene.sam, made, reason="A parent asks.")
    (row,) = dated(scene, action=CommentsAction.WRITER_LOOKED_UP)
    assert (row.who, row.when, row.subject) == (scene.sam.name, "20 November 2026, 09:00, UK time", "a comment")


def test_what_goes_by_age_is_counted_for_nobody(scene, clock):
    scene.save()
    clock.advance(days=retention.DRAFTS.days + 1)
    scene.act(retention.apply, SYSTEM)
    (row,) = dated(scene, action=OwnDataAction.EXPIRED_DELETED)
    assert row.detail == ""
