"""Loads what was confirmed of a reading, as a version that is marked as being read; and ends the reading."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, delete, select

from cscp_core.confirming.assembling import ConfirmedRow, TextRow, Whose, assemble
from cscp_core.confirming.deciding import count_acts
from cscp_core.confirming.rules import CONFIRMED, RowState
from cscp_core.confirming.tables import DraftRow, ReadingAct, ReportReading, SectionTaken
from cscp_core.errors import ChangedMeanwhile, ConfirmingRefused, LoadRefused, NotFound
from cscp_core.evidence import loader
from cscp_core.evidence.folder import Folder, examine
from cscp_core.evidence.loader import Outcome
from cscp_core.evidence.rules import counted
from cscp_core.evidence.sheets import BY_NAME
from cscp_core.evidence.sources import Rows
from cscp_core.evidence.stored import rows_of
from cscp_core.evidence.tables import Report
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.storage import trail
from cscp_core.storage.session import mark_erasing, now
from cscp_core.storage.trail_actions import DraftsAction

NEEDED = ("report", "sections", "themes")
"""Sheets whose rows are made here: a fault in one of them is none that a person mends row by row."""
ROUNDS = 6
CHANGED = "Somebody changed this reading after you opened it. Here is what it says now."


@dataclass(frozen=True, kw_only=True)
class Mend:
    """A confirmed row that cannot be loaded, and why."""

    sheet: str
    row_id: str
    column: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What trying a reading did: the load, and the rows that were left out because something in them is wrong."""

    outcome: Outcome
    mend: tuple[Mend, ...]


@needs(Permission.LOAD_REPORT)
def try_reading(session: Session, actor: Actor, *, reading_id: int, version: int) -> Trial:
    """Loads the rows that are confirmed, and no other, as a version that only the office sees. Confirmed rows with
    something wrong in them are left out and told.

    Raises:
        ConfirmingRefused: nothing is confirmed yet.
        LoadRefused: what is wrong is not wrong with single rows.
        ChangedMeanwhile: it was tried by somebody else since it was drawn.
    """
    reading = _find(session, reading_id)
    if reading.version != version:
        raise ChangedMeanwhile(CHANGED)
    folder, mend = _checked(session, reading)
    reading.version += 1
    session.add(reading)
    return Trial(outcome=loader.store(session, actor, folder=folder, what=loader.READING), mend=mend)


@needs(Permission.LOAD_REPORT)
def finish_reading(session: Session, actor: Actor, *, reading_id: int, version: int) -> Trial:
    """Loads what was confirmed for everybody. The reading ends; the passages stay. `version`: of its rows.

    Raises:
        ConfirmingRefused: a row waits for a decision, or a confirmed one has something wrong in it.
        LoadRefused: as for `try_reading`.
        ChangedMeanwhile: it was tried, or somebody decided something, since it was drawn.
    """
    reading = _find_with_rows(session, reading_id, version)
    waiting = _count_waiting(session, reading_id)
    if waiting:
        raise ConfirmingRefused(
            f"{counted(waiting, 'row')} still to decide. Then the report can be opened to everybody."
        )
    folder, mend = _checked(session, reading)
    if mend:
        raise ConfirmingRefused(
            f"{counted(len(mend), 'confirmed row')} cannot be loaded yet. Try it, and correct what is listed."
        )
    reading.finished_at = now(session)
    session.exec(delete(SectionTaken).where(col(SectionTaken.reading_id) == reading_id))
    session.exec(delete(ReadingAct).where(col(ReadingAct.reading_id) == reading_id))
    trail.record(session, actor, DraftsAction.FINISHED, f"reading {reading_id}")
    return Trial(outcome=loader.store(session, actor, folder=folder, what=loader.LOAD), mend=())


