"""To do: what waits for the business manager: comments, questions that agencies owe an answer to, the next meeting."""

from functools import partial

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.improvement import owners
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads, reminding
from feedback.comments import checking
from pages.components import demonstration, gate, menu, notices, tour, unchanged
from pages.components.challenges import row_acts, work_rows
from pages.components.challenges.work_rows import WorkList
from pages.components.meetings import next_meeting
from pages.components.people import reminder_form
from pages.components.report import overdue_line
from pages.components.text import escaped

actor = gate.require(Permission.EDIT_WORDINGS)
st.title("To do")
tour.show(actor)
if not next_meeting.show(actor):
    st.write("No meeting is planned. Plan one with the link below.")
notices.show(actor)
waiting = unchanged.ask_for_actor(checking.to_check, actor)
if waiting.total:
    late = sum(one.late for one in waiting.items)
    menu.link("to_check", f"{counted(waiting.total, 'comment')} to check{f', {late} late' if late else ''}")
st.header("Questions to agencies")
unanswered = unchanged.ask_for_actor(reads.count_unanswerable, actor)
found = unchanged.ask_for_actor(reminding.list_open, actor)
if found:
    listed = WorkList(found=found, today=unchanged.today(), screen="to_do")
    work_rows.show(listed, partial(row_acts.of_manager, actor, frozenset(unanswered)))
else:
    st.write("No agency owes an answer at the moment. A question is listed here when the scrutineer raises it.")
unattended = unchanged.ask_for_actor(owners.count_unattended, actor)
for agency, number in unattended.items():
    st.markdown(escaped(f"{agency}: {counted(number, 'action')} assigned to it. Nobody signs in for it."))
overdue_line.show(actor)
reminder_form.show_due(actor)
with st.container(horizontal=True):
    menu.link("meetings", "Plan a meeting", plan="yes")
    menu.link("people", "People")
    menu.link("wordings", "How questions are worded")
    menu.link("trail", "The trail")
demonstration.show(actor)
