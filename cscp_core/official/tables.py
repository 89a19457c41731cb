"""Official statistics as stored: who published what, in which release, for which place and time, and what the business
manager says that a figure of the report may be held against."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, UniqueConstraint

from cscp_core.official.rules import (
    Closeness,
    Comparable,
    LoadStep,
    ObservationState,
    PlaceLevel,
    StatedReason,
    YearType,
)
from cscp_core.polarity import Polarity
from cscp_core.storage.base import Exact, Table, UtcDateTime, codes


class Publication(Table, table=True):
    """What a publisher brings out again and again under one title."""

    __tablename__ = "official_publication"
    publication_id: str = Field(primary_key=True)
    publisher: str
    title: str
    licence: str
    address: str


class Population(Table, table=True):
    """One set of population estimates that rates were worked out on. Rates on two of them are never compared."""

    __tablename__ = "official_population"
    population_id: str = Field(primary_key=True)
    title: str
    release: str = Field(description="when it was published, as year and month; empty where it is not stated")
    basis: str = Field(description="the census that it rests on, in words")


class Release(Table, table=True):
    """One time that a publication came out: a vintage of its numbers."""

    __tablename__ = "official_release"
    publication_id: str = Field(primary_key=True, foreign_key="official_publication.publication_id")
    release: str = Field(primary_key=True, description="year and month, such as 2025-10")
    title: str
    source: str = Field(description="where the files were taken from")


class Series(Table, table=True):
    """One official indicator. It stays the same series over releases; each release is an edition of it."""

    __tablename__ = "official_series"
    series_id: str = Field(primary_key=True)
    publication_id: str = Field(foreign_key="official_publication.publication_id", index=True)
    topic: str
    title: str
    definition: str
    unit: str
    polarity: Polarity = Field(sa_type=codes(Polarity))
    polarity_source: str = Field(description="who says which way is better, or why neither is")
    year_kind: YearType = Field(sa_type=codes(YearType))
    decimals: int | None = Field(default=None, description="places that the publisher shows; None: as published")
    counts_children: bool = Field(description="whether it is worked out from counts of children")
    apart: str = Field(description="codes of places whose value is in another unit, with spaces between them")
    address: str = Field(description="the publisher's page on it")
    next_update: str = Field(description="year and month; empty where it is not stated")
    load_number: int


class Edition(Table, table=True):
    """A series in one release, on one population: the file and column that it stood in. A release that goes on with a
    rate on other estimates has two editions of it."""

    __tablename__ = "official_edition"
    __table_args__ = (
        UniqueConstraint("series_id", "publication_id", "release", "population_id"),
        ForeignKeyConstraint(
            ["publication_id", "release"], ["official_release.publication_id", "official_release.release"]
        ),
    )
    edition_id: int | None = Field(default=None, primary_key=True)
    series_id: str = Field(foreign_key="official_series.series_id")
    publication_id: str
    release: str
    source_table: str
    source_column: str
    source_filter: str = Field(description="which rows of the file: column=value, with semicolons between")
    population_id: str | None = Field(default=None, foreign_key="official_population.population_id")
    load_number: int


class Place(Table, table=True):
    """A place under one code. An authority that was given another code is another row: see PlaceChange."""

    __tablename__ = "official_place"
    place_code: str = Field(primary_key=True, description="the nine-character code of the ONS")
    own_number: str = Field(index=True, description="the three-digit number that education statistics use")
    name: str
    folded: str = Field(index=True, description="the name without what people write in two ways")
    level: PlaceLevel = Field(sa_type=codes(PlaceLevel))
    region_code: str


class PlaceChange(Table, table=True):
    """That one code took over from another: an authority was given a new code, split or merged."""

    __tablename__ = "official_place_change"
    earlier_code: str = Field(primary_key=True)
    later_code: str = Field(primary_key=True)
    since: str = Field(description="the day of the change, as YYYY-MM-DD")
    how: str


class Observation(Table, table=True):
    """One value of an edition: a place, a time, and the number exactly as published, or why there is none."""

    __tablename__ = "official_observation"
    __table_args__ = (Index("ix_official_observation_edition_id_period", "edition_id", "period"),)
    edition_id: int = Field(primary_key=True, foreign_key="official_edition.edition_id")
    place_code: str = Field(primary_key=True, foreign_key="official_place.place_code")
    period: str = Field(primary_key=True, description="a time of the series' kind of year: see periods.py")
    value: Decimal | None = Field(default=None, sa_type=Exact)
    state: ObservationState = Field(sa_type=codes(ObservationState))
    rounded_to: int | None = Field(default=None, description="10 for a count that the publisher rounds to ten")
    numerator: Decimal | None = Field(default=None, sa_type=Exact)
    denominator: Decimal | None = Field(default=None, sa_type=Exact)
    lower: Decimal | None = Field(default=None, sa_type=Exact, description="end of the published 95% interval")
    upper: Decimal | None = Field(default=None, sa_type=Exact)
    note: str
    load_number: int


class EarlierObservation(Table, table=True):
    """An observation as it stood before a load changed it within one release, as JSON."""

    __tablename__ = "official_earlier_observation"
    number: int | None = Field(default=None, primary_key=True)
    load_number: int = Field(index=True, description="the load that replaced it")
    edition_id: int
    place_code: str
    period: str
    was: str


class Neighbour(Table, table=True):
    """One statistical neighbour of an authority in the model of one year."""

    __tablename__ = "official_neighbour"
    model: str = Field(primary_key=True, description="the year of the model, such as 2021")
    own_number: str = Field(primary_key=True, description="the authority's three-digit number")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    neighbour_number: str
    closeness: Closeness = Field(sa_type=codes(Closeness))
    as_printed: str
    load_number: int


class OfficialLoad(Table, table=True):
    """One load of files, or one undo of a load."""

    __tablename__ = "official_load"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    step: LoadStep = Field(sa_type=codes(LoadStep))
    files: str = Field(description="their names, one a line")
    releases: str = Field(description="what they belong to, one a line")
    digest: str = Field(description="of the shipped extract, so that a start passes it over until it changes")
    added: int
    changed: int
    undoes: int | None = None


class FigureMapping(Table, table=True):
    """What a figure of a report may be held against. Rows are added, never changed: the highest version stands.
    Version 1 without an account came with the app."""

    __tablename__ = "official_figure_mapping"
    __table_args__ = (UniqueConstraint("report_id", "figure_id", "version"),)
    mapping_id: int | None = Field(default=None, primary_key=True)
    report_id: str
    figure_id: str
    version: int
    series_id: str = Field(description="empty where no series comes near")
    place_code: str
    period: str = Field(description="of the series; several with spaces where the report prints only a chart")
    comparable: Comparable = Field(sa_type=codes(Comparable))
    reason: str = Field(sa_type=codes(StatedReason, empty=True))
    is_opposite: bool = Field(description="whether the figure is what the share of the series leaves of 100")
    why: str
    account_id: int | None = Field(default=None, foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
