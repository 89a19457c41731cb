"""My desk: what waits for the scrutineer, what is worth asking next, and where the priorities stand."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.grades import service
from pages.components import badges, data, gate, heading, menu, notices, short_forms, tour, unchanged
from pages.components.challenges import challenge_rows, open_questions
from pages.components.comments import heard
from pages.components.report import overdue_line
from pages.components.text import escaped

WORTH = 5
actor = gate.require(Permission.CHALLENGE)
year = data.year(actor)
heading.show("My desk", year)
tour.show(actor)
with st.container(horizontal=True):
    menu.link("meetings", "Plan a meeting", plan="yes")
    menu.link("challenge", "Ask a new question")
    menu.link("notebook", "Notebook")
    menu.link("trail", "The trail")
notices.show(actor)
overdue_line.show(actor, year.report_id)
waiting = unchanged.ask_for_actor(reads.list_waiting, actor)
for name, ones in waiting.items():
    st.header(f"{name}: {len(ones)}")
    challenge_rows.cards(ones)

heard.on_desk(actor)
st.header("Worth asking next", anchor="worth-asking-next")
questions = data.worth_asking(actor, year, WORTH)
badges.explain_ranking()
for one in questions:
    open_questions.card(actor, one, year.report_id, leads_there=True)
if not questions:
    st.write("The rules suggest no more questions about this report.")

st.header("The priorities and their evidence")
states = unchanged.ask_for_role(service.theme_states, actor, report_id=year.report_id)
for state in (one for one in states if one.theme.is_priority):
    with st.container(border=True):
        menu.link("theme", state.theme.name, theme=state.theme.theme_id, report=year.report_id)
        st.markdown(escaped(state.headline))
due = sum(state.unconfirmed for state in states)
if due:
    st.write(f"{counted(due, 'suggested grade')} to confirm or change, theme by theme.")
    menu.link("priorities", "Go to the priorities", report=year.report_id)
short_forms.show(actor, year, *(state.headline for state in states if state.theme.is_priority))
