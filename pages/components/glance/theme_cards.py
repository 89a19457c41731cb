"""A priority as a card, and any other theme as a row: the sentence, the evidence, what changed, what is open."""

import re
from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Year
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.glance.rules import ThemeAtGlance, ranked
from pages.components import menu
from pages.components.glance import drawn, evidence_bar, official_link, state, themes
from pages.components.text import escaped

IN_A_ROW = 4


def cards(actor: Actor, year: Year, found: Sequence[ThemeAtGlance], against: str) -> None:
    for first in range(0, len(found), IN_A_ROW):
        shown = found[first : first + IN_A_ROW]
        for column, one in zip(st.columns(len(shown)), shown, strict=True):
            with column.container(border=True, height="stretch", gap="xsmall", key=f"priority {one.theme.theme_id}"):
                _card(actor, year, one, against)


def _card(actor: Actor, year: Year, one: ThemeAtGlance, against: str) -> None:
    theme_id = one.theme.theme_id
    menu.link("theme", one.theme.name, theme=theme_id, report=year.report_id)
    st.markdown(f"{_judged(one)}  \n{escaped(one.behind)}")
    evidence_bar.show(one.known)
    chosen = next(iter(ranked(one.compared, against)), None)
    if chosen:
        st.markdown(f"**{escaped(chosen.name)}**  \n{escaped(chosen.in_short)}")
        drawn.show(chosen, f"{theme_id} {against}")
    elif one.claims:
        st.markdown(f"**{escaped(one.how_far)}**  \n:small[◇ Nothing to compare]")
        drawn.show_placed(one.placed, f"{theme_id} placed")
    official_link.show(actor, year, theme_id)
    _actions(year, one)
    if one.has_young_view:
        st.markdown(f":small[{escaped(one.young)}]")
    _so_what(actor, year, one)


def _so_what(actor: Actor, year: Year, one: ThemeAtGlance) -> None:
    """What to ask about the theme as a whole; else what the rules would ask first."""
    if not may(actor, Permission.SEE_QUESTIONS):
        return
    theme_id = one.theme.theme_id
    if one.theme.ask:
        menu.link(
            "challenge", f"So what? {one.theme.ask}", about=SourceKind.THEME, of=theme_id, report=year.report_id
        )  # fmt: skip
        return
    question = themes.first_question(actor, year, theme_id)
    if question:
        asked = re.split(r"(?<=[.?!]) ", question.text)[-1]  # the question itself; its grounds are on its page
        menu.link(
            "challenge", f"So what? {asked}", about=question.source_kind, of=question.source_id,
            lacks=question.missing.value, report=year.report_id,
        )  # fmt: skip


def _judged(one: ThemeAtGlance) -> str:
    if not one.judged or one.assurance is Assurance.NOT_YET:
        return state.badge("◇", "No judgement yet")
    return state.badge(state.JUDGED[one.assurance], f"{one.assurance.label.capitalize()}, {one.judged.at:%-d %b %Y}")


def _actions(year: Year, one: ThemeAtGlance) -> None:
    """How many wait, the overdue ones first; the words lead to them."""
    soon = one.actions.get(ActionState.DUE_SOON, 0)
    told = [f"■ {one.overdue} overdue"] if one.overdue else []
    told += [f"◆ {soon} due"] if soon else []
    label = " · ".join([*told, f"{one.open_actions} open"])
    menu.link("actions", label, theme=one.theme.theme_id, report=year.report_id)


def rows(year: Year, found: Sequence[ThemeAtGlance]) -> None:
    """One theme a row: its name, its evidence, what changed by more than chance, what is overdue, the judgement."""
    with st.container(key="theme rows", gap=None):
        for at, one in enumerate(found):
            with st.container(horizontal=True, vertical_alignment="center", key=f"row {one.theme.theme_id}"):
                menu.link("theme", one.theme.name, theme=one.theme.theme_id, report=year.report_id)
                evidence_bar.show(one.known)
                st.markdown(_beside(one, is_first=at == 0))


def _beside(one: ThemeAtGlance, *, is_first: bool) -> str:
    """The first row says what its numbers are of."""
    of = f"{one.evidenced} of {one.claims}{' claims with evidence' if is_first else ''}"
    words = [escaped(of if one.claims else "no claim")]
    if one.changed:
        words.append(escaped(f"{one.changed[0].name}: {one.changed[0].in_short}"))
    badges = [state.badge_of(ActionState.OVERDUE, f"{one.overdue} overdue")] if one.overdue else []
    badges += [_judged(one)] if one.judged and one.assurance is not Assurance.NOT_YET else []
    return f":small[{' '.join([' · '.join(words), *badges])}]"
