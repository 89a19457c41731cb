"""Search: the report, and what was asked, answered and decided since, by the words asked for."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission, Role
from cscp_core.scrutiny.search import service
from cscp_core.storage.paging import Page, offset
from pages.components import data, gate, heading, note_first, pager
from pages.components.report import hits
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import topics_found

SIZE = 20  # results on a page

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
young = actor.role is Role.YOUNG_ADVISOR
heading.show("Search", year, reader=actor)
with st.form("search"):
    text = st.text_input(
        translate("Words to find"), value=st.query_params.get("q", ""), max_chars=200, autocomplete="off"
    )
    if st.form_submit_button(translate("Search"), type="primary"):
        st.query_params["q"] = text
        pager.back_to_first()
if not text.strip() and young:
    st.write(
        translate("Type a word or a number. You find what is in the report, and you can say what you think of it.")
    )
    st.stop()
if not text.strip():
    st.write("Type a word, a number or the id of an item. Spelling need not be exact: LAC finds looked after children.")
    st.write("Searched: the report with its glossary, and the challenges, answers and meetings that you may read.")
    st.stop()
start = offset(pager.number(), SIZE)
found = data.ask(service.search, actor, report_id=year.report_id, text=text, plainly=young, start=start, most=SIZE)
if young and start == 0:
    topics_found.show(actor, year, text)
st.subheader(translate(counted(found.total, "result")))
for sentence in found.sentences:
    st.write(escaped(translate(sentence)))
if not found.total:
    hits.next_steps(found, actor)
    st.stop()
kind = hits.pick(found, f"kind of {text}", plainly=young)
if kind:
    found = data.ask(
        service.search, actor, report_id=year.report_id, text=text, plainly=young, kind=kind, start=start, most=SIZE
    )
covered = note_first.unread(actor, year, *(hit.theme_id for hit in found.hits))
shown = [hit for hit in found.hits if hit.theme_id not in covered]
hits.show(shown, data.sections(actor, year), year.report_id, plainly=young)
note_first.cover(actor, year, *covered)
pager.show(Page(found.hits, dict(found.totals)[kind] if kind else found.total, SIZE), "results")
