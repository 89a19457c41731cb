"""Parts of a plain text that have no heading of their own, since it was in a picture: told by what stands in them."""

import re
from collections.abc import Callable, Sequence

from cscp_core.reading.blocks import Block, BlockKind, of_lines
from cscp_core.reading.bodies import PEOPLE
from cscp_core.reading.terms import LISTED

LEAST = {"Training": 3, "Budget": 3, "Membership": 8, "Abbreviations": 8}
"""How many blocks there must be, before so many others stand between them."""
GAP = 6
TRAINING = re.compile(r"\b(?:training|courses?|learning (?:and|&) development|delegates?|attendees)\b", re.IGNORECASE)


def _text(block: Block) -> str:
    return block.text or " ".join(cell for row in block.rows for cell in row.cells)


def _is_of_training(block: Block) -> bool:
    return len(TRAINING.findall(_text(block))) >= 2 and len(_text(block).split()) > 12


def _is_of_budget(block: Block) -> bool:
    return "£" in _text(block)


def _is_of_posts(block: Block) -> bool:
    text = _text(block)
    return (
        bool(PEOPLE.search(text)) and len(text.split()) <= 18 and not re.search(r"[.!?:]$", text) and text[:1].isupper()
    )


def _is_of_terms(block: Block) -> bool:
    return bool(LISTED.match(_text(block)))


KINDS: tuple[tuple[str, Callable[[Block], bool]], ...] = (
    ("Training", _is_of_training),
    ("Budget", _is_of_budget),
    ("Membership", _is_of_posts),
    ("Abbreviations", _is_of_terms),
)


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a heading before each such part of the back of the report. Nothing changes where a heading names
    the part already."""
    titles = " ".join(one.text.lower() for one in blocks if one.kind is BlockKind.HEADING and len(one.text) < 60)
    last = max((at for at, one in enumerate(blocks) if one.kind is BlockKind.HEADING and one.number), default=-1)
    if last < 0:
        return list(blocks)
    inserted: dict[int, str] = {}
    start = last + 1
    for title, belongs in KINDS:
        if re.search(rf"(?:^|\s){title.lower()}\b(?! needs)", titles) and title != "Training":
            continue
        found = _run(blocks, start, belongs, LEAST[title])
        if found is not None:
            inserted[found] = title
            start = found + 1
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if at in inserted:
            made.append(of_lines(BlockKind.HEADING, [(inserted[at], block.page, None)], level=NOT_PRINTED))
        made.append(block)
    return made


NOT_PRINTED = -1
"""The level of a heading that the report does not print."""


def _run(blocks: Sequence[Block], start: int, belongs: Callable[[Block], bool], least: int) -> int | None:
    """Where such blocks begin that stand close together."""
    places = [at for at in range(start, len(blocks)) if belongs(blocks[at])]
    for index, first in enumerate(places):
        run = [first]
        for at in places[index + 1 :]:
            if at - run[-1] > GAP:
                break
            run.append(at)
        if len(run) >= least:
            return first
    return None
