"""The choices above the list of actions."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import RecommendationKind, ReviewKind, WorkStatus
from cscp_core.evidence.views import Wanted, Year
from cscp_core.people.permissions import Actor
from pages.components import address, data, unchanged
from pages.components.choices import PLACE, Choices

NAMES = ("review", "review_kind", "kind", "status", "agency", "theme", "no_owner", "no_date")


def show(actor: Actor, year: Year) -> Wanted:
    """The filters. Returns what they ask for."""
    reviews = {one.review_id: one.title for one in data.reviews(actor, year)}
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    choices = Choices("actions")
    with st.container(key=PLACE), st.expander("Narrow the list", expanded=address.names_any(*NAMES)):
        left, right = st.columns(2)
        review = choices.select(left, "Review", reviews, "review")
        review_kind = choices.select(right, "Kind of review", {kind: kind.label for kind in ReviewKind}, "review kind")
        kind = choices.select(left, "Kind", {kind: kind.label for kind in RecommendationKind}, "kind")
        status = choices.select(right, "Status (suggested)", {status: status.label for status in WorkStatus}, "status")
        agency = choices.select(left, "Agency", unchanged.ask_for_role(evidence.agencies, actor), "agency")
        theme = choices.select(right, "Theme", themes, "theme")
        without_owner = choices.tick(left, "Without an owner", "no_owner")
        without_date = choices.tick(right, "Without a date", "no_date")
    choices.summarise()
    return Wanted(
        review_id=review,
        review_kind=review_kind,
        kind=kind,
        agency_id=agency,
        work_status=status,
        theme_id=theme,
        recommendation_id="",
        without_owner=without_owner,
        without_date=without_date,
    )
