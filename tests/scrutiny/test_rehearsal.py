"""The rehearsal: in demo mode only, marked as invented throughout, and gone without a trace in one step."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core.errors import ChallengeRefused, MeetingRefused, NotAllowed
from cscp_core.improvement.rules import Reference
from cscp_core.notices.tables import Notice
from cscp_core.people.tables import Account
from cscp_core.scrutiny import rehearsal
from cscp_core.scrutiny.challenges import answering, reads, service
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Rating
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.year import service as year
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.storage.tables import Installation, TrailRow
from tests.builders import load_into
from tests.people.signing import LIMITS, open_for, who_is
from tests.scrutiny.meetings.scene import (
    BOXES,
    TINY,
    TODAY,
    make_pick,
    pick_asked,
    picks,
    write_scene,
)

MARK = "Invented example"
NOT_KEPT = ("trail", "trail_head")  # these only grow


@pytest.fixture
def rehearsed(scene):
    add(scene)
    return scene


def add(scene, actor=None):
    return scene.act(rehearsal.add, actor or scene.dee, report_id=TINY)


def remove(scene, actor=None):
    scene.act(rehearsal.remove, actor or scene.dee)


def is_there(scene):
    return scene.ask(rehearsal.is_there, scene.sam)


def go_live(scene):
    with scene.store.writing() as session:
        session.exec(select(Installation)).one().mode = "live"
        session.commit()


def invented(scene):
    """The rehearsal's challenges by their place in it."""
    return [one for one in scene.every(Challenge) if one.invented]


def rehearsed_meeting(scene):
    (found,) = (one.meeting_id for one in scene.every(Meeting) if one.invented)
    return found


def answers_for(scene, row):
    return {"council": scene.pat, "board": scene.hal}[row.agency_id]


def about(scene, row):
    return {"challenge_id": row.challenge_id, "version": scene.version(row.challenge_id)}


def practise(scene):
    """Does to the rehearsal all that there is to do."""
    raised, overdue, asked_back, answered, escalated, closed = invented(scene)
    for row in (raised, escalated):
        scene.answer(row.challenge_id, answers_for(scene, row), evidence=[Reference("A", "B", "C", "D")])
    draft = {"boxes": BOXES, "seen_version": 0}
    scene.act(answering.save_answer, answers_for(scene, overdue), challenge_id=overdue.challenge_id, **draft)
    ask = {"asked": AskedBack.MEANING, "words": "All of them?"}
    scene.act(answering.ask_back, answers_for(scene, overdue), **about(scene, overdue), **ask)
    scene.act(service.reply, scene.dee, **about(scene, asked_back), words="All children.")
    scene.act(service.rate, scene.dee, **about(scene, answered), rating=Rating.PARTLY, reason="Not all.")
    scene.further(answered.challenge_id)
    scene.reopen(closed.challenge_id)
    meeting_id = rehearsed_meeting(scene)
    scene.change(meetings.start_meeting, meeting_id)
    item_id = scene.item(meeting_id, 2).item_id
    for person in (scene.dee, scene.sam):
        for kind in NoteKind:
            scene.capture(meeting_id, kind, person, item_id=item_id)
    noted = [one for one in scene.every(MeetingNote) if one.state == "noted" and one.meeting_id == meeting_id]
    scene.act(notes.confirm_note, scene.dee, note_id=noted[0].note_id)
    scene.act(notes.strike_note, scene.dee, note_id=noted[1].note_id)
    scene.end(meeting_id)


def test_before_it_is_added_there_is_no_rehearsal(scene):
    assert is_there(scene) is False


def test_once_added_it_is_there(rehearsed):
    assert is_there(rehearsed) is True


def test_six_challenges_stand_in_different_states(rehearsed):
    assert [ChallengeState(one.state) for one in invented(rehearsed)] == [
        ChallengeState.RAISED,
        ChallengeState.RAISED,
        ChallengeState.RAISED,
        ChallengeState.ANSWERED,
        ChallengeState.ESCALATED,
        ChallengeState.CLOSED,
    ]


