"""What the whole report prints that may be of the same measure as one of its figures, before that is asked for. Pure.

Two figures are never said to be of one measure. The report's own checks, its indicators and their words find what may
belong together; a question names it with its section, and asks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cscp_core.evidence.cells import look_alike
from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.periods import are_alike, read
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.subjects import is_measure
from cscp_core.evidence.views import Figure
from cscp_core.evidence.words import read_tokens
from cscp_core.reconciliation import intervals
from cscp_core.reconciliation.arithmetic import shared_base
from cscp_core.reconciliation.intervals import Interval
from cscp_core.reconciliation.rules import Check

WAYS_OF_COUNTING = frozenset(("share", "percentag", "proport", "number", "rate", "count", "total", "10000"))
"""Stems that say how a thing is counted, and not which thing."""
NO_COUNT = ("%", "per ", "£", "rate", "out of", " a ", "average", "median", "not stated")
WITH_ELSEWHERE = re.compile(
    r"\b(?:than|average|highest|lowest|best|worst)\b(?!.*\b(?:last|previous|before|earlier|(?:19|20)\d\d)\b)", re.I
)
"""Words that compare with another place, and not with another year."""
ANYBODY = frozenset(("child", "children", "peopl", "young", "person", "profession", "staff"))
"""Stems of units that do not tell whom they count."""
NARROWED = re.compile(r"\b(?:under|over|aged)\s+\d", re.IGNORECASE)
"""Names of a part by age, of which the whole is no base."""
FEWEST = 2
"""Words that tell which thing is counted: with one alone, names are too alike."""
MOST_BASES = 2


@dataclass(frozen=True)
class Base:
    """What may stand behind a percentage."""

    count: Figure | None = None
    """The number of which it may be the share."""
    bases: tuple[Figure, ...] = ()
    """Numbers that it may be of; one may be published only as a chart."""
    fits: Interval | None = None
    """Of how many the count would be that share, for the shares beside it at once."""
    shares: int = 1
    """How many shares that holds for."""


class Printed:
    """The figures of a report, and the checks that hold them together."""

    def __init__(self, figures: Iterable[Figure], checks: Iterable[Check] = (), home: str = "") -> None:
        self.figures = [one for one in figures if is_measure(one)]
        self.by_id = {one.figure_id: one for one in self.figures}
        self.checks = list(checks)
        self.home = home
        self.pairs = self._pairs()

    def find_base(self, share: Figure) -> Base:
        """The count and the base that may stand behind a percentage; empty where neither is printed."""
        count = self._count_by_check(share) or self._count_by_words(share)
        bases = self._bases_by_check(share) or self._bases_by_words(share, count)
        if count is None:
            return Base(None, tuple(bases[:MOST_BASES]))
        pairs = self._shares_beside(share, count)
        fits = shared_base(pairs.values())
        if fits is None or len(pairs) < 2:
            fits, pairs = shared_base([(_can_be(count), _can_be(share))]), {}
        return Base(count, tuple(bases[:MOST_BASES]), fits, max(len(pairs), 1))

    def find_earlier(self, latest: Figure) -> Figure | None:
        """The newest earlier value of the same measure for another kind of time, or of one whose name has the same
        words in another way of counting."""
        began = read(latest.period).first or read(latest.period).last
        found = [
            (one.indicator_id == latest.indicator_id, str(last), one)
            for one in self.figures
            if one.value is not None
            and began
            and (last := read(one.period).last)
            and last < began
            and one.area == latest.area
            and _is_same_part(one, latest)
        ]
        return max(found, key=lambda each: each[:2])[2] if found else None

    def find_chart(self, latest: Figure) -> Figure | None:
        """The same measure where it is published only as a chart."""
        found = (
            one
            for one in self.figures
            if one.state is ValueState.CHART_ONLY
            and (one.indicator_id, one.area) == (latest.indicator_id, latest.area)
            and one.category in ("", latest.category)
        )
        return next(found, None)

    def find_comparison(self, latest: Figure) -> str:
        """The report's words for a comparison with elsewhere that it prints no number of; empty: none."""
        same = self._again(latest)
        for check in self.checks:
            is_unheld = check.kind is CheckKind.COMPARATOR and not check.against_ids
            if is_unheld and same & set(check.figure_ids) and WITH_ELSEWHERE.search(check.words):
                return check.words
        return ""

    def find_change(self, claim_id: str, text: str) -> tuple[Figure, Figure] | None:
        """Two values that a claim without a figure may speak of, the later first: by a check that names the claim, or
        where the claim has all the words of an indicator."""
        for check in self.checks:
            if check.kind is CheckKind.CHANGE and claim_id in check.refs and len(check.figure_ids) == 2:
                later, earlier = (self.by_id.get(one) for one in check.figure_ids)
                if later and earlier and later.value is not None and earlier.value is not None:
                    return later, earlier
        said = _stems(text)
        named = (pair for pair in self.pairs if len(_stems(pair[0].indicator)) >= FEWEST)
        return next((pair for pair in named if _stems(pair[0].indicator) <= said), None)

    def _pairs(self) -> list[tuple[Figure, Figure]]:
        """Whole indicators at home with values for two like times, the later first."""
        groups: dict[str, list[Figure]] = {}
        for one in self.figures:
            if one.value is not None and not one.category and one.area == self.home and read(one.period).last:
                groups.setdefault(one.indicator_id, []).append(one)
        found = []
        for group in groups.values():
            newest, *others = sorted(group, key=lambda one: str(read(one.period).last), reverse=True)
            before = next((one for one in others if are_alike(newest.period, one.period)), None)
            if before and before.unit == newest.unit:
                found.append((newest, before))
        return found

    def _again(self, figure: Figure) -> set[str]:
        """Ids of what is printed as the same measure for the same place and time, the figure itself included."""
        return {
            one.figure_id
            for one in self.figures
            if (one.indicator_id, one.category, one.unit) == (figure.indicator_id, figure.category, figure.unit)
            and _is_same_place_and_time(one, figure)
        }

    def _count_by_check(self, share: Figure) -> Figure | None:
        same = self._again(share)
        for check in self.checks:
            if check.kind is CheckKind.SHARE_OF_BASE and same & set(check.figure_ids):
                return self.by_id.get(check.against_ids[0])
        return None

    def _count_by_words(self, share: Figure) -> Figure | None:
        """The same part of a thing with the same words, as a number."""
        found = (
            one
            for one in self.figures
            if one.category
            and _is_count(one)
            and one.value is not None
            and _is_same_part(one, share)
            and _is_same_place_and_time(one, share)
        )
        return next(found, None)

    def _bases_by_check(self, share: Figure) -> list[Figure]:
        """The bases that the report's checks try for it."""
        same = self._again(share)
        found: list[str] = []
        for check in self.checks:
            if same & set(check.figure_ids):
                if check.kind in (CheckKind.POSSIBLE_PERCENTAGE, CheckKind.BASE_SOLVER):
                    found += check.against_ids
                elif check.kind is CheckKind.SHARE_OF_BASE:
                    found += check.against_ids[1:]
        return [self.by_id[one] for one in dict.fromkeys(found) if one in self.by_id]

    def _bases_by_words(self, share: Figure, count: Figure | None) -> list[Figure]:
        """Whole numbers whose name is part of the percentage's; failing those, numbers of its section that count what
        its name says first."""
        if NARROWED.search(share.indicator):
            return []
        least = count.value if count and count.value is not None else 1
        wholes = [
            one
            for one in self.figures
            if not one.category
            and _is_count(one)
            and one.area == share.area
            and (one.value > least if one.value is not None else one.state is ValueState.CHART_ONLY)
            and (one.value is None or _may_be_of_one_time(one, share))
        ]
        within = [
            (len(stems), one)
            for one in wholes
            if is_within(share, one) and len(stems := _stems(one.indicator)) >= FEWEST
        ]
        longest = max((length for length, _ in within), default=0)
        found = [one for length, one in within if length == longest] or [
            one for one in wholes if one.section == share.section and _counts_first(share.indicator, one.unit)
        ]
        return [one for one in found if one.value is not None] or found[:1]

    def _shares_beside(self, share: Figure, count: Figure) -> dict[str, tuple[Interval, Interval]]:
        """By part: each count with its share, of the same two indicators for the same place and time."""
        counts = {
            one.category: one
            for one in self.figures
            if one.indicator_id == count.indicator_id and one.value is not None and _is_same_place_and_time(one, share)
        }
        beside = [
            one
            for one in self.figures
            if one.indicator_id == share.indicator_id
            and one.value is not None
            and one.category in counts
            and _is_same_place_and_time(one, share)
        ]
        beside.sort(key=lambda one: len(one.as_printed), reverse=True)
        return {one.category: (_can_be(counts[one.category]), _can_be(one)) for one in beside}


