"""The workbook that a report comes in: one sheet a table, with drop-downs and notes; next year's, partly filled in."""

import re
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cscp_core.evidence.declared import KINDS, CheckKind
from cscp_core.evidence.periods import read
from cscp_core.evidence.rules import OPEN, RecommendationKind, ValueState, WorkStatus
from cscp_core.evidence.sheets import SHEETS, Column, Kind, Sheet
from cscp_core.evidence.sources import GUIDES
from cscp_core.evidence.stored import TextRow
from cscp_core.exports.cells import save_workbook, set_text

Rows = Mapping[str, Sequence[TextRow]]
READ_ME, LAST_YEAR = GUIDES
ROWS_WITH_CHOICES = 2000  # rows below the header that have drop-downs
WIDE, NARROW = 48, 20  # characters
TINT = PatternFill("solid", fgColor="E8EDF2")
CARRIED = ("agencies", "sections", "themes", "objectives", "strands", "scales", "indicators", "bodies", "glossary")
"""Sheets that stay from year to year, to be looked through and corrected."""
OF_SENTENCES = frozenset({one for one in CheckKind if KINDS[one].words} | {CheckKind.TWO_DEFINITIONS})
"""Kinds of checks that ask of the report's own sentences, which next year's does not have yet."""


def make_workbook(rows: Rows, opening: Sequence[str], before: Sequence[Sequence[str]] = ()) -> bytes:
    """A workbook with every sheet of a report and these rows. `before` is a table of last year's values to look at."""
    book = Workbook()
    about = book.worksheets[0]
    about.title = READ_ME
    for sentence in opening:
        about.append([sentence])
    about.column_dimensions["A"].width = 110
    for cell in about["A"]:
        set_text(cell)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    words = _add_words(about)
    for sheet in SHEETS:
        _add(book, sheet, rows.get(sheet.name, ()), words)
    if before:
        shown = book.create_sheet(LAST_YEAR)
        for line in before:
            shown.append(list(line))
            for cell in shown[shown.max_row]:
                set_text(cell)
        _bold(shown)
    return save_workbook(book)


def opening_lines(partnership: str, period: str) -> list[str]:
    """What the first sheet tells the person who fills the workbook in."""
    return [
        f"{partnership}: the yearly report as data, {period}." if partnership else "The yearly report as data.",
        "One sheet for each table. The first row names the columns and stays as it is; hold the pointer over a name "
        "to read what the column means. Grey columns hold ids; an id, once given, stays.",
        "Type a number exactly as it is printed into as_printed (8.5%), and the number alone into value (8.5). Where "
        "there is no number, say why in state; never type a zero for it.",
        "Never enter data about single children, and no names of people: posts only. Such columns are refused.",
        "No formulas, and dates as text. A number is read as its cell shows it. The app checks the file when you load "
        "it and lists every fault at once, with its sheet, row and column. It loads nothing until there are no faults.",
        "At least: report, sections, themes and recommendations. Claims, plain words and reasons may come later: the "
        "app lists what is still to be filled in. A row of figures that is left empty is awaited.",
    ]


def next_year(rows: Rows) -> tuple[dict[str, list[TextRow]], list[list[str]]]:
    """Last year's rows turned into next year's request: what stays, open actions, a row for each figure that is due.

    Returns the rows by sheet, and last year's values as a table to look at.
    """
    report = rows["report"][0]
    period, year = following(report["period"]), report["period"]
    made: dict[str, list[TextRow]] = {name: [dict(row) for row in rows.get(name, ())] for name in CARRIED}
    made["report"] = [
        report
        | {
            "report_id": report["report_id"].replace(year, period),
            "title": report["title"].replace(year, period),
            "period": period,
            "covers": "",
            "not_loaded": "",
        }
    ]
    made["recommendations"] = [
        row | {"status_as_reported": "", "work_status": WorkStatus.NOT_REPORTED.label, "evidence_of_impact": "",
               "review_id": ""}
        for row in rows.get("recommendations", ())
        if WorkStatus.read(row["work_status"]) in OPEN
        and RecommendationKind.read(row["kind"]) is not RecommendationKind.STRENGTH
    ]  # fmt: skip
    measured = [
        row for row in rows.get("figures", ()) if _is_of(row["period"], year) and row["area"] == report["home_area"]
    ]
    made["figures"] = [_asked_again(row, period) for row in _once(measured)]
    again = {row["figure_id"]: _new_id(row, period) for row in _once(measured)}
    made["checks"] = [check for row in rows.get("checks", ()) if (check := _checked_again(row, again))]
    for row in made["indicators"]:
        row["base_figure_id"] = ""
    names = {row["indicator_id"]: row["name"] for row in made["indicators"]}
    before = [["figure_id to fill in", "Measure", "Part", f"{year}, as printed", "Unit", "Section last year"]]
    for row in _once(measured):
        shown = row["as_printed"] or row["state"]
        before.append(
            [_new_id(row, period), names[row["indicator_id"]], row["category"], shown, row["unit"], row["section"]]
        )
    return made, before


