"""Reads a report's rows and says all that is wrong with them, by file, line and column, before anything is stored."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from cscp_core.errors import Fault, LoadRefused
from cscp_core.evidence import child_level
from cscp_core.evidence.cells import Faulty, is_blank, look_alike, may_be_fall, number_in, state_of, tidied
from cscp_core.evidence.declared import KINDS, CheckKind, Refers, faults_of
from cscp_core.evidence.numbers import numbers_in, shares_in
from cscp_core.evidence.rules import ValueState, in_words
from cscp_core.evidence.sheets import BY_NAME, SHEETS, Column, Kind, Sheet
from cscp_core.evidence.sources import MOST_TITLE_ROWS, CsvFolder, RowSource, Unreadable, column_name

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'/-]*")
LONGEST_CELL = 2000  # characters
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LARGEST_NUMBER = 1e12
LONGEST_NUMBER = 40  # characters of a number
MOST_STRETCHES = 6  # of rows that one fault names
MOST_WORDS = 9  # of the report, around a figure
SHARE_ROUNDED = 0.51  # per cent: "two thirds" may be written as 67

Cell = str | float | int | bool | None


@dataclass(frozen=True)
class Row:
    """One row: its typed cells by column, and the line of the file where it ends."""

    line: int
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        """A cell of text; the empty string where there is none."""
        return str(self.cells.get(column) or "")


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one cell, or with one row."""

    where: str
    line: int
    column: str
    what: str


@dataclass
class Folder:
    """A report as read: rows by sheet, and every fault found so far."""

    source: RowSource
    rows: dict[str, list[Row]] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    cells_at_fault: set[tuple[str, int, str]] = field(default_factory=set)
    absent: list[str] = field(default_factory=list)
    """Files that are not there and need not be."""
    unread: set[str] = field(default_factory=set)
    """Sheets whose rows could not be read: what refers to them is not a fault of its own."""

    @property
    def report_id(self) -> str:
        return self.rows["report"][0].text("report_id")

    @property
    def period(self) -> str:
        return self.rows["report"][0].text("period")

    @property
    def partnership(self) -> str:
        return self.rows["report"][0].text("partnership")

    def ids(self, sheet: str) -> set[str]:
        return {row.text(BY_NAME[sheet].id_column) for row in self.rows.get(sheet, [])}

    def fault(self, sheet: Sheet, line: int, column: str, what: str) -> None:
        """Notes a fault, unless one of this cell is noted already. Line 0 is the whole sheet."""
        if not line or not self.is_wrong(sheet, line, column):
            self.wrong.append(Wrong(self.source.label(sheet), line, column, what))
            self.cells_at_fault.add((sheet.name, line, column))

    def is_wrong(self, sheet: Sheet, line: int, *columns: str) -> bool:
        """Whether any of these cells is at fault."""
        return any((sheet.name, line, one) in self.cells_at_fault for one in columns)

    @property
    def faults(self) -> list[Fault]:
        """Every fault, one for each cause, with all the rows where it stands."""
        causes: dict[tuple[str, str, str], list[int]] = {}
        for one in self.wrong:
            causes.setdefault((one.where, one.column, one.what), []).append(one.line)
        return [
            Fault(where=where, rows=_lines_in_words(self.source.word, lines), column=column, what=what)
            for (where, column, what), lines in causes.items()
        ]


def _lines_in_words(word: str, lines: list[int]) -> str:
    """Rows as people name them: "row 2", "rows 2 and 4", "rows 2 to 195"."""
    if not lines[0]:
        return ""
    stretches: list[list[int]] = []
    for line in sorted(lines):
        if stretches and line <= stretches[-1][-1] + 1:
            stretches[-1].append(line)
        else:
            stretches.append([line])
    told = [f"{one[0]} to {one[-1]}" if len(one) > 2 else in_words(map(str, one)) for one in stretches]
    if len(told) > MOST_STRETCHES:
        left = sum(len(one) for one in stretches[MOST_STRETCHES:])
        told = [*told[:MOST_STRETCHES], f"{left:,} more"]
    return f"{word}{'s' if len(lines) > 1 else ''} {in_words(told)}"


def read_folder(path: Path) -> Folder:
    """Reads and checks a whole folder.

    Raises:
        LoadRefused: with every fault at once.
    """
    if not path.is_dir():
        raise LoadRefused([f"{path} is not a folder."])
    return read(CsvFolder(path))


