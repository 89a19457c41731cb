"""Who works on which section of a reading, so that two people never get the same row."""

from collections.abc import Iterable

from sqlmodel import Session, col, delete, select

from cscp_core.confirming import rules
from cscp_core.confirming.rules import LAPSES, QueueOrder, RowState
from cscp_core.confirming.tables import DraftRow, SectionTaken
from cscp_core.errors import ConfirmingRefused
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import DraftsAction


class ShortRow:
    """What the rules need to know of a row, without its words."""

    def __init__(self, told: tuple[int, float, str, str, float, RowState]) -> None:
        self.row_number, self.place, self.sheet, self.section, self.sure, state = told
        self.state = RowState(state)


def rows_in_short(session: Session, reading_id: int) -> list[ShortRow]:
    """All rows of a reading, without their words."""
    query = select(DraftRow.row_number, DraftRow.place, DraftRow.sheet, DraftRow.section, DraftRow.sure, DraftRow.state)  # type: ignore[call-overload]
    return [ShortRow(tuple(one)) for one in session.exec(query.where(DraftRow.reading_id == reading_id))]


@needs(Permission.LOAD_REPORT)
def take_section(session: Session, actor: Actor, *, reading_id: int, section: str) -> None:
    """Takes a section to work on, and leaves the one that was taken before.

    Raises:
        ConfirmingRefused: somebody else works on it, or it is not a section of this reading.
    """
    if section not in {one.section for one in rows_in_short(session, reading_id)}:
        raise ConfirmingRefused("There is no such section in this report.")
    check_mine(session, actor, reading_id, section)
    _note_taken(session, actor, reading_id, section)
    trail.record(session, actor, DraftsAction.SECTION_TAKEN, f"reading {reading_id}", section=section)
    session.commit()


@needs(Permission.LOAD_REPORT)
def take_next(
    session: Session, actor: Actor, *, reading_id: int, order: QueueOrder = QueueOrder.IN_ORDER, sheet: str = ""
) -> str:
    """Takes the next section where something waits that nobody else works on. Returns it, or the empty string.

    Args:
        sheet: only sections where a row of this kind waits.
    """
    rows = rows_in_short(session, reading_id)
    section = rules.next_section(rows, taken_by_others(session, actor, reading_id).keys() | set(), order, sheet)
    if section:
        _note_taken(session, actor, reading_id, section)
        trail.record(session, actor, DraftsAction.SECTION_TAKEN, f"reading {reading_id}", section=section)
        session.commit()
    return section


def check_mine(session: Session, actor: Actor, reading_id: int, section: str) -> None:
    """Raises ConfirmingRefused where somebody else works on a section."""
    name = taken_by_others(session, actor, reading_id).get(section)
    if name:
        raise ConfirmingRefused(f"{name} is working on section {section}. Take another one.")


def section_of(session: Session, actor: Actor, reading_id: int) -> str:
    """The section that this person has taken; empty where there is none."""
    query = select(SectionTaken.section).where(
        SectionTaken.reading_id == reading_id, SectionTaken.account_id == actor.own_id
    )
    return session.exec(query).first() or ""


def taken_by_others(session: Session, actor: Actor, reading_id: int) -> dict[str, str]:
    """Sections that others work on, each with the person's name. One that nobody has acted on lately is free."""
    query = select(SectionTaken.section, Account.name).join(
        Account, col(Account.account_id) == col(SectionTaken.account_id)
    )
    query = query.where(
        SectionTaken.reading_id == reading_id,
        SectionTaken.account_id != actor.own_id,
        col(SectionTaken.at) > now(session) - LAPSES,
    )
    return dict(_pairs(session.exec(query)))


def go_on(session: Session, actor: Actor, reading_id: int, section: str) -> None:
    """After an act in a section: it is this person's, for as long as something waits there. Where nothing does, it is
    left, and the next one in order is taken. The caller commits."""
    rows = rows_in_short(session, reading_id)
    if any(one.section == section and one.state is RowState.UNDECIDED for one in rows):
        _note_taken(session, actor, reading_id, section)
        return
    following = rules.next_section(rows, set(taken_by_others(session, actor, reading_id)), QueueOrder.IN_ORDER)
    if following:
        _note_taken(session, actor, reading_id, following)
    else:
        _leave(session, actor, reading_id)


def _note_taken(session: Session, actor: Actor, reading_id: int, section: str) -> None:
    _leave(session, actor, reading_id)
    session.exec(
        delete(SectionTaken).where(col(SectionTaken.reading_id) == reading_id, col(SectionTaken.section) == section)
    )
    session.flush()
    session.add(SectionTaken(reading_id=reading_id, section=section, account_id=actor.own_id, at=now(session)))
    session.flush()


def _leave(session: Session, actor: Actor, reading_id: int) -> None:
    mine = (col(SectionTaken.reading_id) == reading_id, col(SectionTaken.account_id) == actor.own_id)
    session.exec(delete(SectionTaken).where(*mine))


def _pairs(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in found]
