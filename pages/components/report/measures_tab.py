"""A theme's measures: what can be compared as small charts, parts of a whole, and every other measure as a row."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.charts import Chart
from cscp_core.evidence.measures import Measure, measures
from cscp_core.evidence.rules import counted
from cscp_core.evidence.subjects import is_measure
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from cscp_core.scrutiny.glance import multiples
from cscp_core.scrutiny.glance.rules import UNTOLD, Compared
from pages.components import by_load, data, menu, note_first
from pages.components.glance import drawn, themes
from pages.components.official import beside as official
from pages.components.report import chart, figure_rows, result_card
from pages.components.text import escaped

IN_A_ROW, PARTS_IN_A_ROW = 4, 2


def count(actor: Actor, year: Year, theme_id: str) -> int:
    """How many measures of children or services a theme has."""
    return sum(is_measure(one.latest) for one in _measures(actor, year, theme_id))


def show(actor: Actor, year: Year, theme_id: str) -> None:
    figures = data.theme_figures(actor, year, theme_id)
    if not figures:
        st.write("The report prints no figure on this theme.")
        return
    note_first.show(actor, year, *(one.theme_id for one in figures))
    every = _measures(actor, year, theme_id)
    beside, held = _compared(actor, year, theme_id), official.of_theme(actor, year, theme_id)
    _small_multiples(year, beside)
    official.small_multiples(actor, year, held)
    charts = data.theme_charts(actor, year, theme_id)
    _wide(year, theme_id, charts[:PARTS_IN_A_ROW])
    if more := charts[PARTS_IN_A_ROW:]:
        with st.expander(f"{counted(len(more), 'more chart')} of parts"):
            _wide(year, theme_id, more, PARTS_IN_A_ROW)
    seen = {one.figure_id for one in beside} | {one.figure_id for each in charts for one in each.figures}
    rest = [one.latest for one in every if one.latest.figure_id not in seen]
    alone = [one for one in rest if is_measure(one)]
    result_card.of_theme(actor, year, theme_id)
    if alone:
        is_all = not (beside or held or charts)
        with st.expander(f"{counted(len(alone), 'measure')} with nothing to compare", expanded=is_all):
            figure_rows.show(alone, year.report_id)
    service = [one for one in rest if not is_measure(one)]
    if service:
        with st.expander(f"About the service: {counted(len(service), 'number')} such as age limits and meetings"):
            figure_rows.show(service, year.report_id)
    if any(one.false_assurance for one in figures):
        st.caption("Some figures count harm that is found. A low number may mean that harm is not found.")


@by_load.cache_until_load(200)
def _measures(actor: Actor, year: Year, theme_id: str) -> list[Measure]:
    return measures(data.theme_figures(actor, year, theme_id), year.home_area)


def _compared(actor: Actor, year: Year, theme_id: str) -> Sequence[Compared]:
    if actor.role is Role.YOUNG_ADVISOR:
        return ()
    return next(one.compared for one in themes.list_themes(actor, year) if one.theme.theme_id == theme_id)


def _small_multiples(year: Year, found: Sequence[Compared]) -> None:
    """Panels three in a row; those of one unit and like size share their axis, and a line says which."""
    if not found:
        return
    tops = multiples.shared_tops(found)
    with st.container(key="side-by-side multiples"):
        for first in range(0, len(found), IN_A_ROW):
            for place, (column, one) in enumerate(zip(st.columns(IN_A_ROW), found[first:], strict=False), first):
                with column:
                    menu.link("figure", one.name, id=one.figure_id, report=year.report_id)
                    st.markdown(escaped(f"{one.in_short} ({one.section})"))
                    drawn.show(one, f"multiple {one.figure_id} {one.against}", top=tops[place])
    why = dict.fromkeys(one.why for one in found if one.chance == UNTOLD)
    st.caption(escaped(" ".join([*why, multiples.say_axes(found, tops), "In brackets: the section."])))


def _wide(year: Year, theme_id: str, charts: Sequence[Chart], number: int = 0) -> None:
    """`number` is how many of the theme's stand before them."""
    for first in range(0, len(charts), PARTS_IN_A_ROW):
        columns = st.columns(PARTS_IN_A_ROW)
        for place, (column, one) in enumerate(zip(columns, charts[first:], strict=False), number + first):
            with column:
                chart.show(one, year.report_id, f"chart {theme_id} {place}")
