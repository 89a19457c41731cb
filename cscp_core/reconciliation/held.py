"""Which figures of a report stand beside which official series, and which of their numbers may be drawn there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cscp_core.evidence.views import Figure
from cscp_core.official.charts import Reported
from cscp_core.official.rules import Comparable, StatedReason
from cscp_core.official.views import MappedFigure

NOT_ON_ONE_AXIS = frozenset({StatedReason.OTHER_POPULATION, StatedReason.OTHER_BASE})
"""Why a printed number is not drawn on the axis of a series: a rate on another population, a share of other things."""


@dataclass(frozen=True, kw_only=True)
class HeldSeries:
    """One official series with the figures of a report that may be held against it, in the report's order."""

    series_id: str
    held: tuple[tuple[Figure, MappedFigure], ...]

    def reported(self, unit: str, place_code: str) -> list[Reported]:
        """What the report prints for the place, in the unit of the series and on its population, each number once."""
        found = {
            (mapped.periods[0], figure.value): Reported(
                period=mapped.periods[0], value=figure.value, printed=figure.as_printed
            )
            for figure, mapped in self.held
            if figure.value is not None and figure.unit == unit and mapped.place_code == place_code and _fits(mapped)
        }
        return list(found.values())

    @property
    def has_printed(self) -> bool:
        """Whether any of its numbers is printed and may be drawn."""
        return any(figure.value is not None and _fits(mapped) for figure, mapped in self.held)

    @property
    def has_same(self) -> bool:
        return any(mapped.comparable is Comparable.SAME for _, mapped in self.held)

    @property
    def in_short(self) -> list[str]:
        """How near the figures come, each sentence once."""
        return list(dict.fromkeys(_how(mapped) for _, mapped in self.held))

    @property
    def why(self) -> list[str]:
        """Why they are no nearer, in the words of who mapped them, each once."""
        return list(dict.fromkeys(mapped.why for _, mapped in self.held if mapped.why))


def held_series(figures: Sequence[Figure], mapped: Mapping[str, MappedFigure]) -> list[HeldSeries]:
    """The series that these figures may be held against: first those whose printed number can be drawn, and of these
    the ones that measure the same."""
    groups: dict[str, list[tuple[Figure, MappedFigure]]] = {}
    for figure in figures:
        one = mapped.get(figure.figure_id)
        if one and one.may_be_held:
            groups.setdefault(one.series_id, []).append((figure, one))
    found = [HeldSeries(series_id=series_id, held=tuple(held)) for series_id, held in groups.items()]
    return sorted(found, key=lambda one: (not one.has_printed, not one.has_same))


def _fits(mapped: MappedFigure) -> bool:
    return not mapped.is_opposite and mapped.reason not in NOT_ON_ONE_AXIS and len(mapped.periods) == 1


def _how(mapped: MappedFigure) -> str:
    if mapped.reason is StatedReason.CHART_ONLY:
        return "The report shows it only as a chart."
    nearly = "The same" if mapped.comparable is Comparable.SAME else "Nearly the same"
    return f"{nearly} as the report’s number{f': {mapped.reason.label}' if mapped.reason else ''}."
