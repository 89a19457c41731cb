"""Series as rows: the title leads to the series, beside it the newest value of the place."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.official.listing import ListedSeries
from cscp_core.official.views import with_unit
from pages.components import menu
from pages.components.text import escaped


def show(found: Sequence[ListedSeries], year: Year) -> None:
    """A heading for each topic, and a row for each of its series."""
    before = ""
    with st.container(key="series rows", gap=None):
        for one in found:
            if one.series.topic != before:
                before = one.series.topic
                st.markdown(f"**{escaped(before)}**")
            with st.container(horizontal=True, vertical_alignment="center", key=f"line {one.series.series_id}"):
                menu.link("series", one.series.title, series=one.series.series_id, report=year.report_id)
                st.markdown(f":small[{escaped(_newest(one))}]")


def _newest(one: ListedSeries) -> str:
    newest = one.newest
    if newest is None:
        return "no value for this place"
    value = newest.shown if newest.value is None else with_unit(newest.shown, newest.unit)
    return f"{value}, {newest.shown_period}"
