"""People: who has an account; add by one-time link, disable, reset, and say who deputises."""

import streamlit as st

from cscp_core.people import service
from cscp_core.people.permissions import Permission
from pages.components import data, gate, pager
from pages.components.people import add_person, leaving_acts, person_card

actor = gate.require(Permission.MANAGE_ACCOUNTS)
st.title("People")
st.write(
    "Everybody who can sign in. People choose their own password through a one-time link, and nobody else can see it."
)
person_card.show_new_link()
leaving_acts.show_new_link()
if st.button("Add a person", type="primary"):
    add_person.show(actor)
found = data.ask(service.list_people, actor, page=pager.number())
pager.count(found, "account")
for person in found.items:
    person_card.show(actor, person)
pager.show(found, "people")
