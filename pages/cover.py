"""Cover and contacts: who looks after worries when, whom people are told to ring, and what carers are told."""

from datetime import date

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.welfare import cover
from feedback.welfare.rules import NOT_SET, ContactKind
from pages.components import data, doing, gate, kept
from pages.components.text import escaped
from pages.components.welfare import contacts

actor = gate.require(Permission.SEE_WELFARE)
st.title("Cover and contacts")
st.write(data.ask(cover.describe_cover, actor))
st.header("When you are away")
for one in data.ask(cover.list_absences, actor):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escaped(f"{one.whose}: {one.starts_on:%-d %B} to {one.ends_on:%-d %B %Y}"))
        if one.own:
            returns = doing.bind(actor, cover.remove_absence, absence_id=one.absence_id)
            doing.button("Cancel the absence", returns, f"absence/{one.absence_id}")
left, right = st.columns(2)
left.date_input("First day away", date.today(), format="DD/MM/YYYY", key="away first")
right.date_input("Last day away", date.today(), format="DD/MM/YYYY", key="away last")
leaves = doing.bind(
    actor, cover.add_absence, starts_on=doing.field("away first", doing.as_day, needed="Choose a first day."),
    ends_on=doing.field("away last", doing.as_day, needed="Choose a last day."),
)  # fmt: skip
doing.button("Add the absence", leaves, "away")
st.header("Contacts")
st.write("In live use, the form for comments stays closed until you fill in all of these.")
known = {kind: "" if words == NOT_SET else words for kind, words in contacts.read_contacts().items()}
place = "contacts"
stands = "\n".join(f"{kind.label}: {words}" for kind, words in known.items())
version = doing.seen_version(actor, place, data.ask(cover.contacts_version, actor), stands)
for kind in ContactKind:
    st.text_area(kind.label, max_chars=1000, key=kept.choice_key(place, kind.value, known[kind]))
words = doing.when_pressed(lambda: {kind: str(st.session_state[f"{place}/{kind.value}"]) for kind in ContactKind})
sets = doing.bind(actor, cover.set_contacts, version=version, words=words)
doing.button("Save the contacts", sets, place, done="Saved.", type="primary")
