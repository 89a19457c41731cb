"""A theme's charts: each with a title that states the finding, and a sentence for people who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.drawing import shapes
from cscp_core.drawing.shapes import Point, Spec
from cscp_core.evidence.measures import Measure, measures, parts, series
from cscp_core.evidence.rules import in_words
from cscp_core.evidence.views import Figure


@dataclass(frozen=True)
class Chart:
    """A finding, its Vega-Lite specification, the figures that it draws, and the finding in a sentence."""

    title: str
    spec: Spec
    figures: tuple[Figure, ...]
    alt: str

    @property
    def figure_ids(self) -> frozenset[str]:
        return frozenset(figure.figure_id for figure in self.figures)

    @property
    def beneath(self) -> str:
        """How to read it, and where its numbers are printed."""
        sections = in_words(dict.fromkeys(figure.section for figure in self.figures))
        return f"Unit: {self.figures[0].unit}. The axis begins at zero. Source: section {sections}."


def charts(figures: Sequence[Figure], home: str) -> list[Chart]:
    """Every chart that a theme's figures have points enough for; `home` is the partnership's own area."""
    lines = [_line(measure) for measure in measures(figures, home) if series(measure)]
    return lines + [_bars(group) for group in parts(figures, home)]


def _line(measure: Measure) -> Chart:
    points = series(measure)
    first, last = points[0], points[-1]
    title = f"{last.what}: {first.number} in {first.period}, {last.number} in {last.period}"
    drawn = shapes.line([_point(one, one.period) for one in points], last.unit)
    said = in_words(f"{one.number} in {one.period}" for one in points)
    return Chart(title, drawn, tuple(points), f"Line chart. {last.what}, {last.unit}: {said}.")


def _bars(group: list[Figure]) -> Chart:
    ranked = sorted(group, key=lambda figure: -(figure.value or 0))
    top = ranked[0]
    largest = [one.category for one in ranked if one.value == top.value]
    are = "is the largest, at" if len(largest) == 1 else "are the largest, each at"
    title = f"{top.indicator}, {top.period}: {in_words(largest)} {are} {top.number}"
    drawn = shapes.bars([_point(one, one.category) for one in ranked], top.unit)
    said = in_words(f"{one.category} {one.number}" for one in ranked)
    return Chart(title, drawn, tuple(ranked), f"Bar chart. {top.indicator}, {top.period}: {said}.")


def _point(figure: Figure, label: str) -> Point:
    return Point(label=label, value=figure.value or 0.0, printed=figure.number)
