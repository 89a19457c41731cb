"""In the meeting: one item a screen, for the whole room; next and previous by key; capture in two clicks."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import capture, data, gate, item_heard, item_screen, meeting_clock, menu
from pages.components.text import escaped

actor = gate.require(Permission.RUN_MEETINGS)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    data.nothing("There is no meeting under this address. It may have been mistyped.")
meeting = data.found(reads.find, actor, meeting_id=int(asked))
if meeting.state is not MeetingState.OPEN or meeting.item is None:
    st.title(escaped(meeting.title))
    st.write("This meeting is not open.")
    menu.link("meeting", "To its agenda", id=asked)
    st.stop()
if st.session_state.get("stays in") != asked:
    data.change(service.stay, actor, meeting_id=meeting.meeting_id)
    st.session_state["stays in"] = asked
with st.container(key="room"):
    shown = data.ask(reads.on_screen, actor, item=meeting.item)
    item_screen.show(shown)
    item_heard.show(actor, meeting, shown)
meeting_clock.show(actor, meeting)
capture.show(actor, meeting, shown)
meeting_clock.ways_on(actor, meeting)
