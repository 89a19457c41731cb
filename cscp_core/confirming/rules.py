"""What may become of a drafted row, which rows a person sees first, and how long the rest will take. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, zip_longest
from statistics import median
from typing import Protocol

from cscp_core.labelled import Labelled

SURE = 0.8
"""From here on a row counts as sure: it may be kept together with others, after a sample was looked at."""
SAMPLE = 3
LAPSES = timedelta(minutes=30)
"""A section that nobody has acted on for so long can be taken by somebody else."""
LONGEST_GAP = timedelta(minutes=2)
"""A longer time between two acts was a pause, and says nothing about pace."""
FEWEST_GAPS = 5
PACED_BY = 60  # of a person's last acts


class RowState(Labelled):
    """What became of a drafted row."""

    UNDECIDED = "undecided", "not decided yet"
    KEPT = "kept", "kept"
    CHANGED = "changed", "changed"
    DISCARDED = "not_this", "discarded", "not this"
    SPLIT = "split", "split"
    JOINED = "joined", "joined with another"


MOVES: dict[RowState, frozenset[RowState]] = {
    RowState.UNDECIDED: frozenset(RowState) - {RowState.UNDECIDED},
    RowState.KEPT: frozenset({RowState.CHANGED, RowState.DISCARDED, RowState.JOINED}),
    RowState.CHANGED: frozenset({RowState.CHANGED, RowState.DISCARDED, RowState.JOINED}),
    RowState.DISCARDED: frozenset({RowState.KEPT, RowState.CHANGED}),
    RowState.SPLIT: frozenset({RowState.CHANGED, RowState.DISCARDED, RowState.JOINED}),
    RowState.JOINED: frozenset(),
}
"""What may follow what. Undoing an act is no move: it puts rows back to what they were."""
CONFIRMED = frozenset({RowState.KEPT, RowState.CHANGED, RowState.SPLIT})
"""States of rows that are loaded. A split row stands for its first part."""


class QueueOrder(Labelled):
    IN_ORDER = "in_order", "In the report's order"
    DOUBTFUL = "doubtful", "Doubtful first"


class Queued(Protocol):
    """What the rules need to know of a row."""

    @property
    def row_number(self) -> int: ...
    @property
    def place(self) -> float: ...
    @property
    def sheet(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def sure(self) -> float: ...
    @property
    def state(self) -> RowState: ...


@dataclass(frozen=True, kw_only=True)
class ReadingPace:
    """How far a reading is. `seconds` a row by one's own pace; None until that is known."""

    decided: int
    rows: int
    seconds: float | None

    @property
    def words(self) -> str:
        """For example: 212 of 640, about 35 minutes left."""
        far = f"{self.decided:,} of {self.rows:,}"
        left = self.rows - self.decided
        if not left or self.seconds is None:
            return far
        minutes = max(1, round(left * self.seconds / 60))
        if minutes < 90:
            return f"{far}, about {minutes} minute{'' if minutes == 1 else 's'} left"
        return f"{far}, about {round(minutes / 60)} hours left"


def pace_of(rows: int, decided: int, acts: Sequence[tuple[datetime, int]]) -> ReadingPace:
    """`acts`: a person's last acts, oldest first, each with the moment and how many rows it decided."""
    gaps = [
        (later - earlier).total_seconds() / count
        for (earlier, _), (later, count) in pairwise(acts)
        if count and later - earlier <= LONGEST_GAP
    ]
    known = median(gaps) if len(gaps) >= FEWEST_GAPS else None
    return ReadingPace(decided=decided, rows=rows, seconds=known)


def may_become(state: RowState, wanted: RowState) -> bool:
    return wanted in MOVES[state]


def in_queue(rows: Sequence[Queued], order: QueueOrder, sheet: str = "") -> list[Queued]:
    """The rows of a section that wait for a decision, next one first: of one kind, where one is named. What must be
    looked at before the sure ones can be kept together comes first."""
    first = {one.row_number for one in sample_of(rows)} if order is QueueOrder.IN_ORDER and not sheet else set()
    waiting = [one for one in rows if one.state is RowState.UNDECIDED and sheet in ("", one.sheet)]

    def rank(one: Queued) -> tuple[bool, float, float]:
        return one.row_number not in first, one.sure if order is QueueOrder.DOUBTFUL else 0.0, one.place

    return sorted(waiting, key=rank)


def sample_of(rows: Sequence[Queued]) -> list[Queued]:
    """Of the sure rows of a section those that a person looks at before the others may be kept unread: spread evenly
    over them. The same rows, whatever was decided since. Fewer than two more than a sample need none: they are read."""
    sure = sorted((one for one in rows if one.sure >= SURE), key=lambda one: one.place)
    if len(sure) < SAMPLE + 2:
        return []
    return [sure[round(at * (len(sure) - 1) / (SAMPLE - 1))] for at in range(SAMPLE)]


def rest_of_sure(rows: Sequence[Queued]) -> list[Queued]:
    """The sure rows that may be kept together now: none until every row of the sample was kept as it was drafted."""
    sample = sample_of(rows)
    if not sample or any(one.state is not RowState.KEPT for one in sample):
        return []
    return [one for one in rows if one.sure >= SURE and one.state is RowState.UNDECIDED]


def next_section(rows: Sequence[Queued], taken: set[str], order: QueueOrder, sheet: str = "") -> str:
    """The section to go on with: the first in order that nobody holds and where something waits, or with the doubtful
    first the one whose rows are least sure. Empty where none is left."""
    waiting: dict[str, list[Queued]] = {}
    for one in sorted(rows, key=lambda row: row.place):
        if one.state is RowState.UNDECIDED and one.section not in taken and sheet in ("", one.sheet):
            waiting.setdefault(one.section, []).append(one)
    if not waiting:
        return ""
    if order is QueueOrder.IN_ORDER:
        return next(iter(waiting))
    return min(waiting, key=lambda section: min(one.sure for one in waiting[section]))


def changes_of(cells: Mapping[str, str], drafted: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row that say something else than was drafted."""
    return {name: words for name, words in cells.items() if words != drafted.get(name, "")}


def nearest_first(place: float, places: Sequence[float]) -> list[float]:
    """Places in the report's order, those nearest to one first: the next before the one before it."""
    after, before = [one for one in places if one > place], [one for one in places if one < place][::-1]
    return [one for pair in zip_longest(after, before) for one in pair if one is not None]


def joined_text(one: str, other: str) -> str:
    """Two texts as one; what says the same is said once."""
    return " ".join(dict.fromkeys((one, other)))


def is_printed(text: str, passage: str) -> bool:
    """Whether a text says what a report prints, word for word."""
    ours, theirs = (" ".join(re.findall(r"\w+", one.casefold())) for one in (text, passage))
    return bool(ours) and f" {ours} " in f" {theirs} "


SPLITS = re.compile(r"(?<=[;.])\s+|,?\s+(?=and\s)|,?\s+(?=but\s)")


def parts_of(text: str) -> tuple[str, str]:
    """A text in two, where it most likely says a second thing: for a person to correct."""
    found = SPLITS.search(text, max(len(text) // 4, 1))
    if found is None:
        return text, ""
    second = re.sub(r"^(?:and|but)\s+", "", text[found.end() :])
    return text[: found.start()].rstrip(" ,;"), second[:1].upper() + second[1:]
