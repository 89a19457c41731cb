"""Priorities: where every theme's claims stand, and what work is open."""

import streamlit as st

from cscp_core.evidence.rules import counted, in_words
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.grades import service
from pages.components import data, gate, heading, menu, short_forms, standing
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Priorities", year)
st.write("The partnership's priorities first, then every other theme of the report. Open one to see its evidence.")
states = data.ask(service.theme_states, actor, report_id=year.report_id)

for name, wanted in (("This year's priorities", True), ("Every other theme", False)):
    st.header(name)
    for state in (one for one in states if one.theme.is_priority is wanted):
        with st.container(border=True):
            menu.link("theme", state.theme.name, theme=state.theme.theme_id, report=year.report_id)
            st.markdown(escaped(state.headline))
            if wanted:
                standing.show(state.claims)
            work = in_words(f"{number} {status}" for status, number in state.open_work.items())
            total = counted(sum(state.open_work.values()), "recommendation or action", "recommendations and actions")
            st.caption(f"Open: {total}: {work}." if work else "No recommendation or action is open.")
short_forms.show(actor, year, *(state.headline for state in states))
