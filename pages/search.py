"""Search: everything in the report that holds all the words asked for."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, hits

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Search", year)
with st.form("search"):
    text = st.text_input("Words to find", value=st.query_params.get("q", ""), max_chars=200)
    if st.form_submit_button("Search", type="primary"):
        st.query_params["q"] = text
if not text.strip():
    st.write("Type a word, a number or the id of an item. Searched: themes, claims, figures, recommendations, reviews,")
    st.write("challenges on record, voices and the glossary.")
    st.stop()
found = data.ask(evidence.search, actor, report_id=year.report_id, text=text)
st.caption(counted(sum(page.total for page in found.values()), "result"))
if not found:
    st.write("Nothing in the report holds all of these words. Try fewer, or another spelling.")
for kind, page in found.items():
    hits.show(kind, page, year.report_id)
