"""Where a report's rows come from: a folder of CSV files, a zip of them, a workbook, or rows at hand. Nothing is
trusted: sizes, types and what hides inside are looked at before a row is read."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol

from cscp_core.errors import UploadRefused
from cscp_core.evidence import shown
from cscp_core.evidence.cells import Faulty, tidied
from cscp_core.evidence.sheets import BY_NAME, Sheet
from cscp_core.uploads import ZIP, open_workbook, opened, unpacked

LARGEST_FILE = 5_000_000  # bytes of one CSV file
LARGEST_UPLOAD = 5_000_000  # bytes
MOST_ROWS = 20_000  # rows of one sheet
SPARE_COLUMNS = 20  # columns beyond those known that are looked at, to say that they are unknown
GUIDES = ("Read me", "Last year")
"""Sheets of a template that hold no rows of a report."""
FORMULA_MARK = re.compile(r"^'(?=\s*[=+\-@])")
PASSED_OVER = re.compile(r"(^|/)(__MACOSX/|\.)|(^|/)README\.md$|/$")
MOST_TITLE_ROWS = 10
"""How far down the first rows of a file the delimiter is looked for, and a header below its title."""

Cells = list[str]
"""Text as a person sees it; a cell that cannot be read is Faulty."""


class Unreadable(Exception):
    """A sheet that cannot be read, from a line on. `line` 0 is the whole sheet."""

    def __init__(self, line: int, why: str):
        super().__init__(why)
        self.line, self.why = line, why


class RowSource(Protocol):
    """Rows by sheet, as text, each with its number; the header comes first."""

    word: str
    """What a row's number counts: "line" or "row"."""
    leaves_out_empty_ends: bool
    """Whether a row may be shorter than the header, because its last cells are empty."""

    def label(self, sheet: Sheet) -> str:
        """How a person finds the sheet."""

    def strangers(self) -> list[str]:
        """What is there and does not belong, each a sentence."""

    def holds(self, sheet: Sheet) -> bool: ...

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
        """Raises Unreadable where it cannot go on."""


class CsvFolder:
    """A folder with one CSV file a sheet."""

    word = "line"
    leaves_out_empty_ends = False

    def __init__(self, path: Path):
        self.path = path

    def label(self, sheet: Sheet) -> str:
        return sheet.file

    def strangers(self) -> list[str]:
        unknown = (one.name for one in sorted(self.path.glob("*.csv")) if one.stem not in BY_NAME)
        return [f"{name}: no such file belongs to a report folder." for name in unknown]

    def holds(self, sheet: Sheet) -> bool:
        path = self.path / sheet.file
        return path.exists() or path.is_symlink()

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
        path = self.path / sheet.file
        if not path.is_file() or path.is_symlink():
            raise Unreadable(0, "the file is missing.")
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(0, f"larger than {LARGEST_FILE:,} bytes.")
        yield from _of_csv(path.read_bytes(), sheet)


