"""Cells of workbooks and CSV files: none of them can start a formula."""

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | float | None
FORMULA = re.compile(r"^[\s\x00]*[=+\-@\t\r]")


def harmless(cell: Cell) -> Cell:
    """The cell so that no spreadsheet takes it for a formula: text that could start one gets an apostrophe."""
    return "'" + cell if isinstance(cell, str) and FORMULA.match(cell) else cell


def add_sheet(
    book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], width: int = 18
) -> Worksheet:
    """A sheet with a bold header that stays in view."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.append(list(header))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words such as #N/A would be taken for an error of the sheet's own
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    for place in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    return sheet


def new_book(lines: Iterable[str]) -> Workbook:
    """A workbook whose first sheet says what it is."""
    book = Workbook()
    about = book.worksheets[0]
    about.title = "About"
    for line in lines:
        about.append([harmless(line)])
    return book


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
