"""Official statistics as one long table: a row a value, with where it was published."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, TextIO

import sqlalchemy
from sqlmodel import Session, col, select, tuple_

from cscp_core.free_text import csv_text
from cscp_core.official import tables as t
from cscp_core.official.rules import ObservationState, PlaceLevel, is_count
from cscp_core.official.withholding import is_few, withheld_parts
from cscp_core.people.permissions import Actor, Permission, needs

COLUMNS = (
    "series",
    "source_table",
    "source_column",
    "release",
    "period",
    "year_kind",
    "place_code",
    "place",
    "level",
    "value",
    "state",
    "numerator",
    "denominator",
    "unit",
)
AT_ONCE = 2_000  # rows

Joined = tuple[t.Observation, t.Edition, t.Series, t.Place]
Cell = tuple[int, str, str]
"""One value: edition, place code, period."""


@needs(Permission.READ_OFFICIAL)
def write_long(session: Session, actor: Actor, *, out: TextIO, as_published: bool = False) -> int:
    """Writes every value as CSV, in the order of source table, place, time and series. Returns how many rows.

    The file leaves the partnership: counts of children from 1 to 5, shares of them, and what would give them away are
    withheld. `as_published` writes what the publishers print, for use inside.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for _, group in groupby(_joined(session), key=_group):
        rows = list(group)
        hidden = frozenset[int]() if as_published else withheld_rows(rows)
        for place, row in enumerate(rows):
            writer.writerow(_cells(row, place in hidden, not as_published))
            written += 1
    return written


@needs(Permission.READ_OFFICIAL)
def write_series(session: Session, actor: Actor, *, out: TextIO, series_id: str) -> int:
    """The same for one series, for a file that leaves. Returns how many rows."""
    hidden = find_withheld(session, actor, series_id=series_id)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for row in _joined(session, t.Edition.series_id == series_id):
        writer.writerow(_cells(row, _cell(row[0]) in hidden, True))
        written += 1
    return written


@needs(Permission.READ_OFFICIAL)
def find_withheld(
    session: Session, actor: Actor, *, series_id: str, place_codes: Sequence[str] = ()
) -> frozenset[Cell]:
    """Which values of a series must not leave the partnership, of these places or of all: small counts of children, and
    what would give them away beside the rest of their table."""
    own = select(t.Observation.edition_id, t.Observation.place_code, t.Observation.period).join(
        t.Edition, col(t.Edition.edition_id) == col(t.Observation.edition_id)
    )
    own = own.where(t.Edition.series_id == series_id)
    if place_codes:
        own = own.where(col(t.Observation.place_code).in_(place_codes))
    cells = set(session.exec(own))
    found: set[Cell] = set()
    for edition in session.exec(select(t.Edition).where(t.Edition.series_id == series_id)).all():
        at = {(place, period) for edition_id, place, period in cells if edition_id == edition.edition_id}
        same_table = (
            t.Edition.publication_id == edition.publication_id,
            t.Edition.release == edition.release,
            t.Edition.source_table == edition.source_table,
        )
        few = sorted(at & _places_and_times_with_few(session, {period for _, period in at}, same_table))
        for some in (few[start : start + AT_ONCE] for start in range(0, len(few), AT_ONCE)):
            where = tuple_(t.Observation.place_code, t.Observation.period).in_(some)
            for _, group in groupby(_joined(session, where, *same_table), key=_group):
                rows = list(group)
                found |= {_cell(rows[place][0]) for place in withheld_rows(rows)}
    return frozenset(found & cells)


def _places_and_times_with_few(session: Session, times: set[str], table: Sequence[Any]) -> set[tuple[str, str]]:
    """The authorities and times of a table for which any count of children is 1 to 5. Columns alone are read, since a
    table may hold hundreds of series."""
    query = (
        sqlalchemy.select(
            col(t.Observation.place_code),
            col(t.Observation.period),
            col(t.Observation.value),
            col(t.Observation.numerator),
            col(t.Series.unit),
        )
        .join(t.Edition, col(t.Edition.edition_id) == col(t.Observation.edition_id))
        .join(t.Series, col(t.Series.series_id) == col(t.Edition.series_id))
        .join(t.Place, col(t.Place.place_code) == col(t.Observation.place_code))
        .where(
            col(t.Place.level) == PlaceLevel.AUTHORITY,
            col(t.Series.counts_children).is_(True),
            col(t.Observation.period).in_(times),
            *table,
        )
    )
    return {
        (place, period)
        for place, period, value, numerator, unit in session.execute(query)
        if is_few(numerator) or (is_few(value) and is_count(unit))
    }


