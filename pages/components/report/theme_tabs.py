"""A theme's evidence, a tab for each kind; only the open one is asked for and drawn."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted, Year
from cscp_core.improvement import actions
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.views import RegisterFilter
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import rank_questions
from pages.components import address, badges, menu, short_forms, unchanged
from pages.components.challenges import challenge_rows, open_questions
from pages.components.report import action_rows, claims_tab, gaps_tab, glance_tab, measures_tab, said_tab, you_said_tab

MOST_QUESTIONS = 10


def show(actor: Actor, year: Year, theme_id: str) -> None:
    """The tabs; which one is open stands in the address."""
    tabs = TABS | ({"What to ask": _questions} if may(actor, Permission.SEE_QUESTIONS) else {})
    held = address.bind_widget("tab", "tab", tabs, otherwise=next(iter(tabs)))
    for tab, draw in zip(st.tabs(list(tabs), **held), tabs.values(), strict=True):
        if tab.open:
            with tab:
                draw(actor, year, theme_id)


def _recommendations(actor: Actor, year: Year, theme_id: str) -> None:
    wanted = Wanted(theme_id=theme_id)
    found = unchanged.ask_for_role(actions.list_actions, actor, report_id=year.report_id, wanted=wanted).page.items
    action_rows.show(found, year.report_id, when_none="The report names no recommendation on this theme.")
    short_forms.show(actor, year, *(f"{one.told.text} {one.told.owner} {one.told.review}" for one in found))


def _challenges(actor: Actor, year: Year, theme_id: str) -> None:
    if may(actor, Permission.READ_CHALLENGES):
        register = unchanged.ask_for_actor(reads.list_register, actor, wanted=RegisterFilter(theme_id=theme_id))
        challenge_rows.show(register.items)
    found = unchanged.ask_for_role(evidence.recorded_challenges, actor, report_id=year.report_id, theme_id=theme_id)
    said_tab.show("challenge", found, year.report_id)
    short_forms.show(actor, year, *(f"{one.text} {one.what_came} {one.asked_of}" for one in found))


def _voices(actor: Actor, year: Year, theme_id: str) -> None:
    found = unchanged.ask_for_role(evidence.voices, actor, report_id=year.report_id, theme_id=theme_id)
    said_tab.show("voice", found, year.report_id)
    short_forms.show(actor, year, *(f"{one.text} {one.what_came}" for one in found))


def _gaps(actor: Actor, year: Year, theme_id: str) -> None:
    found = unchanged.ask_for_role(evidence.gaps, actor, report_id=year.report_id, theme_id=theme_id)
    gaps_tab.show(found, year.report_id)
    short_forms.show(actor, year, *(one.text for one in found))


def _questions(actor: Actor, year: Year, theme_id: str) -> None:
    found = unchanged.ask_for_role(missing.list_questions, actor, report_id=year.report_id, theme_id=theme_id)
    st.write("What the rules find missing on this theme, most urgent first. Nothing is asked until you raise it.")
    badges.explain_ranking()
    for one in rank_questions(found, MOST_QUESTIONS):
        open_questions.card(actor, one, year.report_id, leads_there=True)
    if not found:
        st.write("The rules suggest no more questions on this theme.")
    if may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Ask your own question", about="theme", of=theme_id, report=year.report_id)


TABS = {
    "At a glance": glance_tab.show,
    "Claims": claims_tab.show,
    "Measures": measures_tab.show,
    "Recommendations": _recommendations,
    "Challenges": _challenges,
    "You said": you_said_tab.show,
    "Voices": _voices,
    "What the report does not say": _gaps,
}
