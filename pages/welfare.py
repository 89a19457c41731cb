"""Welfare: worries that nobody has handed over yet, for the safeguarding lead and the deputy alone."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.welfare import service
from pages.components import data, gate, menu, notices, worry_card

actor = gate.require(Permission.SEE_WELFARE)
st.title("Welfare")
notices.read(actor, service.ADDRESS)
st.write(data.ask(service.cover, actor))
found = data.ask(service.worries, actor)
if not found:
    st.write("Nothing waits.")
for one in found:
    worry_card.show(actor, one)
menu.link("cover", "Cover and contacts")
