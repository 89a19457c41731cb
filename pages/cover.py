"""Cover and contacts: who looks after worries when, whom people are told to ring, and what carers are told."""

from datetime import date

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.welfare import service
from feedback.welfare.rules import NOT_SET, ContactKind
from pages.components import contacts, data, doing, gate
from pages.components.text import escaped

actor = gate.require(Permission.SEE_WELFARE)
st.title("Cover and contacts")
st.write(data.ask(service.cover, actor))
st.header("When you are away")
for one in data.ask(service.absences, actor):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escaped(f"{one.whose}: {one.starts_on:%-d %B} to {one.ends_on:%-d %B %Y}"))
        if one.own:
            doing.press(
                "Take it back", actor, service.be_back, key=f"absence {one.absence_id}", absence_id=one.absence_id
            )
left, right = st.columns(2)
first = left.date_input("First day away", date.today(), format="DD/MM/YYYY")
last = right.date_input("Last day away", date.today(), format="DD/MM/YYYY")
if st.button("I am away then") and data.change(service.be_away, actor, starts_on=first, ends_on=last):
    st.rerun()
st.header("Contacts")
st.write("A live installation keeps the form for comments closed until all of these are set.")
known = contacts.known()
words = {
    kind: st.text_area(
        kind.value, "" if known[kind] == NOT_SET else known[kind], max_chars=1000, key=f"contact {kind.name}"
    )
    for kind in ContactKind
}
if st.button("Keep these", type="primary") and data.change(service.set_contacts, actor, words=words):
    st.success("Kept.")
