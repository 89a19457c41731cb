"""Which official series state one number, and which are parts or shares of another: what could be worked out. Data."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cscp_core.labelled import Labelled
from cscp_core.official.catalogue import FOLDER, catalogue, read_rows, slug


class Identity(Labelled):
    """What a series has to do with another one."""

    SAME = "same", "states the same number of children, as a count, a share or a rate"
    OF = "of", "is a share or a rate of what the other counts"
    WITHIN = "within", "is a share or a rate of a part of what the other counts"
    PART = "part", "is, with the other parts, all of what the other counts"


@dataclass(frozen=True, kw_only=True)
class Whole:
    """What a share or a rate is of. `is_exact`: it is of all of it, not of a part."""

    quantity: str
    is_exact: bool


@dataclass(frozen=True, kw_only=True)
class Connections:
    """Series by what they have in common, and what each hangs on: its table, its number, and what it is a share of."""

    groups: Mapping[str, Collection[str]]
    asked: Mapping[str, Collection[str]]

    def of(self, series_id: str) -> frozenset[str]:
        """The series that may tell something of one, itself included."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [series_id] if series_id in self.asked else []
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                groups = set(self.asked[one]) - seen
                seen |= groups
                waiting += [other for group in groups for other in self.groups.get(group, ())]
        return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Identities:
    """Series are named by quantity: the one series that stands for all that state the same number."""

    quantities: Mapping[str, str]
    wholes: Mapping[str, tuple[Whole, ...]]
    parts: Mapping[str, tuple[str, ...]]

    def quantity(self, series_id: str) -> str:
        """The series that stands for the number that a series states."""
        counted = counted_in(series_id)
        return self.quantities.get(counted, counted)

    def connections(self, tables: Iterable[tuple[str, str]]) -> "Connections":
        """How series hang together, from each that is loaded with every table that it stands in."""
        groups: dict[str, set[str]] = {}
        asked: dict[str, set[str]] = {}
        for one, table in tables:
            own = self._groups(one, table)
            for group in own:
                groups.setdefault(group, set()).add(one)
            wholes = (whole.quantity for whole in self.wholes.get(one, ()))
            asked.setdefault(one, set()).update(own, wholes)
        return Connections(groups=groups, asked=asked)

    def _groups(self, series_id: str, table: str) -> list[str]:
        own = self.quantity(series_id)
        sums = [f"sum {whole}" for whole, parts in self.parts.items() if own in (whole, *parts)]
        return [own, *sums, *([f"table {table}"] if is_in_table(series_id) else [])]


@cache
def identities(folder: Path = FOLDER) -> Identities:
    """What is known of the series of the catalogue, read once."""
    rows = [(one["series_id"], Identity(one["what"]), one["whole_id"]) for one in read_rows(folder / "identities.csv")]
    for one in read_rows(folder / "behind.csv"):
        rows.append((one["series_id"], Identity.SAME if one["what"] == "count" else Identity.OF, one["behind_id"]))
    found = Identities(quantities=_quantities(rows), wholes={}, parts={})
    wholes: dict[str, tuple[Whole, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for series_id, what, other in rows:
        whole = found.quantity(other)
        if what is Identity.PART:
            parts[whole] = (*parts.get(whole, ()), found.quantity(series_id))
        elif what is not Identity.SAME:
            is_exact = what is Identity.OF
            wholes[series_id] = (*wholes.get(series_id, ()), Whole(quantity=whole, is_exact=is_exact))
    return Identities(quantities=found.quantities, wholes=wholes, parts=parts)


def _quantities(rows: Iterable[tuple[str, Identity, str]]) -> dict[str, str]:
    """The series that stands for each: of those that are linked the first by name."""
    linked: dict[str, set[str]] = {}
    for series_id, what, other in rows:
        if what is Identity.SAME:
            one, another = counted_in(series_id), counted_in(other)
            together = linked.get(one, {one}) | linked.get(another, {another})
            linked |= dict.fromkeys(together, together)
    return {one: min(together) for one, together in linked.items()}


@cache
def counted_in(series_id: str) -> str:
    """The series of the count of a share or a rate, where its own table has one; else the series itself."""
    table, _, rest = series_id.partition(".")
    column, dot, breakdown = rest.partition(".")
    numerator = _numerators().get((table, column))
    return f"{table}.{numerator}{dot}{breakdown}" if numerator else series_id


@cache
def _numerators() -> dict[tuple[str, str], str]:
    return {
        (table.table_id, slug(known.column)): slug(known.numerator)
        for table in catalogue().tables
        for known in table.columns.values()
        if known.numerator
    }


def is_in_table(series_id: str) -> bool:
    """Whether a series is a column of a table whose columns may add up; the interactive tool has a list instead."""
    return series_id not in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(one.series_id for one in catalogue().lait.values())
