"""A measure beside one other value: a slope in time, or dots for places, with the finding as its title."""

from collections.abc import Callable, Mapping

import streamlit as st

from cscp_core.drawing import looks, shapes
from cscp_core.drawing.looks import Look
from cscp_core.drawing.shapes import Spec
from cscp_core.evidence.rules import HowFar, HowKnown, in_words
from cscp_core.scrutiny.glance.rules import YEAR_BEFORE, Compared
from pages.components import arrow


def show(one: Compared, key: str, *, top: float | None = None) -> None:
    """`top` is how far up the axis reaches where several charts share it."""
    in_time = one.against == YEAR_BEFORE
    spec = shapes.slope(one.points, top=top) if in_time else shapes.dots(one.points, one.unit, ours=one.points[0].label)
    said = in_words(f"{point.printed} ({point.label})" for point in one.points)
    draw(spec, f"{one.name}: {said}. {one.why}", key)


def show_placed(placed: Mapping[tuple[HowFar, HowKnown], int], key: str) -> None:
    """How far claims go, a bar for each step, by how they are known."""
    counts = {(far.label, known.label): number for (far, known), number in placed.items()}
    rows = [one.label for one in reversed(HowFar)]
    told = in_words(f"{number} {far}, {known}" for (far, known), number in counts.items())
    draw(shapes.ladder(counts, rows, [one.label for one in reversed(HowKnown)]), f"Claims: {told}.", key)


def draw(spec: Spec, alt: str, key: str, *, chosen: Callable[[Mapping[str, str]], None] | None = None) -> None:
    """Draws a chart in the reader's own theme; static/style.css prints a dark one in light colours. `chosen` is called
    with the row and the column or part of what somebody clicked in a heat map or a stacked bar."""
    theme = Look(st.context.theme.type or Look.LIGHT)

    def choose() -> None:
        cells = st.session_state[key].selection.get(shapes.CELL)
        if chosen and cells:
            chosen(cells[0])

    with st.container(key=f"chart_in_{theme.value} {key}"):
        st.vega_lite_chart(
            arrow.with_rows(spec) | {"config": looks.config(theme)}, width="stretch", alt=alt, key=key,
            on_select=choose if chosen else "ignore",
        )  # fmt: skip
