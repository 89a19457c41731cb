"""My desk: what waits for the scrutineer, the next meeting, and what is worth asking next."""

from functools import partial

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads
from pages.components import badges, data, gate, heading, menu, notices, tour, unchanged
from pages.components.challenges import open_questions, row_acts, work_rows
from pages.components.challenges.work_rows import WorkList
from pages.components.comments import heard
from pages.components.glance import themes
from pages.components.meetings import next_meeting
from pages.components.report import overdue_line

WORTH = 2
actor = gate.require(Permission.CHALLENGE)
year = data.year(actor)
heading.show("My desk", year)
tour.show(actor)
next_meeting.show(actor)
notices.show(actor)
work = unchanged.ask_for_actor(reads.list_work, actor)
if work:
    listed = WorkList(found=work, today=unchanged.today(), screen="my_desk", is_asker=True)
    work_rows.show(listed, partial(row_acts.of_scrutineer, actor))
else:
    st.write("Nothing waits for you. Ask the next question below, or plan a meeting.")
with st.container(horizontal=True):
    overdue_line.show(actor, year.report_id)
    heard.on_desk(actor)
st.header("Worth asking next", anchor="worth-asking-next")
questions = data.worth_asking(actor, year, WORTH)
open_questions.rows(actor, questions, year.report_id)
if not questions:
    st.write("The rules suggest no more questions about this report.")
with st.container(horizontal=True):
    badges.explain_ranking()
    menu.link("challenge", "Ask a new question")
    menu.link("meetings", "Plan a meeting", plan="yes")
    menu.link("notebook", "Notebook")
    menu.link("trail", "Trail")
    due = sum(one.claims - one.confirmed for one in themes.list_themes(actor, year))
    if due:
        menu.link("priorities", f"{counted(due, 'suggested grade')} to confirm", report=year.report_id)
