"""States of meetings, how long an item may take, and how much time is left, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from cscp_core.errors import MeetingRefused
from cscp_core.evidence.kinds import SourceKind
from cscp_core.free_text import PARAGRAPH
from cscp_core.scrutiny.meetings import rules
from cscp_core.scrutiny.meetings.rules import MOVES, ItemResult, MeetingState, NoteKind, NoteState

PLANNED, OPEN, ADJOURNED, ENDED = MeetingState
RECORDED, DISCUSSED, CARRIED, DROPPED = ItemResult
NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_every_state_of_a_meeting_says_what_may_follow_it():
    assert set(MOVES) == set(MeetingState)


@pytest.mark.parametrize(
    ("state", "to"),
    [(PLANNED, OPEN), (OPEN, ADJOURNED), (ADJOURNED, OPEN), (ADJOURNED, ENDED), (OPEN, ENDED), (ENDED, OPEN)],
)
def test_a_meeting_is_opened_adjourned_ended_and_opened_again(state, to):
    assert rules.check_becomes(state, to) is None


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (PLANNED, PLANNED),
        (PLANNED, ENDED),
        (PLANNED, ADJOURNED),
        (OPEN, OPEN),
        (OPEN, PLANNED),
        (ENDED, ENDED),
        (ENDED, PLANNED),
        (ENDED, ADJOURNED),
        (ADJOURNED, ADJOURNED),
        (ADJOURNED, PLANNED),
    ],
)
def test_no_other_move_is_possible(state, to):
    with pytest.raises(MeetingRefused, match=f"A meeting that is {state} cannot become {to}"):
        rules.check_becomes(state, to)


@pytest.mark.parametrize("minutes", [1, 120])
def test_an_item_takes_from_a_minute_to_two_hours(minutes):
    assert rules.check_minutes(minutes) is None


@pytest.mark.parametrize("minutes", [-5, 0, 121])
def test_an_item_of_no_time_or_of_half_a_day_is_refused(minutes):
    with pytest.raises(MeetingRefused, match=r"^Plan between 1 and 120 minutes for an item\.$"):
        rules.check_minutes(minutes)


def test_before_it_begins_all_the_planned_minutes_are_left():
    assert rules.minutes_left(None, 10, NINE) == 10


@pytest.mark.parametrize(("seconds", "left"), [(0, 10), (59, 10), (60, 9), (600, 0), (660, -1), (1500, -15)])
def test_whole_minutes_are_counted_down_and_then_over(seconds, left):
    assert rules.minutes_left(NINE, 10, NINE + timedelta(seconds=seconds)) == left


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (10, "10 minutes left"),
        (1, "1 minute left"),
        (0, "0 minutes left"),
        (-1, "1 minute over"),
        (-12, "12 minutes over"),
    ],
)
def test_what_is_left_is_told_in_words(minutes, words):
    assert rules.left_in_words(minutes) == words


@pytest.mark.parametrize(
    ("reached", "noted", "theirs", "possible"),
    [
        (True, True, False, (RECORDED, CARRIED)),
        (False, True, False, (RECORDED, CARRIED)),
        (True, False, False, (DISCUSSED, CARRIED)),
        (True, False, True, (DISCUSSED, CARRIED)),
        (False, False, False, (CARRIED, DISCUSSED, DROPPED)),
        (False, False, True, (CARRIED, DISCUSSED)),
    ],
)
def test_what_may_come_of_an_item_the_usual_first(reached, noted, theirs, possible):
    assert rules.results_for(reached=reached, noted=noted, theirs=theirs) == possible


def test_nothing_else_may_come_of_it():
    assert rules.check_result(CARRIED, (CARRIED, DISCUSSED)) is None
    with pytest.raises(MeetingRefused, match="can be carried over or discussed, nothing to record"):
        rules.check_result(DROPPED, (CARRIED, DISCUSSED))


@pytest.mark.parametrize("state", [OPEN, ADJOURNED])
@pytest.mark.parametrize("kind", [NoteKind.DECISION, NoteKind.SPOKEN])
@pytest.mark.parametrize("note", [NoteState.NOTED, NoteState.CONFIRMED])
def test_a_decision_and_what_was_said_can_be_corrected_until_the_meeting_ends(state, kind, note):
    assert rules.is_correctable(state, kind, note, None)
    assert rules.check_correctable(state, kind, note, None) is None


@pytest.mark.parametrize(
    ("state", "kind", "note", "challenge_id", "says"),
    [
        (
            ENDED,
            NoteKind.DECISION,
            NoteState.CONFIRMED,
            None,
            r"^This meeting is over\. Open it again to correct its record\.$",
        ),
        (OPEN, NoteKind.CHALLENGE, NoteState.NOTED, None, r"^This note cannot be corrected\.$"),
        (OPEN, NoteKind.SPOKEN, NoteState.CONFIRMED, 7, "cannot be corrected"),
        (OPEN, NoteKind.DECISION, NoteState.STRUCK, None, "cannot be corrected"),
    ],
)
def test_what_is_over_struck_out_or_with_an_agency_cannot_be(state, kind, note, challenge_id, says):
    assert not rules.is_correctable(state, kind, note, challenge_id)
    with pytest.raises(MeetingRefused, match=says):
        rules.check_correctable(state, kind, note, challenge_id)


def test_what_young_people_or_lay_members_ask_is_moved_by_nobody_else():
    assert rules.check_not_theirs(SourceKind.CLAIM, SourceKind.FIGURE) is None
    with pytest.raises(
        MeetingRefused,
        match=r"^Young people's and lay members' questions come first\. Only they can take them off\.$",
    ):
        rules.check_not_theirs(SourceKind.CLAIM, SourceKind.QUESTION)


def test_what_was_asked_stands_before_the_question_in_writing_where_both_fit():
    put = "Please put in writing what you told the meeting on 20 November 2026."
    assert rules.question_in_writing(NINE.date(), "") == put
    assert rules.question_in_writing(NINE.date(), "Who?") == f"Who? {put}"
    longest = "x" * (PARAGRAPH - len(f" {put}"))
    assert rules.question_in_writing(NINE.date(), longest) == f"{longest} {put}"
    assert rules.question_in_writing(NINE.date(), f"{longest}x") == put
