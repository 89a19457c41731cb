"""The choices above the register of challenges."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.reads import Filter
from cscp_core.scrutiny.challenges.rules import State
from pages.components import address, data

NAMES = ("state", "agency", "theme", "words", "overdue", "grouped")


def show(actor: Actor, year: Year) -> tuple[Filter, bool]:
    """What the register is narrowed to, and whether it is grouped by agency."""
    themes = {one.theme_id: one.name for one in data.fixed(actor, year, "themes")}
    with st.expander("Narrow the list", expanded=address.names_any(*NAMES)):
        left, right = st.columns(2)
        state = _choice(left, "Where it stands", {state: str(state).capitalize() for state in State}, "state")
        agency = _choice(right, "Agency", data.ask(reads.agencies_to_ask, actor), "agency")
        theme = _choice(left, "Theme", themes, "theme")
        text = right.text_input("Words in it", max_chars=200, **address.kept("words", "challenges text"))
        overdue = left.checkbox("Overdue", **address.kept_tick("overdue", "challenges overdue"))
        by_agency = right.checkbox("Grouped by agency", **address.kept_tick("grouped", "challenges grouped"))
    return Filter(str(state), agency, theme, overdue, text, by_agency), by_agency


def _choice(place: st.delta_generator.DeltaGenerator, label: str, options: dict[str, str], key: str) -> str:
    chosen: str = place.selectbox(
        label,
        ["", *options],
        format_func=lambda one: options[one] if one else "Any",
        **address.kept(key, f"challenges {key}", options),
    )
    return chosen
