"""The official values that a report is held against: each line, spread and comparator read once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.official import periods, places
from cscp_core.official import service as official
from cscp_core.official.against import Stand, stand
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.comparing import ComparedValues, arithmetic, compare
from cscp_core.official.rules import YearType
from cscp_core.official.small_counts import SmallCounts
from cscp_core.official.views import Comparator, Observation, Place, SeriesLine
from cscp_core.people.permissions import Actor

WITHIN_A_YEAR = (YearType.FINANCIAL, YearType.ACADEMIC, YearType.AT_31_MARCH, YearType.JANUARY)
"""Kinds of year whose period ends with, or is named like, a report's own year; all others end in the year before."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """That another series publishes the base of a share, or the count of a rate."""

    series_id: str
    is_count: bool


class Record:
    """Reads for one report, kept for as long as it is held against the record. Values are as they may leave the
    partnership, since what is said of them may."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self._session, self._actor = session, actor
        self._lines: dict[tuple[str, str], SeriesLine | None] = {}
        self._spreads: dict[tuple[str, str, str], dict[str, Observation]] = {}
        self._comparators: dict[str, list[Comparator]] = {}
        self._small = SmallCounts(session, actor)
        self._behind = {
            row["series_id"]: Behind(series_id=row["behind_id"], is_count=row["what"] == "count")
            for row in read_rows(FOLDER / "behind.csv")
        }

    def place_named(self, name: str) -> Place | None:
        """The place of a report; None where the record does not know it."""
        try:
            return places.find_place(self._session, self._actor, name=name)
        except NotFound:
            return None

    def line(self, series_id: str, place_code: str) -> SeriesLine | None:
        """A series for one place; None where it is not loaded."""
        key = (series_id, place_code)
        if key not in self._lines:
            try:
                found = official.line(self._session, self._actor, series_id=series_id, place_code=place_code)
            except NotFound:
                self._lines[key] = None
            else:
                leaves = self._small.as_it_leaves
                points, left_out = tuple(map(leaves, found.points)), tuple(map(leaves, found.left_out))
                self._lines[key] = replace(found, points=points, left_out=left_out)
        return self._lines[key]

    def at(self, series_id: str, place_code: str, period: str) -> Observation | None:
        """The value of a line at one time."""
        line = self.line(series_id, place_code)
        return next((one for one in line.points if one.period == period), None) if line else None

    def spread(self, found: Observation) -> Mapping[str, Observation]:
        """The values of every place in the same series, time and release."""
        key = (found.series_id, found.period, found.release)
        if key not in self._spreads:
            spread = official.spread(self._session, self._actor, series_id=key[0], period=key[1], release=found.release)
            self._spreads[key] = {one.place.place_code: self._small.as_it_leaves(one) for one in spread.values}
        return self._spreads[key]

    def in_releases(self, found: Observation) -> list[Observation]:
        """One value in every release that has it, the newest first."""
        where = {"series_id": found.series_id, "place_code": found.place.place_code, "period": found.period}
        return list(map(self._small.as_it_leaves, official.values_in_releases(self._session, self._actor, **where)))

    def comparators(self, found: Observation) -> list[Comparator]:
        """What a value may be compared with by name: the regions round its place, England, and its neighbours in the
        model nearest to its year."""
        code = found.place.place_code
        if code not in self._comparators:
            self._comparators[code] = places.comparators(self._session, self._actor, place_code=code)
        listed = self._comparators[code]
        ended = periods.ends_in(found.period, found.year_kind)
        models = [one for one in listed if one.key.startswith(places.NEIGHBOURS)]
        nearest = min(models, key=lambda one: abs(int(one.key.removeprefix(places.NEIGHBOURS)) - ended), default=None)
        regions = [one for one in listed if len(one.places) == 1 and one not in models and one.key != "region"]
        return [*regions, *([nearest] if nearest else [])]

    def stand(self, found: Observation) -> Stand | None:
        """A value beside its comparators; None where its series is not loaded."""
        line = self.line(found.series_id, found.place.place_code)
        if line is None:
            return None
        return stand(line.series, found, self.comparators(found), self.spread(found), self.behind)

    def counted(self, series_id: str) -> str:
        """The series of the counts behind a rate, which are compared first; the series itself where none is known."""
        behind = self._behind.get(series_id)
        return behind.series_id if behind and behind.is_count else series_id

    def behind(self, found: Observation) -> Decimal | None:
        """The base or count that another series publishes of a value."""
        behind = self._behind.get(found.series_id)
        if behind is None:
            return None
        line = self.line(behind.series_id, found.place.place_code)
        ended = periods.ends_in(found.period, found.year_kind)
        for one in line.points if line else ():
            if periods.ends_in(one.period, one.year_kind) == ended:
                return one.value
        return None

    def compare(self, one: Observation, other: Observation) -> ComparedValues:
        """Two values with what is behind each."""
        return compare(one, other, behind=(self.behind(one), self.behind(other)))

    def shown(self, found: Observation) -> str:
        """A value with what is behind it."""
        return arithmetic(found, self.behind(found))


def of_report(line: SeriesLine, ended: int) -> Observation | None:
    """The published value of a line that a report speaks of: of the period that ends with its year, or of the last
    before it ends. None where there is none."""
    return _ending_in(line, ended if line.series.year_kind in WITHIN_A_YEAR else ended - 1)


def before(line: SeriesLine, found: Observation) -> Observation | None:
    """The published value of the year before; None where that year has none."""
    return _ending_in(line, periods.ends_in(found.period, found.year_kind) - 1)


def _ending_in(line: SeriesLine, year: int) -> Observation | None:
    known = (one for one in line.points if one.value is not None)
    return next((one for one in known if periods.ends_in(one.period, one.year_kind) == year), None)


def value_of(found: Observation) -> Decimal:
    """The number of a value that is published.

    Raises:
        ValueError: it is not.
    """
    if found.value is None:
        raise ValueError(f"{found.series_id} has no value for {found.period}.")
    return found.value


def newest(line: SeriesLine, after: str) -> Observation | None:
    """The newest published value after a period."""
    later = [one for one in line.points if one.value is not None and one.period > after]
    return later[-1] if later else None
