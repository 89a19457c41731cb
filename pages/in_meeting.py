"""In the meeting, the operator's window: it leads the projector or follows it; what is said is noted in two clicks."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.meetings import reads
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import data, gate, heading, menu
from pages.components.challenges import private_notes
from pages.components.meetings import capture, item_heard, item_result, item_screen, meeting_clock, staying
from pages.components.text import escaped

actor = gate.require(Permission.RUN_MEETINGS)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    data.stop_not_found("There is no meeting at this address. It may have been mistyped.")
meeting = data.find_or_stop(reads.find_meeting, actor, meeting_id=int(asked))
writing = capture.find_pinned_item(actor, meeting)
if meeting.state is not MeetingState.OPEN or meeting.item is None:
    st.title(escaped(meeting.title))
    st.write(f"This meeting is {meeting.stands}.")
    menu.link("meeting", "Open the agenda", id=asked)
    if writing:
        capture.show(actor, meeting, data.ask(reads.on_screen, actor, item=writing))
    st.stop()
staying.keep(actor, meeting)
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
item_result.show(actor, meeting, item)
if may(actor, Permission.KEEP_NOTEBOOK) and st.toggle("Show my private notes (never on the projector)"):
    private_notes.show_beside(actor, SourceKind.MEETING, asked)
