"""The choices above the list of figures: words, what each counts, what can be said of it, and its theme."""

import streamlit as st

from cscp_core.evidence.facets import FigureCounts, FigureMark, WantedFigures
from cscp_core.evidence.subjects import Subject
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import address, data
from pages.components.choices import PLACE, Choices

SUBJECTS = {Subject.CHILDREN: "Children", Subject.WORK: "Services", Subject.ARRANGEMENT: "About the service"}
FORMER = {"chart_only": FigureMark.CHART_ONLY, "published only as a chart": FigureMark.CHART_ONLY}
"""States of earlier addresses that are marks now."""


def narrow() -> WantedFigures:
    """What the address asks for."""
    said = st.query_params
    return WantedFigures(
        subject=Subject.read(said.get("kind", "")),
        mark=FigureMark.read(said.get("mark", "")) or FORMER.get(said.get("state", "")),
        theme_id=said.get("theme", ""),
    )


def words(choices: Choices) -> str:
    """The line of text to look for."""
    with st.container(key=f"{PLACE}-words"):
        return choices.words(st.container(), "Find a figure", "words", "words", "missing children, 2018-19, £").strip()


def show(actor: Actor, year: Year, counts: FigureCounts, choices: Choices) -> None:
    """The facets with how many each has; each stands in the address."""
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    with st.container(key=f"{PLACE}-above", horizontal=True, vertical_alignment="bottom"):
        kind = st.pills(
            "What it counts", list(SUBJECTS),
            format_func=lambda one: f"{SUBJECTS[one]} ({counts.subjects.get(one, 0)})", wrap=True,
            **address.bind_widget("kind", "figures kind", list(SUBJECTS)),
        )  # fmt: skip
        mark = st.pills(
            "What can be said of it", list(FigureMark),
            format_func=lambda one: f"{one} ({counts.marks.get(one, 0)})", wrap=True,
            **address.bind_widget("mark", "figures mark", list(FigureMark)),
        )  # fmt: skip
        listed = {one: f"{name} ({counts.themes.get(one, 0)})" for one, name in themes.items()}
        choices.select(st.container(width=300), "Theme", listed, "theme")
    choices.chosen += [SUBJECTS[kind]] if kind else []
    choices.chosen += [mark.label] if mark else []
