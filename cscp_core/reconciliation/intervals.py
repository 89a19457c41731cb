"""What a printed number can be: everything that rounds to it. Exact arithmetic on both ends. Pure."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from cscp_core.evidence.numbers import DIGITS, flattened, numbers_in

Number = Fraction | float
"""An exact fraction, or plus or minus infinity for an open end."""

HALF = Fraction(1, 2)
ROUNDED = ("%", "per 10,000", "£", "rate", "per cent", "ratio")
"""Units whose numbers are rounded where they are printed; all others are counts, and exact."""
OPEN_ABOVE = ("over", "more than", "at least", "minimum", "or more", "and above", "or over")
OPEN_BELOW = ("under", "less than", "fewer than", "within", "up to", "below", "at most")
ABOUT = ("about", "approx", "around", "estimated", "on average", "roughly", "circa")
NEARLY = ("almost", "nearly")
OUT_OF = re.compile(r"(\w+) (?:out of|in) (?:every )?(\w+)")


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included; an infinite end is open."""

    low: Number
    high: Number

    @classmethod
    def exactly(cls, value: Number) -> Self:
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def meets(self, other: "Interval") -> bool:
        """Whether one number can be in both."""
        return self.low <= other.high and other.low <= self.high

    def both(self, other: "Interval") -> "Interval | None":
        """What is in both; None where nothing is."""
        if not self.meets(other):
            return None
        low = other.low if self.low <= other.low else self.low
        return Interval(low, self.high if self.high <= other.high else other.high)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: "Interval") -> "Interval":
        """This divided by another, for numbers that are never below zero; what reaches zero gives an open end."""
        low = Fraction(0) if math.isinf(other.high) else _divided(self.low, other.high)
        return Interval(low, _divided(self.high, other.low))

    def times(self, factor: int | Fraction) -> "Interval":
        return Interval(self.low * factor, self.high * factor)

    @property
    def turned(self) -> "Interval":
        """The same with the other sign."""
        return Interval(-self.high, -self.low)

    @property
    def size(self) -> "Interval":
        """The same without its sign: how far from zero."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return self.turned
        return Interval(Fraction(0), self.high if self.high >= -self.low else -self.low)

    @property
    def whole(self) -> range:
        """The whole numbers in it, for one with two closed ends."""
        return range(math.ceil(self.low), math.floor(self.high) + 1)


def total(parts: "list[Interval]") -> Interval:
    """The sum of several."""
    found = Interval.exactly(Fraction(0))
    for part in parts:
        found = found + part
    return found


def read(value: float, unit: str, as_printed: str = "", qualifier: str = "") -> Interval:
    """What a number printed as `as_printed` can be.

    Args:
        value: the number that was printed, in `unit`.
        unit: percentages, rates and money are rounded at the last digit shown; counts are exact.
        as_printed: "8.5%" is 8.45 to 8.55; "4 out of 5 (84%)" is both four fifths, roughly, and 83.5 to 84.5.
        qualifier: "over" and "at least" are open above, "under" below; "about" is loose by half its last digit.
    """
    exact = _exact(value)
    is_rounded = any(word in unit.lower() for word in ROUNDED)
    half = _place(value, as_printed) * HALF if is_rounded else Fraction(0)
    low: Number = exact - half
    high: Number = exact + half
    words = flattened(f"{qualifier} {as_printed}")
    if any(_has(words, word) for word in ABOUT):
        loose = max(half, _last_digit(exact) * HALF)
        low, high = exact - loose, exact + loose
    elif any(_has(words, word) for word in NEARLY):
        low, high = exact - max(half, _last_digit(exact) * HALF), exact
    elif any(_has(words, word) for word in OPEN_ABOVE):
        low, high = exact, math.inf
    elif any(_has(words, word) for word in OPEN_BELOW):
        low, high = Fraction(0), exact
    found = Interval(Fraction(0) if low < 0 <= value else low, high)
    if unit == "%":
        found = _share(found, as_printed)
    return found


def _share(found: Interval, as_printed: str) -> Interval:
    said = OUT_OF.search(flattened(as_printed))
    if found.high <= 100 + HALF:  # a share; a change may be more than all
        found = Interval(found.low, Fraction(100) if found.high > 100 else found.high)
    if said and "%" in as_printed:
        parts = [numbers_in(word) for word in said.groups()]
        if all(parts) and parts[1][0]:
            some, many = (_exact(one[0]) for one in parts)
            loosely = Interval((some - HALF) * 100 / many, (some + HALF) * 100 / many)
            return found.both(loosely) or found
    return found


def _exact(value: float) -> Fraction:
    return Fraction(repr(value))


def _place(value: float, as_printed: str) -> Fraction:
    """The place of the last digit that is printed: 1/10 for "8.5%", 1 for "19%"."""
    for found in DIGITS.findall(as_printed):
        shown = re.sub(r"[,\s]", "", found).replace("−", "-")
        if float(shown) == value:
            return Fraction(1, 10 ** len(shown.partition(".")[2]))
    return Fraction(1, 10 ** len(f"{value:g}".partition(".")[2]))


def _last_digit(exact: Fraction) -> Fraction:
    """The place of the last digit that is not zero: 100 for 45,900, 10 for 130, 1 for 47."""
    if exact.denominator != 1 or not exact:
        return Fraction(1)
    place = 1
    while exact.numerator % (place * 10) == 0:
        place *= 10
    return Fraction(place)


def _has(words: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}", words) is not None


def _divided(above: Number, below: Number) -> Number:
    if not below:
        return math.inf
    return above / below
