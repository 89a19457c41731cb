"""Looks up figures and quoted words in the text of the report itself, and finds what repeats too much of it."""

import re
from collections.abc import Iterator

from cscp_core.evidence.cells import may_be_fall
from cscp_core.evidence.folder import Folder, Row
from cscp_core.evidence.numbers import contains, flattened, numbers_in
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.sheets import SHEETS, Column, Kind

MOST_REPEATED = 9
"""Words of the report that may stand in one cell in its own order."""
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"(?<!\w)(?:'([^'“”]+(?:'\w[^'“”]*)*)'|‘([^’]+(?:’\w[^’]*)*)’|“([^”]+)”|\"([^\"]+)\")(?!\w)")


def not_found(folder: Folder, source: str) -> list[str]:
    """Every figure that the source does not bear out, as a sentence. Empty when all are there.

    A printed figure must stand, with the words around it, in its own section. The caption of a chart may stand
    anywhere in the chapter: in the text of a PDF, captions fall out of place.
    """
    texts, missing = _sections(folder, source)
    for row in folder.rows["figures"]:
        figure_id, section = row.text("figure_id"), row.text("section")
        if row.text("state") == ValueState.AWAITED:
            continue
        context, printed = flattened(row.text("context")), flattened(row.text("as_printed"))
        is_printed = row.text("state") == ValueState.PRINTED
        where = texts.get(section, "") if is_printed else _chapter(texts, section)
        if not contains(where, context):
            missing.append(f"{figure_id}: {row.text('context')!r} is not in section {section}.")
        elif is_printed and not contains(context, printed):
            missing.append(f"{figure_id}: {row.text('as_printed')!r} is not in {row.text('context')!r}.")
        elif is_printed and not _holds(row, printed):
            missing.append(f"{figure_id}: the value {row.cells['value']} is not in {row.text('as_printed')!r}.")
    return missing


def not_printed(folder: Folder, source: str) -> list[str]:
    """Every quotation that the source does not bear out, as a sentence: the words of a check, and whatever stands in
    quotation marks in a cell."""
    text = f" {' '.join(words_in(source))} "
    missing = []
    for sheet, row_id, column, cell in cells_of(folder):
        phrases = cell.split(" / ") if (sheet, column) == ("checks", "words") else quoted_in(cell)
        missing += [
            f"{sheet}.csv, {row_id}, {column}: {phrase!r} is not in the report."
            for phrase in phrases
            if f" {' '.join(words_in(phrase))} " not in text
        ]
    return missing


def repeated(folder: Folder, source: str) -> list[str]:
    """Every cell that repeats ten or more consecutive words of the source, as a sentence."""
    runs = set(_runs(source))
    many = f"{MOST_REPEATED + 1} or more words of the report"
    return [
        f"{sheet}.csv, {row_id}, {column}: repeats {many}: {' '.join(found)!r}."
        for sheet, row_id, column, cell in cells_of(folder)
        for found in [next((run for run in _runs(cell) if run in runs), None)]
        if found
    ]


def quoted_in(cell: str) -> list[str]:
    """What stands in quotation marks, single or double; an apostrophe is none."""
    return [next(filter(None, found)) for found in QUOTED.findall(cell)]


def words_in(cell: str) -> list[str]:
    """The words of a cell in small letters; "16-25" and "Camden's" are two words each."""
    return WORD.findall(flattened(cell))


def cells_of(folder: Folder) -> Iterator[tuple[str, str, str, str]]:
    """Every cell of text, as sheet, id, column and words."""
    for sheet in SHEETS:
        for row in folder.rows[sheet.name]:
            for column in filter(_is_text, sheet.columns):
                if cell := row.text(column.name):
                    yield sheet.name, row.text(sheet.id_column), column.name, cell


def _is_text(column: Column) -> bool:
    return column.kind is Kind.TEXT and not column.refers and not column.choices


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = words_in(text)
    length = MOST_REPEATED + 1
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _holds(row: Row, printed: str) -> bool:
    value, numbers = float(row.cells["value"] or 0), numbers_in(printed)
    return value in numbers or may_be_fall(value, printed, numbers)


def _sections(folder: Folder, source: str) -> tuple[dict[str, str], list[str]]:
    starts, missing = [], []
    for row in folder.rows["sections"]:
        anchor = row.text("starts_with")
        begins = re.compile(re.escape(anchor) + r"(?=\.?\s)")
        at = next((i for i in _line_starts(source) if begins.match(source, i)), None)
        if at is None:
            missing.append(f"section {row.text('section')}: no line of the source starts with {anchor!r}.")
        else:
            starts.append((at, row.text("section")))
    starts.sort()
    ends = [at for at, _ in starts[1:]] + [len(source)]
    return {section: flattened(source[at:end]) for (at, section), end in zip(starts, ends, strict=True)}, missing


def _line_starts(source: str) -> list[int]:
    starts, at = [], 0
    for line in source.splitlines(keepends=True):
        starts.append(at + len(line) - len(line.lstrip()))
        at += len(line)
    return starts


def _chapter(texts: dict[str, str], section: str) -> str:
    chapter = section.split(".")[0]
    return " ".join(text for name, text in texts.items() if name.split(".")[0] == chapter)
