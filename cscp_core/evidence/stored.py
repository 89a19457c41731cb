"""A report's rows as they stand in the database, as text cells: what a file of it holds."""

from typing import Any

from sqlmodel import Session, col, select

from cscp_core.evidence.folder import Folder
from cscp_core.evidence.sheets import SHEETS, Column, Kind, Sheet

TextRow = dict[str, str]


def rows_of(session: Session, report_id: str) -> dict[str, list[TextRow]]:
    """Rows by sheet, in their order; retired ones are left out."""
    return {sheet.name: [_as_text(sheet, row) for row in _stored(session, sheet, report_id)] for sheet in SHEETS}


def rows_in(folder: Folder) -> dict[str, list[TextRow]]:
    """The same of a folder that was read and checked."""
    return {
        sheet.name: [
            {column.name: cell_text(column, row.cells[column.name]) for column in sheet.columns}
            for row in folder.rows[sheet.name]
        ]
        for sheet in SHEETS
    }


def _stored(session: Session, sheet: Sheet, report_id: str) -> list[Any]:
    table: Any = sheet.table
    if not sheet.per_report:
        return list(session.exec(select(table).order_by(getattr(table, sheet.id_column))))
    query = select(table).where(table.report_id == report_id)
    if sheet.name != "report":
        query = query.where(col(table.retired).is_(False)).order_by(table.place)
    return list(session.exec(query))


def _as_text(sheet: Sheet, row: Any) -> TextRow:
    return {column.name: cell_text(column, getattr(row, column.name)) for column in sheet.columns}


def cell_text(column: Column, value: object) -> str:
    """A stored value as its cell is typed."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return column.word(str(value))
