"""Sentences and items with the place where they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cscp_core.reading.blocks import Block, BlockKind
from cscp_core.reading.pages import Box
from cscp_core.reading.sections import PlacedBlock, ReportPart

ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|No|Nos|Dr|Mr|Mrs|Ms|St|vs|cf|al|Fig|para|s|ss|p|pp|c|inc|incl|Prof|Rev|"
    r"Sgt|Supt|Insp|Det|Desg)|\b[A-Z])\.$"
)
END = re.compile(r"[.!?]+[)”\"’']*(?=\s+[‘“\"'(]?[A-Z0-9£•]|\s*$)|\s+(?=[•✔▪►]\s)")
FOOTNOTE = re.compile(r"(?<=[)])\d(?=[.,;\s]|$)|(?<=[a-z%)][.])\d{1,2}(?=\s+[A-Z]|$)")
"""The mark of a footnote that stands with the text, as "(22.6)1" does."""
LEADS_IN = re.compile(r":\s*$|\bfollow(?:s|ing)\b[^.]*\.?$", re.IGNORECASE)
QUOTED = re.compile(r"^[“‘\"'].{10,}")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A sentence, or an item of a list, as it is printed."""

    text: str
    part: ReportPart
    page: int | None
    box: Box | None
    block: int
    """Which block of the report it stands in."""
    kind: BlockKind
    under: str = ""
    """The heading below that of its part."""
    lead: str = ""
    """The sentence before a list that it is an item of."""
    number: str = ""
    boxed: bool = False
    first: bool = True
    """Whether it begins its block."""

    @property
    def is_item(self) -> bool:
        return self.kind is BlockKind.ITEM


def passages_of(placed: Sequence[PlacedBlock]) -> list[Passage]:
    """Every sentence of paragraphs, items and notes, in order."""
    made: list[Passage] = []
    lead, listing = "", False
    for at, one in enumerate(placed):
        block = one.block
        if block.kind is BlockKind.HEADING:
            lead = ""
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE):
            continue
        is_item = block.kind is BlockKind.ITEM
        if not is_item and block.kind is not BlockKind.NOTE:
            if listing:
                lead = ""
            listing = False
        elif is_item:
            listing = True
        for first, (start, end) in enumerate(_spans(block)):
            page, box = block.place(start, end)
            text = block.text[start:end].strip()
            made.append(
                Passage(
                    text=text,
                    part=one.part,
                    page=page,
                    box=box,
                    block=at,
                    kind=block.kind,
                    under=one.under,
                    lead=lead if is_item else "",
                    number=block.number,
                    boxed=block.boxed,
                    first=not first,
                )
            )
            if not is_item and block.kind is not BlockKind.NOTE:
                lead = text if LEADS_IN.search(text) else ""
    return made


def _spans(block: Block) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends. An item without sentences of its own is one."""
    text = FOOTNOTE.sub(lambda of: " " * len(of[0]), block.text)
    start = 0
    for found in END.finditer(text):
        if ABBREVIATED.search(text[start : found.end()]) or not text[start : found.end()].strip():
            continue
        yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def is_quoted(passage: Passage) -> bool:
    """Whether it begins with a quotation mark: somebody's own words."""
    return bool(QUOTED.match(passage.text))
