"""What we owe: the questions that wait for the reader's agency, its actions, and what no partner has taken yet."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.year import service as year_service
from pages.components import gate, kept, menu, notices, tour, unchanged
from pages.components.challenges import work_rows
from pages.components.challenges.work_rows import WorkList
from pages.components.meetings import next_meeting
from pages.components.report import owed_actions
from pages.components.year import year_check

actor = gate.require(Permission.ANSWER)
st.title("What we owe")
tour.show(actor)
next_meeting.show(actor)
notices.show(actor)
owed = unchanged.ask_for_actor(reads.list_owed, actor)
st.header("Questions to answer", anchor="owed")
if owed:
    work_rows.show(WorkList(found=owed, today=unchanged.today(), screen="what_we_owe"))
else:
    st.write("Your agency has no question to answer. The scrutineer's questions are listed here.")
checks = unchanged.ask_for_actor(year_service.own_checks, actor)
if checks:
    st.header("Is this correct?")
    st.write("Before the year in scrutiny is published, your agency checks what it says about your agency.")
    kept.explain_drafts()
for check in checks:
    year_check.show(actor, check)
owed_actions.show(actor)
if actor.agency_id:
    menu.link("agency", "Your agency's record", id=actor.agency_id)
