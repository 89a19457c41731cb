"""Loading official statistics: the extract that comes with the app, and a million values in constant memory."""

import csv
import resource
import tempfile
from pathlib import Path
from time import perf_counter

from bench.result import Line
from bench.servers import Installation
from cscp_core.official import extract, imports, service
from cscp_core.official.files import named_files
from cscp_core.people.permissions import SYSTEM
from cscp_core.settings import Mode
from cscp_core.storage import migrate
from cscp_core.storage.session import Store, make_engine

EXTRACT_SECONDS, MILLION_SECONDS, MILLION_MEGABYTES, QUERY_TIMES = 20.0, 180.0, 100.0, 2.0
PLACES, YEARS, COLUMNS = 2_000, 10, 50
HEADER = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    store = _empty(folder / "official.sqlite3")
    begun = perf_counter()
    with store.writing() as session:
        extract.load_extract(session, SYSTEM)
    loaded = perf_counter() - begun
    before = _seconds_of_a_line(store, "c1.rereferral-percent", "E09000007", repeats)
    with tempfile.TemporaryDirectory(prefix="cscp-official-") as made:
        path = Path(made) / "a_million.csv"
        _write_million(path)
        memory = _megabytes()
        begun = perf_counter()
        with store.writing() as session:
            found = imports.load_files(session, SYSTEM, files=named_files([path]), release="2030-01", seen_number=None)
        million = perf_counter() - begun
    grown = _megabytes() - memory
    after = _seconds_of_a_line(store, "c1.rereferral-percent", "E09000007", repeats)
    store.engine.dispose()
    return [
        Line("official", "the extract that comes with the app", loaded, "s", EXTRACT_SECONDS),
        Line("official", f"{found.added:,} values of one file", million, "s", MILLION_SECONDS),
        Line("official", "memory that they take more", grown, "MB", MILLION_MEGABYTES),
        Line("official", "one line beside a million values", after, "s", QUERY_TIMES, before),
    ]


def _empty(path: Path) -> Store:
    store = Store(make_engine(f"sqlite:///{path}"), b"a key of the bench, long enough to be one")
    migrate.upgrade(store, Mode.DEMO)
    return store


def _write_million(path: Path) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADER, *(f"count_{number}" for number in range(COLUMNS))])
        for year in range(2016, 2016 + YEARS):
            for place in range(PLACES):
                where = ["E12000007", "London", str(place), f"E99{place:06}", f"Place {place}"]
                values = [str((place * 7 + number * 13 + year) % 5_000) for number in range(COLUMNS)]
                writer.writerow([year, "Reporting year", "Local authority", "E92000001", "England", *where, *values])


def _seconds_of_a_line(store: Store, series_id: str, place_code: str, repeats: int) -> float:
    seconds = []
    for _ in range(repeats + 1):
        begun = perf_counter()
        with store.reading() as session:
            service.line(session, SYSTEM, series_id=series_id, place_code=place_code)
        seconds.append(perf_counter() - begun)
    return min(seconds)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
