"""The choices above the list of actions: what must be done, whose it is, and the rest behind a switch."""

import streamlit as st

from cscp_core.evidence.rules import RecommendationKind, ReviewKind, WorkStatus
from cscp_core.evidence.views import Wanted, Year
from cscp_core.improvement.actions import IMPACT, ActionList
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Actor
from pages.components import address, data
from pages.components.choices import PLACE, Choices
from pages.components.report.action_rows import SHAPES

NAMES = ("review", "review_kind", "kind", "status", "theme", "no_owner", "no_date")
ALWAYS = (ActionState.OVERDUE, ActionState.EVIDENCED)
"""Shown where there are none, too: that there are none is an answer."""


def state() -> str:
    """The state that the address asks for, or evidence of impact, or nothing."""
    return address.read_choice(st.query_params.get("state", ""), [*ActionState, IMPACT]) or ""


def narrow(actor: Actor, year: Year) -> tuple[Wanted, Choices]:
    """What else the list is narrowed to, and the choices made so far."""
    reviews = {one.review_id: one.title for one in data.reviews(actor, year)}
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    choices = Choices("actions")
    with st.container(key=PLACE), st.expander("Narrow the list", expanded=address.names_any(*NAMES)):
        left, right = st.columns(2)
        review = choices.select(left, "Review", reviews, "review")
        review_kind = choices.select(right, "Kind of review", {kind: kind.label for kind in ReviewKind}, "review kind")
        kind = choices.select(left, "Kind", {kind: kind.label for kind in RecommendationKind}, "kind")
        status = choices.select(right, "Status (suggested)", {status: status.label for status in WorkStatus}, "status")
        theme = choices.select(left, "Theme", themes, "theme")
        without_owner = choices.tick(right, "Without an owner", "no_owner")
        without_date = choices.tick(right, "Without a date", "no_date")
    return Wanted(
        review_id=review,
        review_kind=review_kind,
        kind=kind,
        agency_id=st.query_params.get("agency", ""),
        work_status=status,
        theme_id=theme,
        recommendation_id="",
        without_owner=without_owner,
        without_date=without_date,
    ), choices


def what_and_whose(found: ActionList, choices: Choices) -> None:
    """How many there are in each state and with each agency: each number is a choice."""
    names = {
        one.value: f"{SHAPES[one]} {one.label} ({found.states.get(one, 0)})"
        for one in ActionState
        if found.states.get(one) or one in ALWAYS or one.value == state()
    }
    names[IMPACT] = f"Evidence of impact ({found.with_impact})"
    with st.container(key=f"{PLACE}-above"):
        chosen = st.pills(
            "What must be done", list(names), format_func=names.__getitem__, wrap=True,
            **address.bind_widget("state", "actions state", names),
        )  # fmt: skip
        agencies = {one: f"{name} ({number})" for one, (name, number) in found.agencies.items()}
        choices.select(st.columns(2)[0], "Whose", agencies, "agency", none="Anybody's")
    if chosen:
        choices.chosen.append(names[chosen])
