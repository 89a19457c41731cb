"""In the meeting: one item a screen, for the whole room; next and previous by key; capture in two clicks."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import data, gate, heading, menu
from pages.components.meetings import capture, item_heard, item_screen, meeting_clock
from pages.components.text import escaped

actor = gate.require(Permission.RUN_MEETINGS)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    data.stop_not_found("There is no meeting at this address. It may have been mistyped.")
meeting = data.find_or_stop(reads.find_meeting, actor, meeting_id=int(asked))
writing = capture.find_pinned_item(actor, meeting)
if meeting.state is not MeetingState.OPEN or meeting.item is None:
    st.title(escaped(meeting.title))
    st.write("This meeting is not open.")
    menu.link("meeting", "Open the agenda", id=asked)
    if writing and meeting.state is MeetingState.ENDED:
        capture.show(actor, meeting, data.ask(reads.on_screen, actor, item=writing))
    st.stop()
if st.session_state.get("stays in") != asked:
    data.change(service.stay_signed_in, actor, meeting_id=meeting.meeting_id)
    st.session_state["stays in"] = asked
item = writing or meeting.item
with st.container(key="bar"):
    meeting_clock.show(actor, meeting, item)
    meeting_clock.ways_on(actor, meeting, item)
shown = data.ask(reads.on_screen, actor, item=item)
with st.container(key="room"):
    item_screen.show(shown)
    item_heard.show(actor, meeting, shown)
heading.of_each(actor, [shown.item.report_id])
capture.show(actor, meeting, shown)
