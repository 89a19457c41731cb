"""A report's rows as they stand in the database, as text cells: what a file of it holds."""

from typing import Any

from sqlmodel import Session, col, select

from cscp_core.evidence.folder import Folder
from cscp_core.evidence.ownership import Agencies
from cscp_core.evidence.sheets import SHEETS, Column, Kind, Sheet
from cscp_core.evidence.tables import Report

TextRow = dict[str, str]


def rows_of(session: Session, report_id: str) -> dict[str, list[TextRow]]:
    """Rows by sheet, in their order; retired ones are left out."""
    report = session.get(Report, report_id)
    agencies = Agencies(session, report.partnership if report else "")
    return {
        sheet.name: [_as_text(sheet, row, agencies) for row in _stored(session, sheet, report_id, agencies)]
        for sheet in SHEETS
    }


def rows_in(folder: Folder) -> dict[str, list[TextRow]]:
    """The same of a folder that was read and checked."""
    return {
        sheet.name: [
            {column.name: cell_text(column, row.cells[column.name]) for column in sheet.columns}
            for row in folder.rows[sheet.name]
        ]
        for sheet in SHEETS
    }


def _stored(session: Session, sheet: Sheet, report_id: str, agencies: Agencies) -> list[Any]:
    table: Any = sheet.table
    if not sheet.per_report:
        found = {row.agency_id: row for row in session.exec(select(table))}
        return [found[one] for one in agencies.stored_ids]
    query = select(table).where(table.report_id == report_id)
    if sheet.name != "report":
        query = query.where(col(table.retired).is_(False)).order_by(table.place)
    return list(session.exec(query))


def _as_text(sheet: Sheet, row: Any, agencies: Agencies) -> TextRow:
    return with_own_ids(sheet, agencies, {one.name: cell_text(one, getattr(row, one.name)) for one in sheet.columns})


def with_own_ids(sheet: Sheet, agencies: Agencies, row: TextRow) -> TextRow:
    """A row with the ids of agencies that its partnership's reports use."""
    return row | {name: agencies.own_id(row[name]) for name in sheet.agency_columns}


def cell_text(column: Column, value: object) -> str:
    """A stored value as its cell is typed."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return column.word(str(value))