@needs(Permission.LOAD_REPORT)
def stop_reading(session: Session, actor: Actor, *, reading_id: int, version: int, folder: Path) -> None:
    """Gives a reading up: its file, its rows and their passages are deleted, and what was tried of it is withdrawn.
    `version`: of its rows.

    Raises:
        ConfirmingRefused: it is finished.
        ChangedMeanwhile: it was tried, or somebody decided something, since it was drawn.
    """
    reading = _find_with_rows(session, reading_id, version)
    report = session.get(Report, reading.report_id)
    if report is not None and report.being_read:
        report.withdrawn = True
        session.add(report)
    mark_erasing(session)
    for table in (ReadingAct, SectionTaken, DraftRow):
        session.exec(delete(table).where(col(table.reading_id) == reading_id))
    session.delete(reading)
    trail.record(session, actor, DraftsAction.DELETED, f"reading {reading_id}")
    session.commit()
    held = select(ReportReading).where(ReportReading.digest == reading.digest)
    if session.exec(held).first() is None:
        for path in folder.glob(f"{reading.digest}*"):
            path.unlink(missing_ok=True)


@needs(Permission.LOAD_REPORT)
def list_to_mend(session: Session, actor: Actor, *, reading_id: int) -> list[Mend]:
    """Confirmed rows that could not be loaded now, each with why."""
    reading = session.get(ReportReading, reading_id)
    if reading is None:
        raise NotFound("No report is being read at this address.")
    if not _confirmed(session, reading_id):
        return []
    return list(_checked(session, reading)[1])


def _find(session: Session, reading_id: int) -> ReportReading:
    reading = session.get(ReportReading, reading_id)
    if reading is None or reading.finished_at is not None:
        raise ConfirmingRefused("This report is not being read any more.")
    return reading


def _find_with_rows(session: Session, reading_id: int, version: int) -> ReportReading:
    reading = _find(session, reading_id)
    if reading.version + count_acts(session, reading_id) != version:
        raise ChangedMeanwhile(CHANGED)
    return reading


def _confirmed(session: Session, reading_id: int) -> list[ConfirmedRow]:
    """Rows that a person confirmed. The state is asked for here, in one place: nothing else is ever loaded."""
    query = select(DraftRow).where(DraftRow.reading_id == reading_id, col(DraftRow.state).in_(CONFIRMED))
    return [
        ConfirmedRow(sheet=row.sheet, row_id=row.row_id, section=row.section, cells=json.loads(row.cells))
        for row in session.exec(query.order_by(col(DraftRow.place)))
    ]


def _count_waiting(session: Session, reading_id: int) -> int:
    query = select(DraftRow.row_number).where(DraftRow.reading_id == reading_id, DraftRow.state == RowState.UNDECIDED)
    return len(session.exec(query).all())


def _checked(session: Session, reading: ReportReading) -> tuple[Folder, tuple[Mend, ...]]:
    """What was confirmed as a checked report, and the rows that had to be left out. A row that is left out may leave
    another without what it refers to, which then is left out too."""
    rows = _confirmed(session, reading.reading_id or 0)
    if not rows:
        raise ConfirmingRefused("Nothing is confirmed yet.")
    whose = Whose(
        report_id=reading.report_id,
        partnership=reading.partnership,
        home_area=reading.home_area,
        period=reading.period,
    )
    before = rows_of(session, reading.before_id) if reading.before_id else {}
    waiting = _count_waiting(session, reading.reading_id or 0)
    left_out: set[tuple[str, str]] = set()
    mend: list[Mend] = []
    for _ in range(ROUNDS):
        kept = [one for one in rows if (one.sheet, one.row_id) not in left_out]
        sheets = assemble(whose, kept, waiting, before)
        folder = examine(Rows(sheets))
        found = _at_fault(folder, sheets)
        if not folder.wrong:
            return folder, tuple(mend)
        if not found:
            raise LoadRefused(folder.faults)
        mend += found
        left_out |= {(one.sheet, one.row_id) for one in found}
    raise LoadRefused(folder.faults)


def _at_fault(folder: Folder, sheets: dict[str, list[TextRow]]) -> list[Mend]:
    """The rows with something wrong in them; a fault in a measure is one of the figures that it was made for."""
    found = []
    for one in folder.wrong:
        if one.line < 2 or one.where in NEEDED or one.where not in sheets:
            continue
        row = sheets[one.where][one.line - 2]
        row_id = row[BY_NAME[one.where].id_column]
        if one.where == "indicators":
            of_it = [figure["figure_id"] for figure in sheets["figures"] if figure["indicator_id"] == row_id]
            found += [Mend(sheet="figures", row_id=figure, column="what", what=one.what) for figure in of_it]
        else:
            found.append(Mend(sheet=one.where, row_id=row_id, column=one.column, what=one.what))
    return found
