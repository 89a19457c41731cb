"""Blocks of a report that is plain text: lines as a program took them out of the report's pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import quantiles

from cscp_core.reading.blocks import BULLET, CAPTION, ITEM_NUMBER, Block, BlockKind, heading_parts, of_lines
from cscp_core.reading.layout import ENDS, item_of, join_over_pages, table_of
from cscp_core.reading.pages import Box

NUMBERED = re.compile(r"(?:Appendix|Annex|Chapter)\s+\w{1,2}\b|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+[^\W\d_‘“\"']")
WEB = re.compile(r"\s*(?:https?://\S+|www\.\S+|\S+@\S+|[\w.]+\.(?:org|gov|co)\.uk)\s*(?:\|.*)?", re.IGNORECASE)
NUMBER_CELL = re.compile(r"[<£]?\s?\d[\d,. ]*(?:\.\d+)?%?|<5|n/a|-", re.IGNORECASE)
ROW = re.compile(r"(?P<label>\S.*?\D)\s+(?P<cells>(?:[£<]?\d[\d,.]*%?|n/a|<5)(?:\s+(?:[£<]?\d[\d,.]*%?|n/a|<5))*)$")
LONGEST_TITLE = 90
Line = tuple[str, int | None]


def blocks_of_text(text: str) -> list[Block]:
    """All blocks. Pages are counted where the text marks them by form feeds; without them no page is told."""
    pages = text.split("\f")
    lines: list[Line] = []
    for number, page in enumerate(pages, 1):
        lines += [(line.rstrip(), number if len(pages) > 1 else None) for line in page.split("\n")]
    lines = _without_feet(lines)
    widths = sorted(len(line) for line, _ in lines if len(line) > 30)
    usual = int(quantiles(widths, n=10)[7]) if len(widths) > 10 else 80
    made: list[Block] = []
    for group in _groups(lines):
        for block in _blocks(group, usual):
            before = made[-1] if made else None
            if before and before.rows and block.rows and len(before.rows[0].cells) == len(block.rows[0].cells):
                made[-1] = replace(before, rows=before.rows + block.rows)
            else:
                made.append(block)
    return join_over_pages(made)


def _without_feet(lines: Sequence[Line]) -> list[Line]:
    """The lines without web addresses, page numbers and running heads that come again and again."""
    seen: dict[str, int] = {}
    for line, _ in lines:
        key = re.sub(r"\d+", "#", line.strip().lower())
        seen[key] = seen.get(key, 0) + 1
    return [
        (line, page)
        for line, page in lines
        if not WEB.fullmatch(line)
        and not re.fullmatch(r"\s*(?:page\s+)?\d{1,3}\s*", line, re.IGNORECASE)
        and not (line.strip() and seen[re.sub(r"\d+", "#", line.strip().lower())] >= 3 and _is_running_head(line))
    ]


def _is_running_head(line: str) -> bool:
    return bool(re.search(r"annual report|yearly report|\breport \d{4}|page \d+|\|", line, re.IGNORECASE))


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines between empty ones."""
    group: list[Line] = []
    for line in lines:
        if line[0].strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _blocks(group: Sequence[Line], usual: int) -> Iterator[Block]:
    """The blocks of lines that no empty line parts."""
    if _is_title(group):
        yield _heading(group)
        return
    open_: list[Line] = []
    at = 0
    while at < len(group):
        line = group[at]
        text = line[0].strip()
        if NUMBERED.match(text) and len(text) <= LONGEST_TITLE:
            yield from _block(open_)
            open_ = []
            size = _title_lines(group[at:], usual)
            yield _heading(group[at : at + size])
            at += size
            continue
        rows = _table(group[at:])
        if rows:
            yield from _block(open_)
            open_ = []
            yield table_of([list(row) for row, _ in rows], rows[0][1])
            at += len(rows)
            continue
        if open_ and not open_[-1][0].rstrip().endswith("-") and (_starts(text) or _ended(open_[-1][0], text, usual)):
            yield from _block(open_)
            open_ = []
        open_.append(line)
        at += 1
    yield from _block(open_)


