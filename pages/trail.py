"""The trail: who changed what, and when; whether it holds; and the whole of it as a file."""

import streamlit as st

from cscp_core.people import acts
from cscp_core.people.permissions import Permission
from cscp_core.settings import settings
from pages.components import data, download, gate, none_found, pager, table
from pages.components.choices import PLACE, Choices
from pages.components.text import escaped

actor = gate.require(Permission.READ_TRAIL)
st.title("The trail")
st.write(
    "Every change, newest first. Each row is sealed with the one before. The trail holds no words that anybody "
    "wrote. A separate list shows what Young Advisors and lay members did in each month, but never who, on which day "
    "or how often."
)
if st.button("Check the trail"):
    wrong = data.ask(acts.what_is_wrong, actor, noted=settings().trail_heads)
    if wrong:
        st.error(f"{wrong} Follow the how-to for an incident.")
    else:
        st.success("The trail is intact: no row was changed, removed or added without the key.")
    strange = data.ask(acts.passed_over, actor, noted=settings().trail_heads)
    if strange:
        st.info(escaped(strange))
choices = Choices("trail")
with st.container(key=PLACE):
    left, right = st.columns(2)
    kinds = data.ask(acts.list_kinds, actor)
    action = choices.select(left, "What was done", {one: str(one) for one in kinds}, "act", none="Anything")
    subject = choices.words(right, "To what", "what", "what", "challenge 7, report, account")
choices.summarise()
found = data.ask(acts.list_acts, actor, action=action, subject=subject.strip(), page=pager.number())
pager.count(found, "act")
table.show(
    ["When", "Who", "What was done", "To what", "Facts"],
    [[one.when, one.who, one.action, one.subject, one.detail] for one in found.items],
)
if not found.total:
    none_found.show("trail", "entry by a named account")
pager.show(found, "trail")
if not subject.strip():
    st.header("Young Advisors and lay members")
    st.write("Each line says that one or more of them did this in that month, once or more often.")
    months = data.ask(acts.by_month, actor, action=action)
    table.show(["Month", "Who", "What was done"], [[one.month, one.who, one.action] for one in months])
    if not months:
        none_found.show("trail", "entry by them")
download.show("trail.csv", "Download the trail (CSV)")
