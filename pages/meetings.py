"""Meetings: those to come and those that were, and planning the next one from what is worth asking."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.meetings import reads
from pages.components import data, gate, pager
from pages.components.meetings import meeting_plan, meeting_rows

actor = gate.require(Permission.READ_MEETINGS)
st.title("Meetings")
found = data.ask(reads.list_meetings, actor, page=pager.number())
if may(actor, Permission.RUN_MEETINGS) and st.toggle(
    "Plan a meeting", value=st.query_params.get("plan") == "yes" or not found.total, key="planning"
):
    meeting_plan.show(actor, data.year(actor))
meeting_rows.show(found.items)
if not found.total:
    st.write("No meeting is planned yet. When one is, you find its agenda here.")
pager.show(found, "meetings")
