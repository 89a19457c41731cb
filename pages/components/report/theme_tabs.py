"""A theme's evidence, a tab for each kind; only the open one is asked for and drawn."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted, Year
from cscp_core.improvement import actions
from cscp_core.labelled import Labelled
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.views import ChallengeView, RegisterFilter
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import rank_questions
from cscp_core.storage.paging import Page
from pages.components import badges, data, menu, short_forms, tabs, unchanged
from pages.components.challenges import challenge_rows, open_questions
from pages.components.report import action_rows, claims_tab, gaps_tab, glance_tab, measures_tab, said_tab, you_said_tab

MOST_QUESTIONS = 10


class ThemeTab(Labelled):
    """A tab, under the name that stands in addresses."""

    GLANCE = "glance", "At a glance"
    CLAIMS = "claims", "Claims"
    MEASURES = "measures", "Measures"
    ACTIONS = "actions", "Actions", "Recommendations"
    CHALLENGES = "challenges", "Challenges"
    YOU_SAID = "you_said", "You said"
    VOICES = "voices", "Voices"
    NOT_SAID = "not_said", "Not said", "What the report does not say"
    QUESTIONS = "questions", "Questions", "What to ask"


def show(actor: Actor, year: Year, theme_id: str) -> None:
    """The tabs with how many each holds; which one is open stands in the address."""
    shown = {one: draw for one, draw in TABS.items() if one is not ThemeTab.QUESTIONS or _may_ask(actor)}
    counts = _counts(actor, year, theme_id)
    labels = {one: f"{one.label} ({counts[one]})" if one in counts else one.label for one in shown}
    tabs.show("tab", {one: partial(draw, actor, year, theme_id) for one, draw in shown.items()}, labels)


def _may_ask(actor: Actor) -> bool:
    return may(actor, Permission.SEE_QUESTIONS)


def _counts(actor: Actor, year: Year, theme_id: str) -> dict[ThemeTab, int]:
    found = data.count_by_sheet(actor, year, theme_id)
    register = _register(actor, theme_id).total if may(actor, Permission.READ_CHALLENGES) else 0
    return {
        ThemeTab.CLAIMS: found["claims"],
        ThemeTab.MEASURES: measures_tab.count(actor, year, theme_id),
        ThemeTab.ACTIONS: found["recommendations"],
        ThemeTab.CHALLENGES: found["challenges"] + register,
        ThemeTab.VOICES: found["voices"],
        ThemeTab.NOT_SAID: found["gaps"],
    }


def _register(actor: Actor, theme_id: str) -> Page[ChallengeView]:
    return unchanged.ask_for_actor(reads.list_register, actor, wanted=RegisterFilter(theme_id=theme_id))


def _recommendations(actor: Actor, year: Year, theme_id: str) -> None:
    wanted = Wanted(theme_id=theme_id)
    found = unchanged.ask_for_role(actions.list_actions, actor, report_id=year.report_id, wanted=wanted).page.items
    action_rows.show(found, year.report_id, when_none="The report names no recommendation on this theme.")
    short_forms.show(actor, year, *(f"{one.told.text} {one.told.owner} {one.told.review}" for one in found))


def _challenges(actor: Actor, year: Year, theme_id: str) -> None:
    if may(actor, Permission.READ_CHALLENGES):
        challenge_rows.show(_register(actor, theme_id).items)
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
    if found:
        open_questions.rows(actor, rank_questions(found, MOST_QUESTIONS), year.report_id)
    else:
        st.write("The rules suggest no more questions on this theme.")
    if may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Ask your own question", about="theme", of=theme_id, report=year.report_id)


TABS: dict[ThemeTab, Callable[[Actor, Year, str], None]] = {
    ThemeTab.GLANCE: glance_tab.show,
    ThemeTab.CLAIMS: claims_tab.show,
    ThemeTab.MEASURES: measures_tab.show,
    ThemeTab.ACTIONS: _recommendations,
    ThemeTab.CHALLENGES: _challenges,
    ThemeTab.YOU_SAID: you_said_tab.show,
    ThemeTab.VOICES: _voices,
    ThemeTab.NOT_SAID: _gaps,
    ThemeTab.QUESTIONS: _questions,
}
