"""A meeting is adjourned and resumed, and a note is put right until it ends."""

from datetime import date, timedelta

import pytest

from cscp_core.errors import ChangedMeanwhile, MeetingRefused, NotAllowed, NotFound, TextRefused
from cscp_core.scrutiny.meetings import ending, notes, outcomes, reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import Adjournment
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import MeetingsAction
from tests.builders import facts_of
from tests.scrutiny.meetings.scene import TODAY, make_pick, picks

NEXT_WEEK = TODAY + timedelta(days=7)
ABC = picks("A", "B", "C")


def adjourn(scene, meeting_id, **details):
    scene.change(ending.adjourn_meeting, meeting_id, **details)


def resume(scene, meeting_id):
    scene.change(service.start_meeting, meeting_id)


@pytest.mark.engine
def test_a_meeting_is_adjourned_to_a_day_and_resumed_at_the_same_item(scene, clock):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    clock.advance(hours=1)
    adjourn(scene, meeting_id, until=NEXT_WEEK)
    assert scene.meeting(meeting_id).stands == "adjourned until Friday 27 November 2026"
    clock.advance(days=7)
    resume(scene, meeting_id)
    meeting = scene.meeting(meeting_id)
    assert (meeting.state, meeting.item.title, meeting.stands) == (MeetingState.OPEN, "B", "open")
    assert outcomes.when_held(meeting) == (
        "Began at 09:00 on 20 November 2026, adjourned at 10:00, resumed at 10:00 on 27 November 2026."
    )


def test_without_a_day_it_is_only_adjourned(scene):
    meeting_id = scene.open(*ABC)
    adjourn(scene, meeting_id)
    assert scene.meeting(meeting_id).stands == "adjourned"


def test_it_cannot_go_on_on_a_day_that_is_past(scene):
    meeting_id = scene.open(*ABC)
    with pytest.raises(MeetingRefused, match="today or a later day"):
        adjourn(scene, meeting_id, until=TODAY - timedelta(days=1))
    assert scene.every(Adjournment) == []


@pytest.mark.parametrize("make", ["plan", "ended"])
def test_only_an_open_meeting_is_adjourned(scene, make):
    meeting_id = getattr(scene, make)(*ABC)
    with pytest.raises(MeetingRefused, match="cannot become adjourned"):
        adjourn(scene, meeting_id)


def test_while_it_is_adjourned_no_time_passes(scene, clock):
    meeting_id = scene.open(make_pick(minutes=20), *picks("B"))
    clock.advance(minutes=4)
    adjourn(scene, meeting_id)
    clock.advance(days=2)
    resume(scene, meeting_id)
    clock.advance(minutes=1)
    told = scene.ask(reads.read_clock, scene.dee, meeting_id=meeting_id)
    assert (told.item_left, told.meeting_left) == (19, 25)


def test_an_adjourned_meeting_may_end_without_being_resumed(scene):
    meeting_id = scene.open(*ABC)
    adjourn(scene, meeting_id)
    scene.end(meeting_id)
    assert scene.meeting(meeting_id).state is MeetingState.ENDED


def test_while_it_is_adjourned_its_screen_stands_still_and_its_agenda_may_change(scene):
    meeting_id = scene.open(*ABC)
    adjourn(scene, meeting_id)
    with pytest.raises(MeetingRefused, match="not open"):
        scene.go_to(meeting_id, 2)
    scene.change(service.add_items, meeting_id, picks=picks("D"))
    assert len(scene.meeting(meeting_id).items) == 4


def test_lists_say_until_when_it_is_adjourned(scene):
    scene.plan(held_on=NEXT_WEEK)
    meeting_id = scene.open(*ABC)
    adjourn(scene, meeting_id, until=NEXT_WEEK)
    listed = scene.ask(reads.list_meetings, scene.lou).items
    assert {one.stands for one in listed} == {"planned", "adjourned until Friday 27 November 2026"}


