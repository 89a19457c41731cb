"""Our actions: what the reader's agency is to do, how far it has come, and the way to say so."""

import streamlit as st

from cscp_core.improvement import service
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading
from pages.components.report import action_update

actor = gate.require(Permission.UPDATE_ACTIONS)
year = data.year(actor)
heading.show("Our actions", year)
st.write(
    "Actions for your agency and for the agencies that it answers for. An action is done, evidenced only with a "
    "reference to the evidence."
)
actions = data.ask(service.own_actions, actor, report_id=year.report_id)
if not actions:
    st.write("The report names no action for your agency.")
for action in actions:
    action_update.card(actor, year.report_id, action)
