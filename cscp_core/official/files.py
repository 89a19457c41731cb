"""Files as they were published, opened as text and read row by row, whether they lie on disk or were sent."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cscp_core.errors import Fault, UploadRefused
from cscp_core.uploads import ZIP, open_workbook

LARGEST_UPLOAD = 60_000_000  # bytes of a file that is sent from a screen; a file on disk may be any size
MOST_FAULTS = 200
AT_ONCE = 1 << 20  # bytes


class Faults:
    """Every fault of some files, up to a number beyond which nobody reads them."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.more = 0
        self._seen: set[tuple[str, str, str]] = set()

    def add(self, file: str, what: str, *, line: int = 0, column: str = "") -> None:
        """Records a fault once: the same one in later lines is not repeated."""
        if (file, column, what) in self._seen:
            return
        if len(self.found) >= MOST_FAULTS:
            self.more += 1
            return
        self._seen.add((file, column, what))
        rows = f"line {line}" if line else ""
        self.found.append(Fault(where=file, rows=rows, column=f"column {column}" if column else "", what=what))

    @property
    def listed(self) -> list[Fault]:
        more = [Fault(what=f"and {self.more:,} more.")] if self.more else []
        return self.found + more


@dataclass(frozen=True)
class PublishedFile:
    """A file by its name, on disk or as it was sent."""

    name: str
    source: Path | bytes

    @property
    def stem(self) -> str:
        """Its name without what follows the first full stop."""
        return Path(self.name).name.partition(".")[0]

    def digest(self) -> str:
        """The SHA-256 of its content, in hexadecimal."""
        made = hashlib.sha256()
        with self._opened() as file:
            while block := file.read(AT_ONCE):
                made.update(block)
        return made.hexdigest()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Its rows as text with their line numbers, blank ones left out; of a workbook, its first sheet. A byte
        order mark is no text.

        Raises:
            UploadRefused: it is no file of text or workbook that is read here.
        """
        with self._opened() as file:
            start = file.read(4)
        yield from self._of_workbook() if start.startswith(ZIP) else self._of_text(start)

    def _opened(self) -> IO[bytes]:
        if isinstance(self.source, bytes):
            if len(self.source) > LARGEST_UPLOAD:
                raise UploadRefused(f"{self.name} is larger than {LARGEST_UPLOAD // 1_000_000} MB.")
            return io.BytesIO(self.source)
        try:
            return self.source.open("rb")
        except OSError as error:
            raise UploadRefused(f"{self.name} cannot be read: {error.strerror}.") from error

    def _of_text(self, start: bytes) -> Iterator[tuple[int, list[str]]]:
        encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        with self._opened() as file, io.TextIOWrapper(file, encoding=encoding, newline="") as text:
            reader = csv.reader(text)
            try:
                for row in reader:
                    if row:
                        yield reader.line_num, row
            except (UnicodeDecodeError, csv.Error) as error:
                raise UploadRefused(
                    f"{self.name}, after line {reader.line_num}: not readable as CSV in UTF-8 ({type(error).__name__})."
                ) from error

    def _of_workbook(self) -> Iterator[tuple[int, list[str]]]:
        with self._opened() as file:
            book = open_workbook(file.read())
        sheet = book[book.sheetnames[0]]
        sheet.reset_dimensions()
        try:
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                cells = [_of_cell(cell) for cell in row]
                if any(cells):
                    yield number, cells
        except Exception as error:  # openpyxl raises whatever its parsers raise
            raise UploadRefused(f"{self.name} is damaged and cannot be read.") from error


def _of_cell(cell: object) -> str:
    """A cell of a workbook as text: a whole number as such, however it is stored."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def named_files(paths: Sequence[Path]) -> list[PublishedFile]:
    """Files on disk."""
    return [PublishedFile(path.name, path) for path in paths]
