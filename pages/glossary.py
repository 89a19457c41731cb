"""Glossary: every abbreviation and term of the report, with a plain meaning."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, table

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Glossary", year, reader=actor)
terms = data.fixed(actor, year, "glossary")
text = st.text_input("Find a term").strip().casefold()
found = [one for one in terms if text in f"{one.abbreviation} {one.expansion} {one.plain}".casefold()]
left_out = sum(not one.explained_in_report for one in terms)
st.caption(f"{len(found)} of {len(terms)} terms. The report leaves {left_out} of them unexplained.")
if not found:
    st.write("No term fits.")
rows = [[one.abbreviation, one.expansion, one.plain, "yes" if one.explained_in_report else "no"] for one in found]
table.show(["Term", "Stands for", "In plain words", "Explained in the report"], rows)