def test_everything_that_can_wait_for_the_scrutineer_waits(rehearsed):
    waiting = rehearsed.ask(reads.list_waiting, rehearsed.dee)
    assert {name: len(ones) for name, ones in waiting.items()} == {
        "Questions from agencies, waiting for your reply": 1,
        "Answers to judge": 1,
        "Overdue": 2,
        "To look at again": 1,
    }


def test_they_are_about_what_the_report_leaves_open_and_each_about_something_else(rehearsed):
    sources = {(one.source_kind, one.source_id) for one in invented(rehearsed)}
    assert len(sources) == 6
    assert {kind for kind, _ in sources} <= {"claim", "recommendation"}


def test_they_are_put_to_the_statutory_partners_of_today_in_turn(rehearsed):
    assert [one.agency_id for one in invented(rehearsed)] == ["council", "board"] * 3


@pytest.mark.engine
def test_its_meeting_is_planned_for_next_week_with_five_of_them(rehearsed):
    meeting = rehearsed.meeting(rehearsed_meeting(rehearsed))
    assert (meeting.state, meeting.held_on) == (MeetingState.PLANNED, TODAY + timedelta(days=7))
    assert [one.source_id for one in meeting.items] == [str(one.challenge_id) for one in invented(rehearsed)[:5]]


def test_adding_it_answers_the_id_of_its_meeting(scene):
    assert add(scene) == rehearsed_meeting(scene)


def test_every_challenge_is_marked_in_its_words(rehearsed):
    assert all(one.question.startswith(MARK) for one in invented(rehearsed))


def test_every_answer_is_marked_in_every_box(rehearsed):
    answers = rehearsed.every(ChallengeAnswer)
    boxes = [text for one in answers for text in (one.did, one.changed, one.known, one.next_step)]
    assert len(answers) == 2
    assert all(text.startswith(MARK) for text in boxes)


def test_every_event_is_marked(rehearsed):
    events = rehearsed.every(ChallengeEvent)
    assert {one.challenge_id for one in events} == {one.challenge_id for one in invented(rehearsed)}
    assert all(MARK in one.words for one in events)


def test_the_meeting_and_its_items_are_marked(rehearsed):
    (meeting,) = rehearsed.every(Meeting)
    assert meeting.invented
    assert meeting.title.startswith(MARK)
    assert all(MARK in one.question and MARK in one.because for one in rehearsed.every(AgendaItem))


def test_what_is_done_in_a_rehearsal_is_invented_too(rehearsed):
    meeting_id = rehearsed_meeting(rehearsed)
    rehearsed.change(meetings.start_meeting, meeting_id)
    rehearsed.capture(meeting_id, NoteKind.CHALLENGE)
    assert len(invented(rehearsed)) == 7


def test_nobody_is_told_when_it_is_added(rehearsed):
    assert rehearsed.every(Notice) == []


@pytest.mark.engine
def test_a_rehearsal_never_leaves_the_app(scene):
    with scene.store.writing() as session:
        for account in session.exec(select(Account)):
            account.email = f"{account.username}@example.org"
        session.commit()
    add(scene)
    practise(scene)
    notices = scene.every(Notice)
    assert notices
    assert {(one.email, one.invented) for one in notices} == {("none", True)}


def test_it_can_be_worked_with_like_the_real_thing(rehearsed):
    practise(rehearsed)
    assert [ChallengeState(one.state) for one in invented(rehearsed)[:6]] == [
        ChallengeState.ANSWERED,
        ChallengeState.RAISED,
        ChallengeState.RAISED,
        ChallengeState.RAISED,
        ChallengeState.ANSWERED,
        ChallengeState.RAISED,
    ]


def test_it_is_not_added_twice(rehearsed):
    before = rehearsed.words()
    with pytest.raises(ChallengeRefused, match="there already"):
        add(rehearsed)
    assert rehearsed.words() == before


