"""What a picture of a series shows: a place over time, what it is compared with, and what may not be joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from sqlmodel import Session

from cscp_core.official import periods, places, service
from cscp_core.official.against import Stand, stand
from cscp_core.official.comparing import arithmetic, compare
from cscp_core.official.rules import is_count, may_compare, median_known
from cscp_core.official.small_counts import SmallCounts
from cscp_core.official.views import Comparator, Observation, Place, Series, show, with_unit
from cscp_core.people.permissions import Actor, Permission, needs


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Values that may stand on one line, oldest first. `population` names the estimates under them, empty where the
    series is no rate or they are not stated."""

    population: str
    points: tuple[Observation, ...]


@dataclass(frozen=True, kw_only=True)
class CompanionPoint:
    """What a comparator has for one period, in the release and on the population of the value beside it. `value` is
    the median of several places, None below half of them known; `low` and `high` are the lowest and the highest."""

    period: str
    value: Decimal | None
    shown: str
    known: int
    of: int
    low: Decimal | None
    high: Decimal | None

    @property
    def how_many(self) -> str:
        """ "7 of 10 known"."""
        return f"{self.known} of {self.of} known"


@dataclass(frozen=True, kw_only=True)
class Companion:
    """A comparator beside a place, oldest period first; periods for which it has no row are left out."""

    key: str
    name: str
    is_several: bool
    points: tuple[CompanionPoint, ...]

    def at(self, period: str) -> CompanionPoint | None:
        return next((one for one in self.points if one.period == period), None)


@dataclass(frozen=True, kw_only=True)
class SeriesPicture:
    """A series for one place, oldest segment first, with its comparators."""

    series: Series
    place: Place
    segments: tuple[Segment, ...]
    companions: tuple[Companion, ...]
    stand: Stand | None
    """How the newest value stands to the comparators; None without any, and for a count: places differ in size."""

    @property
    def points(self) -> tuple[Observation, ...]:
        """Every value, oldest first."""
        return tuple(sorted((one for part in self.segments for one in part.points), key=lambda one: one.period))

    @property
    def known(self) -> tuple[Observation, ...]:
        """The values of the newest segment that has a number, oldest first."""
        numbers = (tuple(one for one in part.points if one.value is not None) for part in reversed(self.segments))
        return next((one for one in numbers if one), ())

    @property
    def times(self) -> list[str]:
        """Every period from the first to the last, those without a row among them."""
        points = self.points
        return periods.between(points[0].period, points[-1].period, self.series.year_kind) if points else []

    def finding(self, since: int = 0) -> str:
        """What it shows, in one sentence: the newest value beside the one of the year `since`, or else the oldest, and
        whether chance alone could give the change."""
        if not self.known:
            return f"No value for {self.place.name} is known."
        last, first = self.known[-1], self._first(since)
        said = f"{self.place.name}: {_value(last)} {last.when}"
        if first is not last:
            said += f", {_value(first)} {first.when}: {compare(last, first).words}"
        return f"{said}."

    def finding_in_short(self, since: int = 0) -> str:
        """The same for a small chart: without the counts and the reason, which are on the series' own page."""
        if not self.known:
            return self.finding()
        last, first = self.known[-1], self._first(since)
        said = f"{with_unit(last.shown, last.unit)} {last.when}"
        if first is not last:
            said += f", {first.shown} {first.when}: {compare(last, first).difference.in_short}"
        return f"{said}."

    def _first(self, since: int) -> Observation:
        then = [one for one in self.known if periods.ends_in(one.period, one.year_kind) == since]
        return (then or self.known)[0]

    @property
    def beside(self) -> str:
        """How the newest value stands to each comparator, by name; empty without any."""
        return self.stand.words if self.stand else ""

    @property
    def gaps(self) -> list[str]:
        """Why the line is broken, a sentence each."""
        sentences = []
        for before, after in pairwise(self.segments):
            ends, begins = before.points[-1], after.points[0]
            sentences.append(
                f"The line breaks between {ends.shown_period} and {begins.shown_period}: rates that use different "
                "population estimates cannot be compared."
            )
        reasons: dict[str, list[str]] = {}
        has = {one.period: one for one in self.points}
        for period in self.times:
            one = has.get(period)
            if one is None or one.value is None:
                reason = one.state.label if one else "not in the releases that are loaded"
                reasons.setdefault(reason, []).append(periods.shown(period, self.series.year_kind))
        sentences += [f"No value for {', '.join(times)}: {reason}." for reason, times in reasons.items()]
        return sentences


