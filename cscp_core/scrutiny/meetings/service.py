"""Planning a meeting, its agenda, and running it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlmodel import Session, select

from cscp_core.errors import ChangedMeanwhile, MeetingRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.free_text import LONG, SHORT, tidy
from cscp_core.people import sign_in
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.meetings import rules
from cscp_core.scrutiny.meetings.carrying import carry_over, link_questions, next_meeting
from cscp_core.scrutiny.meetings.changes import (
    check_not_ended,
    find_at_version,
    find_item,
    find_row,
    has_notes,
    id_of,
    identity,
    item_on_screen,
    list_items,
    mark_reached,
    number_items,
    subject_of,
)
from cscp_core.scrutiny.meetings.ending import end_adjournment
from cscp_core.scrutiny.meetings.rules import MeetingKind, MeetingState
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import MeetingsAction


@dataclass(frozen=True, kw_only=True)
class Pick:
    """Something that may be put on an agenda: its source by kind and id, the question, and why it is suggested."""

    source_kind: str
    source_id: str
    report_id: str
    title: str
    question: str
    would_answer: str
    missing: str
    agency_id: str
    because: str
    minutes: int = rules.MINUTES
    asked_instead: str = ""
    """What the asker has to know of who is asked, before they ask."""


@needs(Permission.RUN_MEETINGS)
def plan_meeting(
    session: Session,
    actor: Actor,
    *,
    title: str,
    kind: MeetingKind,
    held_on: date,
    attendees: str,
    report_id: str,
    begins: time | None = None,
    ends: time | None = None,
    place: str = "",
    picks: Sequence[Pick] = (),
    first: Sequence[Pick] = (),
) -> int:
    """Plans a meeting with its first items and returns its id. Attendees are posts, one a line. `first` are the
    questions of young people and lay members that wait, handed in as values: they come before everything else. What
    earlier meetings carried over follows them.

    Raises:
        TextRefused: there is no title.
        MeetingRefused: too many items, an item's minutes are out of range, or the meeting ends before it begins.
    """
    rules.check_times(begins, ends)
    meeting = Meeting(
        title=tidy(title, "a title", most=SHORT),
        kind=kind,
        held_on=held_on,
        begins=begins,
        ends=ends,
        place=tidy(place, "the place", most=SHORT, needed=False),
        attendees=tidy(attendees, "who attends", needed=False),
        state=MeetingState.PLANNED,
        report_id=evidence.find_year(session, actor, report_id=report_id).report_id,
        account_id=actor.own_id,
        made_at=now(session),
    )
    session.add(meeting)
    session.flush()
    items = _append(session, meeting, first)
    link_questions(session, meeting, list_items(session, id_of(meeting)))
    carry_over(session, meeting)
    items += _append(session, meeting, picks)
    trail.record(session, actor, MeetingsAction.PLANNED, subject_of(meeting), items=items)
    session.commit()
    return id_of(meeting)


@needs(Permission.RUN_MEETINGS)
def change_meeting(
    session: Session,
    actor: Actor,
    *,
    meeting_id: int,
    version: int,
    title: str,
    kind: MeetingKind,
    held_on: date,
    begins: time | None,
    ends: time | None,
    place: str,
    attendees: str,
    apologies: str,
) -> None:
    """Changes a meeting's head.

    Raises:
        TextRefused: there is no title.
        MeetingRefused: it ends before it begins.
    """
    rules.check_times(begins, ends)
    meeting = find_at_version(session, meeting_id, version)
    meeting.title, meeting.kind, meeting.held_on = tidy(title, "a title", most=SHORT), kind, held_on
    meeting.begins, meeting.ends, meeting.place = begins, ends, tidy(place, "the place", most=SHORT, needed=False)
    meeting.attendees = tidy(attendees, "who attends", needed=False)
    meeting.apologies = tidy(apologies, "who sent apologies", needed=False)
    trail.record(session, actor, MeetingsAction.CHANGED, subject_of(meeting))
    session.commit()


@needs(Permission.RUN_MEETINGS)
def add_items(session: Session, actor: Actor, *, meeting_id: int, version: int, picks: Sequence[Pick]) -> None:
    """Puts more items at the end of the agenda."""
    meeting = find_at_version(session, meeting_id, version)
    check_not_ended(meeting)
    items = _append(session, meeting, picks)
    trail.record(session, actor, MeetingsAction.AGENDA_ADDED_TO, subject_of(meeting), items=items)
    session.commit()


@needs(Permission.RUN_MEETINGS)
def change_item(
    session: Session,
    actor: Actor,
    *,
    meeting_id: int,
    version: int,
    item_id: int,
    minutes: int | None = None,
    by: int = 0,
    question: str = "",
) -> None:
    """Gives an item other minutes, moves it up (-1) or down (+1), or words its question again."""
    meeting = find_at_version(session, meeting_id, version)
    check_not_ended(meeting)
    items = list_items(session, meeting_id)
    item = find_item(items, item_id)
    if minutes is not None:
        rules.check_minutes(minutes)
        item.minutes = minutes
    if question:
        rules.check_not_theirs(item.source_kind)
        item.question = tidy(question, "the question")
    if by:
        on_screen = item_on_screen(meeting, items)
        place = min(max(items.index(item) + by, 0), len(items) - 1)
        rules.check_not_theirs(item.source_kind, items[place].source_kind)
        items.insert(place, items.pop(items.index(item)))
        number_items(session, items)
        meeting.current = on_screen.position if on_screen else 0
    session.add(item)
    trail.record(session, actor, MeetingsAction.AGENDA_CHANGED, subject_of(meeting))
    session.commit()


@needs(Permission.RUN_MEETINGS)
def remove_item(session: Session, actor: Actor, *, meeting_id: int, version: int, item_id: int) -> None:
    """Takes an item off the agenda; one under which something was noted stays."""
    meeting = find_at_version(session, meeting_id, version)
    check_not_ended(meeting)
    items = list_items(session, meeting_id)
    item = find_item(items, item_id)
    rules.check_not_theirs(item.source_kind)
    if has_notes(session, item):
        raise MeetingRefused("Something was noted under this item. It stays on the agenda.")
    if meeting.state != MeetingState.PLANNED and len(items) == 1:
        raise MeetingRefused("A meeting that has begun keeps at least one item.")
    on_screen = item_on_screen(meeting, items)
    items.remove(item)
    session.delete(item)
    session.flush()
    number_items(session, items)
    if on_screen is item:
        meeting.current = min(meeting.current, len(items))
        meeting.item_started_at = now(session)
        mark_reached(session, items, meeting.current)
    elif on_screen:
        meeting.current = on_screen.position
    trail.record(session, actor, MeetingsAction.ITEM_REMOVED, subject_of(meeting))
    session.commit()


@needs(Permission.RUN_MEETINGS)
def start_meeting(session: Session, actor: Actor, *, meeting_id: int, version: int) -> None:
    """Opens a meeting at its first item, resumes one that was adjourned, or opens one again that was ended. Its clock
    starts."""
    meeting = find_at_version(session, meeting_id, version)
    rules.check_becomes(MeetingState(meeting.state), MeetingState.OPEN)
    items = list_items(session, meeting_id)
    if not items:
        raise MeetingRefused("Put something on the agenda first.")
    done = MeetingsAction.RESUMED if meeting.state == MeetingState.ADJOURNED else MeetingsAction.OPENED
    end_adjournment(session, meeting)
    meeting.state, meeting.ended_at = MeetingState.OPEN, None
    meeting.started_at = meeting.started_at or now(session)
    meeting.current = meeting.current or 1
    meeting.item_started_at = now(session)
    mark_reached(session, items, meeting.current)
    sign_in.hold_open(session, actor, now(session) + rules.LONGEST)
    trail.record(session, actor, done, subject_of(meeting))
    session.commit()


@needs(Permission.RUN_MEETINGS)
def stay_signed_in(session: Session, actor: Actor, *, meeting_id: int) -> None:
    """Keeps a person who joins an open meeting signed in until it ends. Coming back later does not start the time
    again: nobody stays signed in for longer than one meeting may last."""
    if find_row(session, meeting_id).state == MeetingState.OPEN and not sign_in.is_held_open(session, actor):
        sign_in.hold_open(session, actor, now(session) + rules.LONGEST)
        session.commit()


@needs(Permission.RUN_MEETINGS)
def go_to(session: Session, actor: Actor, *, meeting_id: int, position: int, seen_position: int) -> None:
    """Puts another item on the screen; its minutes begin. Positions count from 1. On a screen that the meeting has left
    behind, which shows `seen_position`, it changes nothing.

    Raises:
        ChangedMeanwhile: the meeting has gone on to another item.
    """
    meeting = find_row(session, meeting_id)
    if meeting.state != MeetingState.OPEN:
        raise MeetingRefused("This meeting is not open.")
    if meeting.current != seen_position:
        raise ChangedMeanwhile(f"The meeting moved on to item {meeting.current}. This screen follows it now.")
    items = list_items(session, meeting_id)
    position = min(max(position, 1), len(items))
    if position != meeting.current:
        meeting.current, meeting.item_started_at = position, now(session)
        mark_reached(session, items, position)
        session.add(meeting)
        session.commit()


def place_first(session: Session, picks: Sequence[Pick]) -> None:
    """Puts questions of young people and lay members before the others of the next meeting that has not begun, in the
    order given, within the caller's transaction. Without such a meeting they wait."""
    meeting = next_meeting(session)
    if meeting is None:
        return
    items = list_items(session, id_of(meeting))
    theirs = [one for one in items if one.source_kind == SourceKind.QUESTION]
    there = {one.source_id for one in theirs}
    fresh = [_item_of(id_of(meeting), pick, 0) for pick in picks if pick.source_id not in there]
    order = {pick.source_id: place for place, pick in enumerate(picks)}
    if fresh:
        session.add_all(fresh)
        first = sorted([*theirs, *fresh], key=lambda item: order.get(item.source_id, len(order)))
        number_items(session, [*first, *(one for one in items if one not in theirs)])
        link_questions(session, meeting, fresh)
        meeting.version += 1
        session.add(meeting)


