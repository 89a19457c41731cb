"""The choices above the register of challenges: which list, what each needs, whose it is; the rest behind a switch."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges.register import Register
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.views import RegisterFilter
from pages.components import address, data
from pages.components.choices import PLACE, Choices
from pages.components.glance.state import NEEDS

HERE, WITHDRAWN, RECORDED = "here", "withdrawn", "recorded"
LISTS = {HERE: "Asked here", WITHDRAWN: "Withdrawn", RECORDED: "On record in the report"}


def need() -> Need | None:
    """The need that the address asks for; "overdue" was a tick of its own before."""
    return Need.OVERDUE if st.query_params.get("overdue") == address.YES else Need.read(st.query_params.get("need", ""))


def which() -> str:
    """The list that the address asks for."""
    usual = WITHDRAWN if st.query_params.get("state") == ChallengeState.WITHDRAWN.value else HERE
    return address.read_choice(st.query_params.get("list", usual), LISTS) or HERE


def narrow(actor: Actor, year: Year, place: DeltaGenerator) -> tuple[RegisterFilter, Choices]:
    """What the register is narrowed to, but for the need, and the choices made so far."""
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    choices = Choices("challenges")
    with place, st.container(key=PLACE, width="content"), st.popover("More filters"):
        here = st.container()
        theme = choices.select(here, "Theme", themes, "theme")
        text = choices.words(here, "Words in it", "words", "text")
    return RegisterFilter(agency_id=st.query_params.get("agency", ""), theme_id=theme, text=text), choices


def show_lists(counts: dict[str, int]) -> None:
    """The lists, each with its number."""
    st.segmented_control(
        "Which challenges", list(LISTS), format_func=lambda one: f"{LISTS[one]} ({counts[one]})", required=True,
        label_visibility="collapsed", **address.bind_widget("list", "challenges list", LISTS, otherwise=HERE),
    )  # fmt: skip


def show_needs(found: Register, choices: Choices) -> None:
    """How many need what, and whose they are: each number is a choice."""
    names = {one: f"{NEEDS[one][0]} {one.label} ({found.needs[one]})" for one in Need if found.needs.get(one)}
    chosen = need()
    if chosen and chosen not in names:
        names[chosen] = f"{NEEDS[chosen][0]} {chosen.label} (0)"
    with st.container(key=f"{PLACE}-above", horizontal=True, vertical_alignment="bottom"):
        st.pills(
            "What it needs", list(names), format_func=names.__getitem__, wrap=True, label_visibility="collapsed",
            **address.bind_widget("need", "challenges need", list(names)),
        )  # fmt: skip
        agencies = {one: f"{name} ({number})" for one, (name, number) in found.agencies.items()}
        choices.select(st.container(width=320), "Agency", agencies, "agency")
    choices.chosen += [chosen.label] if chosen else []
