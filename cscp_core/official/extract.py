"""The extract that comes with the app: values for the places of one partnership, made by the importer and loaded at the
start. Where it came from stands in each row.
"""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.errors import LoadRefused
from cscp_core.official import tables as t
from cscp_core.official.catalogue import FOLDER, RateBase, Row, SeriesSpec, catalogue, read_rows
from cscp_core.official.files import Faults, PublishedFile
from cscp_core.official.imports import OfficialPreview, newest_number, record_load
from cscp_core.official.layouts import ListedNeighbour, Observed, Reading
from cscp_core.official.rules import Closeness, LoadStep, ObservationState, YearType
from cscp_core.official.writing import Writer
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.polarity import Polarity
from cscp_core.storage.session import now

SERIES, NEIGHBOURS, FACTS, PLACES = "series.csv", "neighbours.csv", "facts.csv.gz", "extract.csv"
AT_ONCE = 5_000  # rows
SERIES_COLUMNS = (
    "series_id",
    "publication_id",
    "topic",
    "title",
    "definition",
    "unit",
    "polarity",
    "polarity_source",
    "year_kind",
    "decimals",
    "counts_children",
    "apart",
    "address",
    "next_update",
)
NEIGHBOUR_COLUMNS = ("model", "own_number", "position", "neighbour_number", "closeness", "as_printed")
FACT_COLUMNS = (
    "publication",
    "release",
    "source_table",
    "series",
    "source_column",
    "source_filter",
    "population",
    "place_code",
    "period",
    "value",
    "state",
    "rounded_to",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "note",
)


def digest_of(folder: Path) -> str:
    """A fingerprint of the extract in a folder."""
    made = hashlib.sha256()
    for name in (SERIES, NEIGHBOURS, FACTS):
        made.update(f"{name}\0".encode() + hashlib.sha256((folder / name).read_bytes()).digest())
    return made.hexdigest()


def home_of(folder: Path) -> str:
    """The name of the place that the extract is about."""
    return next(row["name"] for row in read_rows(folder / PLACES) if row["why"] == "home")


@needs(Permission.LOAD_OFFICIAL)
def load_extract(session: Session, actor: Actor, *, folder: Path = FOLDER) -> OfficialPreview | None:
    """Loads the extract as one numbered load, in one transaction. None where this very extract was loaded before: what
    was loaded or undone since then stays.

    Raises:
        LoadRefused: it contradicts itself.
    """
    digest = digest_of(folder)
    if session.exec(select(t.OfficialLoad).where(t.OfficialLoad.digest == digest)).first():
        return None
    known, faults = catalogue(), Faults()
    number = newest_number(session) + 1
    writer = Writer(session, known, number)
    specs = {row["series_id"]: row for row in read_rows(folder / SERIES)}
    releases = set()
    for (publication, release, table), rows in groupby(_facts(folder), key=lambda row: tuple(row[:3])):
        releases.add(f"{publication} {release}")
        reading = _reading(folder, publication, release, table, faults)
        writer.add(reading, _observed(reading, specs, rows))
    for (model,), listed in groupby(read_rows(folder / NEIGHBOURS), key=lambda row: (row["model"],)):
        release = next((key[1] for key in known.releases if key[0] == "neighbours" and key[1][:4] == model), model)
        writer.add_release("neighbours", release, NEIGHBOURS)
        releases.add(f"neighbours {release}")
        writer.add_neighbours(_reading(folder, "neighbours", release, "", faults), map(_neighbour, listed))
    if faults.found:
        session.rollback()
        raise LoadRefused(faults.listed)
    written = writer.written
    record_load(
        session,
        actor,
        t.OfficialLoad(
            number=number,
            at=now(session),
            step=LoadStep.LOAD,
            files="\n".join((FACTS, NEIGHBOURS)),
            releases="\n".join(sorted(releases)),
            digest=digest,
            added=written.added,
            changed=written.changed,
        ),
    )
    return OfficialPreview(
        number=number,
        files=(),
        added=written.added,
        changed=written.changed,
        unchanged=written.unchanged,
        new_series=written.new_series,
        changes=tuple(written.changes),
    )