def _cell(row: t.Observation) -> Cell:
    return (row.edition_id, row.place_code, row.period)


def withheld_rows(rows: Sequence[Joined]) -> frozenset[int]:
    """Which rows of one table, place and time are withheld, by their number; those of authorities only, since counts of
    regions are rounded.

    Rows with one base are a family. Where a count of it is 1 to 5, and its counts add up to the base, so many are
    withheld that none can be worked out; otherwise all of the family are, since subtotals would tell. A count without a
    base takes the rest of its topic with it.
    """
    if rows[0][3].level is not PlaceLevel.AUTHORITY:
        return frozenset()
    few = {place for place, row in enumerate(rows) if row[2].counts_children and _is_few(row)}
    hidden: set[int] = set()
    for base, family in _families(rows).items() if few else ():
        if few & family:
            hidden |= _hidden_of(rows, base, family)
    return frozenset(hidden)


def _is_few(row: Joined) -> bool:
    observation, _, series, _ = row
    return is_few(observation.numerator) or (is_count(series.unit) and is_few(observation.value))


def _families(rows: Sequence[Joined]) -> dict[Decimal | str, set[int]]:
    """Rows by their base: shares and counts that name one, and the counts that are above the line of such a share.
    What has no base is one family a topic."""
    found: dict[Decimal | str, set[int]] = {}
    above: dict[Decimal, set[Decimal]] = {}
    for place, (observation, _, _, _) in enumerate(rows):
        if observation.denominator is not None:
            found.setdefault(observation.denominator, set()).add(place)
            if observation.numerator is not None:
                above.setdefault(observation.denominator, set()).add(observation.numerator)
    for place, (observation, _, series, _) in enumerate(rows):
        if observation.denominator is None:
            bases = {base for base, counts in above.items() if observation.value in counts - {base}}
            for base in bases:
                found[base].add(place)
            if not bases:
                found.setdefault(series.topic, set()).add(place)
    return found


def _hidden_of(rows: Sequence[Joined], base: Decimal | str, family: set[int]) -> set[int]:
    counts = {place: rows[place][0].value for place in family if is_count(rows[place][2].unit)}
    known = [one for one in counts.values() if one is not None]
    if isinstance(base, str) or len(known) < len(counts) or sum(known) != base:
        return family
    parts = {int(name) for name in withheld_parts({str(place): count for place, count in counts.items()}, base)}
    gone = {counts[place] for place in parts}
    return parts | {place for place in family - counts.keys() if rows[place][0].numerator in gone}


def _joined(session: Session, *where: Any) -> Iterator[Joined]:
    query = (
        select(t.Observation, t.Edition, t.Series, t.Place)
        .join(t.Edition, col(t.Edition.edition_id) == col(t.Observation.edition_id))
        .join(t.Series, col(t.Series.series_id) == col(t.Edition.series_id))
        .join(t.Place, col(t.Place.place_code) == col(t.Observation.place_code))
        .where(*where)
        .order_by(
            col(t.Edition.publication_id),
            col(t.Edition.release),
            col(t.Edition.source_table),
            col(t.Observation.place_code),
            col(t.Observation.period),
            col(t.Edition.series_id),
        )
        .execution_options(yield_per=AT_ONCE)
    )
    yield from session.exec(query)


def _group(row: Joined) -> tuple[Any, ...]:
    observation, edition, _, _ = row
    return (edition.publication_id, edition.release, edition.source_table, observation.place_code, observation.period)


def _cells(row: Joined, is_hidden: bool, withholds: bool) -> list[str]:
    observation, edition, series, place = row
    state = ObservationState.WITHHELD if is_hidden else observation.state
    numbers = [observation.value, observation.numerator, observation.denominator]
    if is_hidden:
        numbers[:2] = [None, None]
    if withholds and series.counts_children and is_few(observation.denominator):
        numbers[2] = None
    value, numerator, denominator = ("" if one is None else f"{one:f}" for one in numbers)
    return [
        csv_text(series.series_id),
        csv_text(edition.source_table),
        csv_text(edition.source_column),
        edition.release,
        observation.period,
        series.year_kind.value,
        csv_text(place.place_code),
        csv_text(place.name),
        place.level.value,
        value,
        state.value,
        numerator,
        denominator,
        csv_text(series.unit),
    ]
