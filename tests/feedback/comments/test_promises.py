"""What agencies promised: kept, late or dropped; who may say so, and that the writer is told."""

from datetime import timedelta

import pytest

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed, NotFound, TextRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import SYSTEM
from feedback.comments import promises, reads, rules, service
from feedback.comments.rules import Promise, Readers, ReplyKind
from feedback.comments.tables import Reply
from feedback.comments.wording import describe_promise
from tests.feedback.scene import TINY, TODAY, WORDS

BY = TODAY + timedelta(days=10)


def promised(scene, reply="We will ask you first."):
    """A comment that partners read, and the council's promise."""
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.reply(comment_id, kind=ReplyKind.WILL, words=reply, by=BY, hard_because="The words of the law.")
    return comment_id


def settle(scene, comment_id, promise=Promise.KEPT, actor=None, **details):
    known = {"number": 1, "promise": promise, "words": "We ask each child first."}
    scene.by_now(promises.settle, actor or scene.pat, comment_id, **known | details)


def note_late(scene):
    with scene.store.writing() as session:
        return promises.note_late(session, SYSTEM)


def open_of(scene, actor):
    return [(one.said.comment_id, one.late) for one in scene.ask(promises.list_open, actor)]


def test_every_end_of_a_promise_says_what_may_follow():
    assert set(rules.PROMISE_MOVES) == {"", *Promise}


@pytest.mark.engine
def test_what_was_promised_waits_for_the_agency_that_promised_it(scene):
    comment_id = promised(scene)
    assert [open_of(scene, scene.people[by]) for by in ("pat", "ida", "hal", "dee")] == [
        [(comment_id, False)], [(comment_id, False)], [], [],
    ]  # fmt: skip


def test_only_we_will_is_a_promise(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.reply(comment_id, kind=ReplyKind.DID)
    assert open_of(scene, scene.pat) == []
    with pytest.raises(NotFound):
        settle(scene, comment_id)


@pytest.mark.parametrize("promise", [Promise.KEPT, Promise.DROPPED])
@pytest.mark.engine
def test_the_writer_is_told_what_came_of_a_promise(scene, promise):
    comment_id = promised(scene)
    settle(scene, comment_id, promise)
    assert scene.notices(scene.yas)[-1] is NoticeKind.PROMISE
    (reply,) = scene.receipt(comment_id).replies
    assert (reply.promise, reply.promise_words) == (promise, "We ask each child first.")
    assert open_of(scene, scene.pat) == []


HARD = "We operationalised the multi-agency arrangements in order to facilitate comprehensive engagement."


def test_words_on_a_promise_that_are_too_hard_need_a_reason_which_who_asked_does_not_read(scene):
    comment_id = promised(scene)
    with pytest.raises(CommentRefused, match="Use easier words"):
        settle(scene, comment_id, words=HARD)
    settle(scene, comment_id, words=HARD, hard_because="The words of the law.")
    assert scene.receipt(comment_id).replies[0].promise_hard_because == ""
    (said,) = scene.ask(reads.list_comments, scene.dee, report_id=TINY)[0]
    assert said.replies[0].promise_hard_because == "The words of the law."


def test_a_reason_for_easy_words_is_not_kept(scene):
    comment_id = promised(scene)
    settle(scene, comment_id, hard_because="It is fine.")
    with scene.store.reading() as session:
        assert session.get_one(Reply, (comment_id, 1)).promise_hard_because == ""


@pytest.mark.engine
def test_a_promise_is_late_the_day_after_and_its_writer_is_told_once(scene, clock):
    comment_id = promised(scene)
    clock.advance(days=10)
    assert note_late(scene) == 0
    clock.advance(days=1)
    assert (note_late(scene), note_late(scene)) == (1, 0)
    assert scene.notices(scene.yas).count(NoticeKind.PROMISE) == 1
    assert open_of(scene, scene.pat) == [(comment_id, True)]
    assert scene.receipt(comment_id).replies[0].promise is Promise.LATE


def test_what_is_kept_after_its_day_stays_late_in_words(scene, clock):
    comment_id = promised(scene)
    clock.advance(days=11)
    note_late(scene)
    settle(scene, comment_id)
    assert "kept this, but late" in describe_promise(scene.receipt(comment_id).replies[0])


def test_what_is_kept_in_time_is_not_called_late(scene):
    comment_id = promised(scene)
    assert describe_promise(scene.receipt(comment_id).replies[0]) == ""
    settle(scene, comment_id)
    assert describe_promise(scene.receipt(comment_id).replies[0]).startswith("They kept this, on ")


def test_what_was_dropped_may_still_be_kept_and_what_was_kept_stays(scene):
    comment_id = promised(scene)
    settle(scene, comment_id, Promise.DROPPED)
    settle(scene, comment_id, Promise.KEPT)
    with pytest.raises(CommentRefused):
        settle(scene, comment_id, Promise.DROPPED)


@pytest.mark.parametrize(
    ("by", "why"),
    [("hal", CommentRefused), ("ida", CommentRefused), ("dee", CommentRefused), ("yas", NotAllowed)],
)
def test_nobody_else_says_what_came_of_a_promise(scene, by, why):
    comment_id = promised(scene)
    with pytest.raises(why):
        settle(scene, comment_id, actor=scene.people[by])


def test_nobody_says_by_hand_that_a_promise_is_late(scene):
    comment_id = promised(scene)
    with pytest.raises(CommentRefused):
        settle(scene, comment_id, Promise.LATE)


def test_what_came_of_a_promise_is_said_in_words_and_for_what_was_drawn(scene):
    comment_id = promised(scene)
    with pytest.raises(TextRefused):
        settle(scene, comment_id, words=" ")
    with pytest.raises(ChangedMeanwhile):
        settle(scene, comment_id, version=1)


def test_what_an_agency_may_not_read_any_more_is_no_promise_of_its(scene):
    comment_id = promised(scene)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.SCRUTINEER)
    assert open_of(scene, scene.pat) == []
    with pytest.raises(CommentRefused):
        settle(scene, comment_id)


def test_what_is_taken_back_takes_all_words_to_it_along(scene):
    comment_id = promised(scene, reply=HARD)
    settle(scene, comment_id, words=HARD, hard_because="The words of the law.")
    scene.withdraw(comment_id)
    with scene.store.reading() as session:
        left = session.get_one(Reply, (comment_id, 1))
    assert (left.words, left.hard_because, left.promise_words, left.promise_hard_because) == ("", "", "", "")


def test_the_trail_holds_no_words_of_a_promise(scene):
    comment_id = promised(scene)
    settle(scene, comment_id)
    said = " ".join(f"{row.subject} {row.detail}" for row in scene.trail())
    assert "We ask each child" not in said
    assert WORDS not in said
