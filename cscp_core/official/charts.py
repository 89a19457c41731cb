"""Official values as charts: a specification, its finding, and the sentence for people who cannot see it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cscp_core.chance import Range, events, rate, wilson
from cscp_core.drawing import shapes, tracks
from cscp_core.drawing.shapes import Point, Spec
from cscp_core.drawing.tracks import Track
from cscp_core.official import periods
from cscp_core.official.comparing import PER, based
from cscp_core.official.pictures import Companion, CompanionPoint, SeriesPicture
from cscp_core.official.places import ENGLAND, LONDON
from cscp_core.official.rules import YearType
from cscp_core.official.views import Observation, Spread

NOT_IN_REPORT = "Not in the report"
REPORTED = "In the report"
AXIS = "The axis begins at zero."
WHISKER = "The thin line through a point shows how far chance alone could move it, with 95% confidence."
TONES = {ENGLAND: tracks.ENGLAND, LONDON: tracks.WIDER_REGION}


@dataclass(frozen=True, kw_only=True)
class OfficialChart:
    """A chart of official values. `beneath` says how to read it: unit, axis, what a bar is; `reading` has its sentences
    without the unit, for several charts together. `figure_ids` are figures of a report that it stands beside."""

    title: str
    spec: Spec
    alt: str
    beneath: str
    reading: tuple[str, ...] = ()
    figure_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Reported:
    """A number that a report prints for a period of a series, drawn in a mark of its own and joined to nothing."""

    period: str
    value: float
    printed: str


def over_time(
    shown: SeriesPicture, reported: Sequence[Reported] = (), *, since: int = 0, height: int = 320, columns: int = 2
) -> OfficialChart:
    """A place over time, with its comparators, and what a report prints in a mark of its own. `since` is the year with
    which the title compares the newest value, where it has one."""
    kind = shown.series.year_kind
    times = sorted({*shown.times, *(one.period for one in reported)})
    ours = [Track(name=shown.place.name, tone=tracks.OURS, runs=tuple(_runs(shown)))]
    theirs = [
        Track(name=_name(one), tone=_tone(one), runs=tuple(_companion_runs(one, shown))) for one in shown.companions
    ]
    printed = [_reported(one, kind) for one in reported]
    if printed:
        theirs.append(Track(name=REPORTED, tone=tracks.REPORTED, runs=(tuple(printed),), is_joined=False))
    several = [point for one in shown.companions if one.is_several for point in one.points]
    spec = tracks.over_time(
        ours + [one for one in theirs if one.runs],
        [periods.short(one, kind) for one in times],
        shown.series.unit,
        ranges=[_range(point, kind) for point in several if point.value is not None],
        when=kind.label[0].upper() + kind.label[1:],
        height=height,
        columns=columns,
    )
    said = "; ".join(f"{one.shown} {one.when}" for one in shown.points)
    alt = f"Line chart. {shown.series.title}, {shown.series.unit}. {shown.place.name}: {said}. {shown.beside}"
    if printed:
        alt += " In the report: " + "; ".join(f"{one.printed} in {one.label}" for one in printed) + "."
    reading = _reading(shown)
    beneath = " ".join([f"Unit: {shown.series.unit}.", *reading])
    return OfficialChart(title=shown.finding(since), spec=spec, alt=alt.strip(), beneath=beneath, reading=reading)


def places(found: Spread, ours: str) -> OfficialChart:
    """Every place that is known for one period, highest first; `ours` is the code of the place drawn in full."""
    one_unit = [one for one in found.values if not one.is_apart]
    known = sorted(((one.value, one) for one in one_unit if one.value is not None), key=lambda pair: -pair[0])
    points = [_point(one, one.place.name) for _, one in known]
    name = next((one.place.name for one in one_unit if one.place.place_code == ours), "")
    when = periods.shown(found.period, found.series.year_kind)
    title = f"{when}: {len(known)} of {len(one_unit)} places known"
    said = "; ".join(f"{one.place.name} {one.shown}" for _, one in known)
    return OfficialChart(
        title=title,
        spec=shapes.dots(points, found.series.unit, ours=name),
        alt=f"Dot plot. {found.series.title}, {found.series.unit}, {when}. {said}.",
        beneath=" ".join(
            [*_not_drawn(found), AXIS, *([WHISKER] if any(one.low is not None for one in points) else [])]
        ),
    )


def _not_drawn(found: Spread) -> list[str]:
    """Why a place is not drawn: never as a zero."""
    reasons: dict[str, list[str]] = {}
    for one in found.values:
        reason = "in another unit" if one.is_apart else one.state.label if one.value is None else ""
        if reason:
            reasons.setdefault(reason, []).append(one.place.name)
    return [f"Not drawn, {reason}: {', '.join(names)}." for reason, names in reasons.items()]


def _runs(shown: SeriesPicture) -> list[tuple[Point, ...]]:
    runs = []
    for segment in shown.segments:
        known = [one for one in segment.points if one.value is not None]
        points = {one.period: _point(one, periods.short(one.period, one.year_kind)) for one in known}
        runs += _unbroken(points, shown.times)
    return runs


def _companion_runs(one: Companion, shown: SeriesPicture) -> list[tuple[Point, ...]]:
    """A comparator's values, broken where those of the place are on another population."""
    runs = []
    for segment in shown.segments:
        own = {point.period for point in segment.points}
        known = [point for point in one.points if point.value is not None and point.period in own]
        points = {point.period: _companion_point(one, point, shown.series.year_kind) for point in known}
        runs += _unbroken(points, shown.times)
    return runs