def test_a_live_installation_has_no_rehearsal(scene):
    go_live(scene)
    before = scene.words()
    with pytest.raises(ChallengeRefused, match="This installation is live"):
        add(scene)
    assert scene.words() == before


def test_a_live_installation_removes_nothing(rehearsed):
    go_live(rehearsed)
    before = rehearsed.words()
    with pytest.raises(ChallengeRefused, match="This installation is live"):
        remove(rehearsed)
    assert rehearsed.words() == before


def test_a_database_that_was_made_for_neither_mode_has_none(scene):
    with scene.store.writing() as session:
        session.delete(session.exec(select(Installation)).one())
        session.commit()
    with pytest.raises(ChallengeRefused):
        add(scene)
    assert is_there(scene) is False


def test_a_report_that_leaves_too_little_open_cannot_be_rehearsed_with(scene, tmp_path):
    load_into(scene.store, write_scene(tmp_path / "scene", recommendations=[], claims=[]))
    with pytest.raises(ChallengeRefused, match="too little to rehearse with"):
        add(scene)
    assert is_there(scene) is False


def test_the_business_manager_adds_and_removes_it_too(scene):
    add(scene, scene.sam)
    remove(scene, scene.sam)
    assert is_there(scene) is False


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
def test_nobody_else_adds_or_removes_it(rehearsed, person):
    before = rehearsed.words()
    for function, details in ((rehearsal.add, {"report_id": TINY}), (rehearsal.remove, {}), (rehearsal.is_there, {})):
        with pytest.raises(NotAllowed, match="the rehearsal"):
            rehearsed.act(function, rehearsed.people[person], **details)
    assert rehearsed.words() == before


def test_the_trail_keeps_that_it_was_added_and_removed(rehearsed):
    remove(rehearsed)
    actions = [one.action for one in rehearsed.every(TrailRow)]
    assert [one for one in actions if "rehearsal" in one] == ["added the rehearsal", "removed the rehearsal"]


@pytest.fixture
def at_work(scene):
    """A partnership that has done real work before it rehearses."""
    asked, silent = scene.raise_challenge(), scene.raise_challenge("board")
    scene.answer(asked)
    scene.close(asked)
    meeting_id = scene.open(pick_asked(silent), *picks("B"))
    scene.capture(meeting_id, NoteKind.SPOKEN, item_id=scene.item(meeting_id).item_id)
    scene.capture(meeting_id, NoteKind.DECISION, scene.sam)
    scene.end(meeting_id)
    return scene


def test_removing_what_was_never_added_changes_nothing(at_work):
    before = at_work.words(*NOT_KEPT)
    remove(at_work)
    assert at_work.words(*NOT_KEPT) == before


def test_a_rehearsal_that_nobody_used_leaves_the_database_as_it_was(at_work):
    before = at_work.words(*NOT_KEPT)
    add(at_work)
    remove(at_work)
    assert at_work.words(*NOT_KEPT) == before


def test_a_rehearsal_that_was_used_leaves_the_database_as_it_was(at_work):
    before = at_work.words(*NOT_KEPT)
    add(at_work)
    practise(at_work)
    remove(at_work)
    assert at_work.words(*NOT_KEPT) == before


def test_the_questions_that_it_took_can_be_asked_again(scene):
    before = scene.ask(missing.list_questions, scene.dee, report_id=TINY)
    add(scene)
    assert len(scene.ask(missing.list_questions, scene.dee, report_id=TINY)) == len(before) - 6
    remove(scene)
    assert scene.ask(missing.list_questions, scene.dee, report_id=TINY) == before


def test_it_can_be_added_again(rehearsed):
    remove(rehearsed)
    add(rehearsed)
    assert len(invented(rehearsed)) == 6


