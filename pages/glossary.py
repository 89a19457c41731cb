"""Glossary: every abbreviation and term of the report, and the words of this app, each with a plain meaning."""

import streamlit as st

from cscp_core.evidence.views import Term
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, prose, table


def _letter(term: Term) -> str:
    first = term.abbreviation[:1].upper()
    return first if first.isalpha() else "0-9"


actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Glossary", year, reader=actor)
terms = data.glossary(actor, year)
text = st.text_input("Find a term", max_chars=200, autocomplete="off").strip().casefold()
letters = list(dict.fromkeys(_letter(one) for one in terms))
letter = st.pills("Begins with", letters, default=letters[0], key="letter") if letters and not text else None
found = [
    one
    for one in terms
    if text in f"{one.abbreviation} {one.expansion} {one.plain}".casefold() and letter in (None, _letter(one))
]
left_out = sum(not one.explained_in_report for one in terms)
st.caption(f"{len(found)} of {len(terms)} terms. The report leaves {left_out} of them unexplained.")
if not found:
    st.write("No term matches. Try fewer letters, or empty the box.")
rows = [[one.abbreviation, one.expansion, one.plain, "yes" if one.explained_in_report else "no"] for one in found]
table.show(["Term", "Stands for", "In plain words", "Explained in the report"], rows)
with st.expander("The fifty words that the screens use most"):
    prose.show("words")
