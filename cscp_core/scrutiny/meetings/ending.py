"""How a meeting pauses and ends: what came of each item, adjourning, and carrying over."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, func, select

from cscp_core.errors import MeetingRefused
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people import sign_in
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.meetings import rules
from cscp_core.scrutiny.meetings.carrying import carry_over, next_meeting
from cscp_core.scrutiny.meetings.changes import (
    find_at_version,
    find_item,
    id_of,
    list_items,
    subject_of,
)
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingState, NoteState
from cscp_core.scrutiny.meetings.tables import Adjournment, AgendaItem, Meeting, MeetingNote
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import MeetingsAction


@needs(Permission.RUN_MEETINGS)
def set_result(
    session: Session, actor: Actor, *, meeting_id: int, version: int, item_id: int, result: ItemResult | None
) -> None:
    """Says what came of an item while its meeting goes on; None takes it back. It can be changed until the end.

    Raises:
        MeetingRefused: that cannot come of the item, or the meeting is not going on.
    """
    meeting = find_at_version(session, meeting_id, version)
    if meeting.state not in (MeetingState.OPEN, MeetingState.ADJOURNED):
        raise MeetingRefused("This meeting is not open.")
    item = find_item(list_items(session, meeting_id), item_id)
    if result:
        rules.check_result(result, _possible(item, noted=_has_record(session, item)))
    item.result = result or ""
    session.add(item)
    trail.record(session, actor, MeetingsAction.RESULT_RECORDED, subject_of(meeting), result=result or "")
    session.commit()


@needs(Permission.RUN_MEETINGS)
def adjourn_meeting(
    session: Session, actor: Actor, *, meeting_id: int, version: int, until: date | None = None
) -> None:
    """Breaks an open meeting off, to be resumed; `until` is the day on which it goes on, where that was said."""
    meeting = find_at_version(session, meeting_id, version)
    rules.check_becomes(MeetingState(meeting.state), MeetingState.ADJOURNED)
    if until and until < today(session):
        raise MeetingRefused("Choose today or a later day for the meeting to go on.")
    meeting.state = MeetingState.ADJOURNED
    session.add(Adjournment(meeting_id=meeting_id, at=now(session), until=until))
    release_sessions(session)
    trail.record(
        session, actor, MeetingsAction.ADJOURNED, subject_of(meeting), until=until.isoformat() if until else ""
    )
    session.commit()


@needs(Permission.RUN_MEETINGS)
def end_meeting(
    session: Session,
    actor: Actor,
    *,
    meeting_id: int,
    version: int,
    results: Mapping[int, ItemResult] | None = None,
) -> None:
    """Ends a meeting. Each item keeps what came of it: as `results` say by its id, else as was said before, else what
    is usual. What is carried over goes onto the next agenda, or waits for one.

    Raises:
        MeetingRefused: that cannot come of an item, or the meeting is not going on.
    """
    meeting = find_at_version(session, meeting_id, version)
    rules.check_becomes(MeetingState(meeting.state), MeetingState.ENDED)
    carried = 0
    for item in list_items(session, meeting_id):
        possible = _possible(item, noted=_has_record(session, item))
        chosen = (results or {}).get(item.item_id or 0)
        if chosen:
            rules.check_result(chosen, possible)
        said = ItemResult(item.result) if item.result in possible else possible[0]
        item.result = chosen or said
        item.reached = item.reached or item.result in (ItemResult.DISCUSSED, ItemResult.RECORDED)
        carried += item.result == ItemResult.CARRIED
        session.add(item)
    meeting.state, meeting.ended_at = MeetingState.ENDED, now(session)
    session.flush()
    following = next_meeting(session)
    if following and carried:
        carry_over(session, following)
        following.version += 1
        session.add(following)
    release_sessions(session)
    trail.record(session, actor, MeetingsAction.ENDED, subject_of(meeting), carried=carried)
    session.commit()


def end_adjournment(session: Session, meeting: Meeting) -> None:
    """Ends the last break of a meeting that was adjourned, within the caller's transaction."""
    last = session.exec(
        select(Adjournment)
        .where(Adjournment.meeting_id == id_of(meeting), col(Adjournment.resumed_at).is_(None))
        .order_by(col(Adjournment.adjournment_id).desc())
    ).first()
    if last:
        last.resumed_at = now(session)
        session.add(last)


def release_sessions(session: Session) -> None:
    """Lets sign-in sessions idle out again once no meeting is open, within the caller's transaction."""
    session.flush()
    if not session.exec(select(func.count()).select_from(Meeting).where(Meeting.state == MeetingState.OPEN)).one():
        sign_in.release_all(session)


def _possible(item: AgendaItem, *, noted: bool) -> tuple[ItemResult, ...]:
    return rules.results_for(reached=item.reached, noted=noted, theirs=item.source_kind == SourceKind.QUESTION)


def _has_record(session: Session, item: AgendaItem) -> bool:
    """Whether anything that was not struck out stands under an item."""
    stands = select(MeetingNote.note_id).where(
        MeetingNote.item_id == item.item_id, MeetingNote.state != NoteState.STRUCK
    )
    return session.exec(stands.limit(1)).first() is not None
