"""The record has a row for each item, and numbers for decisions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cscp_core.scrutiny.meetings import outcomes
from cscp_core.scrutiny.meetings.reads import Break, Captured, Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingKind, MeetingState, NoteKind, NoteState

BEGAN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def make_item(position, *, reached=True, **details):
    return ListedItem(
        item_id=10 + position, position=position, source_kind="", source_id="", report_id="", title=f"Item {position}",
        question=f"Question {position}?", would_answer="", agency_id="", agency="", because="", minutes=10,
        reached=reached, **details,
    )  # fmt: skip


def make_note(note_id, position, kind, state=NoteState.CONFIRMED):
    return Captured(
        note_id=note_id, version=1, item_id=10 + position if position else None, kind=kind, words="Words.",
        would_answer="", agencies="", owner="", due_on=None, state=state, by="", at=BEGAN, challenge_id=None,
    )  # fmt: skip


def make_meeting(items=(), notes=(), started_at=BEGAN, ended_at=None, breaks=()):
    return Gathering(
        meeting_id=1, version=1, title="A meeting", kind=MeetingKind.SCRUTINY, held_on=BEGAN.date(), attendees=(),
        state=MeetingState.ENDED, report_id="tiny", started_at=started_at, ended_at=ended_at, current=1,
        items=tuple(items), notes=tuple(notes), breaks=tuple(breaks),
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


def came_of(item, *notes):
    (one,) = outcomes.list_outcomes(make_meeting([item], notes))
    return one.in_words


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"result": ItemResult.DISCUSSED}, "Discussed, nothing to record"),
        ({"result": ItemResult.CARRIED, "reached": False}, "Not reached, carried over to the next meeting"),
        (
            {"result": ItemResult.CARRIED, "reached": False, "carried_to": date(2026, 12, 4)},
            "Not reached, carried over to the meeting on 4 December 2026",
        ),
        ({"result": ItemResult.CARRIED}, "Adjourned, carried over to the next meeting"),
        ({"result": ItemResult.DROPPED, "reached": False}, "Not reached, not carried over"),
    ],
)
def test_the_record_says_whether_an_item_was_discussed_adjourned_or_carried_over(details, said):
    assert came_of(make_item(1, **details)) == said


def test_what_was_decided_stands_before_that_the_rest_was_carried_over():
    item = make_item(1, result=ItemResult.CARRIED)
    said = "1 decision, adjourned, carried over to the next meeting"
    assert came_of(item, make_note(1, 1, NoteKind.DECISION)) == said


def test_an_item_says_from_which_meeting_it_was_carried_over():
    (one,) = outcomes.list_outcomes(make_meeting([make_item(1, carried_from=date(2026, 11, 6))]))
    assert one.asked == "Question 1? (carried over from 6 November 2026)"


def test_the_summary_counts_what_is_carried_over():
    items = [make_item(1), make_item(2, reached=False, result=ItemResult.CARRIED)]
    said = "1 of 2 items reached: 0 decisions, 0 challenges, 0 spoken answers. 1 item carried over."
    assert outcomes.summarise(make_meeting(items)) == said


def test_it_says_when_it_was_adjourned_and_resumed():
    later = BEGAN + timedelta(days=7)
    breaks = [
        Break(at=BEGAN + timedelta(hours=1), resumed_at=BEGAN + timedelta(hours=2)),
        Break(at=BEGAN + timedelta(hours=3), resumed_at=later),
    ]
    meeting = make_meeting(breaks=breaks, ended_at=later + timedelta(hours=1))
    assert outcomes.when_held(meeting) == (
        "Began at 14:00 on 20 November 2026, adjourned at 15:00, resumed at 16:00, adjourned at 17:00, "
        "resumed at 14:00 on 27 November 2026, ended at 15:00."
    )
