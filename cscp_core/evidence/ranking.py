"""The order of what a search finds: the same on every engine, since it is worked out here. Pure."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cscp_core.evidence.query import Query, Unit

HEADING = 0.7
"""What a word in the heading of a section, or the name of an item, is worth on top."""
SECTION = 1.0
"""What the rest of its section is worth to an item."""
ENOUGH = 1.5
"""With so many items that have a word a section gets half of what it can get for it."""
AGAIN = 0.6
"""What the next item of the same section is worth beside those of others."""
SPREAD = 30
"""How many of the first results are spread over sections."""
FEW = 10
"""With fewer items that have every word, those with most of them follow."""
ENOUGH_WORDS = 0.3
"""Which part of what was asked, by weight, an item must have to be shown, where any item has so much."""
KIND = {"term": 0.8, "body": 0.8}
"""What kinds that explain rather than tell are worth; all others 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item that has some of what was asked for."""

    kind: str
    row_id: str
    section: str
    place: int
    words: frozenset[str]
    heading: frozenset[str]
    number: int = 0
    """Of its row in the index; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Ranked:
    candidate: Candidate
    score: float
    missing: tuple[str, ...]
    """What was asked for and does not stand there."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How common words are, and how long items are."""

    rows: int
    length: float
    """The mean number of tokens of an item."""
    having: Mapping[str, int]
    """Items by token."""

    def weight(self, token: str) -> float:
        """How much a token tells: the rarer, the more."""
        having = self.having.get(token, 0)
        return math.log(1 + (self.rows - having + 0.5) / (having + 0.5)) if having <= self.rows else 0.0


def rank(query: Query, candidates: Sequence[Candidate], counts: Counts) -> list[Ranked]:
    """Items in the order of what they are worth: those with every word first, then, if these are few, those with most
    of them."""
    had = [[_way(unit, one.words) for unit in query.units] for one in candidates]
    somewhere = [any(ways) for ways in zip(*had, strict=True)]
    weights = {
        unit: _weight(unit, counts) if found else 0.0 for unit, found in zip(query.units, somewhere, strict=False)
    }
    total = sum(weights.values()) or 1.0
    of_section = _sections(query, candidates, had, weights)
    found = []
    for one, ways in zip(candidates, had, strict=True):
        own = covered = 0.0
        for unit, worth in zip(query.units, ways, strict=True):
            named = HEADING if worth and _way(unit, one.heading) else 0.0
            own += weights[unit] * worth * (1 + named)
            covered += weights[unit] / total if worth else 0.0
        length = 1 / (0.6 + 0.4 * len(one.words) / (counts.length or 1.0))
        score = KIND.get(one.kind, 1.0) * covered * (own * length + SECTION * of_section.get(one.section, 0.0))
        missing = tuple(unit.typed for unit, worth in zip(query.units, ways, strict=True) if not worth)
        if one.number and one.row_id.casefold() in query.ids:
            score, covered, missing = math.inf, 1.0, ()
        found.append((covered, Ranked(one, score, missing)))
    whole = _in_order([one for _, one in found if not one.missing])
    if len(whole) >= FEW:
        return whole
    least = min(ENOUGH_WORDS, max((covered for covered, _ in found), default=0.0))
    return whole + _in_order([one for covered, one in found if one.missing and covered >= least], whole)


def _weight(unit: Unit, counts: Counts) -> float:
    return max(min(counts.weight(token) for token in way) * worth for way, worth in unit.ways)


def _way(unit: Unit, words: frozenset[str]) -> float:
    """What the best way in which a unit stands there is worth; 0 where it does not."""
    return max((worth for way, worth in unit.ways if words.issuperset(way)), default=0.0)


def _sections(
    query: Query, candidates: Sequence[Candidate], had: Sequence[Sequence[float]], weights: Mapping[Unit, float]
) -> dict[str, float]:
    """What each section is worth: how many of its items have the words, and whether its heading has them."""
    items: dict[tuple[str, Unit], float] = defaultdict(float)
    for one, ways in zip(candidates, had, strict=True):
        for unit, worth in zip(query.units, ways, strict=True):
            items[one.section, unit] += worth
    found: dict[str, float] = defaultdict(float)
    for (section, unit), number in items.items():
        found[section] += weights[unit] * number / (number + ENOUGH)
    return found


def _in_order(found: list[Ranked], after: Sequence[Ranked] = ()) -> list[Ranked]:
    """By score, the first of them spread over sections, so that the page says where else to look."""
    left = sorted(found, key=lambda one: (-one.score, one.candidate.kind, one.candidate.place, one.candidate.row_id))
    seen: dict[str, int] = defaultdict(int)
    for one in after:
        seen[one.candidate.section] += 1
    spread: list[Ranked] = []
    head, rest = left[: 2 * SPREAD], left[2 * SPREAD :]
    while head and len(spread) < SPREAD:
        best = max(range(len(head)), key=lambda at: head[at].score * AGAIN ** seen[head[at].candidate.section])
        spread.append(head.pop(best))
        seen[spread[-1].candidate.section] += 1
    return spread + head + rest
