"""What a challenge is about: the report's words, the agency's record, the same question to others."""

import streamlit as st

from cscp_core.evidence.items import REPORTED
from cscp_core.evidence.kinds import SourceKind
from cscp_core.scrutiny.challenges.views import ChallengeView, WholeChallenge
from pages.components import menu
from pages.components.text import escaped

SCREENS = {*REPORTED, SourceKind.CHECK} - {SourceKind.THEME}


def show(challenge: ChallengeView, whole: WholeChallenge | None = None) -> None:
    if challenge.reported and challenge.reported not in challenge.question:
        st.markdown(escaped(challenge.reported))
    with st.container(horizontal=True):
        if challenge.source_kind in SCREENS:
            named = f"Open the {SourceKind(challenge.source_kind)}"
            menu.link(challenge.source_kind, named, id=challenge.source_id, report=challenge.report_id)
        if challenge.theme_id:
            menu.link("theme", "Open the theme", theme=challenge.theme_id, report=challenge.report_id)
        if challenge.agency_id:
            menu.link("agency", "Open the agency's record", id=challenge.agency_id)
        for other in whole.beside if whole else ():
            menu.link("challenge", f"The same to {other.agency}", id=str(other.challenge_id))
    if whole and not whole.somebody_answers:
        st.warning("No account can answer for this agency yet. The business manager has been told.")
