"""Handed over: worries that are worked on elsewhere, with the reference there; and those that are closed."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.welfare import service
from pages.components import data, gate, worry_card, worry_list

actor = gate.require(Permission.SEE_WELFARE)
st.title("Handed over")
st.write("The case itself is recorded where it is worked on. Here stand only its reference, dates and what came of it.")
found = data.ask(service.worries, actor, handed_over=True)
if not found:
    st.write("Nothing is handed over and open.")
worry_list.show(actor, found, "handed over")
closed = data.ask(service.worries, actor, closed=True)
if closed:
    st.header("Closed")
for one in closed:
    worry_card.show(actor, one)
