"""Keeps who runs a meeting signed in while it is open."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings import service
from cscp_core.scrutiny.meetings.reads import Gathering
from pages.components import data

KEPT = "stays in"


def keep(actor: Actor, meeting: Gathering) -> None:
    """Once for each meeting and tab."""
    if st.session_state.get(KEPT) != meeting.meeting_id:
        data.change(service.stay_signed_in, actor, meeting_id=meeting.meeting_id)
        st.session_state[KEPT] = meeting.meeting_id
