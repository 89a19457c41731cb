"""Chart specifications: each with a title that states the finding, and a sentence for people who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from cscp_core.evidence.measures import Measure, measures, parts, series
from cscp_core.evidence.rules import in_words
from cscp_core.evidence.views import Figure

ROW_HEIGHT = 28  # pixels
AXIS_HEIGHT = 90  # pixels: the height of a chart on a screen holds its axis too, which left three bars no room


@dataclass(frozen=True)
class Chart:
    """A finding, its Vega-Lite specification, the figures that it draws, and the finding in a sentence."""

    title: str
    spec: dict[str, Any]
    figures: tuple[Figure, ...]
    alt: str


def charts(figures: Sequence[Figure], home: str) -> list[Chart]:
    """Every chart that a theme's figures have points enough for; `home` is the partnership's own area."""
    lines = [_line(measure) for measure in measures(figures, home) if series(measure)]
    return lines + [_bars(group) for group in parts(figures, home)]


def _line(measure: Measure) -> Chart:
    points = series(measure)
    first, last = points[0], points[-1]
    title = f"{last.what}: {first.as_printed} in {first.period}, {last.as_printed} in {last.period}"
    base = alt.Chart(_frame(points, "period")).encode(
        x=alt.X("period:O", title=None, sort=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=last.unit, scale=alt.Scale(zero=True)),
    )
    drawn = base.mark_line(point=alt.OverlayMarkDef(size=70, filled=True)) + base.mark_text(dy=-14).encode(
        text="printed:N"
    )
    said = in_words(f"{one.as_printed} in {one.period}" for one in points)
    return Chart(title, _spec(drawn, height=240), tuple(points), f"Line chart. {last.what}, {last.unit}: {said}.")


def _bars(group: list[Figure]) -> Chart:
    ranked = sorted(group, key=lambda figure: -(figure.value or 0))
    top = ranked[0]
    largest = [one.category for one in ranked if one.value == top.value]
    are = "is the largest, at" if len(largest) == 1 else "are the largest, each at"
    title = f"{top.indicator}, {top.period}: {in_words(largest)} {are} {top.as_printed}"
    base = alt.Chart(_frame(ranked, "category")).encode(
        x=alt.X("value:Q", title=top.unit, scale=alt.Scale(zero=True)),
        y=alt.Y("category:N", title=None, sort=None, axis=alt.Axis(labelLimit=260, labelOverlap=False)),
    )
    drawn = base.mark_bar() + base.mark_text(align="left", dx=4).encode(text="printed:N")
    said = in_words(f"{one.category} {one.as_printed}" for one in ranked)
    height = ROW_HEIGHT * len(ranked) + AXIS_HEIGHT
    return Chart(
        title, _spec(drawn, height=height), tuple(ranked), f"Bar chart. {top.indicator}, {top.period}: {said}."
    )


def _frame(figures: Sequence[Figure], by: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            by: [getattr(figure, by) for figure in figures],
            "value": [figure.value for figure in figures],
            "printed": [figure.as_printed for figure in figures],
        }
    )


def _spec(drawn: alt.LayerChart, *, height: int) -> dict[str, Any]:
    spec: dict[str, Any] = drawn.properties(height=height, width="container").to_dict()
    return spec
