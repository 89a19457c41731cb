"""Welfare: worries that nobody has handed over yet, for the safeguarding lead and the deputy alone."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.welfare import cover, service
from pages.components import data, gate, menu, notices, tour
from pages.components.welfare import worry_list

actor = gate.require(Permission.SEE_WELFARE)
st.title("Welfare")
tour.show(actor)
notices.read(actor, service.ADDRESS)
st.write(data.ask(cover.describe_cover, actor))
found = data.ask(service.list_worries, actor)
if found:
    st.header("Open worries", anchor="worries")
else:
    st.write("No worry waits. You get a notice when one comes, and it is listed here.")
worry_list.show(actor, found, "welfare")
due = [one for one in data.ask(service.list_worries, actor, handed_over=True) if one.look_again_is_due]
if due:
    st.header("Handed over, to look at again")
    worry_list.show(actor, due, "due")
menu.link("cover", "Cover and contacts")
