"""Stores a checked folder: adds, changes in place, retires; keeps every earlier wording; counts one load."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, delete, select

from cscp_core.evidence import finding
from cscp_core.evidence.folder import ABOVE, Folder, Row, read_folder
from cscp_core.evidence.ownership import Agencies, check_served, partnership_id
from cscp_core.evidence.sheets import SHEETS, Sheet
from cscp_core.evidence.tables import ClaimFigure, EarlierWording, Report, ReportLoad
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Agency
from cscp_core.settings import settings
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import ReportsAction

LOAD, UNDO, CORRECTION, READING = "load", "undo", "correction", "reading"
WAS_RETIRED = "(retired)"
"""Stands in an earlier wording of a row that was retired when a load took it up again."""
RECORDED: Mapping[str, ReportsAction] = {
    LOAD: ReportsAction.LOADED,
    UNDO: ReportsAction.LOAD_UNDONE,
    CORRECTION: ReportsAction.ROW_CORRECTED,
    READING: ReportsAction.DRAFT_TRIED,
}


@dataclass(frozen=True)
class Touched:
    """A row that a load adds, changes or retires."""

    how: str
    sheet: str
    row_id: str


@dataclass(kw_only=True)
class Outcome:
    """What a load did. `number` is the report's data version after it; nothing changed when all counts are 0."""

    report_id: str
    number: int
    added: int = 0
    changed: int = 0
    retired: int = 0
    moved: int = 0
    """Rows that only stand elsewhere in their file."""
    absent: tuple[str, ...] = ()
    """Files that the folder does not have."""
    touched: list[Touched] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return self.added + self.changed + self.retired + self.moved


@needs(Permission.LOAD_REPORT)
def load_folder(session: Session, actor: Actor, *, path: Path, unless_known: bool = False) -> Outcome:
    """Loads a folder in one transaction. `unless_known` passes over one that was loaded last just as it is, so that
    what was corrected or undone on the screen since then stays.

    Raises:
        LoadRefused: the folder has faults; nothing is stored.
    """
    digest = digest_of(path)
    if unless_known:
        known = session.exec(select(Report).where(Report.folder_digest == digest)).first()
        if known is not None:
            return Outcome(report_id=known.report_id, number=known.load_number)
    folder = read_folder(path)
    outcome = store(session, actor, folder=folder)
    report = session.get_one(Report, folder.report_id)
    if report.folder_digest != digest:
        report.folder_digest = digest
        session.add(report)
        session.commit()
    return outcome


def digest_of(path: Path) -> str:
    """A fingerprint of the files of a folder: their names and what is in them."""
    made = hashlib.sha256()
    for file in sorted(one for one in path.glob("*.csv") if one.is_file()):
        made.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


