"""Next meeting: for lay members, when it is and what it will ask."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.meetings import reads
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import agenda, data, gate, meeting_rows, notices
from pages.components.text import escaped

actor = gate.require(Permission.READ_MEETINGS)
st.title("Next meeting")
notices.show(actor)
found = data.ask(reads.meetings, actor).items
ahead = [one for one in found if one.state is not MeetingState.ENDED]
if ahead:
    meeting = data.found(reads.find, actor, meeting_id=ahead[0].meeting_id)
    st.markdown(f"**{escaped(meeting.title)}**, {meeting.held_on:%A %d %B %Y}")
    agenda.show(actor, meeting, meeting.version)
else:
    st.write("No meeting is planned yet. When one is, its questions stand here.")
over = [one for one in found if one.state is MeetingState.ENDED]
if over:
    st.header("Meetings before")
    meeting_rows.show(over)
