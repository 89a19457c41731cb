"""What a challenge is about: the report's words, the agency's record, the same question to others."""

import streamlit as st

from cscp_core.evidence.items import REPORTED
from cscp_core.evidence.kinds import SourceKind
from cscp_core.scrutiny.challenges.views import Asked, WholeChallenge
from pages.components import menu
from pages.components.text import escaped

SCREENS = {*REPORTED, SourceKind.CHECK} - {SourceKind.THEME}


def show(asked: Asked, whole: WholeChallenge | None = None) -> None:
    if asked.source_text:
        st.markdown(f"About section {escaped(asked.section)}: {escaped(asked.source_text)}")
    with st.container(horizontal=True):
        if asked.source_kind in SCREENS:
            menu.link(asked.source_kind, asked.source_id, id=asked.source_id, report=asked.report_id)
        if asked.theme_id:
            menu.link("theme", "Open the theme", theme=asked.theme_id, report=asked.report_id)
        if asked.agency_id:
            menu.link("agency", "Open the agency's record", id=asked.agency_id)
        for other in whole.beside if whole else ():
            menu.link("challenge", f"The same to {other.agency}", id=str(other.challenge_id))
    if whole and not whole.somebody_answers:
        st.warning("No account can answer for this agency yet. The business manager has been told.")
