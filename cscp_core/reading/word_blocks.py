"""Blocks of a Word file from what its process read: styles say what is a heading or an item, or bold short lines do."""

import re
from collections.abc import Sequence
from typing import Any

from cscp_core.reading.blocks import BULLET, CAPTION, ITEM_NUMBER, Block, BlockKind, Mark, heading_parts, of_lines
from cscp_core.reading.layout import LEADER, LONGEST_HEADING, item_of, table_of

CONTENTS = re.compile(r"toc\b|table of contents|contents", re.IGNORECASE)
QUOTE = re.compile(r"quote", re.IGNORECASE)


def blocks_of_parts(parts: Sequence[dict[str, Any]]) -> list[Block]:
    """All blocks, without the contents page."""
    made: list[Block] = []
    for one in parts:
        page = one["page"]
        if one["kind"] == "table":
            rows = [row for row in one["rows"] if any(row)]
            if _is_box(rows):
                made += [_paragraph({**one, **PLAIN, "text": cell}, boxed=True) for row in rows for cell in row if cell]
            elif rows:
                made.append(table_of(rows, page))
        elif one["kind"] == "picture":
            made.append(Block(kind=BlockKind.PICTURE, text="", marks=(Mark(0, page, None),)))
        elif one["kind"] == "footnote":
            made.append(of_lines(BlockKind.NOTE, [(one["text"], None, None)]))
        elif one["text"].strip() and not _is_entry(one):
            made.append(_paragraph(one, boxed=bool(QUOTE.search(one["style"]))))
    return made


PLAIN = {"style": "", "level": 0, "bold": False, "size": 0.0, "listed": False}


def _is_box(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is a box round a text: one column."""
    return all(len(row) == 1 for row in rows)


def _is_entry(one: dict[str, Any]) -> bool:
    """Whether a paragraph is of the contents page."""
    return bool(LEADER.search(one["text"]) or CONTENTS.match(one["style"]) or CONTENTS.fullmatch(one["text"].strip()))


def _paragraph(one: dict[str, Any], boxed: bool) -> Block:
    text = " ".join(one["text"].split())
    told = [(text, one["page"], None)]
    number, _ = heading_parts(text)
    bold_line = one["bold"] and len(text) < 100 and not re.search(r"[.;,]$", text)
    if CAPTION.match(text) and len(text) < 300:
        return of_lines(BlockKind.CAPTION, told)
    if (one["level"] or (bold_line and not BULLET.match(text))) and len(text) <= LONGEST_HEADING:
        level = one["level"] or 9
        return of_lines(BlockKind.HEADING, told, number=number, level=level, size=one["size"], bold=one["bold"])
    if BULLET.match(text) or ITEM_NUMBER.match(text):
        return item_of(told, boxed=boxed)
    kind = BlockKind.ITEM if one["listed"] else BlockKind.PARAGRAPH
    return of_lines(kind, told, boxed=boxed)
