"""Looks up every figure in the text of the report itself, in the section that it names."""

import re

from cscp_core.evidence.folder import Folder
from cscp_core.evidence.numbers import contains, flattened, numbers_in
from cscp_core.evidence.rules import ValueState


def not_found(folder: Folder, source: str) -> list[str]:
    """Every figure that the source does not bear out, as a sentence. Empty when all are there.

    A printed figure must stand, with the words around it, in its own section. The caption of a chart may stand
    anywhere in the chapter: in the text of a PDF, captions fall out of place.
    """
    texts, missing = _sections(folder, source)
    for row in folder.rows["figures"]:
        figure_id, section = row.text("figure_id"), row.text("section")
        context, printed = flattened(row.text("context")), flattened(row.text("as_printed"))
        is_printed = row.text("state") == ValueState.PRINTED
        where = texts.get(section, "") if is_printed else _chapter(texts, section)
        if not contains(where, context):
            missing.append(f"{figure_id}: {row.text('context')!r} is not in section {section}.")
        elif is_printed and not contains(context, printed):
            missing.append(f"{figure_id}: {row.text('as_printed')!r} is not in {row.text('context')!r}.")
        elif is_printed and row.cells["value"] not in numbers_in(printed):
            missing.append(f"{figure_id}: the value {row.cells['value']} is not in {row.text('as_printed')!r}.")
    return missing


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
