"""How numbers and figures are put into a check's sentences. Pure."""

import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from cscp_core.evidence.rules import in_words
from cscp_core.reconciliation.intervals import Interval, Number
from cscp_core.reconciliation.rules import PrintedFigure


def number(value: Number, digits: int = 2, rounding: str = ROUND_HALF_UP) -> str:
    """A number with commas and at most so many digits after the point."""
    exact = Fraction(value)
    wanted = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-digits), rounding)
    text = f"{wanted:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(found: Interval, digits: int = 2) -> str:
    """An interval in words: "203", "18.02 to 18.1", "20,000 or more". The ends are rounded outwards, so that a
    sentence never claims a narrower range than the arithmetic gives."""
    if found.is_exact:
        return number(found.low, digits)
    low = "" if math.isinf(found.low) else number(found.low, digits, ROUND_FLOOR)
    if math.isinf(found.high):
        return f"{low} or more"
    high = number(found.high, digits, ROUND_CEILING)
    return f"{low} to {high}" if low else f"up to {high}"


OF_CHANCE = {True: ", which could be chance alone", False: ", more than chance would give", None: ""}
"""Whether chance alone could give a change, as its sentence goes on; None: that cannot be told."""


def amount(value: Number, unit: str, digits: int = 2) -> str:
    """A number with the sign of its currency: "£1,482"."""
    return f"£{number(value, digits)}" if unit == "£" else number(value, digits)


def change_in_words(by: Number, before: Number, unit: str) -> str:
    """A change of the numbers as printed, with its percentage: "a fall of 3 (13.6%)"."""
    if not by:
        return "no change"
    exact, of = Fraction(repr(by) if isinstance(by, float) else by), Fraction(
        repr(before) if isinstance(before, float) else before
    )  # fmt: skip
    points = "" if unit != "%" else " point" if abs(exact) == 1 else " points"
    share = f" ({number(abs(exact) * 100 / of, 1)}%)" if of > 0 else ""
    return f"a {'rise' if exact > 0 else 'fall'} of {amount(abs(exact), unit)}{points}{share}"


def listed(figures: Iterable[PrintedFigure]) -> str:
    """Figures by name with their values as printed."""
    return in_words(f"{one.category or one.indicator} {one.shown}" for one in figures)
