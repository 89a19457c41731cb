"""The demonstration's meetings: one four weeks ago with its whole record, one next week with its agenda."""

from datetime import date, time
from typing import TypedDict

from sqlmodel import col, select

from cscp_core.demonstration.asking import ASKED, COUNCIL, POLICE, Topic
from cscp_core.demonstration.challenges import SCRUTINEER, draft_for_the_police, seen, send_answer
from cscp_core.demonstration.stage import Scene, Stage
from cscp_core.demonstration.timeline import FRI, MON, THU, TUE, WED
from cscp_core.evidence.items import find_report_item
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges import service
from cscp_core.scrutiny.meetings import notes, suggestions
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind, NoteState
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from feedback.together import questions

MANAGER = "business.manager"
ATTEND = "Independent scrutineer\nCouncil\nHealth\nPolice\nLay member\nYoung Advisors\nBusiness manager"
TITLE = "Scrutiny meeting"
PLACE = "Town hall, committee room"
LAST, NEXT = "last meeting", "next meeting"


def scenes(stage: Stage) -> list[Scene]:
    return [last_meeting(stage), after_the_meeting(stage), next_meeting(stage)]


def last_meeting(stage: Stage) -> Scene:
    """Planned, held and recorded. Young people's and the lay member's questions come first of themselves."""
    days = stage.timeline
    yield days.at(-7, TUE, 10)
    picks = [
        _of_challenge(stage, Topic.CUSTODY),
        _of_claim(stage, Topic.MISSING),
        _of_challenge(stage, Topic.NOT_BROUGHT),
        _of_nothing("Which theme does the next meeting begin with?"),
    ]
    _plan(stage, LAST, days.day(-4, WED), picks)
    yield days.at(-4, WED, 9)
    _send_apologies(stage, days.day(-4, WED), "Lay member")
    yield days.at(-4, WED, 14)
    stage.act(SCRUTINEER, meetings.start_meeting, **_seen(stage, LAST))
    yield days.at(-4, WED, 14, 12)
    _decide(stage, 1, "Tell the Young Advisors what came of each question.", "Business manager", days.day(-3, FRI))
    yield days.at(-4, WED, 14, 15)
    _go_to(stage, 2)
    yield days.at(-4, WED, 14, 24)
    _decide(stage, 2, "Say in plain words on one page who checks that plans are kept.", "Council", days.day(1, FRI))
    yield days.at(-4, WED, 14, 26)
    _go_to(stage, 3)
    yield days.at(-4, WED, 14, 41)
    _decide(stage, 3, "Bring the number of children detained to the next meeting.", "Police", days.day(1, MON))
    yield days.at(-4, WED, 14, 44)
    _go_to(stage, 4)
    yield days.at(-4, WED, 14, 58)
    _raise_missing(stage)
    yield days.at(-4, WED, 15, 2)
    stage.act(
        SCRUTINEER,
        notes.capture_note,
        **_under(stage, 4),
        kind=NoteKind.SPOKEN,
        words="We know most of the children who go missing again and again. We have never counted them.",
        agency_ids=[POLICE],
        due_on=days.day(-2, WED),
    )
    yield days.at(-4, WED, 15, 5)
    _go_to(stage, 5)
    yield days.at(-4, WED, 15, 18)
    _note_by_manager(stage, "Name one person who answers for all health trusts.", "Health", days.day(-2, FRI))
    yield days.at(-4, WED, 15, 19)
    _note_by_manager(stage, "Name one person for each health trust.", "Health", days.day(-2, FRI))
    yield days.at(-4, WED, 15, 30)
    stage.act(SCRUTINEER, questions.end_meeting, **_seen(stage, LAST))


def after_the_meeting(stage: Stage) -> Scene:
    """The scrutineer confirms one note and strikes the other. The council answers what was asked, the police do not."""
    days = stage.timeline
    yield days.at(-4, THU, 9)
    of_meeting = select(MeetingNote).where(MeetingNote.meeting_id == stage.named[LAST])
    noted = of_meeting.where(MeetingNote.state == NoteState.NOTED).order_by(col(MeetingNote.note_id))
    for settle, note in zip((notes.confirm_note, notes.strike_note), stage.session.exec(noted).all(), strict=True):
        assert note.note_id is not None
        stage.act(SCRUTINEER, settle, note_id=note.note_id, version=note.version)
    stage.act(SCRUTINEER, service.open_to_voices, **seen(stage, Topic.MISSING), opened=True)
    yield days.at(-2, TUE, 16)
    send_answer(stage, Topic.MISSING, COUNCIL, next_by=days.day(12, FRI))
    yield days.at(-1, MON, 15)
    draft_for_the_police(stage)


