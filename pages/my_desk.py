"""My desk: what waits for the scrutineer, and where the priorities stand."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.grades import service
from pages.components import data, gate, heading, menu, short_forms
from pages.components.text import escaped

actor = gate.require(Permission.SEE_JUDGEMENTS_DUE)
year = data.year(actor)
heading.show("My desk", year)
due = data.ask(service.judgements_due, actor, report_id=year.report_id)

st.header("The priorities, as their claims stand")
states = data.ask(service.theme_states, actor, report_id=year.report_id)
for state in (one for one in states if one.theme.is_priority):
    with st.container(border=True):
        menu.link("theme", state.theme.name, theme=state.theme.theme_id, report=year.report_id)
        st.markdown(escaped(state.headline))

st.header("What needs your judgement")
if not due:
    st.write("Every grade is confirmed. Nothing waits for you.")
for state in due:
    waiting = counted(len(state.claims) - state.confirmed, "suggested grade")
    with st.container(horizontal=True, vertical_alignment="center"):
        menu.link("theme", state.theme.name, theme=state.theme.theme_id, report=year.report_id)
        st.write(f"{waiting} to confirm or change")
short_forms.show(actor, year, *(state.headline for state in states if state.theme.is_priority))
