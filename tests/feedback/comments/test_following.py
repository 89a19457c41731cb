"""What is still missing from a reply: checked like any comment, put to who replied, gone with what was asked."""

import pytest

from cscp_core.errors import ChangedMeanwhile, CommentRefused
from cscp_core.notices.rules import NoticeKind
from feedback.comments import promises, reads, replies, service
from feedback.comments.rules import CommentKind, CommentState, Readers, ReplyKind
from feedback.welfare.rules import About
from tests.feedback.scene import BOARD, COUNCIL, TODAY

MISSING = "You did not say when."
TOLD = "We answered the rest."


def not_answered(scene, **details):
    """A comment that partners read, the council's reply, and that it does not answer."""
    comment_id = scene.published(**{"readers": Readers.PARTNERS} | details)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    return comment_id


def add(scene, actor=None, about=COUNCIL, words=MISSING, **details):
    return scene.send(actor, about, CommentKind.STILL, **{"stance": None, "words": words} | details)


def added(scene, comment_id, actor):
    """What somebody reads as still missing from the replies to a comment."""
    found = {one.comment_id: one for one in scene.said(actor)}
    return [words for reply in found[comment_id].replies for words in reply.still_missing]


@pytest.mark.engine
def test_what_is_still_missing_is_checked_before_who_replied_reads_it(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    assert scene.row(more).state is CommentState.SENT
    assert added(scene, comment_id, scene.pat) == []
    scene.publish(more)
    assert added(scene, comment_id, scene.pat) == [MISSING]
    assert scene.notices(scene.pat)[-1] is NoticeKind.NOT_ANSWERED
    assert [one.replies[-1].still_missing for one in scene.ask(replies.list_waiting, scene.pat)] == [(MISSING,)]


def test_it_is_the_next_question_and_no_second_one(scene):
    comment_id = not_answered(scene)
    due = scene.row(comment_id).reply_by
    scene.publish(add(scene))
    assert [one.comment_id for one in scene.ask(replies.list_waiting, scene.pat)] == [comment_id]
    assert scene.row(comment_id).reply_by == due
    assert [one.comment_id for one in scene.said(scene.pat, together=False)] == [comment_id]


def test_an_agency_that_has_not_read_it_does_not_reply_past_it(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    drawn = scene.row(comment_id).version
    scene.publish(more)
    with pytest.raises(ChangedMeanwhile):
        scene.act(replies.reply, scene.pat, comment_id=comment_id, version=drawn, kind=ReplyKind.DID, words=TOLD)


def test_after_a_reply_that_came_meanwhile_one_more_is_owed(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    scene.reply(comment_id, words=TOLD)
    scene.publish(more)
    assert [one.comment_id for one in scene.ask(replies.list_waiting, scene.pat)] == [comment_id]
    scene.reply(comment_id, words="In May.")
    assert [one.words for one in scene.receipt(comment_id).replies][-2:] == [TOLD, "In May."]


def test_after_a_reply_that_answers_none_is_owed(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    scene.reply(comment_id, words=TOLD)
    scene.answers(comment_id, True)
    scene.publish(more)
    assert scene.ask(replies.list_waiting, scene.pat) == []


@pytest.mark.parametrize("answers", [None, True])
def test_only_after_no_can_something_be_said_to_be_missing(scene, answers):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id)
    if answers is not None:
        scene.answers(comment_id, answers)
    with pytest.raises(CommentRefused):
        add(scene)


def test_each_says_it_once_for_each_reply_and_of_their_own_alone(scene):
    not_answered(scene)
    with pytest.raises(CommentRefused):
        add(scene, scene.yui)
    with pytest.raises(CommentRefused):
        add(scene, about=BOARD)
    add(scene)
    with pytest.raises(CommentRefused):
        add(scene)


def test_a_writer_is_asked_until_they_have_said_it(scene):
    comment_id = not_answered(scene)
    assert scene.receipt(comment_id).may_add
    more = add(scene)
    assert not scene.receipt(comment_id).may_add
    scene.withdraw(more)
    assert scene.receipt(comment_id).may_add


@pytest.mark.parametrize("readers", list(Readers))
def test_the_same_people_read_it_as_what_was_asked_first(scene, readers):
    comment_id = scene.published(readers=readers)
    scene.reply(comment_id, scene.dee if readers is Readers.SCRUTINEER else scene.pat)
    scene.answers(comment_id, False)
    more = add(scene, readers=Readers.ANYWHERE)
    assert scene.row(more).readers is readers


@pytest.mark.engine
def test_who_may_not_read_the_first_any_more_does_not_read_the_rest(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    scene.publish(more)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.SCRUTINEER)
    assert scene.row(more).readers is Readers.SCRUTINEER
    assert scene.said(scene.pat) == []
    assert added(scene, comment_id, scene.dee) == [MISSING]


@pytest.mark.parametrize("state", ["sent back", "held"])
def test_what_is_not_published_is_not_read_beside_the_reply(scene, state):
    comment_id = not_answered(scene)
    {"sent back": scene.send_back, "held": scene.hold}[state](add(scene))
    assert added(scene, comment_id, scene.pat) == added(scene, comment_id, scene.dee) == []


def test_a_worry_in_it_goes_to_welfare(scene):
    not_answered(scene)
    assert scene.row(add(scene, worry=About.SOMEBODY)).state is CommentState.HELD


@pytest.mark.engine
def test_it_is_taken_back_with_what_was_asked_first(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    scene.publish(more)
    scene.withdraw(comment_id)
    assert (scene.row(more).state, scene.row(more).words, scene.row(more).follows) == (CommentState.WITHDRAWN, "", "")
    assert {one.which for one in scene.noted()} == {comment_id, more}


def test_it_can_be_taken_back_alone(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    scene.publish(more)
    scene.withdraw(more)
    assert scene.row(comment_id).state is CommentState.PUBLISHED
    assert added(scene, comment_id, scene.dee) == []


def test_its_writer_sees_who_has_read_it(scene):
    comment_id = not_answered(scene)
    more = add(scene)
    scene.publish(more)
    scene.read(scene.pat, comment_id)
    assert [role.value for role, _ in scene.receipt(more).read_by] == ["partner"]


def test_a_reply_that_promised_something_is_not_kept_by_saying_what_is_missing(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id, kind=ReplyKind.WILL, by=TODAY.replace(month=12))
    scene.answers(comment_id, False)
    scene.publish(add(scene))
    assert [one.said.comment_id for one in scene.ask(promises.list_open, scene.pat)] == [comment_id]


def test_nothing_new_waits_for_the_scrutineer_because_of_it(scene):
    comment_id = not_answered(scene)
    scene.read(scene.dee, comment_id)
    scene.publish(add(scene))
    assert [one.kind for one in scene.ask(reads.list_unread, scene.dee)] == [CommentKind.VIEW]
