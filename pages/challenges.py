"""Challenges: the register. Overdue first, narrowed as asked, with those that the report itself has on record."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.challenges import reads
from pages.components import data, download, gate, heading, menu, pager, table, unchanged
from pages.components.challenges import challenge_filters, challenge_rows

actor = gate.require(Permission.SEE_QUESTIONS)
year = data.year(actor)
heading.show("Challenges", year)
st.write("Every question to an agency, and what came of it. Overdue questions come first.")
with st.container(horizontal=True):
    if may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Ask a new question")
    if may(actor, Permission.EDIT_WORDINGS):
        menu.link("wordings", "How questions are worded")
    download.show("register.xlsx", "Download the register (Excel)", report=year.report_id)
wanted, by_agency = challenge_filters.show(actor, year)
found, recorded = unchanged.ask_for_actor(
    reads.with_recorded, actor, report_id=year.report_id, wanted=wanted, page=pager.number()
)
pager.count(found, "challenge")
challenge_rows.show(found.items, by_agency=by_agency)
if not found.total:
    st.write("Nothing matches. Remove one of the filters.")
if recorded:
    st.subheader("On record in the report")
    rows = [
        [one.challenge_id, one.asked_of or "nobody named", one.text, one.what_came or "not said"] for one in recorded
    ]
    columns = ["Id", "Asked of", "What was asked", "What came of it"]
    table.show(columns, rows, link_to="recorded_challenge", report=year.report_id)
pager.show(found, "challenges")
