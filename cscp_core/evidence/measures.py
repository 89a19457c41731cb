"""Puts a theme's figures side by side: value, the one before, and a comparator with its own period. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.views import Figure

YEAR = re.compile(r"(\d{4})(-\d{2})?")


@dataclass(frozen=True)
class Measure:
    """One indicator, or one part of it: the newest local value and what it may be held against."""

    latest: Figure
    earlier: tuple[Figure, ...]
    """Local values of earlier periods, newest first."""
    comparators: tuple[Figure, ...]
    """Values of other areas."""

    @property
    def may_be_compared(self) -> bool:
        """Whether there is anything to hold the newest value against."""
        return bool(self.earlier or self.comparators)

    @property
    def change(self) -> str:
        """Which way it moved since the period before, in words; empty where two periods cannot be compared."""
        before = self.earlier[0] if self.earlier else None
        if before is None or before.value is None or self.latest.value is None or before.unit != self.latest.unit:
            return ""
        way = (
            "higher"
            if self.latest.value > before.value
            else "lower"
            if self.latest.value < before.value
            else "the same"
        )
        return f"{way} than {before.as_printed}" if way != "the same" else f"the same as {before.as_printed}"

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
    """The local values in order of time, where there are three or more of one unit; otherwise none."""
    points = [one for one in (*reversed(measure.earlier), measure.latest) if one.value is not None]
    by_period = {one.period: one for one in points}
    return list(by_period.values()) if len(by_period) >= 3 and len({one.unit for one in points}) == 1 else []


def parts(figures: Sequence[Figure], home: str) -> list[list[Figure]]:
    """The parts of each indicator that has three or more with values for one place, period and unit."""
    groups: dict[tuple[str, str, str], dict[str, Figure]] = {}
    for figure in figures:
        if figure.category and figure.value is not None and figure.area == home:
            group = groups.setdefault((figure.indicator_id, figure.period, figure.unit), {})
            group.setdefault(figure.category, figure)
    return [list(group.values()) for group in groups.values() if len(group) >= 3]


def _of_group(group: list[Figure], home: str) -> list[Measure]:
    """One measure, or one for each of several newest values that nothing tells apart: none of them is dropped."""
    local = _newest_first([figure for figure in group if figure.area == home]) or _newest_first(group)
    newest = _once([figure for figure in local if _when(figure.period) == _when(local[0].period)])
    with_value = [figure for figure in newest if figure.value is not None] or newest
    earlier = [figure for figure in local if 0 < _when(figure.period) < _when(local[0].period)]
    others = [figure for figure in group if figure.area != local[0].area]
    return [Measure(latest, tuple(_once(earlier)), tuple(_once(others))) for latest in with_value]


def _newest_first(figures: list[Figure]) -> list[Figure]:
    printed_first = sorted(figures, key=lambda figure: figure.state is not ValueState.PRINTED)
    return sorted(printed_first, key=lambda figure: _when(figure.period), reverse=True)


def _once(figures: list[Figure]) -> list[Figure]:
    seen: dict[tuple[str, str, float | None], Figure] = {}
    for figure in figures:
        seen.setdefault((figure.area, figure.period, figure.value), figure)
    return list(seen.values())


def _when(period: str) -> int:
    """The first year that a period names; 0 where it names none."""
    found = YEAR.search(period)
    return int(found.group(1)) if found else 0