def next_meeting(stage: Stage) -> Scene:
    """Planned for next week."""
    days = stage.timeline
    yield days.at(-1, TUE, 10)
    picks = [
        _of_nothing("Which theme does the next meeting begin with?"),
        *(
            _of_challenge(stage, topic)
            for topic in (Topic.MISSING, Topic.CUSTODY, Topic.NOT_BROUGHT, Topic.CARING_DADS, Topic.PLANS)
        ),
    ]
    _plan(stage, NEXT, days.day(1, WED), picks)


def _plan(stage: Stage, name: str, held_on: date, picks: list[Pick]) -> None:
    waiting = stage.act(MANAGER, questions.list_waiting)
    stage.named[name] = stage.act(
        MANAGER,
        meetings.plan_meeting,
        title=TITLE,
        kind=MeetingKind.SCRUTINY,
        held_on=held_on,
        begins=time(14),
        ends=time(15, 30),
        place=PLACE,
        attendees=ATTEND,
        report_id=stage.report_id,
        first=waiting,
        picks=picks,
    )


def _send_apologies(stage: Stage, held_on: date, who: str) -> None:
    stage.act(
        MANAGER,
        meetings.change_meeting,
        **_seen(stage, LAST),
        title=TITLE,
        kind=MeetingKind.SCRUTINY,
        held_on=held_on,
        begins=time(14),
        ends=time(15, 30),
        place=PLACE,
        attendees=ATTEND,
        apologies=who,
    )


class _Seen(TypedDict):
    meeting_id: int
    version: int


class _Under(TypedDict):
    meeting_id: int
    item_id: int | None


def _seen(stage: Stage, name: str) -> _Seen:
    """A meeting and its version, as somebody has it before them now."""
    number = stage.named[name]
    version = stage.session.exec(select(Meeting.version).where(Meeting.meeting_id == number)).one()
    return {"meeting_id": number, "version": version}


def _under(stage: Stage, position: int) -> _Under:
    """An item of the last meeting's agenda."""
    number = stage.named[LAST]
    of_meeting = select(AgendaItem.item_id).where(AgendaItem.meeting_id == number, AgendaItem.position == position)
    return {"meeting_id": number, "item_id": stage.session.exec(of_meeting).one()}


def _go_to(stage: Stage, position: int) -> None:
    meeting_id = stage.named[LAST]
    stage.act(SCRUTINEER, meetings.go_to, meeting_id=meeting_id, position=position, seen_position=position - 1)


def _decide(stage: Stage, position: int, words: str, owner: str, due_on: date) -> None:
    under = _under(stage, position)
    stage.act(SCRUTINEER, notes.capture_note, **under, kind=NoteKind.DECISION, words=words, owner=owner, due_on=due_on)


def _note_by_manager(stage: Stage, words: str, owner: str, due_on: date) -> None:
    """What the business manager takes down waits for the scrutineer."""
    under = _under(stage, 5)
    stage.act(MANAGER, notes.capture_note, **under, kind=NoteKind.DECISION, words=words, owner=owner, due_on=due_on)


def _raise_missing(stage: Stage) -> None:
    """What is asked in the meeting is raised at once, to the police and to the council."""
    asked = ASKED[Topic.MISSING]
    note_id = stage.act(
        SCRUTINEER,
        notes.capture_note,
        **_under(stage, 4),
        kind=NoteKind.CHALLENGE,
        words=asked.words,
        would_answer=asked.would_answer,
        agency_ids=asked.agencies,
    )
    raised = stage.session.exec(select(MeetingNote.challenge_id).where(MeetingNote.note_id == note_id)).one()
    assert raised is not None
    stage.named[Topic.MISSING] = raised


def _of_challenge(stage: Stage, topic: Topic) -> Pick:
    number = stage.named[topic]
    found = stage.act(SCRUTINEER, challenges.find_whole, challenge_id=number).challenge
    return suggestions.pick_of(found, "")


def _of_claim(stage: Stage, topic: Topic) -> Pick:
    asked = ASKED[topic]
    found = stage.act(SCRUTINEER, find_report_item, report_id=stage.report_id, kind=asked.kind, source_id=asked.about)
    assert found is not None
    return Pick(
        source_kind=asked.kind,
        source_id=asked.about,
        report_id=stage.report_id,
        title=found.reported,
        question=asked.words,
        would_answer=asked.would_answer,
        missing="",
        agency_id=POLICE,
        because="",
    )


def _of_nothing(question: str) -> Pick:
    return Pick(
        source_kind="",
        source_id="",
        report_id="",
        title=question,
        question=question,
        would_answer="",
        missing="",
        agency_id="",
        because="",
        minutes=5,
    )
