"""What was said in a meeting stands with its challenge."""

import pytest

from cscp_core.errors import (
    ChallengeRefused,
    NotFound,
)
from cscp_core.scrutiny.challenges import answering, reads, service
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.storage.session import now
from tests.scrutiny.asking import days_on


def spoken(asking, challenge_id, words="Eighty children."):
    with asking.store.writing() as session:
        service.note_spoken(
            session, asking.people["dee"], challenge_id=challenge_id, words=words, until=days_on(7, now(session).date())
        )
        session.commit()


@pytest.mark.parametrize(
    ("stage", "state"),
    [("raised", ChallengeState.RAISED), ("asked back", ChallengeState.RAISED), ("escalated", ChallengeState.ESCALATED)],
)
def test_what_is_said_in_a_meeting_leaves_a_challenge_open_until_it_is_written(asking, stage, state):
    challenge_id = asking.at(stage)
    spoken(asking, challenge_id)
    assert (asking.row(challenge_id).state, asking.row(challenge_id).said_until) == (state, days_on(7))


def test_what_is_said_in_a_meeting_stands_on_the_record_with_the_day_by_which_it_is_to_be_written(asking):
    challenge_id = asking.at("raised")
    spoken(asking, challenge_id)
    assert asking.events(challenge_id)[-1].words == "Eighty children.\n\nWritten evidence awaited by 27 November 2026."


@pytest.mark.parametrize("stage", ["draft", "answered", "closed", "withdrawn"])
def test_nothing_said_is_added_to_what_does_not_wait_for_an_agency(asking, stage):
    challenge_id = asking.at(stage)
    before = asking.everything()
    with pytest.raises(ChallengeRefused, match="you cannot add a spoken answer"):
        spoken(asking, challenge_id)
    assert asking.everything() == before


def test_what_was_said_does_not_stop_the_clock(asking, clock):
    challenge_id = asking.at("raised")
    spoken(asking, challenge_id)
    clock.advance(days=30)
    assert asking.whole(challenge_id).challenge.overdue


def test_a_written_answer_ends_the_wait_for_what_was_said(asking):
    challenge_id = asking.at("raised")
    spoken(asking, challenge_id)
    asking.act(answering.send_answer, challenge_id)
    assert asking.row(challenge_id).said_until is None


def test_a_withdrawn_challenge_awaits_nothing_that_was_said(asking):
    challenge_id = asking.at("raised")
    spoken(asking, challenge_id)
    asking.act(service.withdraw, challenge_id)
    assert asking.whole(challenge_id).challenge.stands == "withdrawn"


@pytest.mark.parametrize("person", ["sam", "cora", "pat"])
def test_drafts_are_the_scrutineers_alone(asking, person):
    challenge_id = asking.draft()
    with pytest.raises(NotFound), asking.store.reading() as session:
        reads.find_whole(session, asking.people[person], challenge_id=challenge_id)
