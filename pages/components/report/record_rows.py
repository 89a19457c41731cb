"""Findings of the report against the record as rows: what came of it, the finding, its arithmetic, and the ways on."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.reconciliation.record_rows import RecordRow, RecordVerdict
from pages.components import address, data, menu
from pages.components.choices import PLACE, Choices
from pages.components.glance.state import Tone, badge
from pages.components.text import escaped

SHAPES = {
    RecordVerdict.WORD: "■",
    RecordVerdict.NOT_TOLD: "◆",
    RecordVerdict.DIFFERS: "≠",
    RecordVerdict.LABEL: "◐",
    RecordVerdict.SINCE: "↺",
    RecordVerdict.BY_DEFINITION: "◇",
    RecordVerdict.CANNOT_TELL: "?",
    RecordVerdict.NOT_COMPARED: "○",
    RecordVerdict.AGREES: "●",
}
SOON = (RecordVerdict.WORD, RecordVerdict.NOT_TOLD, RecordVerdict.DIFFERS, RecordVerdict.LABEL)


def narrow(actor: Actor, year: Year, rows: Sequence[RecordRow]) -> list[RecordRow]:
    """The choices above the list, each with its number; without one, what asks something."""
    choices = Choices("record")
    theme_names = {one.theme_id: one.name for one in data.themes(actor, year)}
    verdicts = Counter(one.verdict for one in rows)
    asked = [one for one in rows if one.verdict.is_asked]
    with st.container(key=f"{PLACE}-above"):
        named = {one.value: f"{SHAPES[one]} {one.label} ({verdicts[one]})" for one in RecordVerdict if verdicts[one]}
        verdict = st.pills(
            "What came of it", list(named), format_func=named.__getitem__, wrap=True,
            **address.bind_widget("verdict", "record verdict", named),
        )  # fmt: skip
        found = [one for one in rows if one.verdict.value == verdict] if verdict else asked
        numbers = Counter(one.theme_id for one in found)
        themes = {one: f"{name} ({numbers[one]})" for one, name in theme_names.items() if numbers[one]}
        theme = st.pills(
            "Theme", list(themes), format_func=themes.__getitem__, wrap=True,
            **address.bind_widget("theme", "record theme", themes),
        )  # fmt: skip
    chosen = [named[verdict]] if verdict else []
    choices.chosen = chosen + ([themes[theme]] if theme else [])
    choices.summarise()
    return [one for one in found if not theme or one.theme_id == theme]


def show(actor: Actor, year: Year, rows: Sequence[RecordRow]) -> None:
    """A row each: its state, what it is about as the link, the finding, and beneath it where it stands and the ways
    on."""
    with st.container(gap="small"):
        for one in rows:
            with st.container(gap=None):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(badge_of(one.verdict), width="content")
                    _link(year, one)
                st.markdown(escaped(one.in_short))
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(f":small[{escaped(_cited(one))}]", width="content")
                    _ways_on(actor, year, one)


def badge_of(verdict: RecordVerdict) -> str:
    """Markdown for what came of a finding."""
    return badge(SHAPES[verdict], verdict.label, Tone.SOON if verdict in SOON else Tone.QUIET)


def _link(year: Year, one: RecordRow) -> None:
    """What a finding is about: the figure of the report, or the theme that does not tell it."""
    if one.figure_id:
        menu.link("figure", one.what, id=one.figure_id, report=year.report_id)
    else:
        menu.link("theme", one.what, theme=one.theme_id, report=year.report_id)


def _ways_on(actor: Actor, year: Year, one: RecordRow) -> None:
    if one.in_full:
        with st.popover("Arithmetic", type="tertiary"):
            st.markdown("\n\n".join(escaped(step) for step in one.in_full))
    if one.series_id and "series" in menu.SCREENS:
        menu.link("series", "The series", series=one.series_id, report=year.report_id)
    if one.verdict.is_asked and may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Raise it", about="check", of=one.row_id, report=year.report_id)


def _cited(one: RecordRow) -> str:
    """Where each side stands, as a minute would cite it."""
    release = f"release {one.release}, not in the report" if one.release else ""
    return " · ".join(filter(None, (f"section {one.section}", release)))
