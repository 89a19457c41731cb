"""A measure beside one other value: a slope in time, or dots for places, with the finding as its title."""

import streamlit as st

from cscp_core.drawing import looks, shapes
from cscp_core.drawing.looks import Look
from cscp_core.drawing.shapes import Spec
from cscp_core.evidence.rules import in_words
from cscp_core.scrutiny.glance.rules import YEAR_BEFORE, Compared


def show(one: Compared, key: str) -> None:
    in_time = one.against == YEAR_BEFORE
    spec = shapes.slope(one.points) if in_time else shapes.dots(one.points, one.unit, ours=one.points[0].label)
    said = in_words(f"{point.printed} ({point.label})" for point in one.points)
    draw(spec, f"{one.name}: {said}. {one.why}", key)


def draw(spec: Spec, alt: str, key: str) -> None:
    """Draws a chart in the reader's own theme; static/style.css prints a dark one in light colours."""
    theme = Look(st.context.theme.type or Look.LIGHT)
    with st.container(key=f"chart_in_{theme.value} {key}"):
        st.vega_lite_chart(spec | {"config": looks.config(theme)}, width="stretch", alt=alt, key=key)
