"""Stores observations in batches of constant size: adds, changes in place with what was there kept, and counts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session, select

from cscp_core.official import tables as t
from cscp_core.official.catalogue import Catalogue, KnownPlace, SeriesSpec
from cscp_core.official.layouts import ListedNeighbour, Observed, Reading
from cscp_core.official.rules import folded

BATCH = 2_000  # observations; both engines take so many values in one statement
MOST_SHOWN = 50
KEY = ("edition_id", "place_code", "period")
CONTENT = ("value", "state", "rounded_to", "numerator", "denominator", "lower", "upper", "note")
COLUMNS = (*KEY, *CONTENT, "load_number")
NOT_STATED = {"publisher": "not stated", "title": "", "licence": "not stated", "address": ""}

Key = tuple[int, str, str]
Values = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class ChangedValue:
    """A value that a load changes within one release; numbers as their digits, or the state in words."""

    series_id: str
    place_code: str
    period: str
    was: str
    now: str


@dataclass(kw_only=True)
class Written:
    """What a load adds and changes. `changes` holds the first of the changed values."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    new_series: int = 0
    changes: list[ChangedValue] = field(default_factory=list)


class Writer:
    """Writes what files hold into one session, under one load number. Nothing is committed."""

    def __init__(self, session: Session, known: Catalogue, load_number: int) -> None:
        self.session, self.known, self.load_number = session, known, load_number
        self.written = Written()
        self._editions: dict[tuple[str, str, str | None], int] = {}
        self._series: dict[int, str] = {}
        self._places = set(session.exec(select(t.Place.place_code)))
        self._add_known_places()

    def add(self, reading: Reading, observed: Iterable[Observed]) -> None:
        """Stores the values of a file. Two values for one place and time in a release are a fault of the file."""
        for batch in _batches(observed, BATCH):
            for place in reading.places.values():
                self._add_place(place)
            rows: dict[Key, Values] = {}
            for one in batch:
                edition = self._edition(reading, reading.series[one.edition])
                key = (edition, one.place_code, one.period)
                values = (*one[3:4], one.state.value, *one[5:])
                if key in rows and rows[key] != values:
                    _two_values(reading, one.edition, key)
                rows[key] = values
            self._store(reading, rows)

    def add_neighbours(self, reading: Reading, listed: Iterable[ListedNeighbour]) -> None:
        """Stores a list of neighbours. A list of a model year that is stored already must say the same."""
        model = reading.release[:4]
        query = select(t.Neighbour).where(t.Neighbour.model == model)
        there = {(row.own_number, row.position): row for row in self.session.exec(query)}
        for one in listed:
            row = there.get((one.own_number, one.position))
            if row is None:
                made = t.Neighbour(model=model, load_number=self.load_number, **one._asdict())
                there[(one.own_number, one.position)] = made
                self.session.add(made)
                self.written.added += 1
            elif (row.neighbour_number, row.closeness) == (one.neighbour_number, one.closeness):
                self.written.unchanged += 1
            else:
                reading.fault(
                    f"the {model} model already has another neighbour {one.position} for {one.own_number}: "
                    "undo that load first."
                )
        self.session.flush()

    # what observations refer to

    def _add_known_places(self) -> None:
        for place in self.known.places:
            self._add_place(place)
        self.session.flush()
        there = {(row.earlier_code, row.later_code) for row in self.session.exec(select(t.PlaceChange))}
        for row in self.known.place_changes:
            if (row["earlier_code"], row["later_code"]) not in there:
                self.session.add(t.PlaceChange(**row))

    def _add_place(self, place: KnownPlace) -> None:
        if place.place_code in self._places:
            return
        self._places.add(place.place_code)
        self.session.add(
            t.Place(
                place_code=place.place_code,
                own_number=place.own_number,
                name=place.name,
                folded=folded(place.name),
                level=place.level,
                region_code=place.region_code,
            )
        )

    def _edition(self, reading: Reading, spec: SeriesSpec) -> int:
        key = (spec.series_id, reading.release, spec.population_id)
        if key not in self._editions:
            self._editions[key] = self._find_or_add_edition(reading, spec)
            self._series[self._editions[key]] = spec.series_id
        return self._editions[key]

    def _find_or_add_edition(self, reading: Reading, spec: SeriesSpec) -> int:
        self.add_release(reading.publication_id, reading.release, reading.source_table)
        if spec.population_id and self.session.get(t.Population, spec.population_id) is None:
            self.session.add(t.Population(**self.known.populations[spec.population_id]))
            self.session.flush()
        if self.session.get(t.Series, spec.series_id) is None:
            self.session.add(
                t.Series(
                    series_id=spec.series_id,
                    publication_id=reading.publication_id,
                    topic=spec.topic,
                    title=spec.title,
                    definition=spec.definition,
                    unit=spec.unit,
                    polarity=spec.polarity,
                    polarity_source=spec.polarity_source,
                    year_kind=spec.year_kind,
                    decimals=spec.decimals,
                    counts_children=spec.counts_children,
                    apart=spec.apart,
                    address=spec.address,
                    next_update=spec.next_update,
                    load_number=self.load_number,
                )
            )
            self.session.flush()
            self.written.new_series += 1
        found = self.session.exec(
            select(t.Edition).where(
                t.Edition.series_id == spec.series_id,
                t.Edition.publication_id == reading.publication_id,
                t.Edition.release == reading.release,
                t.Edition.population_id == spec.population_id,
            )
        ).first()
        if found is None:
            found = t.Edition(
                series_id=spec.series_id,
                publication_id=reading.publication_id,
                release=reading.release,
                source_table=reading.source_table,
                source_column=spec.source_column,
                source_filter=spec.source_filter,
                population_id=spec.population_id,
                load_number=self.load_number,
            )
            self.session.add(found)
            self.session.flush()
        assert found.edition_id is not None
        return found.edition_id

    def add_release(self, publication_id: str, release: str, title: str) -> None:
        """Sees to it that a publication and a release of it are stored, as far as they are known."""
        if self.session.get(t.Publication, publication_id) is None:
            row = self.known.publications.get(publication_id, NOT_STATED | {"title": title})
            self.session.add(t.Publication(**{**row, "publication_id": publication_id}))
            self.session.flush()
        if self.session.get(t.Release, (publication_id, release)) is None:
            about = self.known.releases.get((publication_id, release))
            self.session.add(
                t.Release(
                    publication_id=publication_id,
                    release=release,
                    title=about["title"] if about else f"{title}, {release}",
                    source=about["source"] if about else "not stated",
                )
            )
            self.session.flush()

    # observations

    def _store(self, reading: Reading, rows: dict[Key, Values]) -> None:
        self.session.flush()
        connection = self.session.connection()
        placeholder = "%s" if connection.dialect.name == "postgresql" else "?"
        values = [(*key, *content, self.load_number) for key, content in rows.items()]
        added = _copy(connection, values) if placeholder == "%s" else _insert(connection, values)
        self.written.added += added
        if added == len(rows):
            return
        for stored in _stored(connection, list(rows), placeholder):
            key, was, number = (stored[0], stored[1], stored[2]), tuple(stored[3:-1]), stored[-1]
            if was == rows[key]:
                self.written.unchanged += number != self.load_number
            elif number == self.load_number:
                _two_values(reading, self._series[key[0]], key)
            else:
                self._change(connection, placeholder, key, was, number, rows[key])

    def _change(
        self, connection: Connection, placeholder: str, key: Key, was: Values, number: int, now: Values
    ) -> None:
        self.session.add(
            t.EarlierObservation(
                load_number=self.load_number,
                edition_id=key[0],
                place_code=key[1],
                period=key[2],
                was=json.dumps([*was, number], ensure_ascii=False),
            )
        )
        write_content(connection, placeholder, key, (*now, self.load_number))
        self.written.changed += 1
        if len(self.written.changes) < MOST_SHOWN:
            shown = [values[0] if values[0] is not None else values[1] for values in (was, now)]
            self.written.changes.append(
                ChangedValue(
                    series_id=self._series[key[0]], place_code=key[1], period=key[2], was=shown[0], now=shown[1]
                )
            )


