"""What reads of official statistics return. Values are exact decimals in the unit of their series."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from cscp_core.official import periods
from cscp_core.official.rules import (
    Closeness,
    Comparable,
    LoadStep,
    ObservationState,
    PlaceLevel,
    Revision,
    StatedReason,
    ValueIn,
    YearType,
    is_rate,
)
from cscp_core.polarity import Polarity


@dataclass(frozen=True, kw_only=True)
class Release:
    """One release of a publication, with what must be named where its numbers are shown."""

    publication_id: str
    release: str
    title: str
    publisher: str
    licence: str
    address: str
    source: str

    @property
    def cited(self) -> str:
        """Source and release in a phrase: "Department for Education, Children in need 2025, release 2025-10"."""
        return f"{self.publisher}, {self.title}, release {self.release}"


@dataclass(frozen=True, kw_only=True)
class Series:
    """One official indicator. `decimals`: places that the publisher shows; None: as published. `apart`: codes of places
    whose value is in another unit and stands beside no other."""

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
    apart: tuple[str, ...]
    address: str
    next_update: str

    @property
    def is_rate(self) -> bool:
        return is_rate(self.unit)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A series in one release: file, column, and the population of its rates, empty where none is stated."""

    series_id: str
    publication_id: str
    release: str
    source_table: str
    source_column: str
    source_filter: str
    population_id: str | None
    population: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place under one code; `own_number` is the three-digit number of education statistics, empty for some."""

    place_code: str
    own_number: str
    name: str
    level: PlaceLevel
    region_code: str


@dataclass(frozen=True, kw_only=True)
class PlaceChange:
    """That one code took over from another, since which day (YYYY-MM-DD) and how."""

    earlier_code: str
    later_code: str
    since: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One value, with all that says what it is. `value` is None unless the state is published. `lower` and `upper` are
    the publisher's own 95% interval; `rounded_to` is 10 for a count that the publisher rounds to ten; `is_apart`: the
    value is in another unit than those of other places."""

    series_id: str
    unit: str
    year_kind: YearType
    decimals: int | None
    is_apart: bool
    place: Place
    period: str
    value: Decimal | None
    state: ObservationState
    rounded_to: int | None
    numerator: Decimal | None
    denominator: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    note: str
    release: str
    edition_id: int
    population_id: str | None

    @property
    def as_value(self) -> ValueIn:
        return ValueIn(
            release=self.release,
            edition_id=self.edition_id,
            value=self.value,
            state=self.state,
            population_id=self.population_id,
        )

    @property
    def shown(self) -> str:
        """The number to the places that its publisher shows, rounded once, or why there is none."""
        return self.state.label if self.value is None else show(self.value, self.decimals)

    @property
    def shown_period(self) -> str:
        return periods.shown(self.period, self.year_kind)

    @property
    def when(self) -> str:
        """The period within a sentence: "at 31 March 2020"."""
        return periods.when(self.period, self.year_kind)


def with_unit(shown: str, unit: str) -> str:
    """A number as it is shown with what it counts: "8.7%", "63 per 10,000 children"."""
    return f"{shown}%" if unit == "%" else f"{shown} {unit}"


def show(value: Decimal, decimals: int | None = None) -> str:
    """An exact decimal as text, rounded once, half up; None: as it is. "1,499", "8.7"."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{value:,f}"


@dataclass(frozen=True, kw_only=True)
class SeriesLine:
    """A series for one place, oldest first. All points may stand on one line: rates are of one population. `left_out`
    are values of other releases that may not, such as rates on the estimates before the 2021 Census."""

    series: Series
    place: Place
    points: tuple[Observation, ...]
    left_out: tuple[Observation, ...]


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A series for one period and many places, in one release, in the order of the place codes."""

    series: Series
    period: str
    release: str
    values: tuple[Observation, ...]


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One statistical neighbour. `place` is None where no loaded file names its number."""

    model: str
    position: int
    own_number: str
    place: Place | None
    closeness: Closeness
    as_printed: str


@dataclass(frozen=True, kw_only=True)
class Comparator:
    """Places that a place may be compared with: one (England), or several (its neighbours of a model year). `unknown`
    is how many more its publisher names, which no loaded file knows."""

    key: str
    name: str
    places: tuple[Place, ...]
    unknown: int = 0

    @property
    def listed(self) -> int:
        """How many places its publisher names."""
        return len(self.places) + self.unknown


@dataclass(frozen=True, kw_only=True)
class RevisedValue:
    """A change of one value between two releases. `now_of` are the periods that have the earlier number in the later
    release: 43.7 was of 2018-19 and is now that of 2019-20."""

    series: Series
    place: Place
    period: str
    revision: Revision
    now_of: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """ "was 43.7, is 44.5; 43.7 is now the value of 2019-20"."""
        said = self.revision.sentence
        if self.now_of and self.revision.was is not None:
            times = ", ".join(periods.shown(one, self.series.year_kind) for one in self.now_of)
            said += f"; {self.revision.was:f} is now the value of {times}"
        if self.revision.population_changed:
            said += "; the rate uses other population estimates, so the two cannot be compared"
        return said


@dataclass(frozen=True, kw_only=True)
class MappedFigure:
    """What one figure of a report may be held against. `series_id` is empty where no series comes near; `periods` are
    those of the series, several for a chart; `is_opposite`: the figure is what the share leaves of 100. `by` is empty
    for a row that came with the app."""

    report_id: str
    figure_id: str
    version: int
    series_id: str
    place_code: str
    periods: tuple[str, ...]
    comparable: Comparable
    reason: StatedReason | None
    is_opposite: bool
    why: str
    by: str
    at: datetime

    @property
    def may_be_held(self) -> bool:
        """Whether there is a series to hold the figure against: the same, or nearly."""
        return self.comparable is not Comparable.NOT and bool(self.series_id)


@dataclass(frozen=True, kw_only=True)
class LoadRecord:
    """One load of official files, or the undo of one."""

    number: int
    at: datetime
    step: LoadStep
    files: tuple[str, ...]
    releases: tuple[str, ...]
    added: int
    changed: int
    undoes: int | None
    undone: bool
