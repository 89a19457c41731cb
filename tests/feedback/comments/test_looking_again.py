"""The scrutineer looks again at a comment that was sent back, and what the trail and notices tell."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed, TextRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import Role
from cscp_core.storage import trail
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, CommentState, Readers, Reason, ReplyKind
from feedback.welfare import service as welfare
from feedback.welfare.tables import Concern
from tests.builders import facts_of
from tests.feedback.comments.test_checking import IN_EVERY_STATE, last, look_up, names, queue
from tests.feedback.scene import COUNCIL, THEME, TOLD, make_content

# looking again


def again(scene, **details):
    """A comment that was sent back and that its writer asks to look at again."""
    comment_id = scene.sent_back(**details)
    scene.by_now(service.ask_to_look_again, scene.yas, comment_id)
    return comment_id


def settle(scene, comment_id, **details):
    known = {"publishes": False, "told": "It names the street."}
    scene.by_now(checking.settle_again, scene.dee, comment_id, **known | details)


def test_the_scrutineer_sees_every_reason_and_no_words(scene):
    for reason in Reason:
        scene.sent_back(reason=reason, words="What was said.")
    found = scene.ask(checking.sent_back, scene.dee)
    assert sorted(one.reason for one in found) == sorted(one.label for one in Reason)
    assert {(one.comment_id, one.told, one.words, one.seen) for one in found} == {("",) * 4}
    assert {(one.stance, one.readers) for one in found} == {(None, None)}


def test_the_scrutineer_reads_the_words_where_the_writer_asks_to_look_again(scene):
    again(scene, words="What was said.")
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.asked, found.words) == (True, "What was said.")


def test_anyone_who_asks_to_look_again_is_not_named(scene):
    again(scene)
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.whose, found.month) == ("Young Advisors", "November 2026")
    assert "Yas" not in str(found)


def test_what_is_to_be_looked_at_again_comes_first(scene, clock):
    asked = again(scene)
    clock.advance(days=1)
    scene.sent_back(scene.yui)
    assert scene.ask(checking.sent_back, scene.dee)[0].comment_id == asked


def test_the_scrutineer_hears_that_somebody_asks(scene):
    again(scene)
    assert scene.notices(scene.dee) == [NoticeKind.LOOK_AGAIN]


def test_a_writer_asks_once(scene):
    comment_id = again(scene)
    with pytest.raises(CommentRefused, match="once"):
        scene.by_now(service.ask_to_look_again, scene.yas, comment_id)


def test_after_an_answer_a_writer_does_not_ask_again(scene):
    comment_id = again(scene)
    settle(scene, comment_id)
    with pytest.raises(CommentRefused, match="once"):
        scene.by_now(service.ask_to_look_again, scene.yas, comment_id)


@pytest.mark.parametrize("state", [CommentState.DRAFT, CommentState.SENT, CommentState.PUBLISHED, CommentState.HELD])
def test_only_what_was_sent_back_is_looked_at_again(scene, state):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="that was sent back"):
        scene.by_now(service.ask_to_look_again, scene.yas, comment_id)


def test_the_scrutineer_can_leave_it_sent_back_in_words(scene):
    comment_id = again(scene)
    settle(scene, comment_id)
    found = scene.receipt(comment_id)
    assert (found.state, found.look_again, found.told) == (CommentState.SENT_BACK, "stands", "It names the street.")
    assert scene.notices(scene.yas)[-1] is NoticeKind.SENT_BACK


def test_leaving_it_sent_back_needs_words(scene):
    comment_id = again(scene)
    with pytest.raises(TextRefused):
        settle(scene, comment_id, told="")


def test_the_scrutineer_can_publish_it_after_all(scene):
    comment_id = again(scene, readers=Readers.PARTNERS)
    settle(scene, comment_id, publishes=True, told="")
    found = scene.receipt(comment_id)
    assert (found.state, found.look_again, found.reason) == (CommentState.PUBLISHED, "published", None)
    assert [one.comment_id for one in scene.said(scene.pat)] == [comment_id]
    assert found.waits_until


def test_once_it_was_answered_the_scrutineer_reads_the_words_no_more(scene):
    settle(scene, again(scene))
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.asked, found.words) == (False, "")


@pytest.mark.parametrize("publishes", [True, False])
@pytest.mark.parametrize("state", list(CommentState))
def test_what_nobody_asks_about_is_not_settled_again(scene, state, publishes):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="Nobody has asked"):
        settle(scene, comment_id, publishes=publishes)
    assert scene.row(comment_id).state == state


def test_of_what_changed_meanwhile_the_scrutineer_looks_at_the_new(scene):
    comment_id = again(scene)
    seen = scene.row(comment_id).version
    scene.rewrite(comment_id)
    with pytest.raises(ChangedMeanwhile):
        scene.act(checking.settle_again, scene.dee, comment_id=comment_id, version=seen, publishes=True)
    assert scene.said(scene.dee) == []


def test_a_changed_comment_that_is_sent_back_again_can_be_asked_about_again(scene):
    comment_id = again(scene)
    scene.rewrite(comment_id)
    scene.send_back(comment_id)
    scene.by_now(service.ask_to_look_again, scene.yas, comment_id)
    assert scene.receipt(comment_id).look_again == "asked"


@pytest.mark.parametrize("role", [role for role in sorted(Role) if role is not Role.SCRUTINEER])
@pytest.mark.parametrize(
    ("look", "details"),
    [(checking.sent_back, {}), (checking.settle_again, {"comment_id": "any", "version": 1, "publishes": True})],
    ids=names,
)
def test_only_the_scrutineer_looks_again(scene, role, look, details):
    with pytest.raises(NotAllowed):
        scene.act(look, replace(scene.dee, role=role), **details)


# the trail


def life(scene):
    """A comment that every decision was taken about."""
    comment_id = again(scene, words="What nobody may find in the trail.")
    settle(scene, comment_id, publishes=True)
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    scene.rewrite(comment_id, words="What nobody may find in the trail.")
    scene.publish(comment_id)
    scene.rewrite(comment_id, words="What nobody may find in the trail.")
    scene.hold(comment_id)
    (concern,) = scene.every(Concern)
    scene.act(welfare.give_back, scene.len, concern_id=concern.concern_id, version=concern.version)
    return comment_id


def test_each_decision_stands_in_the_trail_with_from_to_and_why(scene):
    identifies = "it could show who somebody is"
    assert scene.decisions(life(scene)) == [
        ("draft", "sent", ""),
        ("sent", "sent back", identifies),
        ("sent back", "published", "looked at again by the scrutineer"),
        ("published", "sent back", identifies),
        ("sent back", "sent", ""),
        ("sent", "published", ""),
        ("published", "sent", ""),
        ("sent", "held for welfare", "welfare"),
        ("held for welfare", "sent", "nobody at risk"),
    ]


def test_each_decision_stands_in_the_trail_with_who_took_it(scene):
    comment_id = life(scene)
    yas, sam, dee, len_ = (
        trail.pseudonym_of(scene.yas.account_id, scene.store.chain_key),
        *(f"account {one.account_id}" for one in (scene.sam, scene.dee, scene.len)),
    )
    rows = [one for one in scene.trail(f"comment {comment_id}") if one.action == CommentsAction.MODERATED]
    assert [one.who for one in rows] == [yas, sam, dee, sam, yas, sam, yas, sam, len_]


def test_that_it_was_left_sent_back_stands_in_the_trail(scene):
    comment_id = again(scene)
    settle(scene, comment_id)
    row = scene.trail(f"comment {comment_id}")[-1]
    assert (row.action, row.who) == (CommentsAction.KEPT_UNPUBLISHED, f"account {scene.dee.account_id}")
    assert facts_of(row) == {"reason": "it could show who somebody is"}


@pytest.mark.parametrize("statement", ["UPDATE trail SET detail = '{}'", "DELETE FROM trail"])
def test_the_database_refuses_to_change_what_stands_in_the_trail(scene, statement):
    scene.published()
    before = [(one.number, one.detail) for one in scene.trail()]
    with pytest.raises(DatabaseError), scene.store.writing() as session:
        session.execute(text(statement))
    assert [(one.number, one.detail) for one in scene.trail()] == before


def test_the_trail_holds_no_words_of_the_writer_the_checker_or_the_scrutineer(scene):
    life(scene)
    said = "\n".join(f"{one.who} {one.role} {one.action} {one.subject} {one.detail}" for one in scene.trail())
    for words in ("What nobody may find", TOLD, "It names the street.", "Fewer children", "yas", "Yas"):
        assert words not in said


@pytest.mark.parametrize("by", ["yas", "lou"])
def test_writers_stand_in_the_trail_under_a_pseudonym_only(scene, by):
    actor = scene.people[by]
    first = scene.save(actor)
    scene.rewrite(first, actor)
    scene.by_now(service.withdraw, actor, first)
    second = scene.sent_back(actor)
    scene.by_now(service.ask_to_look_again, actor, second)
    third = scene.published(actor, readers=Readers.PARTNERS)
    scene.reply(third)
    scene.answers(third, True, actor)
    scene.by_now(service.narrow, actor, third, readers=Readers.SCRUTINEER)
    own = [one for one in scene.trail() if one.role == actor.role]
    assert len(own) >= 10
    assert {one.who for one in own} == {trail.pseudonym_of(actor.account_id, scene.store.chain_key)}
    assert f"account {actor.account_id}" not in "\n".join(f"{one.who} {one.detail}" for one in scene.trail())


def test_two_writers_have_two_pseudonyms(scene):
    scene.send(scene.yas)
    scene.send(scene.yui)
    assert len({one.who for one in scene.trail() if one.role == Role.YOUNG_ADVISOR}) == 2


# what is told


def test_no_notice_holds_anything_of_what_was_said(scene):
    comment_id = scene.published(words="What was said.", readers=Readers.PARTNERS, about=COUNCIL)
    scene.reply(comment_id, kind=ReplyKind.NOT_YET, words="What was replied.")
    scene.answers(comment_id, False)
    look_up(scene, comment_id)
    again(scene, words="What was said.")
    scene.hold(scene.send(words="What was said."))
    with scene.store.reading() as session:
        told = [(one.kind, one.address) for one in session.exec(select(Notice))]
    assert len({kind for kind, _ in told}) >= 9
    for words in ("said", "replied.", comment_id, "claim", "neglect", "Yas", "yas"):
        assert not [one for one in told if words in one[1]]


@pytest.mark.parametrize(
    ("by", "kind", "address"),
    [
        ("yas", CommentKind.VIEW, "/what_happened"),
        ("lou", CommentKind.VIEW, "/my_comments"),
        ("yas", CommentKind.QUESTION, "/what_happened"),
        ("lou", CommentKind.QUESTION, "/my_comments"),
    ],
)
def test_a_notice_leads_writers_to_where_theirs_stands(scene, by, kind, address):
    actor = scene.people[by]
    scene.published(actor, about=THEME, kind=kind)
    with scene.store.reading() as session:
        rows = session.exec(select(Notice).where(Notice.account_id == actor.account_id)).all()
    assert [(one.kind, one.address) for one in rows] == [(NoticeKind.COMMENT_READ, address)]


# words that the app does not know


@pytest.mark.parametrize(
    "spoilt", [{"readers": "everybody"}, {"readers": ""}, {"kind": "rumour"}], ids=["readers", "no readers", "kind"]
)
def test_what_the_app_does_not_understand_is_in_no_queue_and_stops_none(scene, spoilt):
    scene.tamper(scene.send(), **spoilt)
    good = scene.send(scene.yui)
    assert [one.comment_id for one in queue(scene)] == [good]


@pytest.mark.parametrize("state", ["shown to all", "", "SENT"])
def test_a_state_that_the_app_does_not_know_is_in_no_queue(scene, state):
    scene.tamper(scene.send(), state=state)
    assert queue(scene) == []
    assert scene.ask(checking.sent_back, scene.dee) == []


def test_what_was_sent_back_for_readers_that_the_app_does_not_know_the_scrutineer_does_not_read(scene):
    scene.tamper(again(scene, words="What was said."), readers="everybody")
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.asked, found.comment_id, found.words) == (False, "", "")


def test_what_is_published_for_readers_that_the_app_does_not_know_can_still_be_taken_out_of_sight(scene):
    comment_id = scene.published()
    scene.tamper(comment_id, readers="everybody")
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    assert last(scene, comment_id)["could_have_read"] == ""
    assert scene.row(comment_id).state == CommentState.SENT_BACK


def test_a_comment_is_not_made_by_the_checker(scene):
    with pytest.raises(NotAllowed):
        scene.act(service.send, scene.sam, about=COUNCIL, content=make_content())
