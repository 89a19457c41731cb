"""The choices above the register of challenges."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.views import RegisterFilter
from pages.components import address, data, unchanged
from pages.components.choices import PLACE, Choices

NAMES = ("state", "agency", "theme", "words", "overdue", "grouped")


def show(actor: Actor, year: Year) -> tuple[RegisterFilter, bool]:
    """What the register is narrowed to, and whether it is grouped by agency."""
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    choices = Choices("challenges")
    with st.container(key=PLACE), st.expander("Narrow the list", expanded=address.names_any(*NAMES)):
        left, right = st.columns(2)
        state = choices.select(left, "Status", {state: state.label.capitalize() for state in ChallengeState}, "state")
        agency = choices.select(right, "Agency", unchanged.ask_for_role(reads.agencies_to_ask, actor), "agency")
        theme = choices.select(left, "Theme", themes, "theme")
        text = choices.words(right, "Words in it", "words", "text")
        overdue = choices.tick(left, "Overdue", "overdue")
        by_agency = choices.tick(right, "Grouped by agency", "grouped")
    choices.summarise()
    return RegisterFilter(
        state=state, agency_id=agency, theme_id=theme, overdue=overdue, text=text, by_agency=by_agency
    ), by_agency
