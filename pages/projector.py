"""Projector: the item that the meeting is at, for the whole room, and nothing else. It follows the meeting."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.meetings import reads
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import data, gate, menu
from pages.components.meetings import item_heard, item_screen, meeting_clock, staying
from pages.components.text import escaped

actor = gate.require(Permission.RUN_MEETINGS)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    data.stop_not_found("There is no meeting at this address. It may have been mistyped.")
meeting = data.find_or_stop(reads.find_meeting, actor, meeting_id=int(asked))
if meeting.state is not MeetingState.OPEN or meeting.item is None:
    with st.container(key="room"):
        st.title(escaped(meeting.title))
        st.write(f"This meeting is {meeting.stands}.")
    meeting_clock.follow(actor, meeting)
    menu.link("meeting", "Open the agenda", id=asked)
    st.stop()
staying.keep(actor, meeting)
shown = data.ask(reads.on_screen, actor, item=meeting.item)
with st.container(key="bar"):
    meeting_clock.follow(actor, meeting)
    meeting_clock.turn(actor, meeting, meeting.item)
with st.container(key="room"):
    item_screen.project(actor, shown)
    item_heard.show(actor, meeting, shown)
