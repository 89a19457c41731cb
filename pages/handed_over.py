"""Handed over: worries that are worked on elsewhere, with the reference there; and those that are closed."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.welfare import service
from pages.components import data, gate
from pages.components.welfare import worry_card, worry_list

actor = gate.require(Permission.SEE_WELFARE)
st.title("Handed over")
st.write(
    "The team that works on a case records it in their own system. This page holds the reference, dates and outcome."
)
found = data.ask(service.list_worries, actor, handed_over=True)
if not found:
    st.write("Nothing is handed over at the moment. A record comes here when you hand it over under Welfare.")
worry_list.show(actor, found, "handed over")
closed = data.ask(service.list_worries, actor, closed=True)
if closed:
    st.header("Closed")
for one in closed:
    worry_card.show(actor, one)