def test_the_trail_says_that_it_was_adjourned_and_resumed(scene):
    meeting_id = scene.open(*ABC)
    adjourn(scene, meeting_id, until=NEXT_WEEK)
    resume(scene, meeting_id)
    rows = scene.every(TrailRow)[-2:]
    assert [(row.action, facts_of(row)) for row in rows] == [
        (MeetingsAction.ADJOURNED, {"until": "2026-11-27"}),
        (MeetingsAction.RESUMED, {}),
    ]


# notes that are put right


def decide(scene, meeting_id, actor=None, **details):
    known = {"item_id": scene.item(meeting_id).item_id, "words": "May.", "owner": "Head"}
    return scene.capture(meeting_id, NoteKind.DECISION, actor, **known | details)


def correct(scene, note_id, actor=None, **details):
    known = {"version": 1, "words": "We meet in May.", "owner": "Chair", "due_on": NEXT_WEEK}
    scene.act(notes.correct_note, actor or scene.dee, note_id=note_id, **known | details)


def test_a_decision_is_put_right_before_the_meeting_ends(scene):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id)
    correct(scene, note_id)
    note = scene.note(meeting_id, note_id)
    assert (note.words, note.owner, note.due_on, note.version) == ("We meet in May.", "Chair", NEXT_WEEK, 2)


def test_after_the_end_it_stands(scene):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id)
    scene.end(meeting_id)
    with pytest.raises(MeetingRefused, match="Open it again"):
        correct(scene, note_id)
    resume(scene, meeting_id)
    correct(scene, note_id)
    assert scene.note(meeting_id, note_id).words == "We meet in May."


def test_what_somebody_corrected_meanwhile_is_not_overwritten(scene):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id)
    correct(scene, note_id)
    with pytest.raises(ChangedMeanwhile) as refused:
        correct(scene, note_id, words="June.")
    assert refused.value.theirs == "We meet in May."


@pytest.mark.parametrize("function", [notes.confirm_note, notes.strike_note])
def test_a_note_that_was_corrected_after_it_was_drawn_is_not_settled(scene, function):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id, scene.sam)
    correct(scene, note_id, scene.sam, owner="Deputy chair")
    with pytest.raises(ChangedMeanwhile) as refused:
        scene.act(function, scene.dee, note_id=note_id, version=1)
    assert refused.value.theirs == "We meet in May."
    assert scene.note(meeting_id, note_id).state is NoteState.NOTED


def test_the_business_manager_corrects_what_is_only_noted_and_the_scrutineer_what_stands(scene):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id, scene.sam)
    correct(scene, note_id, scene.sam)
    scene.settle(notes.confirm_note, note_id)
    assert scene.note(meeting_id, note_id).version == 3
    with pytest.raises(MeetingRefused, match="Only the scrutineer"):
        correct(scene, note_id, scene.sam, version=3, words="June.")
    correct(scene, note_id, version=3, words="June.")
    assert (scene.note(meeting_id, note_id).words, scene.note(meeting_id, note_id).state) == (
        "June.",
        NoteState.CONFIRMED,
    )


def test_a_question_that_was_raised_stays_as_the_agency_has_it(scene):
    meeting_id = scene.open(*ABC)
    note_id = scene.capture(meeting_id, NoteKind.CHALLENGE)
    with pytest.raises(MeetingRefused, match="cannot be corrected"):
        correct(scene, note_id)


def test_a_correction_needs_words(scene):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id)
    with pytest.raises(TextRefused, match="Write what was decided"):
        correct(scene, note_id, words=" ")
    with pytest.raises(NotFound, match="no such note"):
        correct(scene, 99)


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
def test_nobody_else_corrects_anything(scene, person):
    meeting_id = scene.open(*ABC)
    note_id = decide(scene, meeting_id)
    with pytest.raises(NotAllowed):
        correct(scene, note_id, scene.people[person])


def test_the_trail_says_that_a_note_was_corrected_without_its_words(scene):
    meeting_id = scene.open(*ABC)
    correct(scene, decide(scene, meeting_id), due_on=date(2027, 1, 8))
    row = scene.every(TrailRow)[-1]
    assert (row.action, facts_of(row)) == (MeetingsAction.NOTE_CORRECTED, {"kind": "decision"})