class CsvZip:
    """A zip that holds CSV files, in it or in one folder of it."""

    word = "line"
    leaves_out_empty_ends = False

    def __init__(self, content: bytes):
        self.archive = opened(content)
        self.members: dict[str, str] = {}
        self.unknown: list[str] = []
        for name in self.archive.namelist():
            if PASSED_OVER.search(name):
                continue
            stem, _, ending = name.rpartition("/")[2].partition(".")
            if ending != "csv" or stem not in BY_NAME or name.count("/") > 1:
                self.unknown.append(f"{name}: no such file belongs to a report folder.")
            elif stem in self.members:
                self.unknown.append(f"{name}: appears twice.")
            else:
                self.members[stem] = name

    def label(self, sheet: Sheet) -> str:
        return sheet.file

    def strangers(self) -> list[str]:
        return self.unknown

    def holds(self, sheet: Sheet) -> bool:
        return sheet.name in self.members

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
        if not self.holds(sheet):
            raise Unreadable(0, "the file is missing.")
        content = unpacked(self.archive, self.archive.getinfo(self.members[sheet.name]), LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise Unreadable(0, f"larger than {LARGEST_FILE:,} bytes.")
        yield from _of_csv(content, sheet)


class ExcelBook:
    """A workbook with one sheet a table, as the template has them."""

    word = "row"
    leaves_out_empty_ends = True

    def __init__(self, content: bytes):
        self.book = open_workbook(content)

    def label(self, sheet: Sheet) -> str:
        return f"sheet {sheet.name}"

    def strangers(self) -> list[str]:
        unknown = (name for name in self.book.sheetnames if name not in BY_NAME and name not in GUIDES)
        return [f"sheet {name}: no such sheet belongs to a report." for name in unknown]

    def holds(self, sheet: Sheet) -> bool:
        return sheet.name in self.book.sheetnames

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
        if not self.holds(sheet):
            raise Unreadable(0, "the sheet is missing.")
        most = len(sheet.columns) + SPARE_COLUMNS
        for number, row in _rows(self.book[sheet.name]):
            if number > MOST_ROWS:
                raise Unreadable(number, f"more than {MOST_ROWS:,} rows.")
            cells = _without_empty_end([_of_excel(cell) for cell in row])
            if len(cells) > most:
                raise Unreadable(number, f"cells in {len(cells):,} columns: there are {len(sheet.columns)}.")
            if cells or number == 1:
                yield number, cells


class Rows:
    """Rows at hand, as a report in the database gives them."""

    word = "row"
    leaves_out_empty_ends = False

    def __init__(self, sheets: Mapping[str, Sequence[Mapping[str, str]]]):
        self.sheets = sheets

    def label(self, sheet: Sheet) -> str:
        return sheet.name

    def strangers(self) -> list[str]:
        return []

    def holds(self, sheet: Sheet) -> bool:
        return True

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
        columns = [column.name for column in sheet.columns]
        yield 1, columns
        for number, row in enumerate(self.sheets.get(sheet.name, ()), 2):
            yield number, [row.get(name, "") for name in columns]


def upload(content: bytes) -> RowSource:
    """What somebody sent, by what is in it and not by what it calls itself: a workbook, or a zip of CSV files.

    Raises:
        UploadRefused: it is neither, too large, or holds what no report needs.
    """
    if not content:
        raise UploadRefused("The file is empty.")
    if len(content) > LARGEST_UPLOAD:
        raise UploadRefused(f"The file is larger than {LARGEST_UPLOAD // 1_000_000} MB.")
    if not content.startswith(ZIP):
        raise UploadRefused("This is neither an Excel workbook (.xlsx) nor a zip of CSV files.")
    names = opened(content).namelist()
    return ExcelBook(content) if "xl/workbook.xml" in names else CsvZip(content)


def _rows(worksheet: Any) -> Iterator[tuple[int, Any]]:
    """A sheet's rows with their numbers.

    Raises:
        Unreadable: its XML is cut off, or says what no sheet says.
    """
    number = 0
    try:
        worksheet.reset_dimensions()  # what the file says of its size need not be true
        for number, row in enumerate(worksheet.iter_rows(), 1):
            yield number, row
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise Unreadable(number + 1, "damaged: it cannot be read from here on.") from error


def _of_csv(content: bytes, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
    text = _decoded(content)
    delimiter, skipped = _delimiter(text, sheet)
    reader = csv.reader(io.StringIO(text[skipped:], newline=""), delimiter=delimiter, strict=True)
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise Unreadable(reader.line_num, f"more than {MOST_ROWS:,} rows.")
            if cells or not count:
                yield reader.line_num, cells
        if not reader.line_num:
            yield 1, []
    except csv.Error as error:
        raise Unreadable(reader.line_num, f"not readable as CSV ({error}).") from None


def _decoded(content: bytes) -> str:
    """Text of a CSV file as programs save it: UTF-8, UTF-16 as "Unicode text", or the code page of Windows.

    Raises:
        Unreadable: it is none of them.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(0, f"not text that the app can read (byte {error.start}). Save it as CSV UTF-8.") from None


def _delimiter(text: str, sheet: Sheet) -> tuple[str, int]:
    """What stands between the cells, and how many characters of the text say so: a line "sep=;", as Excel reads it.
    Otherwise what parts most of the sheet's own columns."""
    said = re.match(r"sep=([,;\t])\r?\n", text)
    if said:
        return said[1], said.end()
    known = {column.name for column in sheet.columns}
    lines = text.splitlines()[:MOST_TITLE_ROWS]

    def columns_with(delimiter: str) -> int:
        return max((len(known & {column_name(one) for one in line.split(delimiter)}) for line in lines), default=0)

    return max((",", ";", "\t"), key=columns_with), 0


def column_name(cell: str) -> str:
    """The name of a column as the sheets write it: in small letters, with lines for spaces."""
    return re.sub(r"\s+", "_", tidied(cell).strip('"').lower())


def _without_empty_end(cells: Cells) -> Cells:
    while cells and not cells[-1] and not isinstance(cells[-1], Faulty):
        cells.pop()
    return cells


def _of_excel(cell: Any) -> str:
    """A cell as the text that a person sees in it."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    kind = getattr(cell, "data_type", "s")
    if kind == "f":
        return Faulty("holds a formula. Type the value itself.")
    if kind == "e":
        return Faulty(f"holds an error of the workbook, {value}.")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime, date, time, timedelta)):
        return Faulty("holds a date. Format the cell as text and type it as printed.")
    if isinstance(value, (int, float)):
        seen = shown.number(value, cell.number_format)
        why = (
            f"is shown in the format {cell.number_format!r}, which the app does not read. Type it as text, as printed."
        )
        return Faulty(why) if seen is None else seen
    return FORMULA_MARK.sub("", str(value)).replace("\r\n", "\n")
