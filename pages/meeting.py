"""Meeting: its agenda before, its record after; the pack, and the way into the room."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import data, doing, download, gate, heading, menu, notices
from pages.components.challenges import private_notes
from pages.components.meetings import agenda, meeting_add, meeting_record, ratings_told
from pages.components.text import escaped

STARTS = {
    MeetingState.PLANNED: "Open the meeting",
    MeetingState.ADJOURNED: "Resume the meeting",
    MeetingState.ENDED: "Reopen the meeting",
}
actor = gate.require(Permission.READ_MEETINGS)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    data.stop_not_found("There is no meeting at this address. It may have been mistyped.")
meeting = data.find_or_stop(reads.find_meeting, actor, meeting_id=int(asked))
notices.read(actor, f"/meeting?id={asked}")
place = f"meeting/{asked}"
st.title(escaped(meeting.title))
about = f"{meeting.kind} · {meeting.when} · {meeting.stands} · {meeting.minutes} minutes planned"
st.caption(escaped(about))
heading.of_each(actor, (item.report_id for item in meeting.items))
for name, who in (("Attending", meeting.present), ("Apologies", meeting.apologies)):
    if who:
        st.markdown(escaped(f"{name}: {', '.join(who)}"))
running = may(actor, Permission.RUN_MEETINGS)
version = doing.seen_version(actor, place, meeting.version)
with st.container(horizontal=True):
    if running and meeting.state is not MeetingState.OPEN:
        word = STARTS[meeting.state]
        starts = doing.bind(actor, service.start_meeting, meeting_id=meeting.meeting_id, version=version)
        doing.button(word, starts, place, type="primary", then=lambda _: menu.open_page("in_meeting", id=asked))
    if running and meeting.state is MeetingState.OPEN:
        menu.link("in_meeting", "Return to the meeting", id=asked)
    if running and meeting.state in (MeetingState.OPEN, MeetingState.ADJOURNED):
        menu.link("ending", "End it", id=asked)
    if meeting.items:
        download.show("pack.docx", "Download the pack (Word)", meeting=asked)
        download.show("pack.docx", "Download the pack (large print)", meeting=asked, print="large")
    if meeting.state is not MeetingState.PLANNED:
        download.show("record.docx", "Download the record (Word)", meeting=asked)
meeting_record.show(actor, meeting)
ratings_told.show(actor, meeting.meeting_id)
agenda.show(actor, meeting, version)
if running and meeting.state is not MeetingState.ENDED:
    meeting_add.show(actor, meeting, version)
private_notes.show_beside(actor, SourceKind.MEETING, asked)