def forget_source(session: Session, source_kind: str, source_id: str) -> None:
    """Takes what was withdrawn off agendas, within the caller's transaction; where a meeting has begun or something was
    noted under it, its place stays and its words go."""
    rows = session.exec(
        select(AgendaItem).where(AgendaItem.source_kind == source_kind, AgendaItem.source_id == source_id)
    ).all()
    for item in rows:
        meeting = find_row(session, item.meeting_id)
        if meeting.state == MeetingState.PLANNED and not has_notes(session, item):
            drop_items(session, [item.meeting_id], [item.item_id or 0])
            meeting.version += 1
        else:
            item.title = item.question = "A question that was taken back"
            item.would_answer = item.missing = item.because = ""
            session.add(item)


def drop_items(session: Session, meeting_ids: Sequence[int], item_ids: Sequence[int]) -> None:
    """Takes items off agendas, within the caller's transaction: what stays is numbered again, and what is on a screen
    stays there, or its neighbour."""
    for meeting_id in meeting_ids:
        meeting = find_row(session, meeting_id)
        items = list_items(session, meeting_id)
        on_screen = item_on_screen(meeting, items)
        left = [one for one in items if one.item_id not in item_ids]
        for gone in (one for one in items if one.item_id in item_ids):
            session.delete(gone)
        session.flush()
        number_items(session, left)
        if on_screen in left and on_screen:
            meeting.current = on_screen.position
        elif meeting.current:
            meeting.current = min(meeting.current, len(left))
            mark_reached(session, left, meeting.current)
        session.add(meeting)


