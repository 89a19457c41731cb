"""Small counts that must not leave the partnership: which values are withheld, so that nobody can be recognised. Pure.

A count of 1 to 5 is withheld, and so is what was worked out from it. Where the values that are left and their total
would give it away, others are withheld too, until it could be one of several numbers.
"""

from collections.abc import Mapping
from decimal import Decimal

FEW = range(1, 6)
"""Counts that may point to a person."""
FEWEST_CHOICES = 3
"""How many numbers a withheld count must be able to be, for somebody who knows the rest and the total."""

Count = Decimal | int


def is_few(count: Count | None) -> bool:
    """Whether a count is one of 1 to 5. A count that is not known is not; zero is nobody."""
    return count is not None and FEW.start <= count < FEW.stop


def rests_on_few(*counts: Count | None) -> bool:
    """Whether anything that is worked out from these counts, such as a share or a difference, must be withheld."""
    return any(map(is_few, counts))


def withheld_parts(parts: Mapping[str, Count | None], total: Count | None) -> frozenset[str]:
    """Which parts of one total are withheld. None is a part that its publisher has suppressed already.

    Every part of 1 to 5 is; and beside them the smallest of the others, until those who know the rest and the total
    cannot tell any withheld part to within fewer than FEWEST_CHOICES numbers. Where even that does not help, all are.
    """
    hidden = {name for name, count in parts.items() if is_few(count)}
    if not hidden:
        return frozenset()
    left = sorted((count, name) for name, count in parts.items() if count and name not in hidden)
    while not is_hidden_enough(parts, hidden, total):
        if not left:
            return frozenset(name for name, count in parts.items() if count is not None)
        hidden.add(left.pop(0)[1])
    return frozenset(hidden)


def is_hidden_enough(parts: Mapping[str, Count | None], hidden: set[str], total: Count | None) -> bool:
    """Whether withheld parts can be several numbers each, though their sum is the total less what is shown. Parts that
    the publisher suppressed are hidden with them."""
    if total is None:
        return True
    unknown = [name for name, count in parts.items() if name in hidden or count is None]
    if len(unknown) < 2:
        return False
    shown = sum(
        (Decimal(count) for name, count in parts.items() if count is not None and name not in hidden), Decimal()
    )
    return total - shown - len(unknown) + 1 >= FEWEST_CHOICES
