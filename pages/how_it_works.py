"""How the partnership works: its objectives, partners, subgroups and boards, as the report describes them."""

import streamlit as st

from cscp_core.people.permissions import Permission, Role
from pages.components import data, gate, heading, menu, prose, table
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import far, who_is_who

actor = gate.require(Permission.SEE_HOW_IT_WORKS)
if actor.role is Role.PARTICIPATION_WORKER:
    st.title("How the partnership works")
    prose.show("how_it_works_plainly")
    who_is_who.show()
    st.stop()
year = data.year(actor)
heading.show("How the partnership works", year, reader=actor)
if actor.role is Role.YOUNG_ADVISOR:
    prose.show("how_it_works_plainly")
    who_is_who.show()
    st.header(translate("How far does it go?"))
    far.explain()
    with st.container(horizontal=True):
        menu.link("findings", "What the report says", report=year.report_id)
        menu.link("numbers", "What numbers mean")
    st.stop()
prose.show("how_it_works")
st.header("What it set out to do")
for objective in data.objectives(actor, year):
    with st.expander(escaped(f"Objective {objective.position}: {objective.text}")):
        for name, theme_id, is_priority in objective.strands:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(escaped(name + (" (priority)" if is_priority else "")))
                if theme_id:
                    menu.link("theme", "Open the theme", theme=theme_id, report=year.report_id)

bodies = data.bodies(actor, year)
st.header("Who takes part")
groups = [one for one in bodies if one.kind != "member"]
with st.expander(f"Who meets, and how often ({len(groups)})"):
    rows = [[one.name, one.kind, one.chair or "not stated", one.meets or "not stated", one.section] for one in groups]
    table.show(["Body", "Kind", "Chair", "Meets", "Section"], rows)
members = [one for one in bodies if one.kind == "member"]
with st.expander(f"Members, as posts ({len(members)})"):
    table.show(["Post", "Note"], [[one.name, one.note] for one in members])
