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


def listed(figures: Iterable[PrintedFigure]) -> str:
    """Figures by name with their values as printed."""
    return in_words(f"{one.category or one.indicator} {one.shown}" for one in figures)
