"""What is captured in a meeting: it stands at once for the scrutineer, and is noted until confirmed for others."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from cscp_core.errors import (
    ChallengeRefused,
    ChangedMeanwhile,
    CscpError,
    MeetingRefused,
    NotAllowed,
    NotFound,
    TextRefused,
)
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.rules import ChallengeState, Happened
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings.rules import NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import MeetingNote
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import MeetingsAction
from tests.builders import facts_of
from tests.scrutiny.meetings.scene import CLAIM, FIGURE, TEN_WORKING_DAYS, TODAY, make_pick, pick_asked, picks

CHALLENGE, DECISION, SPOKEN = NoteKind.CHALLENGE, NoteKind.DECISION, NoteKind.SPOKEN
LATER = TODAY + timedelta(days=40)


@pytest.fixture
def meeting_id(scene):
    """A meeting that is open at a claim."""
    return scene.open(make_pick(), *picks("B"))


@pytest.fixture
def asked(scene):
    """A challenge to the council."""
    return scene.raise_challenge()


@pytest.fixture
def room(scene, asked):
    """A meeting that is open at that challenge."""
    return scene.open(pick_asked(asked))


def on_item(scene, meeting_id, kind, actor=None, **details):
    item_id = scene.item(meeting_id).item_id
    return scene.capture(meeting_id, kind, actor, item_id=item_id, **details)


def confirm(scene, note_id, **details):
    scene.settle(notes.confirm_note, note_id, **details)


def strike(scene, note_id):
    scene.settle(notes.strike_note, note_id)


def raised_by(scene, meeting_id, note_id):
    """The challenge that a note became."""
    return scene.challenge(scene.note(meeting_id, note_id).challenge_id)


def happened(scene, challenge_id):
    return [one.kind for one in scene.challenge(challenge_id).events]


def told(scene, actor):
    """The kinds of notice that somebody has been left."""
    return [one.kind for one in scene.every(Notice) if one.account_id == actor.account_id]


def test_what_the_scrutineer_captures_stands_at_once(scene, meeting_id):
    note = scene.note(meeting_id, scene.capture(meeting_id, DECISION, words="We meet again in May."))
    assert (note.state, note.words, note.by) == (NoteState.CONFIRMED, "We meet again in May.", "Dee")


def test_a_decision_keeps_who_owns_it_and_by_when(scene, meeting_id):
    note_id = scene.capture(meeting_id, DECISION, owner="Head of service", due_on=LATER)
    note = scene.note(meeting_id, note_id)
    assert (note.owner, note.due_on, note.challenge_id) == ("Head of service", LATER, None)


def test_a_decision_may_be_without_a_date(scene, meeting_id):
    assert scene.note(meeting_id, scene.capture(meeting_id, DECISION)).due_on is None


def test_a_decision_may_take_note_of_a_day_that_is_past(scene, meeting_id):
    note_id = scene.capture(meeting_id, DECISION, due_on=date(2026, 1, 5))
    assert scene.note(meeting_id, note_id).due_on == date(2026, 1, 5)


def test_a_challenge_by_the_scrutineer_is_raised_at_once(scene, meeting_id):
    raised = raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE)).challenge
    assert (raised.state, raised.question, raised.would_answer) == (
        ChallengeState.RAISED,
        "Who looks again?",
        "A date.",
    )
    assert raised.agency == "Tiny Council"


def test_it_is_due_in_ten_working_days(scene, meeting_id):
    raised = raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE))
    assert raised.challenge.due_on == TEN_WORKING_DAYS


def test_it_is_due_when_the_meeting_says(scene, meeting_id):
    raised = raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE, due_on=LATER))
    assert raised.challenge.due_on == LATER


def test_it_is_about_what_the_item_is_about(scene, meeting_id):
    raised = raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE)).challenge
    assert (raised.source_kind, raised.source_id, raised.source_text) == ("claim", CLAIM, "Neglect fell.")


@pytest.mark.parametrize(
    ("kind", "source_id"), [("figure", FIGURE), ("recommendation", "recommendation-1"), ("theme", "neglect")]
)
def test_it_may_be_about_any_kind_of_item(scene, kind, source_id):
    meeting_id = scene.open(make_pick(source_kind=kind, source_id=source_id))
    raised = raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE)).challenge
    assert (raised.source_kind, raised.source_id, raised.theme_id) == (kind, source_id, "neglect")


def test_under_a_challenge_it_is_about_what_that_one_is_about(scene, room):
    raised = raised_by(scene, room, on_item(scene, room, CHALLENGE)).challenge
    assert (raised.source_kind, raised.source_id) == ("claim", CLAIM)


@pytest.mark.parametrize("position", [None, 2])
def test_without_an_item_or_under_a_free_one_it_is_about_nothing_in_the_report(scene, meeting_id, position):
    item_id = scene.item(meeting_id, position).item_id if position else None
    raised = raised_by(scene, meeting_id, scene.capture(meeting_id, CHALLENGE, item_id=item_id)).challenge
    assert (raised.source_kind, raised.report_id) == ("", "")


def test_the_question_of_the_item_asks_for_what_the_item_lacks(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, words="What was it before?")
    (row,) = scene.every(Challenge)
    assert (row.missing, row.category) == (Missing.BASELINE, ChallengeCategory.B)


def test_another_question_asks_for_something_else(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, words="Who says so?")
    (row,) = scene.every(Challenge)
    assert row.missing == ""


def test_a_question_to_two_agencies_is_two_challenges(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, agency_ids=["council", "board"])
    assert [one.agency_id for one in scene.every(Challenge)] == ["council", "board"]


def test_the_record_names_each_challenge_with_its_agency_and_date(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, agency_ids=["council", "board"], due_on=LATER)
    told = [(one.challenge_id, one.agencies, one.due_on) for one in scene.meeting(meeting_id).notes]
    assert told == [(1, "Tiny Council", LATER), (2, "Tiny Health Board", LATER)]


def test_what_is_asked_of_an_agency_that_ended_goes_to_its_successor(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, agency_ids=["trust"])
    assert [one.agency_id for one in scene.every(Challenge)] == ["board"]


def test_a_challenge_keeps_the_meeting_that_it_was_raised_in(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE)
    assert [one.meeting_id for one in scene.every(Challenge)] == [meeting_id]


def test_the_agency_is_told_of_it(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE)
    assert told(scene, scene.pat) == [NoticeKind.RAISED]


def test_a_spoken_answer_stands_with_its_challenge_and_written_evidence_is_awaited(scene, asked, room):
    note_id = on_item(scene, room, SPOKEN, words="We have looked at twelve.", due_on=LATER)
    whole = scene.challenge(asked)
    assert (whole.challenge.state, whole.challenge.said_until) == (ChallengeState.RAISED, LATER)
    assert f"written evidence awaited by {LATER:%-d %B %Y}" in whole.challenge.stands
    assert whole.events[0].kind is Happened.SAID
    assert whole.events[0].words.startswith("We have looked at twelve.")
    assert scene.note(room, note_id).challenge_id == asked


def test_written_evidence_is_awaited_for_ten_working_days_unless_said_otherwise(scene, asked, room):
    on_item(scene, room, SPOKEN)
    assert scene.challenge(asked).challenge.said_until == TEN_WORKING_DAYS


def test_what_was_said_does_not_put_off_when_the_answer_is_due(scene, asked, room):
    before = scene.challenge(asked).challenge.due_on
    on_item(scene, room, SPOKEN, due_on=LATER)
    assert scene.challenge(asked).challenge.due_on == before


def test_the_written_answer_ends_the_waiting_for_it(scene, asked, room):
    on_item(scene, room, SPOKEN)
    scene.answer(asked)
    assert (scene.challenge(asked).challenge.said_until, scene.challenge(asked).challenge.state) == (
        None,
        ChallengeState.ANSWERED,
    )


def test_what_is_said_under_a_claim_stands_with_the_challenge_just_raised_on_it(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, words="Since when?")
    raised = raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE)).challenge.challenge_id
    note = scene.note(meeting_id, on_item(scene, meeting_id, SPOKEN, words="It rose since.", due_on=LATER))
    assert (note.challenge_id, note.agencies, note.due_on) == (raised, "Tiny Council", LATER)
    assert [one.said_until for one in scene.every(Challenge)] == [None, LATER]
    assert happened(scene, raised) == [Happened.SAID, Happened.RAISED]


def test_what_is_said_by_several_agencies_stands_with_the_challenge_to_each(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, agency_ids=["council", "board"])
    on_item(scene, meeting_id, SPOKEN, due_on=LATER)
    said = [one for one in scene.meeting(meeting_id).notes if one.kind is SPOKEN]
    assert [(one.challenge_id, one.agencies) for one in said] == [(1, "Tiny Council"), (2, "Tiny Health Board")]
    assert [one.said_until for one in scene.every(Challenge)] == [LATER, LATER]


def test_what_one_of_them_said_stands_with_its_challenge_alone(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, agency_ids=["council", "board"])
    on_item(scene, meeting_id, SPOKEN, due_on=LATER, agency_ids=["board"])
    assert [one.said_until for one in scene.every(Challenge)] == [None, LATER]


def test_what_is_said_once_that_challenge_is_answered_stands_in_the_meeting_alone(scene, meeting_id):
    scene.answer(raised_by(scene, meeting_id, on_item(scene, meeting_id, CHALLENGE)).challenge.challenge_id)
    note = scene.note(meeting_id, on_item(scene, meeting_id, SPOKEN))
    assert (note.state, note.challenge_id) == (NoteState.CONFIRMED, None)


def test_a_promise_that_is_past_waits_for_the_scrutineer(scene, meeting_id, clock):
    on_item(scene, meeting_id, CHALLENGE, due_on=LATER)
    on_item(scene, meeting_id, SPOKEN)
    assert scene.ask(reads.list_waiting, scene.dee) == {}
    clock.advance(days=15)
    (name,) = scene.ask(reads.list_waiting, scene.dee)
    assert name == "Said in a meeting, and the written evidence has not come"


def test_to_a_challenge_that_is_answered_nothing_spoken_is_added(scene, asked, room):
    scene.answer(asked)
    with pytest.raises(ChallengeRefused, match="you cannot add a spoken answer"):
        on_item(scene, room, SPOKEN)
    assert scene.every(MeetingNote) == []


def test_before_a_meeting_opens_nothing_is_captured(scene):
    with pytest.raises(MeetingRefused, match="Open the meeting first"):
        scene.capture(scene.plan(make_pick()), DECISION)
    assert scene.every(MeetingNote) == []


def test_after_it_ended_what_was_forgotten_may_still_be_captured(scene):
    meeting_id = scene.ended(make_pick())
    assert scene.note(meeting_id, scene.capture(meeting_id, DECISION)).state is NoteState.CONFIRMED


def test_nothing_is_captured_under_an_item_of_another_meeting(scene, meeting_id):
    other = scene.plan(make_pick())
    with pytest.raises(NotFound, match="not on this agenda"):
        scene.capture(meeting_id, DECISION, item_id=scene.item(other).item_id)
    assert scene.every(MeetingNote) == []


def test_nothing_is_captured_in_a_meeting_that_is_not_there(scene):
    with pytest.raises(NotFound, match="no such meeting"):
        scene.capture(99, DECISION)


@pytest.mark.parametrize("person", ["dee", "sam"])
@pytest.mark.parametrize(
    ("kind", "details", "error", "says"),
    [
        (DECISION, {"words": " "}, TextRefused, "Write what was decided"),
        (SPOKEN, {"words": ""}, TextRefused, "Write what was said"),
        (CHALLENGE, {"words": ""}, TextRefused, "Write the question"),
        (CHALLENGE, {"would_answer": " "}, TextRefused, "what would answer this"),
        (CHALLENGE, {"agency_ids": []}, MeetingRefused, "Choose whom to ask"),
        (CHALLENGE, {"due_on": TODAY}, ChallengeRefused, "after today"),
        (CHALLENGE, {"due_on": TODAY + timedelta(days=367)}, ChallengeRefused, "within a year"),
        (SPOKEN, {"due_on": TODAY}, ChallengeRefused, "after today"),
        (DECISION, {"owner": "x" * 201}, TextRefused, "the owner"),
    ],
)
def test_what_lacks_something_is_not_captured(scene, meeting_id, person, kind, details, error, says):
    with pytest.raises(error, match=says):
        on_item(scene, meeting_id, kind, scene.people[person], **details)
    assert scene.every(MeetingNote) == []
    assert scene.every(Challenge) == []


@pytest.mark.parametrize("person", ["dee", "sam"])
def test_an_agency_that_is_not_known_is_refused_when_it_is_captured(scene, meeting_id, person):
    with pytest.raises(CscpError, match="not known"):
        on_item(scene, meeting_id, CHALLENGE, scene.people[person], agency_ids=["nobody"])
    assert scene.every(MeetingNote) == []


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
def test_nobody_else_captures_anything(scene, meeting_id, person):
    with pytest.raises(NotAllowed):
        scene.capture(meeting_id, DECISION, scene.people[person])
    assert scene.every(MeetingNote) == []


def test_what_the_business_manager_takes_down_is_only_noted(scene, meeting_id):
    note = scene.note(meeting_id, scene.capture(meeting_id, DECISION, scene.sam))
    assert (note.state, note.by) == (NoteState.NOTED, "Sam")


def test_a_noted_challenge_is_not_raised(scene, meeting_id):
    on_item(scene, meeting_id, CHALLENGE, scene.sam)
    assert scene.every(Challenge) == []


def test_a_noted_spoken_answer_does_not_stand_with_its_challenge(scene, asked, room):
    on_item(scene, room, SPOKEN, scene.sam)
    assert scene.challenge(asked).challenge.said_until is None
    assert happened(scene, asked) == [Happened.RAISED]


def test_the_scrutineers_are_told_that_something_was_noted(scene, meeting_id):
    scene.capture(meeting_id, DECISION, scene.sam)
    assert told(scene, scene.dee) == told(scene, scene.lee) == [NoticeKind.NOTED]


def test_nobody_is_told_of_what_the_scrutineer_decided(scene, meeting_id):
    scene.capture(meeting_id, DECISION)
    assert scene.every(Notice) == []


def test_a_confirmed_note_stands(scene, meeting_id):
    note_id = scene.capture(meeting_id, DECISION, scene.sam, words="We meet in May.")
    confirm(scene, note_id)
    note = scene.note(meeting_id, note_id)
    assert (note.state, note.words, note.by) == (NoteState.CONFIRMED, "We meet in May.", "Sam")


def test_who_confirmed_a_note_and_when_is_kept(scene, meeting_id, clock):
    note_id = scene.capture(meeting_id, DECISION, scene.sam)
    clock.advance(hours=3)
    confirm(scene, note_id)
    (row,) = scene.every(MeetingNote)
    assert (row.settled_by, row.settled_at) == (scene.dee.account_id, clock.moment)


def test_a_note_is_confirmed_in_the_scrutineers_own_words(scene, meeting_id):
    note_id = scene.capture(meeting_id, DECISION, scene.sam, words="May.")
    confirm(scene, note_id, words=" We meet in May. ")
    assert scene.note(meeting_id, note_id).words == "We meet in May."


def test_own_words_that_are_too_long_are_refused(scene, meeting_id):
    note_id = scene.capture(meeting_id, DECISION, scene.sam)
    with pytest.raises(TextRefused, match="1,000 characters"):
        confirm(scene, note_id, words="x" * 1001)
    assert scene.note(meeting_id, note_id).state is NoteState.NOTED


def test_a_confirmed_challenge_is_raised_by_the_scrutineer(scene, meeting_id):
    note_id = on_item(scene, meeting_id, CHALLENGE, scene.sam)
    confirm(scene, note_id, words="Who looks again, and when?")
    raised = raised_by(scene, meeting_id, note_id)
    assert (raised.challenge.question, raised.challenge.state) == ("Who looks again, and when?", ChallengeState.RAISED)
    assert [one.account_id for one in scene.every(Challenge)] == [scene.dee.account_id]


def test_a_confirmed_challenge_keeps_the_date_that_was_noted(scene, meeting_id, clock):
    note_id = on_item(scene, meeting_id, CHALLENGE, scene.sam)
    clock.advance(days=3)
    confirm(scene, note_id)
    assert raised_by(scene, meeting_id, note_id).challenge.due_on == TEN_WORKING_DAYS


def test_where_that_date_has_passed_ten_working_days_begin_anew(scene, meeting_id, clock):
    note_id = on_item(scene, meeting_id, CHALLENGE, scene.sam)
    clock.advance(days=14)
    confirm(scene, note_id)
    assert raised_by(scene, meeting_id, note_id).challenge.due_on == date(2026, 12, 18)
    assert scene.note(meeting_id, note_id).due_on == date(2026, 12, 18)


def test_a_confirmed_spoken_answer_stands_with_its_challenge(scene, asked, room):
    confirm(scene, on_item(scene, room, SPOKEN, scene.sam, words="Twelve.", due_on=LATER))
    assert scene.challenge(asked).challenge.said_until == LATER
    assert scene.challenge(asked).events[0].words.startswith("Twelve.")


def test_a_spoken_answer_that_cannot_stand_any_more_stays_noted(scene, asked, room):
    note_id = on_item(scene, room, SPOKEN, scene.sam)
    scene.answer(asked)
    with pytest.raises(ChallengeRefused):
        confirm(scene, note_id)
    assert scene.note(room, note_id).state is NoteState.NOTED


def test_a_note_that_is_struck_out_never_stands_and_says_so(scene, asked, room, clock):
    note_id = on_item(scene, room, SPOKEN, scene.sam)
    strike(scene, note_id)
    assert scene.note(room, note_id).state is NoteState.STRUCK
    assert scene.challenge(asked).challenge.said_until is None
    (row,) = scene.every(MeetingNote)
    assert (row.settled_by, row.settled_at) == (scene.dee.account_id, clock.moment)


def test_a_challenge_that_is_struck_out_is_never_raised(scene, meeting_id):
    strike(scene, on_item(scene, meeting_id, CHALLENGE, scene.sam))
    assert scene.every(Challenge) == []


@pytest.mark.parametrize("first", [confirm, strike])
@pytest.mark.parametrize("second", [confirm, strike])
def test_a_note_is_settled_once(scene, meeting_id, first, second):
    note_id = on_item(scene, meeting_id, CHALLENGE, scene.sam)
    first(scene, note_id)
    raised = len(scene.every(Challenge))
    with pytest.raises(ChangedMeanwhile, match="already"):
        second(scene, note_id)
    assert len(scene.every(Challenge)) == raised


@pytest.mark.parametrize("settle", [confirm, strike])
def test_what_the_scrutineer_captured_needs_no_settling(scene, meeting_id, settle):
    note_id = scene.capture(meeting_id, DECISION)
    with pytest.raises(ChangedMeanwhile, match="confirmed already"):
        settle(scene, note_id)


@pytest.mark.parametrize("function", [notes.confirm_note, notes.strike_note])
def test_a_note_that_is_not_there_is_not_found(scene, function):
    with pytest.raises(NotFound, match="no such note"):
        scene.act(function, scene.dee, note_id=99, version=1)


@pytest.mark.parametrize("person", ["sam", "pat", "lou", "yas", "len", "system"])
@pytest.mark.parametrize("function", [notes.confirm_note, notes.strike_note])
def test_only_the_scrutineer_settles_notes(scene, meeting_id, person, function):
    note_id = scene.capture(meeting_id, DECISION, scene.sam)
    with pytest.raises(NotAllowed, match="confirm what was noted"):
        scene.act(function, scene.people[person], note_id=note_id, version=1)
    assert scene.note(meeting_id, note_id).state is NoteState.NOTED


@pytest.mark.parametrize("person", ["dee", "lee", "sam"])
def test_who_runs_meetings_sees_what_was_only_noted(scene, meeting_id, person):
    note_id = scene.capture(meeting_id, DECISION, scene.sam)
    seen = scene.meeting(meeting_id, scene.people[person]).notes
    assert [one.note_id for one in seen] == [note_id]


@pytest.mark.parametrize("person", ["pat", "ida", "lou", "system"])
def test_partner_and_lay_member_see_only_what_is_confirmed(scene, meeting_id, person):
    scene.capture(meeting_id, DECISION, scene.sam, words="noted")
    strike(scene, scene.capture(meeting_id, DECISION, scene.sam, words="struck"))
    confirm(scene, scene.capture(meeting_id, DECISION, scene.sam, words="confirmed"))
    seen = scene.meeting(meeting_id, scene.people[person]).notes
    assert [one.words for one in seen] == ["confirmed"]


def test_the_trail_says_what_was_captured_and_settled_without_its_words(scene, meeting_id):
    note_id = scene.capture(meeting_id, DECISION, scene.sam, words="A quiet word.")
    confirm(scene, note_id)
    strike(scene, scene.capture(meeting_id, SPOKEN, scene.sam, words="A quiet word."))
    rows = scene.every(TrailRow)[-4:]
    assert [(row.action, facts_of(row)) for row in rows] == [
        (MeetingsAction.NOTED, {"kind": "decision", "state": "noted"}),
        (MeetingsAction.NOTE_CONFIRMED, {"kind": "decision"}),
        (MeetingsAction.NOTED, {"kind": "spoken answer", "state": "noted"}),
        (MeetingsAction.NOTE_STRUCK_OUT, {"kind": "spoken answer"}),
    ]
    with scene.store.reading() as session:
        assert not [row for row in session.exec(select(TrailRow)) if "quiet" in f"{row.subject}{row.detail}"]