def read(source: RowSource, *, least: Mapping[str, int] = {}) -> Folder:
    """Reads and checks all rows of a report. `least` says how many rows of a sheet there must be.

    Raises:
        LoadRefused: with every fault at once.
    """
    folder = examine(source, least=least)
    if folder.wrong:
        raise LoadRefused(folder.faults)
    return folder


def examine(source: RowSource, *, least: Mapping[str, int] = {}) -> Folder:
    """The same, with its faults in it."""
    folder = Folder(source, wrong=[Wrong("", 0, "", one) for one in source.strangers()])
    for sheet in SHEETS:
        folder.rows[sheet.name] = list(_read(folder, sheet))
    if len(folder.rows["report"]) != 1 and "report" not in folder.unread:
        folder.fault(BY_NAME["report"], 0, "", "exactly one row is needed.")
    for name, count in least.items():
        if len(folder.rows[name]) < count and name not in folder.unread:
            there = f"at least {count} rows are needed; there are {len(folder.rows[name])}."
            folder.fault(BY_NAME[name], 0, "", there)
    _fold_areas(folder)
    for sheet in SHEETS:
        _check_references(folder, sheet)
    _check_figures(folder)
    _check_outcomes(folder)
    _check_successors(folder)
    _check_checks(folder)
    return folder


def _read(folder: Folder, sheet: Sheet) -> Iterator[Row]:
    if not sheet.needed and not folder.source.holds(sheet):
        folder.absent.append(folder.source.label(sheet))
        return
    seen: set[str] = set()
    try:
        lines = folder.source.rows(sheet)
        at, header, below = _header(lines, sheet)
        if not _header_is_right(folder, sheet, at, header):
            folder.unread.add(sheet.name)
            return
        for line, cells in chain(below, lines):
            if is_blank(cells):
                continue
            fitted = _fitted(folder.source, sheet, header, cells)
            if len(fitted) != len(header):
                folder.fault(sheet, line, "row", f"{len(fitted)} cells where the header has {len(header)}.")
                continue
            row = _typed(folder, sheet, line, dict(zip(header, fitted, strict=True)))
            row_id = row.text(sheet.id_column)
            if row_id in seen:
                folder.fault(sheet, line, sheet.id_column, f"{row_id} appears twice.")
            seen.add(row_id)
            yield row
    except Unreadable as error:
        folder.unread.add(sheet.name)
        folder.fault(sheet, error.line, "row" if error.line else "", error.why)


def _header(lines: Iterator[tuple[int, list[str]]], sheet: Sheet) -> tuple[int, list[str], list[tuple[int, list[str]]]]:
    """The row that names the columns, with its number, and the rows below it that were read on the way: the first that
    is made of the sheet's own columns, since people put a title above it; otherwise the first that is not empty."""
    known = {column.name for column in sheet.columns}
    first = list(islice(lines, MOST_TITLE_ROWS))
    named = [[column_name(one) for one in cells] for _, cells in first]
    filled = [place for place, (_, cells) in enumerate(first) if not is_blank(cells)] or [0]
    is_header = (place for place in filled if _names_columns(named[place], known)) if first else iter(())
    place = next(is_header, filled[0])
    if not first:
        return 1, [], []
    line, cells = first[place]
    header = [name if name in known else tidied(cell) for name, cell in zip(named[place], cells, strict=True)]
    while header and not header[-1]:
        header.pop()
    return line, header, first[place + 1 :]


def _names_columns(names: list[str], known: set[str]) -> bool:
    found = sum(name in known for name in names)
    return found > 1 and found * 2 >= sum(map(bool, names))


def _fitted(source: RowSource, sheet: Sheet, header: list[str], cells: list[str]) -> list[str]:
    """A row as long as its header. Empty cells beyond it are left out; those that a spreadsheet left out at the end,
    as it does when no cell there need be filled, are put back."""
    while len(cells) > len(header) and is_blank(cells[-1:]):
        cells = cells[:-1]
    needed = {column.name for column in sheet.columns if column.required}
    missing = header[len(cells) :]
    if source.leaves_out_empty_ends or not needed & set(missing):
        cells = cells + [""] * len(missing)
    return cells


def _header_is_right(folder: Folder, sheet: Sheet, line: int, header: list[str]) -> bool:
    known = [column.name for column in sheet.columns]
    before = len(folder.wrong)
    for name in dict.fromkeys(header):
        if name not in known:
            child = child_level.is_child_level(name)
            why = "looks like data about single children, which is never loaded." if child else "is not a known column."
            folder.fault(sheet, line, name or "(empty)", why)
        elif header.count(name) > 1:
            folder.fault(sheet, line, name, "appears twice.")
    for column in sheet.columns:
        if column.name not in header and not column.later:
            folder.fault(sheet, line, column.name, "is missing.")
    return len(folder.wrong) == before


