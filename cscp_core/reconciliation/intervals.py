"""What a printed number can be: everything that rounds to it. Exact arithmetic on both ends. Pure."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from cscp_core.evidence.numbers import DIGITS, SCALED, WORDS, flattened, numbers_in, plain, scale_of

Number = Fraction | float
"""An exact fraction, or plus or minus infinity for an open end."""

HALF = Fraction(1, 2)
ROUNDED = ("%", "per ", "£", "rate", "ratio", "point", "average", "median")
"""Units whose numbers are rounded where they are printed; all others are counts, and exact, unless they are printed
with a decimal point or a scale."""
OPEN_ABOVE = ("over", "more than", "at least", "minimum", "or more", "and above", "or over")
OPEN_BELOW = ("under", "less than", "fewer than", "within", "up to", "below", "at most")
ABOUT = ("about", "approx", "approximately", "around", "estimated", "on average", "roughly", "circa")
NEARLY = ("almost", "nearly")
LINK = r"(?:[\s.:(]*\b(?:a|an|the|at|of|to|be|as|number)\b)*[\s.:(]*[£x]?"
"""What may stand between a word that bounds a number and the number: "a minimum number of 60"."""
AFTER = dict.fromkeys(("or more", "or over", "or older", "and above", "and over", "plus"), OPEN_ABOVE) | dict.fromkeys(
    ("or less", "or fewer", "or under", "or younger", "and under", "and below"), OPEN_BELOW
)
"""Bounds that stand behind their number, with a word between at most: "16 years or over"."""
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
    place = _place(value, as_printed)
    is_rounded = place != 1 or any(word in unit.lower() for word in ROUNDED)
    half = place * HALF if is_rounded else Fraction(0)
    low: Number = exact - half
    high: Number = exact + half
    bounds = _bounds(value, as_printed, qualifier)
    if bounds in (ABOUT, NEARLY):
        loose = max(half, _last_digit(exact) * HALF)
        low, high = exact - loose, exact + loose if bounds is ABOUT else exact
    elif bounds is OPEN_ABOVE:
        low, high = exact, math.inf
    elif bounds is OPEN_BELOW:
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


def _bounds(value: float, as_printed: str, qualifier: str) -> tuple[str, ...] | None:
    """Which words bound the number: those of the qualifier, or those that stand beside the number itself. In "82%
    within 4 weeks" it is the weeks that are bounded."""
    words = flattened(as_printed)
    begins, ends = _where(value, words)
    for kind in (ABOUT, NEARLY, OPEN_ABOVE, OPEN_BELOW):
        said = "|".join(map(re.escape, kind))
        if re.search(rf"\b(?:{said})", flattened(qualifier)) or re.search(rf"\b(?:{said}){LINK}$", words[:begins]):
            return kind
    behind = re.match(rf"\s*%?(?:\s+\w+)?\s+({'|'.join(AFTER)})\b", words[ends:])
    return AFTER[behind[1]] if behind else None


def _where(value: float, words: str) -> tuple[int, int]:
    """Where the number stands in its flattened words: the one with its value, or the first that there is."""
    found = list(DIGITS.finditer(words)) or [one for one in re.finditer(r"[a-z]+", words) if one[0] in WORDS]
    own = [one for one in found if one[0] in WORDS or plain(one[0]) == value] or found
    return own[0].span() if own else (len(words), len(words))


def _place(value: float, as_printed: str) -> Fraction:
    """The place of the last digit that is printed, in the scale in which it is printed: 1/10 for "8.5%", 1 for "19%",
    100,000 for "£1.5m"."""
    for found in DIGITS.findall(as_printed):
        if plain(found) == value:
            return _last_place(found)
    for scaled in SCALED.finditer(as_printed):
        if math.isclose(plain(scaled[1]) * 10 ** scale_of(scaled), value):
            return _last_place(scaled[1]) * Fraction(10 ** scale_of(scaled))
    return Fraction(1, 10 ** len(f"{Decimal(repr(value)).normalize():f}".partition(".")[2]))


def _last_place(digits: str) -> Fraction:
    return Fraction(1, 10 ** len(digits.partition(".")[2]))


def _last_digit(exact: Fraction) -> Fraction:
    """The place of the last digit that is not zero: 100 for 45,900, 10 for 130, 1 for 47."""
    if exact.denominator != 1 or not exact:
        return Fraction(1)
    place = 1
    while exact.numerator % (place * 10) == 0:
        place *= 10
    return Fraction(place)


def _divided(above: Number, below: Number) -> Number:
    if not below:
        return math.inf
    return above / below
