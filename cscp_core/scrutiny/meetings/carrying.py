"""What one meeting carries over to the next: items that it did not reach, or that it adjourned."""

from collections.abc import Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from cscp_core.evidence.kinds import SourceKind
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.meetings import rules
from cscp_core.scrutiny.meetings.changes import id_of, identity, list_items, number_items
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingState
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting
from cscp_core.storage.session import today

COPIED = (
    "source_kind", "source_id", "report_id", "title", "question", "would_answer", "missing", "agency_id", "because",
    "minutes",
)  # fmt: skip


def next_meeting(session: Session) -> Meeting | None:
    """The next meeting that has not begun."""
    ahead = (Meeting.state == MeetingState.PLANNED, col(Meeting.held_on) >= today(session))
    found = select(Meeting).where(*ahead)
    return session.exec(found.order_by(col(Meeting.held_on), col(Meeting.meeting_id))).first()


def list_waiting(session: Session) -> list[tuple[AgendaItem, Meeting]]:
    """Items that were carried over and are on no agenda yet, each with its meeting, earliest first. A challenge that
    was closed since waits no more; young people's and lay members' questions wait in a line of their own."""
    rows = session.exec(
        _carried()
        .where(col(AgendaItem.source_kind) != SourceKind.QUESTION)
        .order_by(col(Meeting.held_on), col(Meeting.meeting_id), col(AgendaItem.position))
    )
    return [
        (item, meeting)
        for item, meeting in rows
        if item.source_kind != SourceKind.CHALLENGE or challenges.is_open(session, int(item.source_id))
    ]


def carry_over(session: Session, meeting: Meeting) -> None:
    """Puts what waits on a meeting's agenda, within the caller's transaction: behind the questions of young people and
    lay members, before everything else. What is there already is only marked. Both items name the other's meeting."""
    items = list_items(session, id_of(meeting))
    there = {_identity_of(one): one for one in items}
    carried: list[AgendaItem] = []
    for origin, earlier in list_waiting(session):
        item = there.get(_identity_of(origin))
        if item is None:
            if len(items) + len(carried) == rules.MOST_ITEMS:
                break  # it waits for the meeting after
            item = AgendaItem(meeting_id=id_of(meeting), position=0, **{name: getattr(origin, name) for name in COPIED})
            carried.append(item)
            there[_identity_of(item)] = item
        _link(session, origin, earlier, item, meeting)
    if carried:
        first = [one for one in items if one.source_kind == SourceKind.QUESTION]
        number_items(session, [*first, *carried, *(one for one in items if one not in first)])
        session.flush()


def link_questions(session: Session, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """The same for questions that came to an agenda from their own line, within the caller's transaction."""
    wanted = {one.source_id: one for one in items if one.source_kind == SourceKind.QUESTION}
    rows = session.exec(_carried().where(col(AgendaItem.source_id).in_(wanted)))
    for origin, earlier in rows:
        if origin.source_kind == SourceKind.QUESTION:
            _link(session, origin, earlier, wanted[origin.source_id], meeting)


def _identity_of(one: AgendaItem) -> tuple[str, str, str]:
    return identity(one.source_kind, one.source_id, one.question, one.report_id)


def _carried() -> Select[AgendaItem, Meeting]:
    return (
        select(AgendaItem, Meeting)
        .join(Meeting, col(Meeting.meeting_id) == col(AgendaItem.meeting_id))
        .where(
            Meeting.state == MeetingState.ENDED,
            AgendaItem.result == ItemResult.CARRIED,
            col(AgendaItem.carried_to).is_(None),
        )
    )


def _link(session: Session, origin: AgendaItem, earlier: Meeting, item: AgendaItem, meeting: Meeting) -> None:
    origin.carried_to, item.carried_from = id_of(meeting), id_of(earlier)
    session.add_all([origin, item])
