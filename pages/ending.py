"""Ending a meeting: what came of each item, to be put right first; or adjourning it, to go on another time."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.meetings import ending, outcomes, reads
from cscp_core.scrutiny.meetings.rules import MeetingState
from feedback.together import questions
from pages.components import data, doing, gate, menu
from pages.components.meetings import outcome_rows
from pages.components.text import escaped

actor = gate.require(Permission.RUN_MEETINGS)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    data.stop_not_found("There is no meeting at this address. It may have been mistyped.")
meeting = data.find_or_stop(reads.find_meeting, actor, meeting_id=int(asked))
place = f"ending/{asked}"
st.title(escaped(f"End {meeting.title}"))
if meeting.state not in (MeetingState.OPEN, MeetingState.ADJOURNED):
    st.write(f"This meeting is {meeting.state}.")
    menu.link("meeting", "Open the agenda and the record", id=asked)
    st.stop()
doing.watch(place, meeting.version)
st.write(outcomes.summarise(meeting))
with st.container(horizontal=True):
    if meeting.state is MeetingState.OPEN:
        menu.link("in_meeting", "Return to the meeting", id=asked)
    menu.link("meeting", "Agenda and record", id=asked)
st.header("What came of each item")
st.write("Correct what is wrong. What is carried over goes onto the next agenda, and both records say so.")
chosen = outcome_rows.show(actor, meeting)
ends = doing.bind(
    actor, questions.end_meeting, meeting_id=meeting.meeting_id, version=meeting.version,
    results=doing.when_pressed(lambda: outcome_rows.read(chosen)),
)  # fmt: skip
doing.button("End the meeting", ends, place, type="primary", then=lambda _: menu.open_page("meeting", id=asked))
if meeting.state is MeetingState.OPEN:
    st.header("Or adjourn it")
    st.write("It can be resumed from its page. Nothing is carried over, and the clock stops.")
    st.date_input("It resumes on (if a day was set)", None, format="DD/MM/YYYY", key=f"{place} until")
    adjourns = doing.bind(
        actor, ending.adjourn_meeting, meeting_id=meeting.meeting_id, version=meeting.version,
        until=doing.day(f"{place} until"),
    )  # fmt: skip
    doing.button("Adjourn the meeting", adjourns, place, then=lambda _: menu.open_page("meeting", id=asked))
