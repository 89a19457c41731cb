"""What every change of a meeting shares: its row at the version that was seen, and the items of its agenda."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, MeetingRefused, NotFound
from cscp_core.evidence.reported import without_false_marks
from cscp_core.scrutiny.meetings.rules import MeetingState
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote


def item_on_screen(meeting: Meeting, items: Sequence[AgendaItem]) -> AgendaItem | None:
    return next((one for one in items if one.position == meeting.current), None)


def number_items(session: Session, items: Sequence[AgendaItem]) -> None:
    for place, item in enumerate(items, start=1):
        item.position = place
        session.add(item)


def mark_reached(session: Session, items: Sequence[AgendaItem], position: int) -> None:
    for item in items:
        if item.position == position:
            item.reached = True
            session.add(item)


def list_items(session: Session, meeting_id: int) -> list[AgendaItem]:
    return list(
        session.exec(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(col(AgendaItem.position)))
    )


def find_item(items: Sequence[AgendaItem], item_id: int) -> AgendaItem:
    found = next((one for one in items if one.item_id == item_id), None)
    if found is None:
        raise NotFound("That item is not on this agenda.")
    return found


def question_of(item: AgendaItem) -> str:
    """Its question as every reader sees it. The row keeps it as it was put on the agenda."""
    return without_false_marks(item.question, item.title)


def has_notes(session: Session, item: AgendaItem) -> bool:
    """Whether anything was captured under an item, even if it was struck out since."""
    return session.exec(select(MeetingNote).where(MeetingNote.item_id == item.item_id).limit(1)).first() is not None


def identity(source_kind: str, source_id: str, question: str, report_id: str | None) -> tuple[str, str, str]:
    """What makes two items the same: their source, or where there is none their words."""
    return (source_kind, source_id or question, report_id or "")


def find_row(session: Session, meeting_id: int) -> Meeting:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("There is no such meeting.")
    return meeting


def find_at_version(session: Session, meeting_id: int, version: int) -> Meeting:
    meeting = find_row(session, meeting_id)
    if meeting.version != version:
        raise ChangedMeanwhile(
            "Somebody changed this meeting while you were reading. Here is what it says now.",
            f"{meeting.title}, {meeting.held_on:%-d %B %Y}, {meeting.state}",
        )
    meeting.version += 1
    session.add(meeting)
    return meeting


def check_not_ended(meeting: Meeting) -> None:
    if meeting.state == MeetingState.ENDED:
        raise MeetingRefused("This meeting is over: its agenda cannot change any more.")


def subject_of(meeting: Meeting) -> str:
    return f"meeting {meeting.meeting_id}"


def id_of(meeting: Meeting) -> int:
    assert meeting.meeting_id is not None
    return meeting.meeting_id