def _typed(folder: Folder, sheet: Sheet, line: int, cells: dict[str, str]) -> Row:
    cells = {name: tidied(cell) for name, cell in cells.items()}
    if sheet.name == "figures":
        cells = _with_state(cells)
    may_wait = ("context",) if cells.get("state") == ValueState.AWAITED.label else ()
    typed: dict[str, Cell] = {}
    for column in sheet.columns:
        cell = cells.get(column.name, "")
        if isinstance(cell, Faulty):
            typed[column.name], wrong = None, cell.why
        else:
            typed[column.name], wrong = _cell(column, cell)
        if wrong and not (column.name in may_wait and not cell):
            folder.fault(sheet, line, column.name, wrong)
    row_id = cells[sheet.id_column]
    if not ID.fullmatch(row_id):
        folder.fault(sheet, line, sheet.id_column, "an id has letters, digits, dots and dashes only.")
    unit = cells.get("unit", "")
    if cells.get("value", "").endswith("%") and unit != "%":
        folder.fault(sheet, line, "value", f"is a percentage, and the unit is {unit or 'empty'}.")
    return Row(line, typed)


def _with_state(cells: dict[str, str]) -> dict[str, str]:
    """A figure's cells with the state that they say: a row that nobody has filled in yet is awaited, and a symbol in
    place of a number says why there is none."""
    filled = [name for name in ("value", "as_printed", "state", "context") if cells[name]]
    if not filled and not any(isinstance(one, Faulty) for one in cells.values()):
        return cells | {"state": ValueState.AWAITED.label}
    found = cells | {name: "" for name in ("numerator", "denominator") if state_of(cells[name])}
    symbol = next((cells[name] for name in ("value", "as_printed") if state_of(cells[name])), "")
    state = state_of(symbol)
    if state is None or (cells["value"] and not state_of(cells["value"])):
        return found
    if ValueState.read(cells["state"]) in (None, ValueState.PRINTED):
        found["state"] = state.label
    found |= {"value": "", "as_printed": "", "note": " ".join(filter(None, (cells["note"], f"Printed as {symbol}.")))}
    return found


def _cell(column: Column, printed: str) -> tuple[Cell, str]:
    """A cell as its column holds it, and what is wrong with it: one sentence, the weightiest."""
    value, wrong = _value(column, printed)
    identifying = child_level.found_in(printed) if column.kind is Kind.TEXT else []
    if CONTROL.search(printed):
        wrong = "holds a control character."
    elif identifying:
        wrong = f"holds what looks like {in_words(identifying)}."
    elif len(printed) > LONGEST_CELL:
        wrong = f"is longer than {LONGEST_CELL:,} characters."
    return value, wrong


def _value(column: Column, printed: str) -> tuple[Cell, str]:
    if not printed:
        reference = column.refers and column.kind is not Kind.IDS
        empty: Cell = None if reference or column.kind in (Kind.NUMBER, Kind.WHOLE) else ""
        empty = False if column.kind is Kind.YES_NO else empty
        return empty, "is empty." if column.required else ""
    code = column.codes.read(printed) if column.codes else None
    if code:
        return code, ""
    if column.choices and printed not in column.choices:
        return printed, f"{printed!r} is not one of: {', '.join(column.choices)}."
    if column.kind is Kind.YES_NO:
        return printed == "yes", "" if printed in ("yes", "no") else f"{printed!r} is neither yes nor no."
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        return _number(column, printed)
    return printed, ""


def _number(column: Column, printed: str) -> tuple[Cell, str]:
    number = None if printed.endswith("%") and column.name != "value" else number_in(printed[: LONGEST_NUMBER + 1])
    if number is None or (column.kind is Kind.WHOLE and not number.is_integer()):
        return None, f"{printed[:40]!r} is not a {column.kind}."
    if abs(number) > LARGEST_NUMBER or len(printed) > LONGEST_NUMBER:
        return None, "is larger than any number in a report."
    return int(number) if column.kind is Kind.WHOLE else number, ""


def _fold_areas(folder: Folder) -> None:
    """One spelling for each place: that of the report's own area, or the first that stands in the figures."""
    homes = [row.text("home_area") for row in folder.rows["report"]]
    spelt = {look_alike(one): one for one in reversed(homes)}
    for row in folder.rows["figures"]:
        area = row.text("area")
        row.cells["area"] = spelt.setdefault(look_alike(area), area)


