"""What we owe: the questions that wait for the reader's agency, overdue first, and what it is asked to check."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.year import service as year_service
from pages.components import gate, kept, menu, notices, tour, unchanged
from pages.components.challenges import work_rows
from pages.components.meetings import next_meeting
from pages.components.report import overdue_line
from pages.components.year import year_check

actor = gate.require(Permission.ANSWER)
st.title("What we owe")
tour.show(actor)
next_meeting.show(actor)
notices.show(actor)
overdue_line.show(actor)
owed = unchanged.ask_for_actor(reads.list_owed, actor)
if not owed:
    st.write("Your agency has nothing to answer.")
else:
    st.header("Questions to answer", anchor="owed")
    work_rows.show(owed, unchanged.today())
checks = unchanged.ask_for_actor(year_service.own_checks, actor)
if checks:
    st.header("Is this correct?")
    st.write("Before the year in scrutiny is published, your agency checks what it says about your agency.")
    kept.explain_drafts()
for check in checks:
    year_check.show(actor, check)
if actor.agency_id:
    menu.link("agency", "Your agency's record", id=actor.agency_id)
