"""Bringing a report in by hand: what an upload would do, doing it, undoing it, and correcting one row."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotFound
from cscp_core.evidence import loader
from cscp_core.evidence import tables as t
from cscp_core.evidence.folder import Folder, read
from cscp_core.evidence.loader import CORRECTION, UNDO, WAS_RETIRED, Outcome, Touched
from cscp_core.evidence.ownership import Agencies
from cscp_core.evidence.sheets import BY_NAME, SHEETS, Sheet
from cscp_core.evidence.sources import Rows, upload
from cscp_core.evidence.stored import cell_text, rows_of, with_own_ids
from cscp_core.people.permissions import Actor, Permission, needs

LEAST = {"report": 1, "sections": 1, "themes": 1, "recommendations": 1}
"""Rows without which a report is not worth loading."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an upload would do. `number` is the load that would stand after it; `standing` the one that stands."""

    report_id: str
    title: str
    period: str
    number: int
    rows: dict[str, int]
    added: tuple[Touched, ...]
    changed: tuple[Touched, ...]
    retired: tuple[Touched, ...]
    absent: tuple[str, ...]
    moved: int

    @property
    def standing(self) -> int:
        return self.number - 1

    @property
    def changes(self) -> int:
        return len(self.added) + len(self.changed) + len(self.retired) + self.moved


@dataclass(frozen=True)
class LoadDone:
    """One load of a report."""

    number: int
    at: datetime
    what: str
    added: int
    changed: int
    retired: int


@needs(Permission.LOAD_REPORT)
def preview(session: Session, actor: Actor, *, content: bytes) -> Preview:
    """Reads and checks an upload and says what storing it would add, change and retire. Nothing is stored.

    Raises:
        UploadRefused: it is not opened at all.
        LoadRefused: with every fault at once, by sheet, row and column.
    """
    folder = _checked(content)
    outcome = loader.compare(session, actor, folder=folder)
    session.rollback()
    by_how: dict[str, list[Touched]] = {"added": [], "changed": [], "retired": []}
    for one in outcome.touched:
        by_how[one.how].append(one)
    row = folder.rows["report"][0]
    return Preview(
        report_id=folder.report_id,
        title=row.text("title"),
        period=folder.period,
        number=outcome.number,
        rows={sheet.name: len(folder.rows[sheet.name]) for sheet in SHEETS},
        added=tuple(by_how["added"]),
        changed=tuple(by_how["changed"]),
        retired=tuple(by_how["retired"]),
        absent=outcome.absent,
        moved=outcome.moved,
    )