@pytest.fixture
def mixed(rehearsed):
    """A real meeting that is open at a real item, with two items of the rehearsal among its four."""
    first, second, *_ = invented(rehearsed)
    items = [make_pick(), pick_asked(first.challenge_id), pick_asked(second.challenge_id), *picks("Any other business")]
    return rehearsed, rehearsed.open(*items)


def test_items_of_the_rehearsal_leave_other_agendas_and_the_real_ones_stay(mixed):
    scene, meeting_id = mixed
    remove(scene)
    assert [one.source_kind for one in scene.meeting(meeting_id).items] == ["claim", ""]


def test_an_agenda_that_they_leave_is_numbered_anew(mixed):
    scene, meeting_id = mixed
    remove(scene)
    assert scene.agenda(meeting_id) == [(1, "Neglect fell."), (2, "Any other business")]


def test_every_item_that_stays_can_be_put_on_the_screen(mixed):
    scene, meeting_id = mixed
    remove(scene)
    scene.go_to(meeting_id, 2)
    assert scene.meeting(meeting_id).item.title == "Any other business"


def test_a_real_item_stays_on_the_screen(mixed):
    scene, meeting_id = mixed
    scene.go_to(meeting_id, 4)
    remove(scene)
    assert scene.meeting(meeting_id).item.title == "Any other business"


def test_nothing_is_said_to_it_in_a_real_meeting(mixed):
    scene, meeting_id = mixed
    item_id = scene.item(meeting_id, 2).item_id
    with pytest.raises(MeetingRefused, match="rehearsal"):
        scene.capture(meeting_id, NoteKind.SPOKEN, item_id=item_id)
    assert scene.meeting(meeting_id).notes == ()


def test_a_real_decision_and_a_real_challenge_under_its_item_stay(mixed):
    scene, meeting_id = mixed
    item_id = scene.item(meeting_id, 2).item_id
    decision = scene.capture(meeting_id, NoteKind.DECISION, item_id=item_id)
    raised = scene.note(meeting_id, scene.capture(meeting_id, NoteKind.CHALLENGE, item_id=item_id)).challenge_id
    remove(scene)
    assert scene.note(meeting_id, decision).item_id is None
    assert [one.challenge_id for one in scene.every(Challenge)] == [raised]


def test_no_sentence_of_it_stays_in_an_agencys_check_of_the_year(rehearsed):
    about_year = {"report_id": TINY, "year": year_of(TODAY, "04-01"), "due_on": TODAY + timedelta(days=14)}
    with pytest.raises(ChallengeRefused, match="nothing about any agency"):
        rehearsed.act(year.ask_to_check, rehearsed.dee, **about_year)
    remove(rehearsed)
    assert MARK not in rehearsed.words()


def test_no_table_says_of_any_row_that_it_is_invented(rehearsed):
    practise(rehearsed)
    remove(rehearsed)
    for table in (Challenge, Meeting, Notice):
        assert [one for one in rehearsed.every(table) if one.invented] == []
    assert MARK not in rehearsed.words()


def test_a_challenge_raised_later_does_not_take_the_number_of_a_rehearsed_one(rehearsed):
    numbers = {one.challenge_id for one in invented(rehearsed)}
    remove(rehearsed)
    assert rehearsed.raise_challenge() not in numbers


def test_removing_it_while_its_meeting_is_open_lets_sessions_idle_out_again(rehearsed, clock):
    token = open_for(rehearsed.store, "dee")
    meeting_id = rehearsed_meeting(rehearsed)
    rehearsed.change(meetings.start_meeting, meeting_id, actor=who_is(rehearsed.store, token))
    remove(rehearsed)
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert who_is(rehearsed.store, token) is None


def test_removing_it_keeps_those_signed_in_whose_real_meeting_is_open(mixed, clock):
    scene, meeting_id = mixed
    token = open_for(scene.store, "sam")
    scene.act(meetings.stay_signed_in, who_is(scene.store, token), meeting_id=meeting_id)
    remove(scene)
    clock.advance(minutes=LIMITS.idle_minutes * 2)
    assert who_is(scene.store, token)
