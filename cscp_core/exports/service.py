"""Figures as CSV and as an Excel workbook. No cell can start a formula."""

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Actor, Permission, needs

Cell = str | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADER = (
    "Figure", "Measure", "Category", "Area", "Period", "Value", "Unit", "State", "Qualifier", "Numerator",
    "Denominator", "Section", "As printed", "Words around it", "Cited by", "Note",
)  # fmt: skip


@needs(Permission.DOWNLOAD)
def figures_csv(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """Every figure of a report as CSV, UTF-8 with a mark that Excel understands."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([harmless(cell) for cell in row] for row in _figures(session, actor, report_id))
    return made.getvalue().encode("utf-8-sig")


@needs(Permission.DOWNLOAD)
def figures_workbook(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """Every figure of a report as an Excel workbook, with what it covers on a sheet of its own."""
    year = evidence.find_year(session, actor, report_id=report_id)
    book = Workbook()
    about = book.worksheets[0]
    about.title = "About"
    for line in (year.partnership, year.title, year.covers, f"Not loaded: {year.not_loaded}"):
        about.append([harmless(line)])
    sheet = book.create_sheet("Figures")
    sheet.append(list(HEADER))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in _figures(session, actor, report_id):
        sheet.append([harmless(cell) for cell in row])
    sheet.freeze_panes = "B2"
    for place in range(1, len(HEADER) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 18
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell so that no spreadsheet takes it for a formula: text that could start one gets an apostrophe."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return "'" + cell
    return cell


def _figures(session: Session, actor: Actor, report_id: str) -> Iterator[list[Cell]]:
    found = evidence.figures(session, actor, report_id=report_id).items
    citing = evidence.cited_by(session, actor, report_id=report_id, figure_ids=[one.figure_id for one in found])
    for one in found:
        yield [
            one.figure_id,
            one.indicator,
            one.category,
            one.area,
            one.period,
            one.value,
            one.unit,
            one.state,
            one.qualifier,
            one.numerator,
            one.denominator,
            one.section,
            one.as_printed,
            one.context,
            " ".join(citing.get(one.figure_id, [])),
            one.note,
        ]