def _identity_of(one: Pick | AgendaItem) -> tuple[str, str, str]:
    return identity(one.source_kind, one.source_id, one.question, one.report_id)


def _append(session: Session, meeting: Meeting, picks: Sequence[Pick]) -> int:
    """Appends what is not there yet, and returns how many that were."""
    there = list_items(session, id_of(meeting))
    known = {_identity_of(one) for one in there}
    fresh = [one for key, one in {_identity_of(one): one for one in reversed(picks)}.items() if key not in known][::-1]
    if len(there) + len(fresh) > rules.MOST_ITEMS:
        raise MeetingRefused(f"An agenda holds at most {rules.MOST_ITEMS} items.")
    session.add_all(_item_of(id_of(meeting), pick, place) for place, pick in enumerate(fresh, start=len(there) + 1))
    session.flush()
    return len(fresh)


def _item_of(meeting_id: int, pick: Pick, place: int) -> AgendaItem:
    rules.check_minutes(pick.minutes)
    return AgendaItem(
        meeting_id=meeting_id,
        position=place,
        source_kind=pick.source_kind,
        source_id=pick.source_id,
        report_id=pick.report_id or None,
        title=tidy(pick.title, "what the item is about"),
        question=tidy(pick.question, "the question"),
        would_answer=tidy(pick.would_answer, "what would answer this", needed=False),
        missing=pick.missing,
        agency_id=pick.agency_id or None,
        because=tidy(pick.because, "why it is suggested", most=LONG, needed=False),
        minutes=pick.minutes,
    )