@needs(Permission.LOAD_REPORT)
def store(
    session: Session,
    actor: Actor,
    *,
    folder: Folder,
    what: str = LOAD,
    told: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Stores a checked report in one transaction. `told` is called with the name of each sheet as it begins. A load of
    what was confirmed of a reading marks the report as being read, and a load of any other kind ends that."""
    outcome = compare(session, actor, folder=folder, told=told)
    if what in (LOAD, READING):
        report = session.get_one(Report, folder.report_id)
        outcome.moved += report.being_read is not (what == READING)
        report.being_read = what == READING
    if not outcome.changes:
        session.rollback()
        return Outcome(report_id=folder.report_id, number=outcome.number - 1, absent=outcome.absent)
    _link_claims(session, folder)
    finish(session, actor, outcome, what)
    return outcome


def finish(session: Session, actor: Actor, outcome: Outcome, what: str) -> None:
    """Counts a load, indexes it for the search, records it in the trail and commits."""
    _count(session, outcome, what)
    session.flush()
    finding.rebuild(session, outcome.report_id)
    trail.record(
        session,
        actor,
        RECORDED[what],
        f"report {outcome.report_id}",
        number=outcome.number,
        added=outcome.added,
        changed=outcome.changed,
        retired=outcome.retired,
    )
    session.commit()


@needs(Permission.LOAD_REPORT)
def compare(session: Session, actor: Actor, *, folder: Folder, told: Callable[[str], None] = lambda _: None) -> Outcome:
    """What storing a checked report adds, changes and retires. It is done in the session and not committed:
    callers that only want to know roll it back."""
    check_served(session, name=folder.partnership, served=settings().served)
    report = session.get(Report, folder.report_id)
    outcome = Outcome(
        report_id=folder.report_id, number=(report.load_number if report else 0) + 1, absent=tuple(folder.absent)
    )
    if report is not None and report.withdrawn:
        report.withdrawn = False
        outcome.moved += 1
    agencies = Agencies(session, folder.partnership)
    for sheet in SHEETS:
        told(sheet.name)
        _store(session, folder, sheet, outcome, agencies)
    return outcome


def _store(session: Session, folder: Folder, sheet: Sheet, outcome: Outcome, agencies: Agencies) -> None:
    stored = _stored(session, folder, sheet, agencies)
    fresh = [_values(folder, sheet, row, place, agencies) for place, row in enumerate(folder.rows[sheet.name])]
    if not sheet.per_report:
        fresh = _successors_first(fresh)
        if not _is_newest(session, folder):  # the newest report words what all share
            fresh = [values for values in fresh if values[sheet.id_column] not in stored]
    for values in fresh:
        before = stored.pop(values[sheet.id_column], None)
        if before is None:
            session.add(sheet.table(**values, **_stamp(sheet, outcome)))
            session.flush()
            outcome.added += 1
            outcome.touched.append(Touched("added", sheet.name, values[sheet.id_column]))
        elif _differs(before, {name: value for name, value in values.items() if name != "place"}):
            _keep_wording(session, sheet, before, outcome)
            for name, value in (values | _stamp(sheet, outcome)).items():
                setattr(before, name, value)
            session.add(before)
            outcome.changed += 1
            outcome.touched.append(Touched("changed", sheet.name, values[sheet.id_column]))
        elif sheet.per_report and sheet.name != "report" and before.place != values["place"]:
            before.place = values["place"]
            outcome.moved += 1
            session.add(before)
    if sheet.per_report and sheet.name != "report":
        for gone in stored.values():
            if not gone.retired:
                _keep_wording(session, sheet, gone, outcome)
                gone.retired, gone.load_number = True, outcome.number
                session.add(gone)
                outcome.retired += 1
                outcome.touched.append(Touched("retired", sheet.name, getattr(gone, sheet.id_column)))
    session.flush()


def _is_newest(session: Session, folder: Folder) -> bool:
    """Of the reports of its own partnership."""
    whose = partnership_id(folder.partnership)
    return all(
        (folder.period, folder.report_id) > (other.period, other.report_id)
        for other in session.exec(select(Report).where(Report.report_id != folder.report_id))
        if partnership_id(other.partnership) == whose
    )


def _stored(session: Session, folder: Folder, sheet: Sheet, agencies: Agencies) -> dict[str, Any]:
    table: Any = sheet.table
    query = select(table).where(
        table.report_id == folder.report_id if sheet.per_report else col(Agency.agency_id).in_(agencies.stored_ids)
    )
    return {getattr(row, sheet.id_column): row for row in session.exec(query)}


def _values(folder: Folder, sheet: Sheet, row: Row, place: int, agencies: Agencies) -> dict[str, Any]:
    values: dict[str, Any] = dict(row.cells)
    for name in sheet.agency_columns:
        if values[name]:
            values[name] = agencies.stored_id(values[name])
    if not sheet.per_report:
        values |= {"partnership_id": agencies.whose, "own_id": row.text(sheet.id_column)}
    if sheet.per_report and sheet.name != "report":
        values |= {"report_id": folder.report_id, "place": place, "retired": False}
    return values


def _stamp(sheet: Sheet, outcome: Outcome) -> dict[str, int]:
    return {"load_number": outcome.number} if sheet.per_report else {}


def _successors_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    above = {values["agency_id"]: tuple(values.get(name) for name in ABOVE) for values in rows}

    def steps(agency_id: str | None, left: int = len(rows)) -> int:
        if not agency_id or not left:
            return 0
        return 1 + max((steps(one, left - 1) for one in above.get(agency_id, ())), default=0)

    return sorted(rows, key=lambda values: steps(values["agency_id"]))


def _differs(stored: Any, values: dict[str, Any]) -> bool:
    return any(getattr(stored, name) != value for name, value in values.items())


def _keep_wording(session: Session, sheet: Sheet, row: Any, outcome: Outcome) -> None:
    if session.get(Report, outcome.report_id) is None:
        return  # a shared row that this report, loaded for the first time, words differently
    said = {column.name: getattr(row, column.name) for column in sheet.columns}
    if getattr(row, "retired", False):
        said[WAS_RETIRED] = True
    session.add(
        EarlierWording(
            report_id=outcome.report_id,
            sheet=sheet.name,
            row_id=getattr(row, sheet.id_column),
            load_number=outcome.number,
            wording=json.dumps(said, ensure_ascii=False, sort_keys=True),
        )
    )


def _link_claims(session: Session, folder: Folder) -> None:
    session.exec(delete(ClaimFigure).where(col(ClaimFigure.report_id) == folder.report_id))
    for row in folder.rows["claims"]:
        for figure_id in dict.fromkeys(row.text("figure_ids").split()):
            session.add(ClaimFigure(report_id=folder.report_id, claim_id=row.text("claim_id"), figure_id=figure_id))


def _count(session: Session, outcome: Outcome, what: str) -> None:
    report = session.get_one(Report, outcome.report_id)
    report.load_number = outcome.number
    session.add(report)
    session.add(
        ReportLoad(
            report_id=outcome.report_id,
            number=outcome.number,
            at=now(session),
            added=outcome.added,
            changed=outcome.changed,
            retired=outcome.retired,
            what=what,
        )
    )
