"""Puts a theme's figures side by side: value, the one before, and a comparator with its own period. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cscp_core.evidence.periods import Period, read
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.views import Figure


@dataclass(frozen=True)
class Measure:
    """One indicator, or one part of it: the newest local value and what it may be held against."""

    latest: Figure
    earlier: tuple[Figure, ...]
    """Local values of earlier periods of the same kind, newest first."""
    comparators: tuple[Figure, ...]
    """Values of other areas, for periods of the same kind."""
    unlike: tuple[Figure, ...] = ()
    """Values for periods of another kind, or not understood. They are never held against the newest."""

    @property
    def may_be_compared(self) -> bool:
        """Whether there is anything to hold the newest value against."""
        return bool(self.earlier or self.comparators)

    @property
    def change(self) -> str:
        """Which way it moved since the period before, in words; empty where two periods cannot be compared."""
        now = read(self.latest.period)
        before = next((one for one in self.earlier if now.is_like(read(one.period))), None)
        if before is None or before.value is None or self.latest.value is None or before.unit != self.latest.unit:
            return ""
        way = (
            "higher"
            if self.latest.value > before.value
            else "lower"
            if self.latest.value < before.value
            else "the same"
        )
        return f"{way} than {before.number}" if way != "the same" else f"the same as {before.number}"

    @property
    def with_unit(self) -> str:
        """The newest value as printed, with its unit unless that is printed in it."""
        latest = self.latest
        told = latest.state is not ValueState.PRINTED or not latest.unit or latest.unit in latest.as_printed
        return latest.shown if told else f"{latest.shown} {latest.unit}"


def measures(figures: Sequence[Figure], home: str) -> list[Measure]:
    """One measure for each indicator and category, in the report's order. A figure printed twice counts once."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.indicator_id, figure.category), []).append(figure)
    return [measure for group in groups.values() for measure in _of_group(group, home)]


def series(measure: Measure) -> list[Figure]:
    """The local values in order of time, where three or more are of one unit and one kind of period; otherwise none."""
    now = read(measure.latest.period)
    points = [
        one
        for one in (*reversed(measure.earlier), measure.latest)
        if one.value is not None and now.may_share_a_line(read(one.period))
    ]
    by_period = {read(one.period): one for one in points}
    return list(by_period.values()) if len(by_period) >= 3 and len({one.unit for one in points}) == 1 else []


def parts(figures: Sequence[Figure], home: str) -> list[list[Figure]]:
    """The parts of each indicator that has three or more with values for one place, period and unit."""
    groups: dict[tuple[str, Period | str, str], dict[str, Figure]] = {}
    for figure in figures:
        if figure.category and figure.value is not None and figure.area == home:
            when = read(figure.period)
            key = (figure.indicator_id, when if when.is_definite else figure.period, figure.unit)
            group = groups.setdefault(key, {})
            group.setdefault(figure.category, figure)
    return [list(group.values()) for group in groups.values() if len(group) >= 3]


def _of_group(group: list[Figure], home: str) -> list[Measure]:
    """One measure for each kind of period, or one for each of several newest values that nothing tells apart: none of
    them is dropped."""
    local = _newest_first([figure for figure in group if figure.area == home]) or _newest_first(group)
    found = []
    for of_kind in _by_kind(local):
        when = read(of_kind[0].period)
        newest = _once([one for one in of_kind if _when(one) == _when(of_kind[0])])
        earlier = [one for one in of_kind if _when(one) < _when(of_kind[0])] if when.is_definite else []
        others = [one for one in group if one.area != local[0].area and _is_of_kind(one, when)]
        unlike = [one for one in group if not _is_of_kind(one, when)]
        with_value = [one for one in newest if one.value is not None] or newest
        found += [Measure(one, tuple(_once(earlier)), tuple(_once(others)), tuple(_once(unlike))) for one in with_value]
    return found


def _by_kind(figures: list[Figure]) -> list[list[Figure]]:
    kinds: dict[str, list[Figure]] = {}
    for figure in figures:
        kinds.setdefault(read(figure.period).kind, []).append(figure)
    return list(kinds.values())


def _is_of_kind(figure: Figure, when: Period) -> bool:
    period = read(figure.period)
    return period.is_definite and period.kind is when.kind


def _newest_first(figures: list[Figure]) -> list[Figure]:
    printed_first = sorted(figures, key=lambda figure: figure.state is not ValueState.PRINTED)
    return sorted(printed_first, key=_when, reverse=True)


def _once(figures: list[Figure]) -> list[Figure]:
    seen: dict[tuple[str, str, float | None], Figure] = {}
    for figure in figures:
        seen.setdefault((figure.area, figure.period, figure.value), figure)
    return list(seen.values())


def _when(figure: Figure) -> date:
    """When a value's time ends, or begins where it is open; before all others where it is not understood."""
    period = read(figure.period)
    return period.last or period.first or date.min
