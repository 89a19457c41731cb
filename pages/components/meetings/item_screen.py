"""One item of an agenda, readable from the back of a room."""

import re

import streamlit as st

from cscp_core.evidence.charts import Chart
from cscp_core.evidence.views import Figure
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings.reads import OnScreen
from pages.components import data
from pages.components.report import chart
from pages.components.text import escaped, paragraphs


def show(shown: OnScreen) -> None:
    """For the operator's window: all figures in lines."""
    _head(shown)
    for figure in shown.figures[:3]:
        st.markdown(f"**{escaped(figure.shown)}** {escaped(_about(figure))}")
    _missing(shown)
    if shown.challenge:
        st.markdown(escaped(f"{shown.challenge.name} to {shown.challenge.agency}: {shown.stands}"))
    if shown.answer:
        st.markdown("**Their last answer.** What changed for children:")
        st.markdown(paragraphs(shown.answer.boxes.changed))
        st.markdown(f"How they know: {escaped(shown.answer.boxes.known)}")
    _wanted(shown)


def project(actor: Actor, shown: OnScreen) -> None:
    """For the projector: one chart, or else one number, drawn large in place of what is said; and of a challenge only
    how it stands."""
    _head(shown, with_said=not shown.figures, stands=shown.stands, in_short=True)
    drawn = _chart_of(actor, shown)
    if drawn:
        chart.draw(drawn, "projected")
    elif shown.figures:
        figure = shown.figures[0]
        with st.container(key="large-number"):
            st.markdown(escaped(figure.shown))
        st.markdown(escaped(_about(figure)))
    _missing(shown)
    _wanted(shown)


def _head(shown: OnScreen, *, with_said: bool = True, stands: str = "", in_short: bool = False) -> None:
    """What is asked. `in_short`: its last sentence is the headline, and what it rests on stands beneath."""
    item = shown.item
    about = " · ".join(part for part in (shown.about, stands, item.origin) if part)
    if about:
        st.markdown(escaped(about))
    *grounds, asked = re.split(r"(?<=[.?!]) ", item.question) if in_short else [item.question]
    st.title(escaped(asked))
    if grounds:
        st.markdown(escaped(" ".join(grounds)))
    if with_said and shown.said and " ".join(shown.said.split()) not in item.question:
        st.markdown(f"**{escaped(shown.said)}**")
    if shown.placed:
        st.markdown(escaped(shown.placed))


def _missing(shown: OnScreen) -> None:
    if shown.lacks:
        st.markdown(f"What is missing: {escaped('; '.join(shown.lacks))}.")


def _wanted(shown: OnScreen) -> None:
    if shown.item.would_answer:
        st.markdown(f"What would answer this: {escaped(shown.item.would_answer)}")


def _about(figure: Figure) -> str:
    return f"{figure.what}, {figure.where_and_when}; section {figure.section}"


def _chart_of(actor: Actor, shown: OnScreen) -> Chart | None:
    """The first chart of the theme that draws a figure of the item."""
    cited = {one.figure_id for one in shown.figures}
    year = data.year_of(actor, shown.report_id) if cited and shown.theme_id else None
    drawn = data.theme_charts(actor, year, shown.theme_id) if year else []
    return next((one for one in drawn if cited & {figure.figure_id for figure in one.figures}), None)