def write_content(connection: Connection, placeholder: str, key: Key, content: Values) -> None:
    """Puts other content, with its load number, into an observation that is there."""
    sets = ", ".join(f"{name} = {placeholder}" for name in (*CONTENT, "load_number"))
    where = " AND ".join(f"{name} = {placeholder}" for name in KEY)
    connection.exec_driver_sql(
        f"UPDATE official_observation SET {sets} WHERE {where}",  # noqa: S608  names of columns only
        (*content, *key),
    )


def _batches(observed: Iterable[Observed], size: int) -> Iterator[Sequence[Observed]]:
    left = iter(observed)
    while batch := list(islice(left, size)):
        yield batch


def _two_values(reading: Reading, series_id: str, key: Key) -> None:
    reading.fault(f"two values of {series_id} for {key[1]}, {key[2]} in one release.")


def _insert(connection: Connection, rows: Sequence[Values]) -> int:
    """Adds rows to SQLite in one statement, passing over those that are there. Returns how many were added."""
    return connection.exec_driver_sql(_statement(len(rows)), tuple(value for row in rows for value in row)).rowcount


@cache
def _statement(rows: int) -> str:
    one = f"({', '.join('?' * len(COLUMNS))})"
    names, values = ", ".join(COLUMNS), ", ".join([one] * rows)
    return f"INSERT INTO official_observation ({names}) VALUES {values} ON CONFLICT DO NOTHING"  # noqa: S608


def _copy(connection: Connection, rows: Sequence[Values]) -> int:
    """The same for PostgreSQL, which takes many rows at once by COPY, into a table of this transaction."""
    names = ", ".join(COLUMNS)
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE IF NOT EXISTS official_batch (LIKE official_observation) ON COMMIT DROP"
    )
    connection.exec_driver_sql("TRUNCATE official_batch")
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(f"COPY official_batch ({names}) FROM STDIN") as copied:
        for row in rows:
            copied.write_row(row)
    return connection.exec_driver_sql(
        f"INSERT INTO official_observation ({names}) SELECT {names} FROM official_batch ON CONFLICT DO NOTHING"  # noqa: S608
    ).rowcount


def _stored(connection: Connection, keys: Sequence[Key], placeholder: str) -> Sequence[Any]:
    one = f"({', '.join([placeholder] * len(KEY))})"
    wanted, names = ", ".join([one] * len(keys)), ", ".join(COLUMNS)
    return connection.exec_driver_sql(
        f"SELECT {names} FROM official_observation WHERE ({', '.join(KEY)}) IN (VALUES {wanted})",  # noqa: S608
        tuple(part for key in keys for part in key),
    ).fetchall()