@needs(Permission.READ_OFFICIAL)
def picture(
    session: Session,
    actor: Actor,
    *,
    series_id: str,
    place_code: str,
    comparators: Sequence[str] = (),
    leaves: bool = False,
) -> SeriesPicture:
    """A series for one place beside comparators, by their keys; a key of nothing is passed over. `leaves`: the picture
    leaves the partnership, so small counts of children and what gives them away are withheld.

    Raises:
        NotFound: the series or the place is not known.
    """
    line = service.line(session, actor, series_id=series_id, place_code=place_code)
    known = places.comparators(session, actor, place_code=place_code) if comparators else []
    chosen = [one for one in known if one.key in comparators]
    codes = sorted({place.place_code for one in chosen for place in one.places})
    own: dict[str, Observation] = {}
    for one in (*line.points, *line.left_out):
        own.setdefault(one.period, one)
    editions = sorted({one.edition_id for one in own.values()})
    others = (
        service.values_beside(session, actor, series_id=series_id, place_codes=codes, edition_ids=editions)
        if codes
        else []
    )
    if leaves:
        where = [place_code, *codes]
        small = SmallCounts(session, actor, where)
        own = {period: small.as_it_leaves(one) for period, one in own.items()}
        others = [small.as_it_leaves(one) for one in others]
    populations = {
        one.population_id: one.population for one in service.list_editions(session, actor, series_id=series_id)
    }
    return SeriesPicture(
        series=line.series,
        place=line.place,
        segments=tuple(_segments(line.series.unit, own.values(), populations)),
        companions=tuple(_companion(one, line.series, own, others) for one in chosen),
        stand=_stand(line.series, own, chosen, others),
    )


def short_name(comparator: Comparator) -> str:
    """What a comparator is called beside a chart: "Neighbours (2025)"."""
    if comparator.key.startswith(places.NEIGHBOURS):
        return f"Neighbours ({comparator.key.removeprefix(places.NEIGHBOURS)})"
    return comparator.name


def _segments(unit: str, values: Iterable[Observation], populations: dict[str | None, str]) -> list[Segment]:
    """Values, the newest of them first, in groups of those that may stand on one line."""
    groups: list[list[Observation]] = []
    for one in sorted(values, key=lambda one: one.period, reverse=True):
        fitting = (group for group in groups if may_compare(unit, group[0].as_value, one.as_value))
        group = next(fitting, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [
        Segment(population=populations.get(group[0].population_id, ""), points=tuple(reversed(group)))
        for group in reversed(groups)
    ]


def _companion(
    chosen: Comparator, series: Series, own: dict[str, Observation], others: Sequence[Observation]
) -> Companion:
    codes = {place.place_code for place in chosen.places}
    points = []
    for period, beside in sorted(own.items()):
        at = [
            one
            for one in others
            if one.period == period and one.edition_id == beside.edition_id and one.place.place_code in codes
        ]
        if at and not beside.is_apart and not any(one.is_apart for one in at):
            points.append(_companion_point(chosen, series, period, at))
    return Companion(key=chosen.key, name=short_name(chosen), is_several=chosen.listed > 1, points=tuple(points))


def _companion_point(chosen: Comparator, series: Series, period: str, at: Sequence[Observation]) -> CompanionPoint:
    known = [one.value for one in at if one.value is not None]
    places = max((-int(one.as_tuple().exponent) for one in known), default=0)
    decimals = max(places, 0) if series.decimals is None else series.decimals
    middle = median_known([*known, *[None] * (chosen.listed - len(known))])
    shown = at[0].shown if chosen.listed == 1 else "" if middle.value is None else show(middle.value, decimals)
    return CompanionPoint(
        period=period,
        value=middle.value,
        shown=shown,
        known=middle.known,
        of=middle.of,
        low=min(known) if middle.value is not None else None,
        high=max(known) if middle.value is not None else None,
    )


def _stand(
    series: Series, own: dict[str, Observation], chosen: Sequence[Comparator], others: Sequence[Observation]
) -> Stand | None:
    known = [one for one in own.values() if one.value is not None]
    if not chosen or not known or is_count(series.unit):
        return None
    newest = max(known, key=lambda one: one.period)
    at = [one for one in others if (one.period, one.edition_id) == (newest.period, newest.edition_id)]
    named = [replace(one, name=_name_within(one)) for one in chosen]
    return stand(series, newest, named, {one.place.place_code: one for one in at})


def _name_within(comparator: Comparator) -> str:
    """What a comparator is called within a sentence."""
    if comparator.key.startswith(places.NEIGHBOURS):
        return f"its neighbours of {comparator.key.removeprefix(places.NEIGHBOURS)}"
    return comparator.name


def _value(one: Observation) -> str:
    return arithmetic(one) if one.unit == "%" else with_unit(one.shown, one.unit)
