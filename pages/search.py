"""Search: everything in the report that holds all the words asked for."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission, Role
from pages.components import data, gate, heading, note_first
from pages.components.report import hits

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
young = actor.role is Role.YOUNG_ADVISOR
heading.show("Search", year, reader=actor)
with st.form("search"):
    text = st.text_input("Words to find", value=st.query_params.get("q", ""), max_chars=200, autocomplete="off")
    if st.form_submit_button("Search", type="primary"):
        st.query_params["q"] = text
if not text.strip() and young:
    st.write("Type a word or a number. You find what is in the report, and you can say what you think of it.")
    st.stop()
if not text.strip():
    st.write("Type a word, a number or the id of an item. Searched: themes, claims, figures, recommendations, reviews,")
    st.write("challenges on record, voices and the glossary.")
    st.stop()
found = data.ask(evidence.search, actor, report_id=year.report_id, text=text)
note_first.show(actor, year, *(hit.theme_id for page in found.values() for hit in page.items))
st.caption(counted(sum(page.total for page in found.values()), "result"))
if not found:
    st.write("Nothing in the report contains all of these words. Try fewer, or another spelling.")
for kind, page in found.items():
    hits.show(kind, page, year.report_id, plainly=young)
