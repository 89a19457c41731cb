"""Official statistics as one long table: a row a value, with where it was published."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

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

Joined = tuple[t.Observation, t.Edition, t.Series, t.Place]


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
        writer.writerow(_cells(row, _cell(row[0]) in hidden, not as_published))
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


def _cell(row: t.Observation) -> Cell:
    return (row.edition_id, row.place_code, row.period)


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
