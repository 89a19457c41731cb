"""The picture of one number: beside the year before or another place, else as a part of its whole, else none."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.drawing.shapes import Point
from cscp_core.evidence import facets
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.subjects import is_share
from cscp_core.evidence.views import Figure, Year
from cscp_core.people.permissions import Actor
from pages.components.glance import drawn, themes
from pages.components.text import escaped

MOST = 2
WHOLE = 100


def first_with_value(figures: Sequence[Figure]) -> Figure:
    """The first of several that has a number to draw, else the first."""
    return next((one for one in figures if one.value is not None), figures[0])


def show(actor: Actor, year: Year, figure: Figure, *, named: bool = False) -> None:
    """`named` says what the number is, where the page is about something else."""
    if named:
        st.markdown(f"**{escaped(figure.what)}**")
    of_theme = next((one for one in themes.list_themes(actor, year) if one.theme.theme_id == figure.theme_id), None)
    compared = [one for one in of_theme.compared if one.figure_id == figure.figure_id] if of_theme else []
    for one in compared[:MOST]:
        st.markdown(escaped(one.in_short))
        drawn.show(one, f"number {one.figure_id} {one.against}")
    if not compared:
        _share(figure)


def _share(figure: Figure) -> None:
    """A bar of a hundred; hollow where nothing says of how many."""
    value = figure.value
    is_drawn = figure.state is ValueState.PRINTED and is_share(figure) and value is not None and 0 <= value <= WHOLE
    if not is_drawn or value is None:
        st.caption("◇ Nothing to compare")
        return
    point = Point(label=figure.when, value=value, printed=figure.number, has_base=not facets.lacks_base(figure))
    drawn.draw(shapes.share(point), f"{figure.what}: {figure.number} of a hundred.", f"share {figure.figure_id}")
    if not point.has_base:
        st.caption("◇ Of how many? The report prints no base beside it.")