def _companion_point(one: Companion, point: CompanionPoint, kind: YearType) -> Point:
    printed = f"{point.shown}, {point.how_many}" if one.is_several else point.shown
    return Point(label=periods.short(point.period, kind), value=float(point.value or 0), printed=printed)


def _unbroken(points: dict[str, Point], times: Sequence[str]) -> list[tuple[Point, ...]]:
    """Points in runs of periods that follow one another."""
    return [
        tuple(points[period] for period in group)
        for has, group in groupby(times, key=lambda period: period in points)
        if has
    ]


def _point(one: Observation, label: str) -> Point:
    chance = _chance(one)
    return Point(
        label=label,
        value=float(one.value or 0),
        printed=one.shown,
        low=chance.low if chance else None,
        high=chance.high if chance else None,
    )


def _chance(one: Observation) -> Range | None:
    """What chance alone could give: the publisher's interval, or that of the count behind the value; None where the
    count is not published or is rounded."""
    if one.lower is not None and one.upper is not None:
        return Range(float(one.lower), float(one.upper))
    found = based(one)
    if found is None or found.half:
        return None
    if one.unit == "%":
        return wilson(found.count, found.base) if found.base else None
    if found.base is None:
        return events(found.count)
    return rate(found.count, found.base, next(per for words, per in PER.items() if one.unit.startswith(f"{words} ")))


def _reported(one: Reported, kind: YearType) -> Point:
    return Point(label=periods.short(one.period, kind), value=one.value, printed=one.printed)


def _tone(one: Companion) -> int:
    return tracks.SEVERAL if one.is_several else TONES.get(one.key, tracks.REGION)


def _name(one: Companion) -> str:
    return f"{one.name}, median" if one.is_several else one.name


def _range(point: CompanionPoint, kind: YearType) -> Point:
    low, high = float(point.low or 0), float(point.high or 0)
    printed = f"{low:g} to {high:g}, {point.how_many}"
    return Point(label=periods.short(point.period, kind), value=low, printed=printed, low=low, high=high)


def _reading(shown: SeriesPicture) -> tuple[str, ...]:
    said = [AXIS]
    if any(one.is_several for one in shown.companions):
        said.append("A bar runs from the lowest known neighbour to the highest, where at least half are known.")
    if any(_chance(one) for one in shown.known):
        said.append(WHISKER)
    return tuple(said)
