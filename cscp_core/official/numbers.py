"""Published cells as exact decimals: what Excel did to a number is undone, and nothing is rounded twice. Pure."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

from cscp_core.official.rules import SYMBOLS, ObservationState

NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
EXCEL_DIGITS = 15
"""Digits of a number that Excel keeps true. What it writes beyond them is the error of binary fractions: 77.4 becomes
77.400000000000006. Rounding to them gives back the number that was typed in, at the precision at which it was."""
_TRUE = Context(prec=EXCEL_DIGITS, rounding=ROUND_HALF_EVEN)


def exact(printed: str) -> str | None:
    """The digits of a printed number, without an exponent: "77.400000000000006" is 77.4, "8.26E-3" is 0.00826. None
    where it is no number. A number of 15 digits or fewer is left as it is printed."""
    text = printed.strip()
    if not NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    if len(number.as_tuple().digits) > EXCEL_DIGITS:
        number = number.normalize(_TRUE)
    return f"{number:f}"


@lru_cache(maxsize=50_000)
def read_value(printed: str) -> tuple[str | None, ObservationState] | None:
    """A cell as a number or the reason why there is none; None where it is neither."""
    number = exact(printed)
    if number is not None:
        return number, ObservationState.PUBLISHED
    state = SYMBOLS.get(printed.strip().casefold())
    return None if state is None else (None, state)


def exact_or_none(printed: str) -> str | None:
    """The digits of a numerator, base or end of an interval; None for a symbol or an empty cell."""
    found = read_value(printed)
    return found[0] if found else None
