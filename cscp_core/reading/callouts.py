"""Numbers printed large with their words below them, alone or several in a row, as reports show their key figures."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cscp_core.reading.blocks import Block, BlockKind, of_lines
from cscp_core.reading.lines import Stretch
from cscp_core.reading.numbers import NumberKind, numbers_of

LARGER = 2.0  # points above the running text
ALONE = re.compile(
    r"(?:(?:over|nearly|almost|about|more than|up|down)\s+)?[£+-]?\s?\d[\d,. ]*(?:%|k|m|bn|million|thousand)?\+?"
    r"|\d+ (?:in|out of) \d+",
    re.IGNORECASE,
)
MOST_LINES = 4  # of the words below a number
MOST_WORDS = 16


def is_number(stretch: Stretch, body: float) -> bool:
    """Whether a stretch is a large number and nothing else."""
    return stretch.size > body + LARGER and ALONE.fullmatch(stretch.text.strip()) is not None


def row_end(lines: Sequence[Sequence[Stretch]], start: int, body: float) -> int | None:
    """The line after a row of large numbers and the words below them, or None where none begins here."""
    numbers = lines[start]
    if len(numbers) < 2 or not all(is_number(one, body) for one in numbers):
        return None
    end = start + 1
    while end < len(lines) and end - start <= MOST_LINES:
        line, above = lines[end], lines[end - 1]
        gap = min(one.top for one in line) - max(one.bottom for one in above)
        crosses = any(one.left < a.left and one.right > b.right for one in line for a, b in itertools.pairwise(numbers))
        if gap > 2 * body or crosses or any(is_number(one, body) for one in line):
            break
        end += 1
    return end if end > start + 1 else None


def blocks_of_row(lines: Sequence[Sequence[Stretch]], page: int, boxed: bool) -> Iterator[Block]:
    """One paragraph for each number, with the words below it: "412 children on a plan"."""
    numbers = lines[0]
    columns: list[list[Stretch]] = [[one] for one in numbers]
    for line in lines[1:]:
        for one in line:
            middle = (one.left + one.right) / 2
            nearest = min(range(len(numbers)), key=lambda at: abs((numbers[at].left + numbers[at].right) / 2 - middle))
            columns[nearest].append(one)
    for column in columns:
        told = [(one.text, page, one.box) for one in column]
        yield of_lines(BlockKind.PARAGRAPH, told, size=column[-1].size, boxed=boxed)


def with_words(blocks: Iterable[Block], body: float) -> Iterator[Block]:
    """Blocks in which a large number that stands alone is one with the words below it."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            fits = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.NOTE)
            short = len(block.text.split()) <= MOST_WORDS and not block.number
            if fits and short and not numbers_of(block.text):
                text = f"{waiting.text} {block.text}"
                moved = tuple(replace(one, start=one.start + len(waiting.text) + 1) for one in block.marks)
                yield replace(waiting, kind=BlockKind.PARAGRAPH, text=text, marks=waiting.marks + moved)
                waiting = None
                continue
            yield waiting
            waiting = None
        if block.kind is not BlockKind.TABLE and block.size > body + LARGER and ALONE.fullmatch(block.text.strip()):
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def is_told_as_heading(text: str) -> bool:
    """Whether a line in the type of a heading tells a figure: "83% feel safe at school"."""
    return any(
        one.kind in (NumberKind.PERCENT, NumberKind.MONEY, NumberKind.SHARE)
        or (not one.in_words and (one.value or 0) >= 10)
        for one in numbers_of(text)
    )