@needs(Permission.LOAD_REPORT)
def load_upload(
    session: Session,
    actor: Actor,
    *,
    content: bytes,
    seen_number: int,
    told: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Stores an upload, all or nothing. `seen_number` is the load that stood when it was previewed.

    Raises:
        UploadRefused, LoadRefused: as for a preview.
        ChangedMeanwhile: somebody loaded the report after the preview.
    """
    folder = _checked(content)
    _still(session, folder.report_id, seen_number)
    return loader.store(session, actor, folder=folder, told=told)


@needs(Permission.LOAD_REPORT)
def loads(session: Session, actor: Actor, *, report_id: str) -> list[LoadDone]:
    """Every load of a report, newest first."""
    rows = session.exec(
        select(t.ReportLoad).where(t.ReportLoad.report_id == report_id).order_by(col(t.ReportLoad.number).desc())
    )
    return [LoadDone(row.number, row.at, row.what, row.added, row.changed, row.retired) for row in rows]


@needs(Permission.LOAD_REPORT)
def undo_last(session: Session, actor: Actor, *, report_id: str, seen_number: int) -> Outcome:
    """Undoes the last load, as a load of its own: what it changed or retired stands as before, what it added is
    retired. Nothing is deleted. A report whose only load is undone is shown to nobody until it is loaded again.

    Raises:
        NotFound: there is no such report.
        ChangedMeanwhile: it was loaded again meanwhile.
    """
    _still(session, report_id, seen_number)
    report = session.get(t.Report, report_id)
    if report is None or report.withdrawn:
        raise NotFound("There is no report at this address.")
    if seen_number == 1:
        return _withdraw(session, actor, report)
    rows = rows_of(session, report_id)
    _put_back(session, report, seen_number, rows)
    return loader.store(session, actor, folder=read(Rows(rows)), what=UNDO)


@needs(Permission.LOAD_REPORT)
def find_row(session: Session, actor: Actor, *, report_id: str, sheet: str, row_id: str) -> dict[str, str]:
    """One row of a report, its cells as text by column.

    Raises:
        NotFound: there is no such row.
    """
    found = BY_NAME.get(sheet)
    for row in rows_of(session, report_id).get(sheet, []) if found else []:
        if found and row[found.id_column] == row_id:
            return row
    raise NotFound("There is no such row in this report.")


@needs(Permission.LOAD_REPORT)
def correct_row(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    sheet: str,
    row_id: str,
    cells: Mapping[str, str],
    seen_number: int,
) -> Outcome:
    """Corrects one row, as a load of its own; the wording before it is kept. The id cannot be changed.

    Raises:
        NotFound: there is no such row.
        LoadRefused: the row would be at fault.
        ChangedMeanwhile: the report was loaded again meanwhile.
    """
    _still(session, report_id, seen_number)
    rows = rows_of(session, report_id)
    id_column = BY_NAME[sheet].id_column if sheet in BY_NAME else ""
    places = [place for place, row in enumerate(rows.get(sheet, [])) if row[id_column] == row_id]
    if not places:
        raise NotFound("There is no such row in this report.")
    known = {column.name for column in BY_NAME[sheet].columns} - {id_column}
    rows[sheet][places[0]] |= {name: value for name, value in cells.items() if name in known}
    return loader.store(session, actor, folder=read(Rows(rows)), what=CORRECTION)


def _checked(content: bytes) -> Folder:
    return read(upload(content), least=LEAST)


def _still(session: Session, report_id: str, seen_number: int) -> None:
    report = session.get(t.Report, report_id)
    if (report.load_number if report else 0) != seen_number:
        raise ChangedMeanwhile("Somebody changed this report while you were reading. Here is what it says now.")


def _put_back(session: Session, report: t.Report, number: int, rows: dict[str, list[dict[str, str]]]) -> None:
    """Turns rows as they stand into rows as they stood before a load."""
    report_id, agencies = report.report_id, Agencies(session, report.partnership)
    for sheet in SHEETS:
        before = _before(session, report_id, sheet, number, agencies)
        kept: list[dict[str, str]] = []
        for row in rows[sheet.name]:
            row_id = row[sheet.id_column]
            if row_id in before:
                old = before.pop(row_id)
                if old is not None:
                    kept.append(old)
            elif not sheet.per_report or not _is_of(session, report_id, sheet, row_id, number):
                kept.append(row)
        rows[sheet.name] = kept + [old for old in before.values() if old is not None]


def _before(
    session: Session, report_id: str, sheet: Sheet, number: int, agencies: Agencies
) -> dict[str, dict[str, str] | None]:
    """How rows stood that a load changed or retired; None for one that was retired then."""
    query = select(t.EarlierWording).where(
        t.EarlierWording.report_id == report_id,
        t.EarlierWording.sheet == sheet.name,
        t.EarlierWording.load_number == number,
    )
    found: dict[str, dict[str, str] | None] = {}
    for row in session.exec(query):
        said = json.loads(row.wording)
        was_retired = said.pop(WAS_RETIRED, False)
        old = {column.name: cell_text(column, said.get(column.name)) for column in sheet.columns}
        row_id = row.row_id if sheet.per_report else agencies.own_id(row.row_id)
        found[row_id] = None if was_retired else with_own_ids(sheet, agencies, old)
    return found


def _is_of(session: Session, report_id: str, sheet: Sheet, row_id: str, number: int) -> bool:
    """Whether a row was added by a load: that load was the last to touch it, and left no earlier wording."""
    if sheet.name == "report":
        return False
    table: Any = sheet.table
    stamp = session.exec(
        select(table.load_number).where(table.report_id == report_id, getattr(table, sheet.id_column) == row_id)
    ).first()
    return bool(stamp == number)


def _withdraw(session: Session, actor: Actor, report: t.Report) -> Outcome:
    outcome = Outcome(report_id=report.report_id, number=report.load_number + 1)
    report.withdrawn = True
    session.add(report)
    outcome.changed = _reword_shared(session, report.report_id)
    loader.finish(session, actor, outcome, UNDO)
    return outcome


def _reword_shared(session: Session, report_id: str) -> int:
    """Gives back to rows that reports share what the report's only load changed in them, unless a later load of another
    report worded them since. Returns how many."""
    given = 0
    for sheet in (one for one in SHEETS if not one.per_report):
        of_sheet = select(t.EarlierWording).where(t.EarlierWording.sheet == sheet.name)
        for before in session.exec(of_sheet.where(t.EarlierWording.report_id == report_id)).all():
            later = of_sheet.where(
                t.EarlierWording.row_id == before.row_id, col(t.EarlierWording.number) > before.number
            )
            row = session.get(sheet.table, before.row_id)
            if row is None or session.exec(later).first() is not None:
                continue
            for name, value in json.loads(before.wording).items():
                setattr(row, name, value)
            session.add(row)
            given += 1
    return given