YEARLY = re.compile(r"(?P<label>20\d\d ?[-/] ?(?:20)?\d\d)\s+(?P<cells>[\d,.]+%?)")


def _starts(text: str) -> bool:
    return bool(BULLET.match(text) or ITEM_NUMBER.match(text) or CAPTION.match(text))


def _ended(before: str, text: str, usual: int) -> bool:
    """Whether a line ends a paragraph: it is short, ends a sentence, and the next begins one."""
    return len(before) < 0.7 * usual and bool(ENDS.search(before)) and not text[:1].islower()


def _block(lines: Sequence[Line]) -> Iterator[Block]:
    if not lines:
        return
    told = [(line.strip(), page, None) for line, page in lines]
    text = " ".join(one for one, _, _ in told)
    if CAPTION.match(text) and len(text) < 200:
        yield of_lines(BlockKind.CAPTION, told)
    elif BULLET.match(text) or ITEM_NUMBER.match(text):
        yield item_of(told)
    else:
        yield of_lines(BlockKind.PARAGRAPH, told)


def _is_title(group: Sequence[Line]) -> bool:
    """Whether lines between empty ones are a heading: few, short, without an end of a sentence, in capital letters at
    the start."""
    text = " ".join(line.strip() for line, _ in group)
    if len(group) > 2 or len(text) > LONGEST_TITLE or BULLET.match(text) or CAPTION.match(text):
        return False
    if NUMBERED.match(text):
        return len(group) == 1 or not ENDS.search(text)
    words = re.findall(r"[^\W\d_]+", text)
    starts = text[:1].isupper() and not ENDS.search(text) and not text.endswith(",")
    return starts and 1 <= len(words) <= 10 and not re.search(r"\d", text) and not ITEM_NUMBER.match(text)


def _title_lines(lines: Sequence[Line], usual: int) -> int:
    """How many lines a numbered title takes: it goes on while lines are short and the next begins a sentence."""
    size = 1
    while (
        size < min(3, len(lines))
        and len(lines[size][0].strip()) < 0.6 * usual
        and len(lines[size - 1][0].strip()) > 0.35 * usual
        and not ENDS.search(lines[size - 1][0])
        and not ENDS.search(lines[size][0])
        and not _starts(lines[size][0].strip())
        and not NUMBERED.match(lines[size][0].strip())
    ):
        size += 1
    return size


def _heading(lines: Sequence[Line]) -> Block:
    told: list[tuple[str, int | None, Box | None]] = [(line.strip(), page, None) for line, page in lines]
    number, _ = heading_parts(" ".join(one for one, _, _ in told))
    level = number.count(".") + 1 if number else 0
    return of_lines(BlockKind.HEADING, told, number=number, bold=True, level=level)


def _table(lines: Sequence[Line]) -> list[tuple[tuple[str, ...], int | None]]:
    """Rows of a table at the head of lines: a label, then as many numbers in each; the words above them name them."""
    yearly = YEARLY.fullmatch(lines[0][0].strip())
    if yearly:
        return [((yearly["label"].replace(" ", ""), yearly["cells"]), lines[0][1])]
    first = ROW.match(lines[0][0].strip())
    if not first or BULLET.match(lines[0][0]) or re.search(r"[.,]$|\b(?:was|were|is|of|and|the|for)$", first["label"]):
        return []
    made: list[tuple[tuple[str, ...], int | None]] = []
    width = len(first["cells"].split())
    for line, page in lines:
        found = ROW.match(line.strip())
        if not found or len(found["cells"].split()) != width or len(found["label"]) > 60:
            break
        made.append(((found["label"].strip(), *found["cells"].split()), page))
    return made if len(made) >= 2 or (width >= 2 and len(first["label"]) < 45) else []
