"""Reads a report's rows and says all that is wrong with them, by file, line and column, before anything is stored."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cscp_core.errors import LoadRefused
from cscp_core.evidence import child_level
from cscp_core.evidence.declared import KINDS, CheckKind, Refers, faults_of
from cscp_core.evidence.numbers import numbers_in
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.sheets import BY_NAME, SHEETS, Column, Kind, Sheet
from cscp_core.evidence.sources import CsvFolder, Source, Unreadable

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'/-]*")
LONGEST_CELL = 2000  # characters
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LARGEST_NUMBER = 1e12
MOST_WORDS = 9  # of the report, around a figure

Cell = str | float | int | bool | None


@dataclass(frozen=True)
class Row:
    """One row: its typed cells by column, and the line of the file where it ends."""

    line: int
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        """A cell of text; the empty string where there is none."""
        return str(self.cells.get(column) or "")


@dataclass
class Folder:
    """A report as read: rows by sheet, and every fault found so far."""

    source: Source
    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
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

    def ids(self, sheet: str) -> set[str]:
        return {row.text(BY_NAME[sheet].id_column) for row in self.rows.get(sheet, [])}

    def fault(self, sheet: Sheet, line: int, column: str, what: str) -> None:
        self.faults.append(f"{self.source.label(sheet)}, {self.source.word} {line}, {column}: {what}")


def read_folder(path: Path) -> Folder:
    """Reads and checks a whole folder.

    Raises:
        LoadRefused: with every fault at once.
    """
    if not path.is_dir():
        raise LoadRefused([f"{path} is not a folder."])
    return read(CsvFolder(path))


def read(source: Source, *, least: Mapping[str, int] = {}) -> Folder:
    """Reads and checks all rows of a report. `least` says how many rows of a sheet there must be.

    Raises:
        LoadRefused: with every fault at once.
    """
    folder = Folder(source, faults=source.strangers())
    for sheet in SHEETS:
        folder.rows[sheet.name] = list(_read(folder, sheet))
    if len(folder.rows["report"]) != 1 and "report" not in folder.unread:
        folder.faults.append(f"{source.label(BY_NAME['report'])}: exactly one row is needed.")
    for name, count in least.items():
        if len(folder.rows[name]) < count and name not in folder.unread:
            where = source.label(BY_NAME[name])
            folder.faults.append(f"{where}: at least {count} rows are needed; there are {len(folder.rows[name])}.")
    for sheet in SHEETS:
        _check_references(folder, sheet)
    _check_figures(folder)
    _check_outcomes(folder)
    _check_successors(folder)
    _check_checks(folder)
    if folder.faults:
        raise LoadRefused(folder.faults)
    return folder


def _read(folder: Folder, sheet: Sheet) -> Iterator[Row]:
    if not sheet.needed and not folder.source.holds(sheet):
        folder.absent.append(folder.source.label(sheet))
        return
    header: list[str] | None = None
    seen: set[str] = set()
    try:
        for line, cells in folder.source.rows(sheet):
            if header is None:
                header = cells
                if not _header_is_right(folder, sheet, header):
                    folder.unread.add(sheet.name)
                    return
                continue
            if len(cells) != len(header):
                folder.fault(sheet, line, "row", f"{len(cells)} cells where the header has {len(header)}.")
                continue
            row = _typed(folder, sheet, line, dict(zip(header, cells, strict=True)))
            row_id = row.text(sheet.id_column)
            if row_id in seen:
                folder.fault(sheet, line, sheet.id_column, f"{row_id} appears twice.")
            seen.add(row_id)
            yield row
    except Unreadable as error:
        folder.unread.add(sheet.name)
        if error.line:
            folder.fault(sheet, error.line, "row", error.why)
        else:
            folder.faults.append(f"{folder.source.label(sheet)}: {error.why}")


def _header_is_right(folder: Folder, sheet: Sheet, header: list[str]) -> bool:
    known = [column.name for column in sheet.columns]
    before = len(folder.faults)
    for name in dict.fromkeys(header):
        if name not in known:
            child = child_level.is_child_level(name)
            why = "looks like data about single children, which is never loaded." if child else "is not a known column."
            folder.fault(sheet, 1, name or "(empty)", why)
        elif header.count(name) > 1:
            folder.fault(sheet, 1, name, "appears twice.")
    for column in sheet.columns:
        if column.name not in header and not column.later:
            folder.fault(sheet, 1, column.name, "is missing.")
    return len(folder.faults) == before


def _typed(folder: Folder, sheet: Sheet, line: int, cells: dict[str, str]) -> Row:
    typed: dict[str, Cell] = {}
    for column in sheet.columns:
        value, wrong = _cell(column, cells.get(column.name, ""))
        typed[column.name] = value
        for what in wrong:
            folder.fault(sheet, line, column.name, what)
    if not ID.fullmatch(cells[sheet.id_column]):
        folder.fault(sheet, line, sheet.id_column, "an id has letters, digits, dots and dashes only.")
    return Row(line, typed)


def _cell(column: Column, printed: str) -> tuple[Cell, list[str]]:
    wrong = []
    if CONTROL.search(printed):
        wrong.append("holds a control character.")
    if len(printed) > LONGEST_CELL:
        wrong.append(f"is longer than {LONGEST_CELL:,} characters.")
    if printed != printed.strip():
        wrong.append("has spaces around it.")
    if column.kind is Kind.TEXT:
        wrong += [f"holds what looks like {kind}." for kind in child_level.found_in(printed)]
    if not printed:
        reference = column.refers and column.kind is not Kind.IDS
        empty: Cell = None if reference or column.kind in (Kind.NUMBER, Kind.WHOLE) else ""
        empty = False if column.kind is Kind.YES_NO else empty
        return empty, wrong + (["is empty."] if column.required else [])
    if column.codes:
        code = column.codes.read(printed)
        if code:
            return code, wrong
    if column.choices and printed not in column.choices:
        wrong.append(f"{printed!r} is not one of: {', '.join(column.choices)}.")
    if column.kind is Kind.YES_NO:
        if printed not in ("yes", "no"):
            wrong.append(f"{printed!r} is neither yes nor no.")
        return printed == "yes", wrong
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        shape = r"-?\d+" if column.kind is Kind.WHOLE else r"-?\d+(\.\d+)?"
        if not re.fullmatch(shape, printed):
            return None, [*wrong, f"{printed[:40]!r} is not a {column.kind}."]
        if abs(float(printed)) > LARGEST_NUMBER:
            return None, [*wrong, "is larger than any number of a report."]
        return int(printed) if column.kind is Kind.WHOLE else float(printed), wrong
    return printed, wrong


def _check_references(folder: Folder, sheet: Sheet) -> None:
    for column in sheet.columns:
        if not column.refers or column.refers in folder.unread:
            continue
        known = folder.ids(column.refers)
        for row in folder.rows[sheet.name]:
            named = row.text(column.name)
            for one in named.split() if column.kind is Kind.IDS else [named] if named else []:
                if one not in known:
                    folder.fault(sheet, row.line, column.name, f"{one} is not in {column.refers}.csv.")


def _check_figures(folder: Folder) -> None:
    sheet = BY_NAME["figures"]
    states = next(one for one in sheet.columns if one.name == "state")
    for row in folder.rows["figures"]:
        if len(row.text("context").split()) > MOST_WORDS:
            folder.fault(sheet, row.line, "context", f"holds more than {MOST_WORDS} words of the report.")
        printed, value = row.text("as_printed"), row.cells.get("value")
        if row.text("state") != ValueState.PRINTED:
            state = states.word(row.text("state"))
            for column in ("value", "as_printed"):
                if row.cells.get(column) not in (None, ""):
                    folder.fault(sheet, row.line, column, f"must be empty, because the state is {state}.")
        elif value is None or not printed:
            folder.fault(sheet, row.line, "value", "a printed figure needs a value and how it is printed.")
        elif float(value) not in numbers_in(printed):
            folder.fault(sheet, row.line, "value", f"{value:g} is not the number in {printed!r}.")


def _check_successors(folder: Folder) -> None:
    """Agencies that lead back to themselves, by succeeding or by being part of each other, in any mixture."""
    above = {row.text("agency_id"): (row.text("successor_id"), row.text("part_of")) for row in folder.rows["agencies"]}
    for row in folder.rows["agencies"]:
        start = row.text("agency_id")
        for column in ("successor_id", "part_of"):
            seen, ahead = set[str](), [row.text(column)]
            while ahead:
                at = ahead.pop()
                if at and at not in seen:
                    seen.add(at)
                    ahead.extend(above.get(at, ()))
            if start in seen:
                said = "agencies succeed each other in a circle." if column == "successor_id" else (
                    "agencies are part of each other in a circle."
                )  # fmt: skip
                folder.fault(BY_NAME["agencies"], row.line, column, said)


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
