"""Small counts that must not leave the partnership: which are withheld, so that nobody can be recognised. Pure.

A count of 1 to 5 is withheld, and so is what was worked out from it. Where the numbers that are left would give it
away, in its own table or in another publication, others are withheld too, until it could be one of several numbers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from cscp_core.official.identities import Whole
from cscp_core.official.rules import ObservationState

Count = Decimal | int
Key = tuple[str, int]
"""One number of a place: its quantity, and the year in which its period ends."""
Table = tuple[str, str, str]
"""Publication, release and table."""
Name = TypeVar("Name", str, Key)
FEW = range(1, 6)
"""Counts that may point to a person."""
FEWEST_CHOICES = 3
"""How many numbers a withheld count must be able to be, for somebody who knows the rest and the total."""


@dataclass(frozen=True, kw_only=True)
class LinkedColumn:
    """A series in one release, with what is known of its number."""

    edition_id: int
    series_id: str
    table: Table
    topic: str
    is_count: bool
    per: int | None
    """How many people a share or a rate is for; None for what is neither."""
    quantity: str
    counts_children: bool
    is_in_table: bool
    wholes: tuple[Whole, ...]

    @property
    def may_be_few(self) -> bool:
        """Whether it can tell a small count at all. The list of shares has some whose base nobody publishes."""
        return self.counts_children and (self.is_in_table or self.is_count or bool(self.wholes))


class Row(NamedTuple):
    """A value of one place. `year`: that in which its period ends; `base_year`: the same, or that of the estimate which
    a rate is worked out on."""

    column: LinkedColumn
    place_code: str
    period: str
    year: int
    base_year: int
    value: Decimal | None
    state: ObservationState
    numerator: Decimal | None
    denominator: Decimal | None
    rounded_to: int | None

    @property
    def key(self) -> Key:
        return (self.column.quantity, self.year)

    @property
    def counted(self) -> Decimal | None:
        """What it counts; None for a share or a rate without a count."""
        return self.value if self.column.is_count else self.numerator

    @property
    def bases(self) -> list[Key]:
        """The numbers that it is a share or a rate of, where another series states them."""
        return [(whole.quantity, self.base_year) for whole in self.column.wholes]

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most that a share or a rate can be, of one, for all that its rounding says."""
        per = self.column.per
        if per is None or self.value is None or self.value < 0:
            return None
        half = Decimal(1).scaleb(int(self.value.as_tuple().exponent)) / 2
        return max(self.value - half, Decimal()) / per, (self.value + half) / per

    @property
    def is_told(self) -> bool:
        """Whether it says anything: that a share rounds to 0 and is not 0 says that there are few."""
        return self.value is not None or self.numerator is not None or self.state is ObservationState.ROUNDS_TO_ZERO


def is_few(count: Count | None) -> bool:
    """Whether a count is one of 1 to 5. A count that is not known is not; zero is nobody."""
    return count is not None and FEW.start <= count < FEW.stop


def rests_on_few(*counts: Count | None) -> bool:
    """Whether anything that is worked out from these counts, such as a share or a difference, must be withheld."""
    return any(map(is_few, counts))


def withheld_parts(
    parts: Mapping[Name, Count | None],
    total: Count | None,
    *,
    beside: Collection[Name] = (),
    printed: Collection[Name] = (),
    slack: Count = 0,
) -> frozenset[Name]:
    """Which parts of one total are withheld. None is a part that its publisher has suppressed already.

    Every part of 1 to 5 is; and beside them the smallest of the others, until those who know the rest and the total
    cannot tell any withheld part to within fewer than FEWEST_CHOICES numbers. Where even that does not help, all are.

    Args:
        beside: parts that are withheld for another reason.
        printed: parts that the report prints: to withhold them hides nothing.
        slack: how far the total may be off by its rounding.
    """
    hidden = {name for name, count in parts.items() if is_few(count)} | set(beside)
    if not hidden - set(printed):
        return frozenset(hidden)
    left = sorted((count, name) for name, count in parts.items() if count and name not in hidden | set(printed))
    while not is_hidden_enough(parts, hidden - set(printed), total, slack):
        if not left:
            return frozenset(name for name, count in parts.items() if count is not None)
        hidden.add(left.pop(0)[1])
    return frozenset(hidden)


def is_hidden_enough(
    parts: Mapping[Name, Count | None], hidden: Collection[Name], total: Count | None, slack: Count = 0
) -> bool:
    """Whether withheld parts can be several numbers each, though their sum is the total less what is shown. Parts that
    the publisher suppressed are hidden with them."""
    if total is None:
        return True
    unknown = [name for name, count in parts.items() if name in hidden or count is None]
    if not unknown:
        return True
    left = total - sum((Decimal(count) for name, count in parts.items() if name not in unknown and count), Decimal())
    lowest = max(left - slack, Decimal(1)) if len(unknown) == 1 else 1
    return left + slack - (len(unknown) - 1) - lowest + 1 >= FEWEST_CHOICES


