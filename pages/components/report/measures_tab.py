"""A theme's measures: charts where there are points enough, then every measure with what it may be held against."""

import streamlit as st

from cscp_core.evidence.measures import Measure, measures
from cscp_core.evidence.rules import Polarity, in_words
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from pages.components import by_load, data, menu, note_first, table
from pages.components.report import chart, result_card
from pages.components.text import escaped


def show(actor: Actor, year: Year, theme_id: str) -> None:
    figures = data.theme_figures(actor, year, theme_id)
    if not figures:
        st.write("The report prints no figure on this theme.")
        return
    note_first.show(actor, year, *(one.theme_id for one in figures))
    charts = data.theme_charts(actor, year, theme_id)
    for number, drawn in enumerate(charts):
        chart.show(drawn, year.report_id, f"chart {theme_id} {number}")
    if charts:
        st.subheader("Every other measure")
    columns = [
        "Figure",
        "Measure",
        "Value",
        "When",
        "Before",
        "Change",
        "Compared with",
        "Which way is better",
        "Section",
    ]
    table.show(columns, _rows(actor, year, theme_id), link_to="figure", report=year.report_id)
    _conclusions(actor, year, theme_id)
    result_card.of_theme(actor, year, theme_id)
    warned = [one for one in figures if one.false_assurance]
    if warned:
        st.caption("Some figures count harm that is found. A low number may mean that harm is not found.")


@by_load.cache_until_load(200)
def _rows(actor: Actor, year: Year, theme_id: str) -> list[list[str]]:
    """The measures that no chart shows whole, in words."""
    in_charts = {figure.figure_id for drawn in data.theme_charts(actor, year, theme_id) for figure in drawn.figures}
    every = measures(data.theme_figures(actor, year, theme_id), year.home_area)
    listed = [one for one in every if one.may_be_compared or one.latest.figure_id not in in_charts]
    tested = _changes(actor, year, theme_id)
    return [_row(one, year.home_area, tested) for one in listed]


def _conclusions(actor: Actor, year: Year, theme_id: str) -> None:
    """The four questions of every measure that can be held against something, in words and never a light."""
    found = [one for one in data.conclusions(actor, year, theme_id) if one[0].may_be_compared]
    if not found or actor.role is Role.YOUNG_ADVISOR:
        return
    st.subheader("What may be concluded")
    st.caption(
        "With 95% confidence. Counts and shares move by chance. A difference that chance can explain is not shown to "
        "be a change."
    )
    for one, said in found:
        with st.container(border=True):
            st.markdown(f"**{escaped(one.latest.what)}**")
            for question, answer in said.answers:
                st.markdown(f"**{question}** {escaped(answer.words)}")
            menu.link("figure", one.latest.figure_id, id=one.latest.figure_id, report=year.report_id)


def _changes(actor: Actor, year: Year, theme_id: str) -> dict[str, str]:
    """By figure: whether a change is more than chance gives, said in the same breath as the change."""
    if actor.role is Role.YOUNG_ADVISOR:
        return {}
    found = data.conclusions(actor, year, theme_id)
    return {one.latest.figure_id: said.changing.words for one, said in found if one.change and said.changing.tells}


def _row(measure: Measure, home: str, tested: dict[str, str]) -> list[str]:
    latest = measure.latest
    before = in_words(f"{one.shown} ({one.period})" for one in measure.earlier) or "none printed"
    held = in_words(f"{one.area} {one.shown} ({one.period})" for one in measure.comparators) or "none printed"
    better = "neither" if latest.polarity is Polarity.NONE else latest.polarity.label.removesuffix(" is better")
    value = measure.with_unit if latest.area == home else f"{measure.with_unit} ({latest.area})"
    return [
        latest.figure_id,
        latest.what,
        value,
        latest.period,
        before,
        tested.get(latest.figure_id) or measure.change or "cannot tell",
        held,
        better,
        latest.section,
    ]
