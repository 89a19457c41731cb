"""One chart: the finding as its title, units, period and section, and its table beneath."""

import streamlit as st

from cscp_core.evidence.charts import Chart
from cscp_core.evidence.rules import in_words
from pages.components.glance import drawn
from pages.components.report import figure_rows
from pages.components.text import escaped


def show(chart: Chart, report_id: str, key: str) -> None:
    draw(chart, key)
    with st.expander("The same numbers as a table"):
        figure_rows.show_table(chart.figures, report_id)


def draw(chart: Chart, key: str) -> None:
    """The chart under its finding, without its table."""
    st.subheader(escaped(chart.title))
    drawn.draw(chart.spec, chart.alt, key)
    sections = in_words(dict.fromkeys(figure.section for figure in chart.figures))
    st.caption(f"Unit: {escaped(chart.figures[0].unit)}. The axis begins at zero. Source: section {escaped(sections)}.")
