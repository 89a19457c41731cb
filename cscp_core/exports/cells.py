"""Cells of workbooks and CSV files: none of them can start a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cscp_core.exports.columns import Cell, ExportColumn, Row, cells_of
from cscp_core.free_text import csv_text


def csv_cell(cell: Cell) -> Cell:
    """The cell for a CSV file: no text of it could be a formula."""
    return csv_text(cell) if isinstance(cell, str) else cell


def set_text(cell: SheetCell | MergedCell) -> None:
    """Marks a cell of words as text: no spreadsheet takes it for a formula, number or error, even after editing."""
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = True


def csv_file(columns: Sequence[ExportColumn[Row]], rows: Iterable[Row]) -> bytes:
    """A CSV file in UTF-8 with a mark that Excel understands."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([csv_cell(cell) for cell in cells_of(columns, row)] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def add_sheet(book: Workbook, title: str, columns: Sequence[ExportColumn[Row]], rows: Iterable[Row]) -> Worksheet:
    """A sheet with a bold header that stays in view."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.append([column.name for column in columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(cells_of(columns, row))
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            set_text(cell)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    return sheet


def new_book(lines: Iterable[str]) -> Workbook:
    """A workbook whose first sheet says what it is."""
    book = Workbook()
    about = book.worksheets[0]
    about.title = "About"
    for line in lines:
        about.append([line])
        set_text(about.cell(about.max_row, 1))
    return book


def save_workbook(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