@needs(Permission.LOAD_OFFICIAL)
def write_extract(session: Session, actor: Actor, *, folder: Path = FOLDER) -> int:
    """Writes what is loaded of the places that `extract.csv` names, and their neighbours. Returns how many values. The
    same values give the same bytes."""
    places = [row["place_code"] for row in read_rows(folder / PLACES)]
    home = next(row["own_number"] for row in read_rows(folder / PLACES) if row["why"] == "home")
    query = (
        select(t.Observation, t.Edition)
        .join(t.Edition, col(t.Edition.edition_id) == col(t.Observation.edition_id))
        .where(col(t.Observation.place_code).in_(places))
        .order_by(
            col(t.Edition.publication_id),
            col(t.Edition.release),
            col(t.Edition.source_table),
            col(t.Edition.series_id),
            col(t.Edition.population_id),
            col(t.Observation.place_code),
            col(t.Observation.period),
        )
        .execution_options(yield_per=AT_ONCE)
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FACT_COLUMNS)
    used: set[str] = set()
    count = 0
    for observation, edition in session.exec(query):
        used.add(edition.series_id)
        writer.writerow(_fact(observation, edition))
        count += 1
    (folder / FACTS).write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    series = session.exec(select(t.Series).order_by(t.Series.series_id))
    _write(folder / SERIES, SERIES_COLUMNS, [_row_of(one, SERIES_COLUMNS) for one in series if one.series_id in used])
    listed = select(t.Neighbour).where(t.Neighbour.own_number == home)
    rows = session.exec(listed.order_by(t.Neighbour.model, col(t.Neighbour.position)))
    _write(folder / NEIGHBOURS, NEIGHBOUR_COLUMNS, [_row_of(one, NEIGHBOUR_COLUMNS) for one in rows])
    return count


def _write(path: Path, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _row_of(row: Any, columns: tuple[str, ...]) -> list[str]:
    return [_cell(getattr(row, name)) for name in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(getattr(value, "value", value))


def _fact(observation: t.Observation, edition: t.Edition) -> list[str]:
    numbers = (observation.numerator, observation.denominator, observation.lower, observation.upper)
    return [
        edition.publication_id,
        edition.release,
        edition.source_table,
        edition.series_id,
        edition.source_column,
        edition.source_filter,
        edition.population_id or "",
        observation.place_code,
        observation.period,
        _digits(observation.value),
        observation.state.value,
        _cell(observation.rounded_to),
        *map(_digits, numbers),
        observation.note,
    ]


def _digits(number: Any) -> str:
    return "" if number is None else f"{number:f}"


def _facts(folder: Path) -> Iterator[list[str]]:
    with gzip.open(folder / FACTS, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if tuple(next(rows)) != FACT_COLUMNS:
            raise LoadRefused([f"{FACTS} has other columns than this version of the app reads."])
        yield from rows


def _reading(folder: Path, publication: str, release: str, table: str, faults: Faults) -> Reading:
    return Reading(
        file=PublishedFile(FACTS, folder / FACTS),
        publication_id=publication,
        release=release,
        source_table=table,
        rate_base=RateBase(),
        known=catalogue(),
        faults=faults,
    )


def _observed(reading: Reading, specs: dict[str, Row], rows: Iterator[list[str]]) -> Iterator[Observed]:
    states = {state.value: state for state in ObservationState}
    for _, _, _, series, column, where, population, place, period, value, state, rounded, *rest in rows:
        edition = f"{series} {population}"
        if edition not in reading.series:
            reading.series[edition] = _spec(specs[series], column, where, population)
        numerator, denominator, lower, upper, note = rest
        yield Observed(
            edition,
            place,
            period,
            value or None,
            states[state],
            int(rounded) if rounded else None,
            numerator or None,
            denominator or None,
            lower or None,
            upper or None,
            note,
        )


def _spec(row: Row, column: str, where: str, population: str) -> SeriesSpec:
    return SeriesSpec(
        series_id=row["series_id"],
        publication_id=row["publication_id"],
        topic=row["topic"],
        title=row["title"],
        definition=row["definition"],
        unit=row["unit"],
        polarity=Polarity(row["polarity"]),
        polarity_source=row["polarity_source"],
        year_kind=YearType(row["year_kind"]),
        decimals=int(row["decimals"]) if row["decimals"] else None,
        counts_children=row["counts_children"] == "yes",
        apart=row["apart"],
        address=row["address"],
        next_update=row["next_update"],
        source_column=column,
        source_filter=where,
        population_id=population or None,
    )


def _neighbour(row: Row) -> ListedNeighbour:
    return ListedNeighbour(
        row["own_number"],
        int(row["position"]),
        row["neighbour_number"],
        Closeness(row["closeness"]),
        row["as_printed"],
    )
