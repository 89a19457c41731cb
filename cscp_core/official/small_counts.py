"""Which published values must not leave the partnership: small counts of children, and what would give them away."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy
from sqlmodel import Session, col, select

from cscp_core.official import periods
from cscp_core.official import tables as t
from cscp_core.official.catalogue import catalogue
from cscp_core.official.comparing import people_per
from cscp_core.official.identities import Identities, identities, is_in_table
from cscp_core.official.rules import Comparable, ObservationState, PlaceLevel, StatedReason, is_count, is_rate
from cscp_core.official.views import Observation
from cscp_core.official.withholding import Key, LinkedColumn, Row, Table, withheld_of_place, withheld_parts
from cscp_core.people.permissions import Actor, Permission, needs

Cell = tuple[int, str, str]
"""One value: edition, place code, period."""
Span = tuple[int, int]
AT_ONCE = 5_000  # rows


@needs(Permission.READ_OFFICIAL)
def find_withheld(
    session: Session, actor: Actor, *, series_id: str = "", place_codes: Collection[str] = ()
) -> frozenset[Cell]:
    """Which values of a series, or of all, must not leave the partnership, of these places or of all: small counts of
    children, and what would give them away beside everything else that is loaded, in any publication and release."""
    known = SmallCounts(session, actor, place_codes)
    if series_id:
        return known.withheld(series_id)
    return frozenset().union(*(known.withheld(one) for one in session.exec(select(t.Series.series_id))))


class SmallCounts:
    """What must not leave, found as it is asked for: series that may tell something of one another together."""

    def __init__(self, session: Session, actor: Actor, place_codes: Collection[str] = ()) -> None:
        self._session, self._wanted = session, place_codes
        self._known = identities()
        tables = session.exec(select(col(t.Edition.series_id), col(t.Edition.source_table)).distinct())
        self._connections = self._known.connections(tables)
        self._found: dict[str, frozenset[Cell]] = {}

    def withheld(self, series_id: str) -> frozenset[Cell]:
        """The values of a series that must not leave."""
        if series_id not in self._found:
            group = self._connections.of(series_id)
            self._found |= dict.fromkeys((series_id, *group), frozenset())
            self._found |= _withheld_of(self._session, self._known, group, self._wanted)
        return self._found[series_id]

    def as_it_leaves(self, one: Observation) -> Observation:
        """A value as it may leave: without its numbers where it is withheld."""
        if (one.edition_id, one.place.place_code, one.period) not in self.withheld(one.series_id):
            return one
        state = ObservationState.WITHHELD
        return replace(one, state=state, value=None, numerator=None, denominator=None, lower=None, upper=None)


def _withheld_of(
    session: Session, known: Identities, group: Collection[str], wanted: Collection[str]
) -> dict[str, frozenset[Cell]]:
    """What is withheld of series that may tell something of one another, by series."""
    columns = _columns(session, known, group)
    if not any(column.may_be_few for column, _ in columns.values()):
        return {}
    found: dict[str, set[Cell]] = {}
    for region, places in _regions(session, columns, wanted).items():
        rows = {place: list(own) for place, own in _rows(session, columns, places).items()}
        is_whole = authorities_of(region) <= set(places)
        totals = _rows(session, columns, [region]).get(region, []) if is_whole else []
        printed = _printed(session, known, columns, places)
        hidden: dict[str, frozenset[Key]] = {place: frozenset() for place in rows}
        beside: dict[str, set[Key]] = {place: set() for place in rows}
        changed = set(rows)
        while changed:
            for place in changed:
                hidden[place] = withheld_of_place(
                    rows[place], parts=known.parts, beside=beside[place], printed=printed.get(place, ())
                )
            changed = set()
            for place, key in _told_by_region(rows, totals, hidden, printed):
                if key not in hidden[place]:
                    beside[place].add(key)
                    changed.add(place)
        for place in rows if not wanted else set(rows) & set(wanted):
            for row in rows[place]:
                if row.key in hidden[place] and row.is_told and row.column.counts_children:
                    cell = (row.column.edition_id, place, row.period)
                    found.setdefault(row.column.series_id, set()).add(cell)
    return {series_id: frozenset(cells) for series_id, cells in found.items()}


@cache
def authorities_of(region: str) -> frozenset[str]:
    """The authorities that a region has now. Where one is not loaded, the region is not their sum."""
    gone = {one["earlier_code"] for one in catalogue().place_changes}
    every = (one for one in catalogue().places if one.level is PlaceLevel.AUTHORITY and one.region_code == region)
    return frozenset(one.place_code for one in every if one.place_code not in gone)


def _told_by_region(
    rows: Mapping[str, Sequence[Row]],
    totals: Sequence[Row],
    hidden: Mapping[str, Collection[Key]],
    printed: Mapping[str, Collection[Key]],
) -> Iterator[tuple[str, Key]]:
    """What more is withheld, since a region is the sum of its authorities: of the smallest of the others. What a table
    tells by itself of a count that its publisher suppressed in it, the publisher answers for."""
    counts: dict[Key, dict[Table, dict[str, Decimal | None]]] = {}
    for place, own in rows.items():
        for row in own:
            if row.column.is_count:
                counts.setdefault(row.key, {}).setdefault(row.column.table, {})[place] = row.value
    spans = _counts_of_region(totals)
    for key, tables in counts.items():
        secret = {place for place in rows if key in hidden[place]} if key in spans else set()
        told = {place for place in secret if key in printed.get(place, ())}
        for table, parts in tables.items() if secret else ():
            every = _met(spans[key].values())
            own_span = spans[key].get(table, every)
            shown = {place for place in secret if parts.get(place) is not None}
            for (low, high), beside in ((own_span, shown), (every, secret & parts.keys())):
                if beside and (beside is shown or every != own_span):
                    total, slack = Decimal(low + high) / 2, Decimal(high - low) / 2
                    for place in withheld_parts(parts, total, beside=beside, printed=told, slack=slack):
                        yield place, key


def _counts_of_region(totals: Sequence[Row]) -> dict[Key, dict[Table, Span]]:
    """From where to where each count of a region goes, by what each table says: its count as it is rounded, and what a
    share or a rate says of its base, which may be closer."""
    bases: dict[Key, Span] = {}
    for row in totals:
        if row.value is not None and row.column.is_count:
            half = Decimal(row.rounded_to or 0) / 2
            bases.setdefault(row.key, (math.ceil(row.value - half), math.floor(row.value + half)))
    found: dict[Key, dict[Table, list[Span]]] = {}
    for row in totals:
        half = Decimal(row.rounded_to or 0) / 2
        told = found.setdefault(row.key, {}).setdefault(row.column.table, [])
        if row.counted is not None:
            told.append((math.ceil(row.counted - half), math.floor(row.counted + half)))
        base = next((bases[one] for one in row.bases if one in bases), None)
        if row.denominator is not None:
            base = (math.ceil(row.denominator - half), math.floor(row.denominator + half))
        if base and row.ends:
            told.append((math.ceil(row.ends[0] * base[0]), math.floor(row.ends[1] * base[1])))
    met = {key: {table: _met(told) for table, told in tables.items() if told} for key, tables in found.items()}
    return {key: tables for key, tables in met.items() if tables}


def _met(spans: Iterable[Span]) -> Span:
    """What all spans have in common; one that contradicts those before it is of another release, and is passed over."""
    first, *others = spans
    low, high = first
    for one in others:
        if max(low, one[0]) <= min(high, one[1]):
            low, high = max(low, one[0]), min(high, one[1])
    return low, high


def _columns(session: Session, known: Identities, group: Collection[str]) -> dict[int, tuple[LinkedColumn, t.Series]]:
    query = select(t.Edition, t.Series).join(t.Series, col(t.Series.series_id) == col(t.Edition.series_id))
    found: dict[int, tuple[LinkedColumn, t.Series]] = {}
    for edition, series in session.exec(query.where(col(t.Edition.series_id).in_(group))):
        assert edition.edition_id is not None
        found[edition.edition_id] = (
            LinkedColumn(
                edition_id=edition.edition_id,
                series_id=series.series_id,
                table=(edition.publication_id, edition.release, edition.source_table),
                topic=series.topic,
                is_count=is_count(series.unit),
                per=100 if series.unit == "%" else people_per(series.unit),
                quantity=known.quantity(series.series_id),
                counts_children=series.counts_children,
                is_in_table=is_in_table(series.series_id),
                wholes=known.wholes.get(series.series_id, ()),
            ),
            series,
        )
    return found


def _regions(session: Session, columns: Collection[int], wanted: Collection[str]) -> dict[str, list[str]]:
    """The authorities that have values, by region, for each region that has one of the places wanted."""
    with_values = select(t.Observation.place_code).where(col(t.Observation.edition_id).in_(columns)).distinct()
    query = select(t.Place).where(t.Place.level == PlaceLevel.AUTHORITY, col(t.Place.place_code).in_(with_values))
    found: dict[str, list[str]] = {}
    for place in session.exec(query.order_by(t.Place.region_code, t.Place.place_code)):
        found.setdefault(place.region_code, []).append(place.place_code)
    return {region: own for region, own in found.items() if not wanted or set(own) & set(wanted)}


def _rows(
    session: Session, columns: Mapping[int, tuple[LinkedColumn, t.Series]], places: Collection[str]
) -> dict[str, list[Row]]:
    """The values of places. Columns alone are read, since a table may hold hundreds of series."""
    o = t.Observation
    names: Any = (o.edition_id, o.place_code, o.period, o.value, o.state, o.numerator, o.denominator, o.rounded_to)
    query = sqlalchemy.select(*names).where(col(o.edition_id).in_(columns), col(o.place_code).in_(places))
    found: dict[str, list[Row]] = {}
    years: dict[tuple[str, Any], int] = {}
    for edition_id, place, period, value, state, numerator, denominator, rounded in session.execute(
        query.execution_options(yield_per=AT_ONCE)
    ):
        column, series = columns[edition_id]
        kind = series.year_kind
        year = years.get((period, kind))
        if year is None:
            year = years[period, kind] = periods.ends_in(period, kind)
        base_year = int(periods.base_of_rate(period, kind)[:4]) if column.wholes and is_rate(series.unit) else year
        found.setdefault(place, []).append(
            Row(column, place, period, year, base_year, value, state, numerator, denominator, rounded)
        )
    return found


def _printed(
    session: Session, known: Identities, columns: Mapping[int, tuple[LinkedColumn, t.Series]], places: Collection[str]
) -> dict[str, set[Key]]:
    """The numbers of places that a report prints as well, so that to withhold them hides nothing."""
    kinds = {series.series_id: series.year_kind for _, series in columns.values()}
    newest = select(sqlalchemy.func.max(t.FigureMapping.mapping_id)).group_by(
        col(t.FigureMapping.report_id), col(t.FigureMapping.figure_id)
    )
    rows = session.exec(
        select(t.FigureMapping).where(
            col(t.FigureMapping.mapping_id).in_(newest),
            col(t.FigureMapping.series_id).in_(kinds),
            col(t.FigureMapping.place_code).in_(places),
            t.FigureMapping.comparable != Comparable.NOT,
            t.FigureMapping.reason != StatedReason.CHART_ONLY,
        )
    )
    found: dict[str, set[Key]] = {}
    for row in rows:
        kind = kinds[row.series_id]
        quantity = known.quantity(row.series_id)
        found.setdefault(row.place_code, set()).update(
            (quantity, periods.ends_in(period, kind)) for period in row.period.split()
        )
    return found
