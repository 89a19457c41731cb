"""The choices above a list of actions: which part of them, what must be done, whose it is; the rest behind a switch."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.evidence.views import Wanted, Year
from cscp_core.improvement.actions import IMPACT, Action, ActionList
from cscp_core.improvement.states import ActionState, ActionView
from cscp_core.people.permissions import Actor
from pages.components import address, data
from pages.components.choices import PLACE, Choices
from pages.components.report.action_rows import SHAPES

ALWAYS = (ActionState.OVERDUE, ActionState.EVIDENCED)
"""Shown where there are none, too: that there are none is an answer."""
FORMER = {"no_owner": ActionView.NO_OWNER, "no_date": ActionView.NO_DATE}
"""Ticks of earlier addresses that are views now."""


def state() -> str:
    """The state that the address asks for, or evidence of impact, or nothing."""
    return address.read_choice(st.query_params.get("state", ""), [*ActionState, IMPACT]) or ""


def view() -> ActionView:
    """The part of all actions that the address asks for."""
    return ActionView.read(st.query_params.get("view", "")) or _usual()


def _usual() -> ActionView:
    before = (of for name, of in FORMER.items() if st.query_params.get(name) == address.YES)
    return next(before, ActionView.ALL)


def narrow(actor: Actor, year: Year, place: DeltaGenerator) -> tuple[Wanted, Choices]:
    """What else the list is narrowed to, and the choices made so far."""
    reviews = {one.review_id: one.title for one in data.reviews(actor, year)}
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    choices = Choices("actions")
    with place, st.container(key=PLACE, width="content"), st.popover("More filters"):
        here = st.container()
        review = choices.select(here, "Review", reviews, "review")
        kind = choices.select(here, "Kind", {kind: kind.label for kind in RecommendationKind}, "kind")
        theme = choices.select(here, "Theme", themes, "theme")
        status = choices.select(here, "Status (suggested)", {status: status.label for status in WorkStatus}, "status")
    return Wanted(
        review_id=review,
        kind=kind,
        agency_id=st.query_params.get("agency", ""),
        work_status=status,
        theme_id=theme,
    ), choices


def show_views(found: ActionList, chosen: ActionView, choices: Choices) -> None:
    """The parts of all actions, each with its number."""
    st.segmented_control(
        "Which actions", list(ActionView), format_func=lambda one: f"{one} ({found.views[one]})", required=True,
        label_visibility="collapsed",
        **address.bind_widget("view", "actions view", list(ActionView), otherwise=_usual()),
    )  # fmt: skip
    if chosen is not ActionView.ALL:
        choices.chosen.append(chosen.label)


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
            "What must be done", list(names), format_func=names.__getitem__, wrap=True, label_visibility="collapsed",
            **address.bind_widget("state", "actions state", names),
        )  # fmt: skip
        agencies = {one: f"{name} ({number})" for one, (name, number) in found.agencies.items()}
        choices.select(st.container(), "Agency", agencies, "agency", none="Any")
    if chosen:
        choices.chosen.append(names[chosen])


def states_of(found: Sequence[Action]) -> None:
    """How many of one's own actions are in each state: each number is a choice."""
    counts = Counter(one.state for one in found)
    names = {one.value: f"{SHAPES[one]} {one.label} ({counts[one]})" for one in ActionState if counts[one]}
    with st.container(key=f"{PLACE}-above"):
        st.pills(
            "What must be done", list(names), format_func=names.__getitem__, wrap=True, label_visibility="collapsed",
            **address.bind_widget("state", "our actions state", names),
        )  # fmt: skip


def open_list(names: Mapping[str, str], cell: Mapping[str, str]) -> None:
    """Narrows one's own actions to one part of the bar: a list, by its label in `names`, and a state."""
    of = ActionState.read(cell.get("part", ""))
    if of and cell.get("row") in names:
        kept = {one: st.query_params[one] for one in ("report",) if one in st.query_params}
        st.query_params.from_dict(kept | {"list": names[cell["row"]], "state": of.value})


def open_part(names: Mapping[str, str], cell: Mapping[str, str]) -> None:
    """Narrows the list to one part of the bar: an agency, by its name in `names`, and a state."""
    agency_id = next((one for one, name in names.items() if name == cell.get("row")), "")
    of = ActionState.read(cell.get("part", ""))
    if agency_id and of:
        rest = {one: st.query_params[one] for one in st.query_params if one != address.PAGE}
        st.query_params.from_dict(rest | {"agency": agency_id, "state": of.value})
