"""What is known of published tables before a file is read: publications, releases, columns and their meaning, places.

It is data, in data/official/: a new column or release needs a row there and no code.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cscp_core.official.rules import PlaceLevel, YearType
from cscp_core.polarity import Polarity
from cscp_core.settings import ROOT

FOLDER = ROOT / "data" / "official"
ANY_BASE = "*"
"""Stands for a base that is another row of the same file, such as the total of a breakdown."""


@dataclass(frozen=True, kw_only=True)
class KnownColumn:
    """What a column of values says. `numerator` and `denominator` are columns of the same row, or ANY_BASE. Without a
    `year_kind` it is of the one that the file states. A column that meant something else up to a year has the name and
    title of that as `earlier`: values to `earlier_until` are a series of their own."""

    column: str
    title: str
    unit: str
    definition: str
    year_kind: YearType | None
    polarity: Polarity
    polarity_source: str
    numerator: str
    denominator: str
    decimals: int | None
    counts_children: bool
    is_base: bool
    earlier_column: str = ""
    earlier_title: str = ""
    earlier_until: int = 0

    def of_year(self, year: int) -> "KnownColumn":
        """What the column means for periods that end in a year."""
        if self.earlier_column and year <= self.earlier_until:
            return replace(self, column=self.earlier_column, title=self.earlier_title, definition="")
        return self


@dataclass(frozen=True, kw_only=True)
class KnownTable:
    """A table of Explore Education Statistics, over its releases. Columns and filters are by folded name, in every
    spelling that a release has used."""

    table_id: str
    publication_id: str
    topic: str
    columns: Mapping[str, KnownColumn]
    filters: Mapping[str, str]
    left_out: frozenset[str]
    at_31_march: str
    rounded_to: int | None
    base_filter: str
    next_update: str
    labels: Mapping[str, tuple[str, str]]
    bases: Mapping[str, tuple[str, ...]]

    def slug_of(self, label: str) -> str:
        return self.labels[label][0] if label in self.labels else slug(label)

    def title_of(self, label: str) -> str:
        return self.labels[label][1] if label in self.labels else label[:1].lower() + label[1:]

    def bases_of(self, label: str) -> tuple[str, ...]:
        """Labels of rows that may be the base of a row with this label, the most particular first."""
        return (*self.bases.get(label, ()), *self.bases.get("", ()))


@dataclass(frozen=True, kw_only=True)
class SeriesSpec:
    """A series as a file has it: what is stored of the series, and of its edition in the file's release."""

    series_id: str
    publication_id: str
    topic: str
    title: str
    definition: str
    unit: str
    polarity: Polarity
    polarity_source: str
    year_kind: YearType
    decimals: int | None
    counts_children: bool
    apart: str
    address: str
    next_update: str
    source_column: str
    source_filter: str
    population_id: str | None
    rounded_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class RateBase:
    """The population estimates that the rates of a file rest on. A file may go on with others without saying so: for
    periods that end in `until` or before, it is the earlier ones."""

    population_id: str | None = None
    earlier_id: str | None = None
    until: int = 0

    def of_year(self, year: int) -> str | None:
        """The population of a rate for a period that ends in a year; None where it is not stated."""
        return self.earlier_id if self.earlier_id and year <= self.until else self.population_id


@dataclass(frozen=True, kw_only=True)
class KnownPlace:
    place_code: str
    own_number: str
    name: str
    level: PlaceLevel
    region_code: str


