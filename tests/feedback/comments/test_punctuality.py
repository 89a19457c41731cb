"""How punctual an agency was with its replies, in words that a young person can read."""

import json
from dataclasses import replace

import pytest

from cscp_core.errors import CommentRefused, NotAllowed
from cscp_core.people.permissions import MAY, Permission, Role
from cscp_core.readability import TOO_HARD
from feedback.comments import replies
from feedback.comments.replies import Punctual
from feedback.comments.rules import CommentState, Readers
from feedback.comments.tables import Reply
from tests.feedback.comments.test_replies import DUE, asked, punctuality, waiting
from tests.feedback.scene import BOARD, CLUB, COUNCIL, THEME, TRUST

# how punctual an agency was


def test_of_an_agency_that_was_never_asked_nothing_is_said(scene):
    assert punctuality(scene) == Punctual(0, 0, 0, 0, 0)
    assert punctuality(scene).words == ""


def test_what_waits_what_is_overdue_what_came_on_time_and_late_are_counted_as_single_cases(scene, clock):
    on_time, late, _, unanswered = (asked(scene, words=words) for words in ("a", "b", "c", "d"))
    scene.reply(on_time)
    scene.reply(unanswered)
    clock.advance(days=29)
    scene.reply(late)
    scene.answers(unanswered, False)
    asked(scene, words="e")
    assert punctuality(scene) == Punctual(owed=3, overdue=1, on_time=1, late=1, not_answering=1)
    assert punctuality(scene).words == (
        "1 replied to on time, 1 late, 1 did not answer who asked, 3 waiting, 1 of them overdue"
    )


def test_a_reply_that_does_not_answer_is_not_done(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    assert punctuality(scene).on_time == 1
    scene.answers(comment_id, False)
    found = punctuality(scene)
    assert (found.on_time, found.owed, found.not_answering) == (0, 1, 1)


def test_a_reply_that_was_late_and_does_not_answer_stays_late(scene, clock):
    comment_id = asked(scene)
    clock.advance(days=40)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    scene.reply(comment_id)
    found = punctuality(scene)
    assert (found.late, found.on_time, found.not_answering) == (1, 1, 1)


def test_no_percentage_is_told(scene):
    scene.reply(asked(scene))
    assert "%" not in punctuality(scene).words


def test_what_was_taken_back_after_a_reply_that_did_not_answer_is_still_told(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    scene.withdraw(comment_id)
    assert punctuality(scene).words == "0 replied to on time, 0 late, 1 did not answer who asked, 0 waiting"


def test_what_only_the_scrutineer_reads_does_not_count_against_the_agency(scene, clock):
    scene.published(about=COUNCIL, readers=Readers.SCRUTINEER)
    clock.advance(days=60)
    assert punctuality(scene).words == ""


def test_what_was_asked_of_an_agency_that_ended_counts_for_the_one_that_took_over(scene, clock):
    comment_id = asked(scene, TRUST)
    clock.advance(days=60)
    assert (punctuality(scene, "board").owed, punctuality(scene, "board").overdue) == (1, 1)
    scene.reply(comment_id, scene.hal)
    assert punctuality(scene, "board") == Punctual(0, 0, 0, 1, 0)


def test_what_was_asked_of_the_partnership_counts_for_each_until_one_has_replied(scene):
    comment_id = asked(scene, THEME)
    assert [punctuality(scene, one).owed for one in ("council", "board", "club")] == [1, 1, 0]
    scene.reply(comment_id, scene.hal)
    assert [punctuality(scene, one) for one in ("council", "board")] == [
        Punctual(0, 0, 0, 0, 0),
        Punctual(0, 0, 1, 0, 0),
    ]


def test_what_the_scrutineer_replied_for_an_agency_without_accounts_is_not_its_merit(scene):
    scene.reply(asked(scene, CLUB), scene.dee)
    assert punctuality(scene, "club").on_time == 0


def test_another_agency_has_its_own_count(scene):
    scene.reply(asked(scene, BOARD), scene.hal)
    assert (punctuality(scene, "board").on_time, punctuality(scene).on_time) == (1, 0)


@pytest.mark.parametrize("role", sorted(Role))
def test_anyone_who_reads_challenges_reads_how_punctual_an_agency_was(scene, role):
    actor = replace(scene.dee, role=role)
    if role in MAY[Permission.READ_CHALLENGES]:
        assert punctuality(scene, actor=actor).owed == 0
    else:
        with pytest.raises(NotAllowed):
            punctuality(scene, actor=actor)


@pytest.mark.parametrize(("about", "by"), [(COUNCIL, "pat"), (BOARD, "hal"), (TRUST, "hal")])
def test_the_day_by_which_a_reply_is_due_is_told_to_anyone_who_owes_it(scene, about, by):
    asked(scene, about)
    assert [one.waits_until for one in scene.ask(replies.list_waiting, scene.people[by])] == [DUE]


def test_a_reply_leaves_the_comment_published(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    assert scene.receipt(comment_id).state is CommentState.PUBLISHED


# words that a young person can read

HARD = "We will operationalise multi-agency arrangements in order to facilitate comprehensive engagement."


def test_a_reply_that_is_too_hard_says_why_it_cannot_be_simpler(scene):
    comment_id = asked(scene)
    with pytest.raises(CommentRefused, match="Use easier words"):
        scene.reply(comment_id, words=HARD)
    with pytest.raises(CommentRefused, match="Use easier words"):
        scene.reply(comment_id, words=HARD, hard_because="   ")
    assert waiting(scene, scene.pat) == [comment_id]
    scene.reply(comment_id, words=HARD, hard_because="These are the words of the law.")
    (found,) = scene.every(Reply)
    assert found.hard_because == "These are the words of the law."
    assert found.reading_age > TOO_HARD


def test_a_plain_reply_needs_no_reason_and_keeps_none(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words="We asked each of you. Now we ask you first.", hard_because="It is fine.")
    (found,) = scene.every(Reply)
    assert found.hard_because == ""
    assert found.reading_age <= 12


def test_the_trail_says_that_a_reply_was_too_hard_and_nothing_of_the_reason(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words=HARD, hard_because="The words of the law.")
    row = scene.trail(f"comment {comment_id}")[-1]
    assert json.loads(row.detail)["too_hard"] is True
    assert "law" not in row.detail


def test_a_reply_of_a_word_or_two_is_never_too_hard(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words="Unfortunately not.")
    (found,) = scene.every(Reply)
    assert found.reading_age is None
