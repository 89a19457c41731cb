"""Next meeting: for lay members, what it will ask, what is worth their look, their own question, their receipts."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.meetings import reads
from cscp_core.scrutiny.meetings.rules import MeetingState
from pages.components import data, download, gate, heading, menu, notices, tour
from pages.components.comments import receipts, to_look_at
from pages.components.meetings import agenda, meeting_rows, question_line
from pages.components.text import escaped

actor = gate.require(Permission.READ_MEETINGS)
st.title("Next meeting")
tour.show(actor)
notices.show(actor)
found = data.ask(reads.list_meetings, actor).items
ahead = [one for one in found if one.state is not MeetingState.ENDED]
if ahead:
    meeting = data.find_or_stop(reads.find_meeting, actor, meeting_id=ahead[0].meeting_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escaped(meeting.title)}**, {escaped(meeting.when)}")
        if meeting.items:
            download.show("pack.docx", "Large print (Word)", meeting=str(meeting.meeting_id), print="large")
    heading.of_each(actor, (item.report_id for item in meeting.items))
    agenda.show(actor, meeting, meeting.version)
else:
    st.write("No meeting is planned yet. Its questions will appear here.")
if may(actor, Permission.ASK_AT_MEETINGS):
    year = data.year(actor)
    st.header("Your own question", anchor="your-own-question")
    st.write("You can ask one question. Somebody checks it first. Young Advisors' questions come before it.")
    themes = {one.theme_id: one.name for one in data.themes(actor, year)}
    topic = st.selectbox("Topic", list(themes), format_func=lambda one: themes[one])
    menu.link("say", "Ask something", about="theme", of=topic, kind="question", report=year.report_id)
    question_line.show(actor)
    to_look_at.show(actor, year)
    st.header("What came of what you said")
    receipts.show_newest(actor)
    menu.link("my_comments", "All that you wrote")
over = [one for one in found if one.state is MeetingState.ENDED]
if over:
    st.header("Past meetings")
    meeting_rows.show(over)
