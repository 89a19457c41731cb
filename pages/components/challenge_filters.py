"""The choices above the register of challenges."""

from functools import partial

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.reads import Filter
from cscp_core.scrutiny.challenges.rules import State
from pages.components import data, pager


def show(actor: Actor, year: Year) -> tuple[Filter, bool]:
    """What the register is narrowed to, and whether it is grouped by agency."""
    themes = {one.theme_id: one.name for one in data.fixed(actor, year, "themes")}
    reset = partial(pager.back_to_first, "challenges")
    with st.expander("Narrow the list", expanded=True):
        left, right = st.columns(2)
        state = _choice(left, "Where it stands", {state: str(state).capitalize() for state in State}, "state")
        agency = _choice(right, "Agency", data.ask(reads.agencies_to_ask, actor), "agency")
        theme = _choice(left, "Theme", themes, "theme")
        text = right.text_input("Words in it", key="challenges text", on_change=reset, max_chars=200)
        overdue = left.checkbox("Overdue", key="challenges overdue", on_change=reset)
        by_agency = right.checkbox("Grouped by agency", key="challenges grouped", on_change=reset)
    return Filter(str(state), agency, theme, overdue, text, by_agency), by_agency


def _choice(place: st.delta_generator.DeltaGenerator, label: str, options: dict[str, str], key: str) -> str:
    chosen: str = place.selectbox(
        label,
        ["", *options],
        format_func=lambda one: options[one] if one else "Any",
        key=f"challenges {key}",
        on_change=partial(pager.back_to_first, "challenges"),
    )
    return chosen