@dataclass(frozen=True, kw_only=True)
class KnownFile:
    """A file that was published and is known by its content."""

    publication_id: str
    release: str
    source_table: str
    rate_base: RateBase


Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it. `publications`, `populations` and `releases` are rows as they are stored."""

    publications: Mapping[str, Row]
    populations: Mapping[str, Row]
    releases: Mapping[tuple[str, str], Row]
    tables: tuple[KnownTable, ...]
    lait: Mapping[str, SeriesSpec]
    lait_bases: Mapping[str, RateBase]
    fingertips: Mapping[str, Row]
    places: tuple[KnownPlace, ...]
    place_changes: tuple[Row, ...]
    files: Mapping[str, KnownFile]


def slug(text: str) -> str:
    """A name as an address takes it: small letters and digits with hyphens."""
    plain = text.lower().replace("%", " percent ").replace("+", " or more ").replace("½", ".5")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def column_key(name: str) -> str:
    """A column's name without what differs between releases: case and spaces."""
    return re.sub(r"\s+", " ", name.strip().strip('"')).casefold()


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file of ours."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def catalogue(folder: Path = FOLDER) -> Catalogue:
    """The catalogue, read once."""
    rows = {name: read_rows(folder / f"{name}.csv") for name in ("publications", "populations", "releases", "tables")}
    return Catalogue(
        publications={row["publication_id"]: row for row in rows["publications"]},
        populations={row["population_id"]: row for row in rows["populations"]},
        releases={(row["publication_id"], row["release"]): row for row in rows["releases"]},
        tables=tuple(_table(folder, row) for row in rows["tables"]),
        lait={row["code"]: _lait(row) for row in read_rows(folder / "lait.csv")},
        lait_bases={row["code"]: _rate_base(row) for row in read_rows(folder / "lait.csv")},
        fingertips={row["indicator"]: row for row in read_rows(folder / "fingertips.csv")},
        places=tuple(_place(row) for row in read_rows(folder / "places.csv")),
        place_changes=tuple(read_rows(folder / "place_changes.csv")),
        files={row["sha256"]: _file(row) for row in read_rows(folder / "files.csv")},
    )


def _table(folder: Path, row: Row) -> KnownTable:
    own = row["table_id"]
    columns: dict[str, KnownColumn] = {}
    for one in read_rows(folder / "columns.csv"):
        if one["table_id"] == own:
            known = _column(one)
            for name in (one["column"], *filter(None, one["aliases"].split("|"))):
                columns[column_key(name)] = known
    filters: dict[str, str] = {}
    for spellings in filter(None, row["filters"].split(";")):
        first, *others = spellings.split("|")
        filters |= {column_key(name): first for name in (first, *others)}
    bases: dict[str, tuple[str, ...]] = {}
    for one in read_rows(folder / "bases.csv"):
        if one["table_id"] == own:
            bases[one["label"]] = (*bases.get(one["label"], ()), one["base"])
    return KnownTable(
        table_id=own,
        publication_id=row["publication_id"],
        topic=row["topic"],
        columns=columns,
        filters=filters,
        left_out=frozenset(map(column_key, filter(None, row["left_out"].split(";")))),
        at_31_march=row["at_31_march"],
        rounded_to=int(row["rounded_to"]) if row["rounded_to"] else None,
        base_filter=row["base_filter"],
        next_update=row["next_update"],
        labels={
            one["label"]: (one["slug"], one["title"])
            for one in read_rows(folder / "labels.csv")
            if one["table_id"] == own
        },
        bases=bases,
    )


def _column(row: Row) -> KnownColumn:
    return KnownColumn(
        column=row["column"],
        title=row["title"],
        unit=row["unit"],
        definition=row["definition"],
        year_kind=YearType(row["year_kind"]),
        polarity=Polarity(row["polarity"]),
        polarity_source=row["polarity_source"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        decimals=int(row["decimals"]) if row["decimals"] else None,
        counts_children=row["counts_children"] == "yes",
        is_base=row["role"] == "base",
        earlier_column=row["earlier_column"],
        earlier_title=row["earlier_title"],
        earlier_until=int(row["earlier_until"] or 0),
    )


def _lait(row: Row) -> SeriesSpec:
    return SeriesSpec(
        series_id=row["series_id"],
        publication_id="lait",
        topic=row["topic"],
        title=row["title"],
        definition="",
        unit=row["unit"],
        polarity=Polarity(row["polarity"]),
        polarity_source=row["polarity_source"],
        year_kind=YearType(row["year_kind"]),
        decimals=int(row["decimals"]) if row["decimals"] else None,
        counts_children=row["counts_children"] == "yes",
        apart=row["apart"],
        address=row["address"],
        next_update=row["next_update"],
        source_column=row["code"],
        source_filter="",
        population_id=None,
        rounded_to=int(row["rounded_to"]) if row["rounded_to"] else None,
    )


def _place(row: Row) -> KnownPlace:
    return KnownPlace(
        place_code=row["place_code"],
        own_number=row["own_number"],
        name=row["name"],
        level=PlaceLevel(row["level"]),
        region_code=row["region_code"],
    )


def _file(row: Row) -> KnownFile:
    return KnownFile(
        publication_id=row["publication_id"],
        release=row["release"],
        source_table=row["source_table"],
        rate_base=_rate_base(row),
    )


def _rate_base(row: Row) -> RateBase:
    return RateBase(
        population_id=row["population_id"] or None,
        earlier_id=row["earlier_population_id"] or None,
        until=int(row["earlier_until"] or 0),
    )
