"""The next meeting in one line, for the first screen of those who hold it or come to it."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings import reads
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import menu, unchanged


def show(actor: Actor) -> bool:
    """With how much is on its agenda. Returns whether a meeting is ahead; where none is, nothing is shown."""
    listed = unchanged.ask_for_actor(reads.list_meetings, actor).items
    ahead = next((one for one in listed if one.state is not MeetingState.ENDED), None)
    if ahead is None:
        return False
    days = (ahead.held_on - unchanged.today()).days
    when = "now" if ahead.state is MeetingState.OPEN else "today" if not days else f"in {counted(days, 'day')}"
    if days < 0:
        when = f"planned for {ahead.held_on:%-d %B %Y}"
    with st.container(horizontal=True, vertical_alignment="center", key="next meeting"):
        st.markdown(f"Next meeting {when}:")
        menu.link("meeting", f"{ahead.title}, {ahead.when}", id=str(ahead.meeting_id))
        agenda = unchanged.ask_for_actor(reads.find_meeting, actor, meeting_id=ahead.meeting_id)
        st.caption(f"{counted(len(agenda.items), 'item')}, {counted(agenda.minutes, 'minute')}")
    return True