def is_within(share: Figure, base: Figure) -> bool:
    """Whether a percentage's name says that it is about part of what a number counts."""
    return _stems(base.indicator) < _stems(share.indicator)


def _can_be(figure: Figure) -> Interval:
    assert figure.value is not None
    return intervals.read(figure.value, figure.unit, figure.as_printed, figure.qualifier)


def _is_count(figure: Figure) -> bool:
    return not any(word in f"{figure.unit.lower()} " for word in NO_COUNT)


def _is_same_part(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one part of one measure, or of two with the same words."""
    if look_alike(one.category) != look_alike(other.category):
        return False
    stems = _stems(one.indicator)
    return one.indicator_id == other.indicator_id or (len(stems) >= FEWEST and stems == _stems(other.indicator))


def _is_same_place_and_time(one: Figure, other: Figure) -> bool:
    here, there = read(one.period), read(other.period)
    return one.area == other.area and (here.is_same(there) or one.period == other.period)


def _may_be_of_one_time(one: Figure, other: Figure) -> bool:
    here, there = read(one.period), read(other.period)
    return here.is_same(there) or not (here.is_definite and there.is_definite)


def _counts_first(name: str, unit: str) -> bool:
    """Whether a name says first that it is about what a unit counts: "Share of referrals that led to a service"."""
    words = [word.stem for word in read_tokens(name) if not word.is_stop_word and word.stem not in WAYS_OF_COUNTING]
    counted = [word.stem for word in read_tokens(unit)]
    return bool(words) and counted[:1] == words[:1] and counted[0] not in ANYBODY


@lru_cache(maxsize=2000)
def _stems(text: str) -> frozenset[str]:
    """The words of a name that tell which thing is counted."""
    return frozenset(
        word.stem for word in read_tokens(text) if not word.is_stop_word and word.stem not in WAYS_OF_COUNTING
    )
