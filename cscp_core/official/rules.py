"""What may be said of official statistics: states, kinds of year, what may be compared, medians and revisions. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cscp_core.labelled import Labelled


class ObservationState(Labelled):
    """Whether a value was published, and if not, why. A symbol is never a zero."""

    PUBLISHED = "published", "published"
    SUPPRESSED = "suppressed", "suppressed by the publisher"
    NOT_AVAILABLE = "not_available", "not available"
    NOT_APPLICABLE = "not_applicable", "not applicable"
    LOW_RELIABILITY = "low_reliability", "left out by the publisher as not reliable enough"
    ROUNDS_TO_ZERO = "rounds_to_zero", "rounds to 0 but is not 0"
    NOT_STATED = "not_stated", "no value, and the publisher does not say why"
    WITHHELD = "withheld", "withheld by this app, so that nobody can be recognised"


SYMBOLS = {
    "c": ObservationState.SUPPRESSED,
    "x": ObservationState.NOT_AVAILABLE,
    ":": ObservationState.NOT_AVAILABLE,
    "z": ObservationState.NOT_APPLICABLE,
    "u": ObservationState.LOW_RELIABILITY,
    "k": ObservationState.ROUNDS_TO_ZERO,
    "low": ObservationState.ROUNDS_TO_ZERO,
    "-": ObservationState.NOT_STATED,
    "na": ObservationState.NOT_STATED,
    "": ObservationState.NOT_STATED,
}
"""What the publishers print in place of a number. LAIT prints `-` and `NA` for every reason alike; Fingertips leaves
the cell empty."""


class YearType(Labelled):
    """What a period of a series is: see periods.py for how each is written."""

    FINANCIAL = "financial", "year to 31 March"
    ACADEMIC = "academic", "school year"
    CALENDAR = "calendar", "calendar year"
    YEAR_TO_SEPTEMBER = "year_to_september", "year to 30 September"
    AT_31_MARCH = "at_31_march", "at 31 March"
    AT_30_SEPTEMBER = "at_30_september", "at 30 September"
    JANUARY = "january", "school census in January"
    MID_YEAR = "mid_year", "at 30 June"
    POOLED_FINANCIAL = "pooled_financial", "several years to 31 March together"
    POOLED_CALENDAR = "pooled_calendar", "several calendar years together"


class PlaceLevel(Labelled):
    NATIONAL = "national", "National"
    REGIONAL = "regional", "Regional"
    AUTHORITY = "authority", "Local authority"


class Closeness(Labelled):
    """How like two authorities are, in the words of the publisher's model."""

    EXTREMELY_CLOSE = "extremely_close", "Extremely close"
    VERY_CLOSE = "very_close", "Very close"
    CLOSE = "close", "Close"
    SOMEWHAT_CLOSE = "somewhat_close", "Somewhat close"
    NOT_CLOSE = "not_close", "Not close"


class LoadStep(Labelled):
    LOAD = "load", "load"
    UNDO = "undo", "undo"


class Comparable(Labelled):
    """How a figure of the report may be held against an official series."""

    SAME = "same", "same"
    NEARLY = "nearly", "nearly"
    NOT = "not", "not"


class StatedReason(Labelled):
    """Why a figure is only nearly the same as an official one, or not at all."""

    OTHER_TWELVE_MONTHS = "other_twelve_months", "twelve months from another start"
    PLANS_THAT_ENDED = "plans_that_ended", "plans that ended, not children on a plan"
    OTHER_AGES = "other_ages", "other ages"
    INNER_LONDON_AS_LONDON = "inner_london_as_london", "the average of Inner London, called London"
    OTHER_POPULATION = "other_population", "on other population estimates"
    OTHER_BASE = "other_base", "a share or count of something else"
    OTHER_DEFINITION = "other_definition", "another definition"
    OTHER_DATE = "other_date", "counted at another time"
    CHART_ONLY = "chart_only", "shown only as a chart, whose numbers are not in the text"
    NOT_IN_RELEASE = "not_in_release", "no official value for that year is loaded"
    NO_SERIES = "no_series", "no official series measures this"

    @property
    def is_label(self) -> bool:
        """Whether the number is official, but the report calls it something else."""
        return self in (StatedReason.PLANS_THAT_ENDED, StatedReason.INNER_LONDON_AS_LONDON)


