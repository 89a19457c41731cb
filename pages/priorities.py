"""Priorities: where every theme's claims stand, how it is judged, where views differ, and what work is open."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.grades import service
from pages.components import data, gate, heading, menu, note_first, short_forms, unchanged
from pages.components.report import judgement, other_years, standing
from pages.components.text import escaped

REPORT, APART = "Order of the report", "Where views differ most"
actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Priorities", year, reader=actor)
other_years.show(actor, year, "priorities")
note_first.show(actor, year, *(one.theme_id for one in data.themes(actor, year)))
st.write("The partnership's priorities first, then every other theme of the report. Open one to see its evidence.")
if may(actor, Permission.SEE_BLIND_SPOTS):
    menu.link("blind_spots", "Blind spots: who has supplied what", report=year.report_id)
order = st.segmented_control("Order", [REPORT, APART], default=REPORT, key="order of themes")
states = {
    one.theme.theme_id: one for one in unchanged.ask_for_role(service.theme_states, actor, report_id=year.report_id)
}
views = {one.theme.theme_id: one for one in judgement.views(actor, year)}
listed = list(states) if order != APART else sorted(states, key=lambda theme_id: -views[theme_id].disagreement)

groups = {"This year's priorities": True, "Every other theme": False} if order != APART else {APART: None}
for name, wanted in groups.items():
    st.header(name)
    for theme_id in listed:
        state = states[theme_id]
        if wanted is not None and state.theme.is_priority is not wanted:
            continue
        with st.container(border=True):
            menu.link("theme", state.theme.name, theme=theme_id, report=year.report_id)
            st.markdown(judgement.describe(views[theme_id]))
            st.markdown(escaped(state.headline))
            if wanted:
                standing.show(state.standing)
            work = "; ".join(f"{number} {status}" for status, number in state.open_work.items())
            total = counted(sum(state.open_work.values()), "recommendation or action", "recommendations and actions")
            st.caption(f"Open: {total}: {work}." if work else "No recommendation or action is open.")
short_forms.show(actor, year, *(state.headline for state in states.values()))
