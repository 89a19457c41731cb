"""Meetings in a list, each with the way into it."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.scrutiny.meetings.reads import Gathering
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import menu
from pages.components.text import escaped


def show(found: Sequence[Gathering]) -> None:
    for one in found:
        with st.container(border=True):
            stands = "open now" if one.state is MeetingState.OPEN else one.stands
            about = f"{one.kind} · {one.when} · {stands}"
            st.markdown(f"**{escaped(one.title)}**\n\n:small[{escaped(about)}]")
            menu.link("meeting", "Open the agenda" if one.state is not MeetingState.ENDED else "Open the record",
                      id=str(one.meeting_id))  # fmt: skip
