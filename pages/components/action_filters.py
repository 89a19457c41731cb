"""The choices above the list of actions."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import RecommendationKind, ReviewKind, WorkStatus
from cscp_core.evidence.views import Wanted, Year
from cscp_core.people.permissions import Actor
from pages.components import address, data

ANY = ""
NAMES = ("review", "review_kind", "kind", "status", "agency", "theme", "no_owner", "no_date")


def show(actor: Actor, year: Year) -> Wanted:
    """The filters; answers what they ask for."""
    reviews = {one.review_id: one.title for one in data.fixed(actor, year, "reviews")}
    themes = {one.theme_id: one.name for one in data.fixed(actor, year, "themes")}
    with st.expander("Narrow the list", expanded=address.names_any(*NAMES)):
        left, right = st.columns(2)
        review = _choice(left, "Review", reviews, "review")
        review_kind = _choice(right, "Kind of review", {kind: kind for kind in ReviewKind}, "review kind")
        kind = _choice(left, "Kind", {kind: kind.words for kind in RecommendationKind}, "kind")
        status = _choice(right, "Status (suggested)", {status: status for status in WorkStatus}, "status")
        agency = _choice(left, "Agency", data.ask(evidence.agencies, actor), "agency")
        theme = _choice(right, "Theme", themes, "theme")
        without_owner = left.checkbox("Without an owner", **address.kept_tick("no_owner", "actions no owner"))
        without_date = right.checkbox("Without a date", **address.kept_tick("no_date", "actions no date"))
    return Wanted(review, review_kind, kind, agency, status, theme, "", without_owner, without_date)


def _choice(place: st.delta_generator.DeltaGenerator, label: str, options: dict[str, str], key: str) -> str:
    chosen: str = place.selectbox(
        label,
        [ANY, *options],
        format_func=lambda one: options[one] if one else "Any",
        **address.kept(key.replace(" ", "_"), f"actions {key}", options),
    )
    return chosen
