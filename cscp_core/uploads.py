"""Zips and workbooks that somebody sent: nothing in them is trusted. Sizes, and what hides inside, are looked at before
anything parses them."""

import io
import re
import zipfile
import zlib
from typing import Any

from cscp_core.errors import UploadRefused

LARGEST_INSIDE = 30_000_000  # bytes of everything in an upload, unpacked
LARGEST_PART = 2_000_000  # bytes of a workbook's part that holds no cells: its styles, its list of sheets
MOST_TIMES = 100  # how much larger a part of more than SMALL bytes may be than it is packed
SMALL = 500_000
MOST_PARTS = 500  # files inside an upload
MOST_CELLS = 500_000  # cells, or different texts, of one sheet of a workbook
ZIP = b"PK\x03\x04"
HARMLESS_PARTS = re.compile(r"^xl/printerSettings/[^/]+\.bin$", re.IGNORECASE)
UNSAFE_PARTS = (
    (re.compile(r"vbaProject|\.bin$", re.IGNORECASE), "holds a macro"),
    (re.compile(r"externalLinks?/", re.IGNORECASE), "links to other files"),
    (re.compile(r"embeddings?/|oleObject|activeX|ctrlProps", re.IGNORECASE), "holds an embedded object"),
    (re.compile(r"connections\.xml|queryTables?/", re.IGNORECASE), "draws on another source of data"),
)
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ELSEWHERE = re.compile(rb"""<Relationship\b(?![^>]*/hyperlink["'])[^>]*TargetMode\s*=\s*["']External""")
CELLS = re.compile(r"^xl/(worksheets/|sharedStrings\.xml$)")
DAMAGED = "The file is damaged: it cannot be unpacked."


def opened(content: bytes) -> zipfile.ZipFile:
    """A zip whose parts are few, small enough, and not locked.

    Raises:
        UploadRefused: it is damaged, or one of these does not hold.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UploadRefused(DAMAGED) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INSIDE:
        raise UploadRefused("The file is refused: unpacked, it would be far larger than any report.")
    if any(part.file_size > max(SMALL, MOST_TIMES * part.compress_size) for part in parts):
        raise UploadRefused("The file is refused: unpacked, it would be far larger than any report.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise UploadRefused("The app cannot unpack this kind of file. Save it again as .zip or .xlsx.")
    if any(part.flag_bits & 1 for part in parts):
        raise UploadRefused("The file is locked with a password. Send it without one.")
    if any(part.filename.startswith(("/", "\\")) or ".." in part.filename.split("/") for part in parts):
        raise UploadRefused("The file is refused: it points to files outside itself.")
    return archive


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int = -1) -> bytes:
    """What a part of a zip holds, or the first so many bytes of it.

    Raises:
        UploadRefused: it is damaged.
    """
    try:
        with archive.open(part) as file:
            return file.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise UploadRefused(DAMAGED) from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Looks into every part of a workbook before anything parses it, which costs a hundred times as much.

    Raises:
        UploadRefused: a part is damaged, unsafe, or holds far more than a report.
    """
    for part in archive.infolist():
        for pattern, why in UNSAFE_PARTS:
            if HARMLESS_PARTS.match(part.filename):
                continue
            if pattern.search(part.filename):
                raise UploadRefused(f"The workbook is refused: it {why}. Save it as a plain .xlsx without it.")
        inside = unpacked(archive, part)
        if part.filename.endswith((".xml", ".rels")):
            if DECLARES.search(inside) or b"\0" in inside:
                raise UploadRefused("The workbook is refused: its XML declares entities, or is not UTF-8.")
            if ELSEWHERE.search(inside):
                raise UploadRefused("The workbook is refused: it links to other files. Save it without them.")
        holds_cells = CELLS.search(part.filename)
        if holds_cells and max(inside.count(b"<c "), inside.count(b"<c>"), inside.count(b"<si")) > MOST_CELLS:
            raise UploadRefused(f"The workbook is refused: a sheet of it holds more than {MOST_CELLS:,} cells.")
        if not holds_cells and len(inside) > LARGEST_PART:
            raise UploadRefused("The file is refused: unpacked, it would be far larger than any report.")


def open_workbook(content: bytes) -> Any:
    """A workbook whose parts were looked at, as openpyxl reads it row by row.

    Raises:
        UploadRefused: it is damaged, unsafe, or holds far more than a report.
    """
    from openpyxl import load_workbook

    _check_parts(opened(content))
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise UploadRefused("The workbook is damaged and cannot be read.") from error
