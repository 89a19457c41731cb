"""The report's parts: numbered, or told by the size of their headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cscp_core.reading.blocks import Block, BlockKind, heading_parts

LEAST_NUMBERED = 5  # headings with a number: then numbers make the sections
OWN_PART = re.compile(
    r"(?:forewords?|introduction|executive summary|summary|conclusions?|glossary|abbreviations|acronyms|budget|finance|"
    r"membership|members|appendi\w+.*|annex.*|acknowledgements|contents|welcome|about us|about this "
    r"report)(?: from .*)?:?",
    re.IGNORECASE,
)
"""Titles of parts that stand on their own even in a report whose other parts have numbers."""


@dataclass(frozen=True)
class ReportPart:
    """A section: its number, or a name made of its title; `level` 1 is a chapter."""

    section: str
    title: str
    level: int
    page: int | None
    starts_with: str
    above: tuple[str, ...] = ()
    """Titles of the parts that it is a part of, from the chapter down."""


@dataclass(frozen=True)
class PlacedBlock:
    """A block with the part it stands in, and the nearest heading below that part's own."""

    block: Block
    part: ReportPart
    under: str = ""


def parts_of(blocks: Sequence[Block]) -> list[PlacedBlock]:
    """Every block but headings in its part."""
    headings = [one for one in blocks if one.kind is BlockKind.HEADING]
    numbered = [one for one in headings if one.number]
    by_number = len(numbered) >= LEAST_NUMBERED
    sizes = sorted({(round(one.size, 1), one.bold) for one in headings}, reverse=True)
    chapters = [one.size for one in numbered if "." not in one.number] or [one.size for one in numbered]
    part = ReportPart("front", "Before the first heading", 1, blocks[0].page if blocks else None, "")
    trail: list[ReportPart] = []
    under, used = "", {"front"}
    made: list[PlacedBlock] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            made.append(PlacedBlock(block, part, under))
            continue
        if block.level < 0:
            part = ReportPart(_name(block.text, used), block.text, block.level, block.page, "")
            used.add(part.section)
            trail, under = [part], ""
            made.append(PlacedBlock(block, part))
            continue
        if not _opens(block, by_number, min(chapters, default=0.0)):
            under = block.text
            continue
        number, title = heading_parts(block.text)
        if by_number and block.number:
            level = 1 if not number[0].isdigit() else number.count(".") + 1
        else:
            level = block.level or 1 + sizes.index((round(block.size, 1), block.bold))
            level = 1 if by_number else level
        trail = [one for one in trail if one.level < level]
        name = number if number and number not in used else _name(title, used)
        used.add(name)
        part = ReportPart(name, title, level, block.page, block.text[:60], tuple(one.title for one in trail))
        trail.append(part)
        under = ""
        made.append(PlacedBlock(block, part))
    return made


def _opens(block: Block, by_number: bool, chapter_size: float) -> bool:
    """Whether a heading begins a part, rather than standing within one."""
    if not by_number or block.number:
        return True
    if OWN_PART.fullmatch(block.text.strip()):
        return True
    return block.size >= chapter_size > 0


def _name(title: str, used: set[str]) -> str:
    """A name that serves as an id: "Keeping babies safe" is "keeping-babies-safe"."""
    plain = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:6]) or "part"
    name, count = plain, 1
    while name in used:
        count += 1
        name = f"{plain}-{count}"
    return name


def listed(placed: Sequence[PlacedBlock]) -> Iterator[ReportPart]:
    """Each part once, in order."""
    seen = set()
    for one in placed:
        if one.part.section not in seen:
            seen.add(one.part.section)
            yield one.part
