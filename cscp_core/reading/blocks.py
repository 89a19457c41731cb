"""What a report is made of, in reading order: headings, paragraphs, items of lists, tables, captions, notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cscp_core.reading.pages import Box, around


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item of a list"
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Mark:
    """From a place in a block's text on: the page, and the box of the line."""

    start: int
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table."""

    cells: tuple[str, ...]
    page: int | None
    box: Box | None


@dataclass(frozen=True, kw_only=True)
class Block:
    """One of them. `size` and `bold` rank a heading; `number` is that of a heading or of an item of a list."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    number: str = ""
    size: float = 0.0
    bold: bool = False
    level: int = 0
    rows: tuple[GridRow, ...] = ()
    boxed: bool = False
    """Whether it stands in a box of its own."""

    @property
    def page(self) -> int | None:
        return self.rows[0].page if self.rows else self.marks[0].page if self.marks else None

    def place(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """The page where a stretch of the text begins, and the box of its lines on that page."""
        inside = [
            one
            for at, one in enumerate(self.marks)
            if one.start < end and (at + 1 == len(self.marks) or self.marks[at + 1].start > start)
        ]
        if not inside:
            return self.page, None
        page = inside[0].page
        boxes = [one.box for one in inside if one.page == page and one.box]
        return page, around(boxes) if boxes else None


NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s{1,8}(?!(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b)"
    r"(?=[^\W\d_]|[‘'“\"(])"
)
"""The number before a heading: "2", "2.1", "3.1.10"."""
APPENDIX = re.compile(r"(?P<number>(?:Appendix|Annex)\s+[A-Z0-9]{1,2})\b[\s:.–-]*", re.IGNORECASE)
CHAPTER = re.compile(r"(?:Chapter|Part|Section)\s+(?P<number>\d{1,2})\b[\s:.–-]*", re.IGNORECASE)
BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□◆◇►▶➢➤✓✔✗✦★∙·‣⁃❖\uf000-\uf0ff]|[-–—*»>](?=\s)|o(?=\s+[A-Z]))\s*")
"""What stands before an item of a list."""
ITEM_NUMBER = re.compile(
    r"\s*(?:\(?(?P<number>\d{1,2}|[a-h]|[ivx]{1,4})[.)]|(?P<rec>(?:Recommendation|Action|R)\s?\d{1,2})[:.)]?)\s+(?=\S)"
)
CAPTION = re.compile(
    r"(?P<label>(?P<what>Table|Figure|Chart|Graph|Fig\.?|Diagram)\s*\d{1,3}[a-z]?)\s*(?:[:.–-]\s*|"
    r"\s+(?=(?-i:[A-Z]))|$)",
    re.IGNORECASE,
)
"""How the caption of a table or chart begins."""


def heading_parts(text: str) -> tuple[str, str]:
    """Number and title of a heading: "2.1", "Contacts". No number is the empty string."""
    for shape in (APPENDIX, CHAPTER, NUMBER):
        found = shape.match(text)
        if found:
            number = re.sub(r"\s+", " ", found["number"])
            return number, text[found.end() :].strip() or text.strip()
    return "", text.strip()


def joined(first: Block, second: Block, glue: str = " ") -> Block:
    """Two blocks as one that goes on over a page or a column."""
    text = first.text + glue + second.text
    offset = len(first.text) + len(glue)
    return replace(
        first,
        text=text,
        marks=first.marks + tuple(replace(one, start=one.start + offset) for one in second.marks),
        rows=first.rows + second.rows,
    )


def of_lines(kind: BlockKind, lines: Sequence[tuple[str, int | None, Box | None]], **more: object) -> Block:
    """A block from its lines, with words that a line's end cuts in two left as they stand: "safe- guarding"."""
    text, marks = "", []
    for line, page, box in lines:
        marks.append(Mark(len(text) + (1 if text else 0), page, box))
        text += f" {line}" if text else line
    return replace(Block(kind=kind, text=text, marks=tuple(marks)), **more)  # type: ignore[arg-type]
