"""Glossary: every abbreviation and term of the report, and the words of this app, each with a plain meaning."""

import streamlit as st

from cscp_core.evidence.views import Term
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, prose, table
from pages.components.translation import translate


def _letter(term: Term) -> str:
    first = term.abbreviation[:1].upper()
    return first if first.isalpha() else "0-9"


def _found_by(term: Term) -> str:
    """All that a term can be found by, in English and in the reader's language."""
    return f"{term.abbreviation} {term.expansion} {term.plain} {translate(term.plain)}".casefold()


actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Glossary", year, reader=actor)
terms = data.glossary(actor, year)
text = st.text_input(translate("Find a term"), max_chars=200, autocomplete="off").strip().casefold()
letters = list(dict.fromkeys(_letter(one) for one in terms))
letter = st.pills(translate("Begins with"), letters, default=letters[0], key="letter") if letters and not text else None
found = [one for one in terms if text in _found_by(one) and letter in (None, _letter(one))]
left_out = sum(not one.explained_in_report for one in terms)
told = f"{len(found)} of {len(terms)} terms. The report leaves {left_out} of them unexplained."
st.caption(translate(told))
if not found:
    st.write(translate("No term matches. Try fewer letters, or empty the box."))
head = map(translate, ("Term", "Stands for", "In plain words", "Explained in the report"))
rows = [
    [one.abbreviation, one.expansion, translate(one.plain), translate("yes" if one.explained_in_report else "no")]
    for one in found
]
table.show(list(head), rows)
with st.expander(translate("The fifty words that the screens use most")):
    prose.show("words")
