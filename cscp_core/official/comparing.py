"""Whether two official values differ by more than chance could give: two shares or two rates with their bases. Pure.

Without a base there is no verdict. Two shares are compared by the interval of their difference (Newcombe 1998, hybrid
score), two rates and two counts of one place by the exact conditional test (Przyborowski and Wilenski 1940), all with
95 per cent confidence. The methods are those of `cscp_core.chance`.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from cscp_core import chance
from cscp_core.labelled import Labelled
from cscp_core.official.rules import is_count, may_compare
from cscp_core.official.views import Observation, show

PER = {"per 1,000": 1_000, "per 10,000": 10_000, "per 100,000": 100_000}
MOST_APART = 1
"""Points: how far rounding may put a share from what its count and base give."""
MOST_NEEDED = 1_000_000
"""The largest base that `base_needed` looks for."""


class Difference(Labelled):
    """How one value stands to another."""

    HIGHER = "higher", "higher, by more than chance would give"
    LOWER = "lower", "lower, by more than chance would give"
    BY_CHANCE = "by_chance", "a difference that could be chance"
    CANNOT_TELL = "cannot_tell", "cannot tell whether it is chance"

    @property
    def is_plain(self) -> bool:
        """Whether the two differ by more than chance would give."""
        return self in (Difference.HIGHER, Difference.LOWER)

    @property
    def in_short(self) -> str:
        """As a small chart says it."""
        if self.is_plain:
            return f"{self.value}, more than chance"
        return "within chance" if self is Difference.BY_CHANCE else "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Based:
    """A number of events or people, and the base that it is of: a whole, a population, or None for a bare count.
    `half` is how far rounding may have moved the count, such as 5 where it is rounded to ten."""

    count: float
    base: float | None
    half: float = 0.0

    @property
    def ends(self) -> tuple[float, ...]:
        """What the count can be: the ends of its rounding, within its base."""
        if not self.half:
            return (self.count,)
        most = math.inf if self.base is None else self.base
        return (max(0.0, self.count - self.half), min(most, self.count + self.half))


@dataclass(frozen=True, kw_only=True)
class ComparedValues:
    """One value held against another. `needs` says what is missing where it cannot be told."""

    difference: Difference
    needs: str = ""

    @property
    def words(self) -> str:
        return f"{self.difference.label}: {self.needs}" if self.needs else self.difference.label


def people_per(unit: str) -> int | None:
    """How many people a rate is for: 10,000 of "per 10,000 children". None for what is no such rate."""
    return next((number for words, number in PER.items() if f"{unit} ".startswith(f"{words} ")), None)


def exact_value(found: Observation) -> Decimal | None:
    """A share worked out from its count and base, where both are published; any other value as published."""
    if found.unit == "%" and found.numerator is not None and found.denominator and _gives(found):
        return found.numerator * 100 / found.denominator
    return found.value


def _gives(found: Observation) -> bool:
    """Whether a published count and base are those of the share. A publisher's share of a region may leave out
    authorities that its count or its base holds, and is then of something else."""
    if found.value is None or found.numerator is None or not found.denominator:
        return True
    return abs(found.numerator * 100 / found.denominator - found.value) <= MOST_APART


def based(found: Observation, behind: Decimal | None = None) -> Based | None:
    """The count and base behind a value; None where it has none.

    Args:
        behind: what another series publishes of it: the base of a share, whose count is then the nearest whole number,
            or the count of a rate.
    """
    if found.value is None:
        return None
    half = (found.rounded_to or 0) / 2
    if is_count(found.unit):
        return Based(count=float(found.value), base=None, half=half)
    if found.unit == "%":
        whole = found.denominator or behind
        if not whole or not 0 <= found.value <= 100 or not _gives(found):
            return None
        count = found.numerator if found.numerator is not None else round(found.value * whole / 100)
        return Based(count=float(count), base=float(whole), half=half if found.numerator is not None else 0.0)
    per = people_per(found.unit)
    events = found.numerator if found.numerator is not None else behind
    if per is None or events is None:
        return None
    people = found.denominator or (events * per / found.value if found.value else None)
    return Based(count=float(events), base=float(people), half=half) if people else None


def compare(
    one: Observation, other: Observation, *, behind: tuple[Decimal | None, Decimal | None] = (None, None)
) -> ComparedValues:
    """How `one` stands to `other`: the same series at two times, or at one time in two places.

    Args:
        behind: of each, what another series publishes of it where its own table prints no base or count: see `based`.
    """
    if one.unit != other.unit or one.is_apart != other.is_apart:
        return ComparedValues(difference=Difference.CANNOT_TELL, needs="the two are in different units")
    if one.value is None or other.value is None:
        return ComparedValues(difference=Difference.CANNOT_TELL, needs="one of the two values is missing")
    if not may_compare(one.unit, one.as_value, other.as_value):
        return ComparedValues(difference=Difference.CANNOT_TELL, needs="the two rates use different populations")
    found, against = based(one, behind[0]), based(other, behind[1])
    if found is None or against is None:
        return ComparedValues(difference=Difference.CANNOT_TELL, needs="no base is published with it")
    if found.base is None and one.place != other.place:
        return ComparedValues(difference=Difference.CANNOT_TELL, needs="the places differ in size")
    return ComparedValues(difference=difference(found, against, is_share=one.unit == "%"))


def difference(one: Based, other: Based, *, is_share: bool) -> Difference:
    """How two numbers with their bases differ, whichever way their counts were rounded."""
    test = _shares if is_share else _rates
    found = {test(count, one.base, against, other.base) for count, against in product(one.ends, other.ends)}
    return found.pop() if len(found) == 1 else Difference.BY_CHANCE


def _shares(count: float, base: float | None, other: float, other_base: float | None) -> Difference:
    apart = chance.shares_apart(count, base or 1, other, other_base or 1)
    if apart.holds(0):
        return Difference.BY_CHANCE
    return Difference.HIGHER if apart.low > 0 else Difference.LOWER


def _rates(count: float, base: float | None, other: float, other_base: float | None) -> Difference:
    exposed = base / (base + other_base) if base and other_base else 0.5
    if chance.counts_differ(round(count), round(other), exposed) >= 1 - chance.CONFIDENCE:
        return Difference.BY_CHANCE
    return Difference.HIGHER if count * (1 - exposed) > other * exposed else Difference.LOWER


def base_needed(share: Decimal, other: Decimal) -> int | None:
    """How large the base of two shares, in per cent, would each have to be for chance alone not to give their
    difference: the smallest whole number from which on it is so. None where they are the same."""
    if share == other:
        return None
    low, high = 1, MOST_NEEDED
    if not _stand_apart(share, other, high):
        return None
    while low < high:
        middle = (low + high) // 2
        if _stand_apart(share, other, middle):
            high = middle
        else:
            low = middle + 1
    return high


def _stand_apart(share: Decimal, other: Decimal, base: int) -> bool:
    counts = [float(one) * base / 100 for one in (share, other)]
    return not chance.shares_apart(counts[0], base, counts[1], base).holds(0)


def arithmetic(found: Observation, behind: Decimal | None = None) -> str:
    """A value with what is behind it: "8.7% (131 of 1,499)", "70 (270 children)"."""
    sign = "%" if found.unit == "%" else ""
    known = based(found, behind)
    if known is None or known.base is None:
        return f"{found.shown}{sign}"
    if found.unit != "%":
        return f"{found.shown} (from a count of {show(Decimal(known.count), 0)})"
    loose = "about " if found.numerator is None else ""
    return f"{found.shown}{sign} ({loose}{show(Decimal(known.count), 0)} of {show(Decimal(known.base), 0)})"
