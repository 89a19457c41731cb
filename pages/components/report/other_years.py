"""The same screen for another year, where more than one report is loaded."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import menu, unchanged


def show(actor: Actor, year: Year, screen: str) -> None:
    others = [one for one in unchanged.ask_for_role(evidence.years, actor) if one.report_id != year.report_id]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("The same for another year:")
        for one in others:
            menu.link(screen, f"{one.period}, {one.partnership}", report=one.report_id)
