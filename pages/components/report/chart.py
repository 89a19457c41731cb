"""One chart: the finding as its title, units, period and section, and its table beneath."""

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.charts import Chart
from pages.components.glance import drawn
from pages.components.report import figure_rows
from pages.components.text import escaped


def show(chart: Chart, report_id: str, key: str) -> None:
    draw(chart, key)
    with st.expander("The same numbers as a table"):
        figure_rows.show_table(chart.figures, report_id)


def show_narrow(chart: Chart, report_id: str, key: str) -> None:
    """The same in a column beside others."""
    st.markdown(f"**{escaped(chart.title)}**")
    drawn.draw(shapes.narrow(chart.spec), chart.alt, key)
    with st.expander("The same numbers as a table"):
        figure_rows.show_table(chart.figures, report_id)


def draw(chart: Chart, key: str) -> None:
    """The chart under its finding, without its table."""
    st.subheader(escaped(chart.title))
    drawn.draw(chart.spec, chart.alt, key)
    st.caption(escaped(chart.beneath))
