"""The record has a row for each item, and numbers for decisions."""

from datetime import UTC, datetime

import pytest

from cscp_core.scrutiny.meetings import outcomes
from cscp_core.scrutiny.meetings.reads import Captured, Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import MeetingKind, MeetingState, NoteKind, NoteState

BEGAN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def make_item(position, *, reached=True):
    return ListedItem(
        item_id=10 + position, position=position, source_kind="", source_id="", report_id="", title=f"Item {position}",
        question=f"Question {position}?", would_answer="", agency_id="", agency="", because="", minutes=10,
        reached=reached,
    )  # fmt: skip


def make_note(note_id, position, kind, state=NoteState.CONFIRMED):
    return Captured(
        note_id=note_id, item_id=10 + position if position else None, kind=kind, words="Words.", would_answer="",
        agencies="", owner="", due_on=None, state=state, by="", at=BEGAN, challenge_id=None,
    )  # fmt: skip


def make_meeting(items=(), notes=(), started_at=BEGAN, ended_at=None):
    return Gathering(
        meeting_id=1, version=1, title="A meeting", kind=MeetingKind.SCRUTINY, held_on=BEGAN.date(), attendees=(),
        state=MeetingState.ENDED, report_id="tiny", started_at=started_at, ended_at=ended_at, current=1,
        items=tuple(items), notes=tuple(notes),
    )  # fmt: skip


@pytest.fixture
def meeting():
    return make_meeting(
        [make_item(1), make_item(2), make_item(3), make_item(4, reached=False)],
        [
            make_note(1, 2, NoteKind.DECISION),
            make_note(2, 1, NoteKind.CHALLENGE),
            make_note(3, 1, NoteKind.DECISION),
            make_note(4, 1, NoteKind.DECISION),
            make_note(5, 3, NoteKind.DECISION, NoteState.STRUCK),
            make_note(6, 3, NoteKind.SPOKEN, NoteState.NOTED),
        ],
    )


def test_each_item_says_what_came_of_it(meeting):
    assert [one.in_words for one in outcomes.list_outcomes(meeting)] == [
        "2 decisions, 1 challenge",
        "1 decision",
        "Discussed, nothing recorded",
        "Not reached",
    ]


def test_decisions_are_numbered_in_their_order_with_their_item_and_struck_ones_have_no_number(meeting):
    assert outcomes.number_decisions(meeting) == {1: "D1 (item 2)", 3: "D2 (item 1)", 4: "D3 (item 1)"}


def test_a_decision_under_no_item_has_a_number_alone():
    assert outcomes.number_decisions(make_meeting(notes=[make_note(1, 0, NoteKind.DECISION)])) == {1: "D1"}


def test_the_summary_counts_items_and_what_was_recorded(meeting):
    assert outcomes.summarise(meeting) == "3 of 4 items reached: 3 decisions, 1 challenge, 0 spoken answers."


@pytest.mark.parametrize(
    ("began", "ended", "said"),
    [
        (None, None, ""),
        (BEGAN, None, "Began at 14:00 on 20 November 2026."),
        (BEGAN, BEGAN.replace(hour=15, minute=30), "Began at 14:00 on 20 November 2026, ended at 15:30."),
        (
            BEGAN.replace(hour=23, minute=10),
            BEGAN.replace(day=21, hour=0, minute=20),
            "Began at 23:10 on 20 November 2026, ended at 00:20 on 21 November 2026.",
        ),
        (
            datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
            datetime(2026, 7, 1, 23, 15, tzinfo=UTC),
            "Began at 23:30 on 1 July 2026, ended at 00:15 on 2 July 2026.",
        ),
    ],
)
def test_it_says_when_it_was_held_in_english_time_and_the_day_where_it_crossed_midnight(began, ended, said):
    assert outcomes.when_held(make_meeting(started_at=began, ended_at=ended)) == said
