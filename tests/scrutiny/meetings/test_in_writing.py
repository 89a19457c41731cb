"""What is said or promised on an item without a challenge is asked for in writing, unless that is switched off."""

from datetime import date, timedelta

import pytest

from cscp_core.errors import MeetingRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.scrutiny.challenges.rules import ChallengeState, Happened
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings import notes, rules
from cscp_core.scrutiny.meetings.rules import NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import MeetingNote
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ChallengesAction
from tests.builders import facts_of
from tests.scrutiny.meetings.scene import CLAIM, TEN_WORKING_DAYS, TODAY, make_pick, pick_asked, picks

SPOKEN = NoteKind.SPOKEN
LATER = TODAY + timedelta(days=40)
PUT = "Please put in writing what you told the meeting on 20 November 2026."


@pytest.fixture
def meeting_id(scene):
    """A meeting that is open at a claim."""
    return scene.open(make_pick(), *picks("B"))


def say(scene, meeting_id, actor=None, **details):
    known = {"item_id": scene.item(meeting_id).item_id, "words": "It rose since."}
    return scene.note(meeting_id, scene.capture(meeting_id, SPOKEN, actor, **known | details))


@pytest.mark.engine
def test_what_is_said_under_a_claim_raises_a_challenge_to_its_agency(scene, meeting_id):
    note = say(scene, meeting_id, due_on=LATER)
    whole = scene.challenge(note.challenge_id)
    asked = whole.challenge
    assert (asked.state, asked.agency, asked.due_on) == (ChallengeState.RAISED, "Tiny Council", LATER)
    assert (asked.question, asked.would_answer) == (f"What was it before? {PUT}", "The rate of the year before.")
    assert (asked.source_kind, asked.source_id, asked.said_until) == ("claim", CLAIM, LATER)
    assert [one.kind for one in whole.events] == [Happened.SAID, Happened.RAISED]
    assert (note.is_awaited, note.agencies, note.due_on) == (True, "Tiny Council", LATER)


def test_it_is_due_in_ten_working_days_unless_said_otherwise(scene, meeting_id):
    assert scene.challenge(say(scene, meeting_id).challenge_id).challenge.due_on == TEN_WORKING_DAYS


def test_it_asks_for_what_the_item_lacks_so_that_nothing_suggests_it_again(scene, meeting_id):
    say(scene, meeting_id)
    assert [(one.missing, one.meeting_id) for one in scene.every(Challenge)] == [(Missing.BASELINE, meeting_id)]


def test_the_agency_is_told_and_the_trail_says_that_it_was_raised(scene, meeting_id):
    say(scene, meeting_id)
    assert [one.kind for one in scene.every(Notice) if one.account_id == scene.pat.account_id] == [NoticeKind.RAISED]
    raised = [facts_of(row)["agency"] for row in scene.every(TrailRow) if row.action == ChallengesAction.RAISED]
    assert raised == ["council"]


def test_it_goes_to_the_agencies_that_are_named_instead(scene, meeting_id):
    say(scene, meeting_id, agency_ids=["trust", "council"])
    assert [one.agency_id for one in scene.every(Challenge)] == ["board", "council"]
    said = [one.agencies for one in scene.meeting(meeting_id).notes]
    assert said == ["Tiny Health Board", "Tiny Council"]


def test_an_item_of_an_agency_that_has_ended_asks_its_successor(scene):
    say(scene, scene.open(make_pick(agency_id="trust")))
    assert [one.agency_id for one in scene.every(Challenge)] == ["board"]


def test_where_nobody_is_known_to_ask_it_is_refused_until_somebody_is_chosen(scene):
    meeting_id = scene.open(*picks("Any other business"))
    with pytest.raises(MeetingRefused, match="Choose whom to ask for it in writing, or switch that off"):
        say(scene, meeting_id)
    assert scene.every(MeetingNote) == []
    note = say(scene, meeting_id, agency_ids=["council"])
    assert scene.challenge(note.challenge_id).challenge.question == f"Any other business? {PUT}"


def test_switched_off_what_is_said_stands_in_the_meeting_alone(scene, meeting_id):
    note = say(scene, meeting_id, in_writing=False)
    assert (note.state, note.challenge_id, note.is_awaited) == (NoteState.CONFIRMED, None, False)
    assert scene.every(Challenge) == []


def test_a_second_answer_on_the_item_is_kept_with_the_challenge_of_the_first(scene, meeting_id):
    first = say(scene, meeting_id)
    second = say(scene, meeting_id, words="By May.", due_on=LATER)
    assert second.challenge_id == first.challenge_id
    assert [one.said_until for one in scene.every(Challenge)] == [LATER]


def test_on_an_item_that_is_a_challenge_none_is_raised(scene):
    asked = scene.raise_challenge()
    note = say(scene, scene.open(pick_asked(asked)))
    assert (note.challenge_id, len(scene.every(Challenge))) == (asked, 1)


def test_under_no_item_nothing_is_asked_in_writing(scene, meeting_id):
    note = say(scene, meeting_id, item_id=None)
    assert (note.challenge_id, note.is_awaited, scene.every(Challenge)) == (None, False, [])


def test_a_decision_is_never_asked_for_in_writing(scene, meeting_id):
    scene.capture(meeting_id, NoteKind.DECISION, item_id=scene.item(meeting_id).item_id)
    assert [one.in_writing for one in scene.every(MeetingNote)] == [False]
    assert scene.every(Challenge) == []


def test_what_the_business_manager_takes_down_raises_it_once_it_is_confirmed(scene, meeting_id):
    note = say(scene, meeting_id, scene.sam)
    assert (note.is_awaited, scene.every(Challenge)) == (True, [])
    scene.settle(notes.confirm_note, note.note_id)
    (asked,) = scene.every(Challenge)
    assert (asked.agency_id, asked.account_id, asked.due_on) == ("council", scene.dee.account_id, TEN_WORKING_DAYS)


def test_confirmed_after_its_date_it_is_due_in_ten_working_days(scene, meeting_id, clock):
    note = say(scene, meeting_id, scene.sam)
    clock.advance(days=14)
    scene.settle(notes.confirm_note, note.note_id)
    (asked,) = scene.every(Challenge)
    assert (asked.due_on, asked.said_until) == (date(2026, 12, 18), date(2026, 12, 18))
    assert scene.note(meeting_id, note.note_id).due_on == date(2026, 12, 18)


def test_of_a_young_persons_question_only_its_title_goes_to_the_agency(scene):
    theirs = make_pick(
        source_kind="question",
        source_id="q7",
        title="A question from a Young Advisor",
        question="Heron?",
        would_answer="",
    )
    meeting_id = scene.open(theirs)
    asked = scene.challenge(say(scene, meeting_id).challenge_id).challenge
    assert asked.question == f"A question from a Young Advisor. {PUT}"
    assert (asked.would_answer, "Heron" in repr(scene.every(Challenge))) == (rules.IN_WRITING, False)
