"""To do: what waits for the business manager: notices, agencies that nobody answers for, the next meeting."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.improvement import owners
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.scrutiny.meetings.rules import MeetingState
from feedback.comments import checking
from pages.components import demonstration, gate, menu, notices, tour, unchanged
from pages.components.meetings import meeting_rows
from pages.components.people import reminder_form
from pages.components.report import overdue_line
from pages.components.text import escaped

actor = gate.require(Permission.EDIT_WORDINGS)
st.title("To do")
tour.show(actor)
notices.show(actor)
overdue_line.show(actor)
waiting = unchanged.ask_for_actor(checking.to_check, actor)
if waiting.total:
    late = sum(one.late for one in waiting.items)
    st.header("Comments to check")
    st.write(f"{counted(waiting.total, 'comment')} to check{f', {late} late' if late else ''}.")
    menu.link("to_check", "Check the comments")
unanswered = unchanged.ask_for_actor(reads.count_unanswerable, actor)
unattended = unchanged.ask_for_actor(owners.count_unattended, actor)
if unanswered or unattended:
    st.header("Agencies with nobody to answer")
    for agency, number in unanswered.items():
        st.markdown(escaped(f"{agency}: {counted(number, 'open challenge')}. Add an account that answers for it."))
    for agency, number in unattended.items():
        st.markdown(escaped(f"{agency}: {counted(number, 'action')} placed with it. Nobody signs in for it."))
    menu.link("people", "People")
reminder_form.show_due(actor)
st.header("The next meetings", anchor="the-next-meetings")
ahead = [
    one for one in unchanged.ask_for_actor(meetings.list_meetings, actor).items if one.state is not MeetingState.ENDED
]
if not ahead:
    st.write("No meeting is planned.")
meeting_rows.show(ahead)
menu.link("meetings", "Plan a meeting", plan="yes")
menu.link("wordings", "How questions are worded")
menu.link("trail", "The trail")
demonstration.show(actor)