FEWEST_KNOWN = Decimal("0.5")
"""Share of neighbours that must be known before their median is given."""


@dataclass(frozen=True, kw_only=True)
class MedianKnown:
    """The median of places. `value` is None where fewer than half of them are known; the unit is that of the series."""

    value: Decimal | None
    known: int
    of: int

    @property
    def sentence(self) -> str:
        """How many are known: "3 of 10 known"."""
        return f"{self.known} of {self.of} known"


def median_known(values: Sequence[Decimal | None]) -> MedianKnown:
    """The exact median of the values that are known, one value a place; None stands for a place without one."""
    known = sorted(one for one in values if one is not None)
    if not known or len(known) < FEWEST_KNOWN * len(values):
        return MedianKnown(value=None, known=len(known), of=len(values))
    half = len(known) // 2
    middle = known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
    return MedianKnown(value=middle, known=len(known), of=len(values))


@dataclass(frozen=True, kw_only=True)
class ValueIn:
    """A value of one series, place and period, in one release."""

    release: str
    edition_id: int
    value: Decimal | None
    state: ObservationState
    population_id: str | None


def is_rate(unit: str) -> bool:
    """Whether values of a unit are rates, whose base is a population: "per 10,000 children"."""
    return unit.startswith("per ")


def is_count(unit: str) -> bool:
    """Whether values of a unit are counts of something, not shares, rates or scores of it."""
    return unit not in ("%", "points", "days", "working days", "not stated") and not is_rate(unit)


def may_compare(unit: str, one: ValueIn, other: ValueIn) -> bool:
    """Whether two values of a series may stand side by side or on one line. Two rates may where both are of one
    edition, or where both are stated to rest on one set of population estimates."""
    if not is_rate(unit) or one.edition_id == other.edition_id:
        return True
    return one.population_id is not None and one.population_id == other.population_id


@dataclass(frozen=True, kw_only=True)
class Revision:
    """That a later release has another value: "was 43.7, is 44.5". `population_changed`: it is a rate that was worked
    out on other population estimates; None where that is not stated."""

    earlier_release: str
    later_release: str
    was: Decimal | None
    now: Decimal | None
    was_state: ObservationState
    now_state: ObservationState
    population_changed: bool | None

    @property
    def sentence(self) -> str:
        was = self.was_state.label if self.was is None else f"{self.was:f}"
        now = self.now_state.label if self.now is None else f"{self.now:f}"
        return f"was {was}, is {now}"


def revisions(unit: str, values: Iterable[ValueIn]) -> list[Revision]:
    """What each release changed in the value of the one before, the releases in order. A release that repeats the value
    is none, except a rate whose population changed."""
    found: list[Revision] = []
    ordered = sorted(values, key=lambda one: one.release)
    for before, after in pairwise(ordered):
        same = (before.value, before.state) == (after.value, after.state)
        changed: bool | None = False
        if is_rate(unit):
            both_stated = before.population_id is not None and after.population_id is not None
            changed = before.population_id != after.population_id if both_stated else None
        if not same:
            found.append(
                Revision(
                    earlier_release=before.release,
                    later_release=after.release,
                    was=before.value,
                    now=after.value,
                    was_state=before.state,
                    now_state=after.state,
                    population_changed=changed,
                )
            )
    return found


def folded(name: str) -> str:
    """A place's name without what people write in two ways: "Yorkshire & The Humber", "London (Inner)"."""
    plain = name.casefold().replace("&", " and ").replace("’", "").replace("'", "")
    words = [word for word in re.sub(r"[^\w]+", " ", plain).split() if word != "the"]
    return " ".join(sorted(words) if words[:1] == ["london"] or words[-1:] == ["london"] else words)


def closeness_of(printed: str) -> Closeness | None:
    """The closeness that a cell of a neighbour list says, with a space too many or another capital; None if none."""
    said = " ".join(printed.split()).casefold()
    return next((one for one in Closeness if one.label.casefold() == said), None)