def _is_of(period: str, year: str) -> bool:
    """Whether a figure is of the report's own year, however the year is printed."""
    return period == year or read(period).is_same(read(year))


def following(period: str) -> str:
    """The financial year after one as printed: "2019-20" gives "2020-21"; any other wording comes back as it is."""
    found = re.fullmatch(r"(\d{4})([-/–])(\d{2})", period)
    if not found:
        return period
    begins = int(found[1]) + 1
    return f"{begins}{found[2]}{(begins + 1) % 100:02d}"


def _asked_again(row: TextRow, period: str) -> TextRow:
    kept = ("indicator_id", "category", "area", "unit", "section")
    empty = {column.name: "" for column in _sheet("figures").columns}
    return empty | {name: row[name] for name in kept} | {"figure_id": _new_id(row, period), "period": period}


def _checked_again(row: TextRow, again: Mapping[str, str]) -> TextRow | None:
    """A check of last year over this year's figures: only where each of its figures is asked for again, and where it
    asks of numbers, not of last year's sentences. None otherwise."""
    kind = CheckKind(row["kind"])
    named = {column: row[column].split() for column in ("figure_ids", "against_ids")}
    ids = [one for listed in named.values() for one in listed]
    if not ids or not again.keys() >= set(ids) or kind in OF_SENTENCES:
        return None
    carried = {column: " ".join(again[one] for one in listed) for column, listed in named.items()}
    return row | carried | {"refs": "", "words": ""}


def _new_id(row: TextRow, period: str) -> str:
    return f"{row['figure_id']}.{period}"


def _once(rows: Sequence[TextRow]) -> list[TextRow]:
    """One row for each measure and part, those with a value first."""
    found: dict[tuple[str, str], TextRow] = {}
    for row in sorted(rows, key=lambda one: ValueState.read(one["state"]) is not ValueState.PRINTED):
        found.setdefault((row["indicator_id"], row["category"]), row)
    return list(found.values())


def _sheet(name: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.name == name)


def _add(book: Workbook, sheet: Sheet, rows: Sequence[TextRow], words: Mapping[tuple[str, ...], str]) -> None:
    made: Worksheet = book.create_sheet(sheet.name)
    made.append([column.name for column in sheet.columns])
    for row in rows:
        made.append([row.get(column.name) or None for column in sheet.columns])
    _bold(made)
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        made[f"{letter}1"].comment = Comment(_note(column), "the template", height=120, width=320)
        made.column_dimensions[letter].width = WIDE if column.prose else NARROW
        for cell in made[letter][1:]:
            cell.number_format = "@"
            set_text(cell)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place == 1:
                cell.fill = TINT
        made.column_dimensions[letter].number_format = "@"
        _drop_down(made, column, letter, words)


def _bold(made: Worksheet) -> None:
    for cell in made[1]:
        cell.font = Font(bold=True)
    made.freeze_panes = "B2"


def _note(column: Column) -> str:
    parts = [f"{column.about[0].upper()}{column.about[1:]}."]
    parts.append("Needed." if column.required else "May be empty.")
    if column.refers:
        parts.append(f"{'Ids' if column.kind is Kind.IDS else 'An id'} of the sheet {column.refers}.")
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    return " ".join(parts)


def _drop_down(made: Worksheet, column: Column, letter: str, words: Mapping[tuple[str, ...], str]) -> None:
    choices = _choices(column)
    if choices:
        formula = words[choices]
    elif column.refers and column.kind is not Kind.IDS:
        formula = f"{quote_sheetname(column.refers)}!$A$2:$A${ROWS_WITH_CHOICES}"
    else:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=not column.required)
    rule.error = f"Choose one of the words for {column.name}."
    made.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{ROWS_WITH_CHOICES}")


def _choices(column: Column) -> tuple[str, ...]:
    return ("yes", "no") if column.kind is Kind.YES_NO else column.choices


def _add_words(about: Worksheet) -> dict[tuple[str, ...], str]:
    """Writes the words that columns may hold beside the opening, and says where each list of them stands."""
    places: dict[tuple[str, ...], str] = {}
    for column in (column for sheet in SHEETS for column in sheet.columns):
        choices = _choices(column)
        if not choices or choices in places:
            continue
        letter = get_column_letter(3 + len(places))
        about[f"{letter}1"] = f"Words for {column.name}"
        about[f"{letter}1"].font = Font(bold=True)
        for line, word in enumerate(choices, 2):
            about[f"{letter}{line}"] = word
        about.column_dimensions[letter].width = NARROW
        places[choices] = f"{quote_sheetname(READ_ME)}!${letter}$2:${letter}${len(choices) + 1}"
    return places
