"""People whom a report names. Posts are drafted and names are not; a row whose words may hold a name is doubtful."""

import re
from dataclasses import replace
from functools import lru_cache

from cscp_core.identifying.rules import DetailKind, find_details
from cscp_core.reading.bodies import PEOPLE, POST
from cscp_core.reading.rows import Cell, DraftedRow

OF_POSTS = frozenset(("chair", "note", "owner", "asked_by", "asked_of"))
"""Cells that say who by their post."""
WORDS = frozenset(("text", "summary", "name", "what_came", "outcome"))
DOUBTFUL = 0.3
WORD = r"[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?"
PAIR = re.compile(rf"\b(?=(?P<pair>{WORD}\s+{WORD})\b)")
EDGES = re.compile(r"^[\s,;:–-]+|[\s,;:–-]+$")
GAP = re.compile(r"\s*([,;])(?:\s*[,;])*")


def without_names(row: DraftedRow, home: str) -> DraftedRow:
    """The row with posts alone where it says who; doubtful where its other words may name somebody."""
    cells: dict[str, Cell] = {}
    named = ""
    for name, words in row.cells.items():
        if isinstance(words, str) and name in OF_POSTS:
            words = posts_in(words, home)
        elif isinstance(words, str) and name in WORDS and not named:
            named = next(iter(names_in(words, home)), "")
        cells[name] = words
    if not named:
        return replace(row, cells=cells)
    because = f"It may name a person, “{named}”: give the post instead. {row.because}"
    return replace(row, cells=cells, sure=min(row.sure, DOUBTFUL), because=because)


def posts_in(text: str, home: str) -> str:
    """A text without the names of people in it."""
    for one in names_in(text, home):
        text = text.replace(one, "")
    return EDGES.sub("", " ".join(GAP.sub(r"\1", text).split()))


def names_in(text: str, home: str) -> list[str]:
    """First name and surname of each person that a text names."""
    own = {*home.split(), "Child"}
    return [
        found["pair"]
        for found in PAIR.finditer(text)
        if not any(word in own or POST.fullmatch(word) or PEOPLE.fullmatch(word) for word in found["pair"].split())
        and _is_person(found["pair"])
    ]


@lru_cache(maxsize=4096)
def _is_person(pair: str) -> bool:
    return any(one.kind is DetailKind.PERSON for one in find_details(pair))
