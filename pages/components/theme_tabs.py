"""A theme's evidence, a tab for each kind; only the open one is asked for and drawn."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted, Year
from cscp_core.people.permissions import Actor, Role
from cscp_core.scrutiny.grades import service
from pages.components import claims_tab, data, gaps_tab, measures_tab, recommendation_rows, said_tab, short_forms


def show(actor: Actor, year: Year, theme_id: str) -> None:
    """The tabs; which one is open stands in the address."""
    for tab, draw in zip(st.tabs(list(TABS), key="tab", bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(actor, year, theme_id)


def _claims(actor: Actor, year: Year, theme_id: str) -> None:
    found = data.ask(service.graded_claims, actor, report_id=year.report_id, theme_id=theme_id)
    claims_tab.show(actor, year.report_id, found, plain=actor.role is Role.YOUNG_ADVISOR)
    short_forms.show(actor, year, *(f"{one.claim.text} {one.claim.lacks}" for one in found))


def _recommendations(actor: Actor, year: Year, theme_id: str) -> None:
    wanted = Wanted(theme_id=theme_id)
    found = data.ask(evidence.recommendations, actor, report_id=year.report_id, wanted=wanted).items
    recommendation_rows.show(found, year.report_id, "The report names no recommendation on this theme.")
    short_forms.show(actor, year, *(f"{one.text} {one.owner} {one.review}" for one in found))


def _challenges(actor: Actor, year: Year, theme_id: str) -> None:
    found = data.ask(evidence.recorded_challenges, actor, report_id=year.report_id, theme_id=theme_id)
    said_tab.show("challenge", found, year.report_id)
    short_forms.show(actor, year, *(f"{one.text} {one.what_came} {one.asked_of}" for one in found))


def _voices(actor: Actor, year: Year, theme_id: str) -> None:
    found = data.ask(evidence.voices, actor, report_id=year.report_id, theme_id=theme_id)
    said_tab.show("voice", found, year.report_id)
    short_forms.show(actor, year, *(f"{one.text} {one.what_came}" for one in found))


def _gaps(actor: Actor, year: Year, theme_id: str) -> None:
    found = data.ask(evidence.gaps, actor, report_id=year.report_id, theme_id=theme_id)
    gaps_tab.show(found, year.report_id)
    short_forms.show(actor, year, *(one.text for one in found))


TABS = {
    "Claims": _claims,
    "Measures": measures_tab.show,
    "Recommendations": _recommendations,
    "Challenges on record": _challenges,
    "Voices": _voices,
    "What the report does not say": _gaps,
}
