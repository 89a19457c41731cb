"""Puts words together that the end of a line cuts in two, and knows which hyphens stay."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cscp_core.reading.blocks import Block, Mark

_KEEPS = """
anti bi by co cross e ex half high inter intra long low mid multi non off one on part peer post pre pro re self semi
short single sub three time two under up well whole year
"""
KEEPS = frozenset(_KEEPS.split())
"""First parts that keep their hyphen where the report does not show which it is."""
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
LAST, FIRST = re.compile(r"([^\W_]+)-$"), re.compile(r"([^\W_]+)")


def mend_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every word whole. How the report writes a word elsewhere decides."""
    known: Counter[str] = Counter()
    for block in blocks:
        texts = [cell for row in block.rows for cell in row.cells] or [block.text]
        known.update(word.lower() for text in texts for word in WORD.findall(text))
    made = []
    for block in blocks:
        rows = tuple(replace(row, cells=tuple(_mended_cell(one, known) for one in row.cells)) for row in block.rows)
        made.append(replace(_mended(block, known), rows=rows))
    return made


def _mended(block: Block, known: Counter[str]) -> Block:
    text, marks, shift = block.text, [], 0
    for mark in block.marks:
        start = mark.start + shift
        before, after = text[: max(start - 1, 0)], text[start:]
        glue = _glue(before, after, known) if start else None
        if glue is not None:
            text = before.removesuffix("-") + glue + after
            shift += len(glue) - 2
            start = len(before) - 1 + len(glue)
        marks.append(Mark(start, mark.page, mark.box))
    return replace(block, text=text, marks=tuple(marks))


def _mended_cell(cell: str, known: Counter[str]) -> str:
    return re.sub(
        r"([^\W_]+)- ([^\W_]+)",
        lambda of: of[0] if (glue := _glue(f"{of[1]}-", of[2], known)) is None else f"{of[1]}{glue}{of[2]}",
        cell,
    )


def _glue(before: str, after: str, known: Counter[str]) -> str | None:
    """What stands between two parts of a word, or None where they are not parts of one."""
    last, first = LAST.search(before), FIRST.match(after)
    if not last or not first or first[1].lower() in ("and", "or", "to"):
        return None
    one, two = last[1].lower(), first[1].lower()
    if not two[:1].isalpha() or first[1][:1].isupper() or one[-1:].isdigit():
        return "-"
    if known[one + two] >= known[f"{one}-{two}"] and known[one + two]:
        return ""
    return "-" if known[f"{one}-{two}"] or one in KEEPS else ""