def withheld_of_place(
    rows: Sequence[Row],
    *,
    parts: Mapping[str, Sequence[str]] = MappingProxyType({}),
    beside: Collection[Key] = (),
    printed: Collection[Key] = (),
) -> frozenset[Key]:
    """Which numbers of one authority are withheld, of those in these rows.

    A number that any table shows as 1 to 5, or that a publisher suppressed, is withheld in every table, as a count, a
    share or a rate. Then each table is looked into, and what is withheld there is withheld in the others, until nothing
    more is found.

    Args:
        parts: quantities that add up to another one, by that.
        beside: numbers that are withheld for another reason.
        printed: numbers that the report prints.
    """
    counts = {row.key: row.value for row in rows if row.value is not None and row.column.is_count}
    tables: dict[tuple[Table, str], list[Row]] = {}
    for row in rows:
        if row.column.is_in_table:
            tables.setdefault((row.column.table, row.period), []).append(row)
    hidden = {row.key for row in rows if row.column.counts_children and _is_small(row, counts)} | set(beside)
    keys = {row.key for row in rows}
    looked_at: set[Key] | None = None
    while hidden != looked_at:
        looked_at = set(hidden)
        for table in tables.values():
            if any(row.key in hidden and row.counted is not None for row in table):
                hidden |= _withheld_of_table(table, hidden, printed)
        for whole, names in parts.items():
            for key, total in counts.items():
                if key[0] == whole:
                    own = {(name, key[1]) for name in names} & keys
                    hidden |= _withheld_of_sum({one: counts.get(one) for one in own}, total, hidden, printed)
        hidden |= {row.key for row in rows if _is_of_hidden(row, hidden, counts)}
    return frozenset(hidden)


def _is_small(row: Row, counts: Mapping[Key, Decimal]) -> bool:
    """Whether a value is of a count that is 1 to 5, or may be for what else is published; or is suppressed."""
    if row.state in (ObservationState.SUPPRESSED, ObservationState.ROUNDS_TO_ZERO):
        return True
    if row.counted is not None or row.value is None:
        return is_few(row.counted)
    bases = zip(row.column.wholes, row.bases, strict=True)
    return any(may_be_few(row, whole, counts.get(base)) for whole, base in bases)


def may_be_few(row: Row, whole: Whole, base: Decimal | None) -> bool:
    """Whether a share or a rate of a base comes from 1 to 5, for all that its rounding says. Of a base that holds its
    own: whether it must."""
    if not base or not row.value or not row.ends:
        return False
    low, high = (end * base for end in row.ends)
    return high >= FEW.start and low <= FEW.stop - 1 if whole.is_exact else high < FEW.stop


def _is_of_hidden(row: Row, hidden: Collection[Key], counts: Mapping[Key, Decimal]) -> bool:
    """Whether a share would tell its base, which is 1 to 5."""
    return any(base in hidden and is_few(counts.get(base)) for base in row.bases)


def _withheld_of_sum(
    parts: Mapping[Key, Decimal | None], total: Decimal, hidden: Collection[Key], printed: Collection[Key]
) -> set[Key]:
    """Which parts of a sum are withheld. One without a number is worked out as soon as it is the only one."""
    unknown = {key for key, count in parts.items() if count is None or key in hidden}
    left = total - sum((count for key, count in parts.items() if count is not None and key not in unknown), Decimal())
    if not unknown or (len(unknown) == 1 and left >= FEW.stop):
        return set()
    return set(withheld_parts(parts, total, beside=unknown, printed=printed))


def _withheld_of_table(table: Sequence[Row], hidden: Collection[Key], printed: Collection[Key]) -> set[Key]:
    """Which more are withheld in one table, place and time.

    Rows with one base are a family. Where a number of it is withheld, and its counts add up to the base, so many are
    withheld that none can be worked out; otherwise all of the family are, since subtotals would tell, and the base with
    them where the report prints one. Where the base is withheld, all are, since a share and its count tell it. A count
    without a base takes the rest of its topic with it.
    """
    found: set[Key] = set()
    for base, family in _families(table).items():
        keys = {row.key for row in family}
        bases = {row.key for row in table if row.value == base and row.column.is_count}
        if isinstance(base, str):
            if any(rests_on_few(row.counted) for row in family):
                found |= keys
        elif bases & set(hidden):
            found |= keys
        elif any(row.key in hidden and row.counted is not None for row in family):
            parts = {row.key: row.value for row in family if row.column.is_count}
            known = [count for count in parts.values() if count is not None]
            adds_up = len(known) == len(parts) and sum(known) == base
            more = keys
            if adds_up:
                more = set(withheld_parts(parts, base, beside=keys & set(hidden) & parts.keys(), printed=printed))
            is_told = not is_hidden_enough(parts, more - set(printed), base) if adds_up else keys & set(printed)
            found |= more | (bases | keys if is_told or is_few(base) else set())
    return found


def _families(table: Iterable[Row]) -> dict[Decimal | str, list[Row]]:
    """Rows by their base: shares and counts that name one, and the counts that are above the line of such a share.
    What has no base is one family a topic. All of a base is no part of it."""
    found: dict[Decimal | str, list[Row]] = {}
    above: dict[Decimal, set[Decimal]] = {}
    rows = list(table)
    for row in rows:
        if row.denominator is not None and row.numerator != row.denominator:
            found.setdefault(row.denominator, []).append(row)
            if row.numerator is not None:
                above.setdefault(row.denominator, set()).add(row.numerator)
    for row in rows:
        if row.denominator is None:
            bases = [base for base, counts in above.items() if row.value in counts - {base}]
            for base in bases:
                found[base].append(row)
            if not bases:
                found.setdefault(row.column.topic, []).append(row)
    return found
