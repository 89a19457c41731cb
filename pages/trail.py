"""The trail: who changed what, and when; whether it holds; and the whole of it as a file."""

from functools import partial

import streamlit as st

from cscp_core.people import acts
from cscp_core.people.permissions import Permission
from cscp_core.settings import settings
from pages.components import data, download, gate, pager, table

actor = gate.require(Permission.READ_TRAIL)
st.title("The trail")
st.write(
    "Every change, newest first, each row sealed with the one before. It holds no words that anybody wrote. Of Young "
    "Advisors and lay members it shows the role and the month, never who."
)
if st.button("Does it hold?"):
    wrong = data.ask(acts.what_is_wrong, actor, noted=settings().trail_heads)
    if wrong:
        st.error(f"{wrong} Follow the how-to for an incident.")
    else:
        st.success("It holds: no row was changed, taken out or put in without the key.")
reset = partial(pager.back_to_first, "trail")
left, right = st.columns(2)
kinds = data.ask(acts.kinds, actor)
action = left.selectbox("What was done", ["", *kinds], format_func=lambda one: one or "Anything", on_change=reset)
subject = right.text_input("To what", placeholder="challenge 7, report, account", on_change=reset)
found = data.ask(acts.acts, actor, action=action, subject=subject.strip(), page=pager.number("trail"))
pager.count(found, "act")
table.show(
    ["Row", "When", "Who", "What was done", "To what", "Facts"],
    [[str(one.number), one.when, one.who, one.action, one.subject, one.detail] for one in found.items],
)
if not found.total:
    st.write("Nothing on the trail fits.")
pager.show(found, "trail")
download.show("trail.csv", "The whole trail as CSV")
