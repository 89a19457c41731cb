"""Official statistics as one long table: a row a value, with where it was published."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple, TextIO

import sqlalchemy
from sqlmodel import Session, col, select

from cscp_core.free_text import csv_text
from cscp_core.official import tables as t
from cscp_core.official.rules import ObservationState
from cscp_core.official.small_counts import Cell, find_withheld
from cscp_core.official.withholding import is_few
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


class Written(NamedTuple):
    """What a row says of one value. Columns alone are read: rows as objects take twice as long, and there may be
    hundreds of thousands."""

    edition_id: int
    place_code: str
    period: str
    value: Decimal | None
    state: ObservationState
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def cell(self) -> Cell:
        return (self.edition_id, self.place_code, self.period)


Joined = tuple[Written, t.Edition, t.Series, t.Place]


@needs(Permission.READ_OFFICIAL)
def write_long(session: Session, actor: Actor, *, out: TextIO, as_published: bool = False) -> int:
    """Writes every value as CSV, in the order of source table, place, time and series. Returns how many rows.

    The file leaves the partnership: counts of children from 1 to 5, shares of them, and what would give them away are
    withheld. `as_published` writes what the publishers print, for use inside.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    hidden = frozenset[Cell]() if as_published else find_withheld(session, actor)
    written = 0
    for row in _joined(session):
        writer.writerow(_cells(row, row[0].cell in hidden, not as_published))
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
        writer.writerow(_cells(row, row[0].cell in hidden, True))
        written += 1
    return written


def _joined(session: Session, *where: Any) -> Iterator[Joined]:
    o = t.Observation
    columns: Any = (o.edition_id, o.place_code, o.period, o.value, o.state, o.numerator, o.denominator)
    query = (
        sqlalchemy.select(*columns)
        .join(t.Edition, col(t.Edition.edition_id) == col(o.edition_id))
        .where(*where)
        .order_by(
            col(t.Edition.publication_id),
            col(t.Edition.release),
            col(t.Edition.source_table),
            col(o.place_code),
            col(o.period),
            col(t.Edition.series_id),
        )
        .execution_options(yield_per=AT_ONCE)
    )
    editions = {one.edition_id: one for one in session.exec(select(t.Edition))}
    series = {one.series_id: one for one in session.exec(select(t.Series))}
    places = {one.place_code: one for one in session.exec(select(t.Place))}
    for row in map(Written._make, session.execute(query)):
        edition = editions[row.edition_id]
        yield row, edition, series[edition.series_id], places[row.place_code]


def _cells(row: Joined, is_hidden: bool, withholds: bool) -> list[str]:
    observation, edition, series, place = row
    state = ObservationState.WITHHELD if is_hidden else observation.state
    numbers = [observation.value, observation.numerator, observation.denominator]
    if is_hidden:
        numbers = [None, None, None]
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