def _check_references(folder: Folder, sheet: Sheet) -> None:
    for column in sheet.columns:
        if not column.refers or column.refers in folder.unread:
            continue
        known = folder.ids(column.refers)
        for row in folder.rows[sheet.name]:
            named = row.text(column.name)
            ids = named.split() if column.kind is Kind.IDS else [named] if named else []
            missing = [one for one in ids if one not in known]
            if missing:
                are = "is" if len(missing) == 1 else "are"
                folder.fault(sheet, row.line, column.name, f"{in_words(missing)} {are} not in {column.refers}.csv.")


def _check_figures(folder: Folder) -> None:
    sheet = BY_NAME["figures"]
    states = next(one for one in sheet.columns if one.name == "state")
    for row in folder.rows["figures"]:
        if len(row.text("context").split()) > MOST_WORDS:
            folder.fault(sheet, row.line, "context", f"holds more than {MOST_WORDS} words of the report.")
        if folder.is_wrong(sheet, row.line, "value", "as_printed", "state"):
            continue
        printed, value = row.text("as_printed"), row.cells.get("value")
        if row.text("state") != ValueState.PRINTED:
            state = states.word(row.text("state"))
            for column in ("value", "as_printed"):
                if row.cells.get(column) not in (None, ""):
                    folder.fault(sheet, row.line, column, f"must be empty, because the state is {state}.")
        elif value is None or not printed:
            folder.fault(sheet, row.line, "value", "a printed figure needs a value and how it is printed.")
        elif not _is_printed(float(value), printed):
            folder.fault(sheet, row.line, "value", f"{value:g} is not the number in {printed!r}.")


def _is_printed(value: float, printed: str) -> bool:
    numbers = numbers_in(printed)
    is_share = any(abs(value - share) < SHARE_ROUNDED for share in shares_in(printed))
    is_none = value == 0 and "none" in printed.lower().split()
    return value in numbers or is_share or is_none or may_be_fall(value, printed, numbers)


ABOVE = {"successor_id": "succeed", "part_of": "are part of", "commissioned_by": "commission"}
"""Columns that name an agency above another, and what that says."""


def _check_successors(folder: Folder) -> None:
    """Agencies that lead back to themselves, by succeeding, being part of or commissioning each other, in any
    mixture."""
    above = {row.text("agency_id"): [row.text(name) for name in ABOVE] for row in folder.rows["agencies"]}
    for row in folder.rows["agencies"]:
        start = row.text("agency_id")
        for column, what in ABOVE.items():
            seen, ahead = set[str](), [row.text(column)]
            while ahead:
                at = ahead.pop()
                if at and at not in seen:
                    seen.add(at)
                    ahead.extend(above.get(at, ()))
            if start in seen:
                folder.fault(BY_NAME["agencies"], row.line, column, f"agencies {what} each other in a circle.")


def _check_checks(folder: Folder) -> None:
    sheet = BY_NAME["checks"]
    sections = folder.ids("sections")
    rows = set().union(*(folder.ids(name) for name in ("claims", "reviews", "recommendations", "figures")))
    for row in folder.rows["checks"]:
        if row.text("kind") not in set(CheckKind):
            continue  # said already
        kind = CheckKind(row.text("kind"))
        figures, against, refs = (len(row.text(name).split()) for name in ("figure_ids", "against_ids", "refs"))
        for column, what in faults_of(kind, figures, against, refs, row.text("words"), row.text("option")):
            folder.fault(sheet, row.line, column, what)
        refers = KINDS[kind].refers
        for ref in row.text("refs").split():
            if ref not in (sections if refers is Refers.SECTIONS else rows):
                folder.fault(sheet, row.line, "refs", f"{ref} is not among the {refers}.")
        for phrase in row.text("words").split(" / "):
            if len(phrase.split()) > MOST_WORDS:
                folder.fault(sheet, row.line, "words", f"holds more than {MOST_WORDS} words of the report.")


def _check_outcomes(folder: Folder) -> None:
    words: dict[str, set[str]] = {}
    for row in folder.rows["scales"]:
        words.setdefault(row.text("scale_id"), set()).add(row.text("word"))
    for row in folder.rows["reviews"]:
        scale, outcome = row.text("scale_id"), row.text("outcome")
        if scale and scale not in words:
            folder.fault(BY_NAME["reviews"], row.line, "scale_id", f"{scale} is not in scales.csv.")
        elif outcome and outcome not in words.get(scale, set()):
            folder.fault(
                BY_NAME["reviews"], row.line, "outcome", f"{outcome!r} is not a word of the scale {scale or '(none)'}."
            )
