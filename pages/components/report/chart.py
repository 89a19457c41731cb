"""One chart: the finding as its title, units, period and section, and its table beneath."""

import streamlit as st

from cscp_core.evidence.charts import Chart
from cscp_core.evidence.rules import in_words
from pages.components.report import figure_rows
from pages.components.text import escaped

LABELS = {"light": "#16242a", "dark": "#e8eef0"}  # the text colours of the theme: a chart's own labels do not follow it
AXES = {
    "light": "#4b5b62",
    "dark": "#b3c0c5",
}  # what is said beside the axes; Streamlit's own grey is too faint to read


def show(chart: Chart, report_id: str, key: str) -> None:
    st.subheader(escaped(chart.title))
    theme = st.context.theme.type or "light"
    axis = {"labelColor": AXES[theme], "titleColor": AXES[theme]}
    colours = {"config": {"text": {"color": LABELS[theme]}, "axis": axis, "axisX": axis, "axisY": axis}}
    with st.container(key=f"chart_in_{theme} {key}"):  # static/style.css prints a dark one in light colours
        st.vega_lite_chart(chart.spec | colours, width="stretch", alt=chart.alt, key=key)
    sections = in_words(dict.fromkeys(figure.section for figure in chart.figures))
    st.caption(f"Unit: {escaped(chart.figures[0].unit)}. The axis begins at zero. Source: section {escaped(sections)}.")
    with st.expander("The same numbers as a table"):
        figure_rows.show(chart.figures, report_id)
