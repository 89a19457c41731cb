"""The form that adds an account."""

import streamlit as st

from cscp_core.people import rules, service
from cscp_core.people.permissions import PEOPLE, Actor, Role
from cscp_core.settings import settings
from pages.components import data, person_card


@st.dialog("Add somebody")
def show(actor: Actor) -> None:
    agencies = data.ask(service.list_agencies, actor)
    role: Role = st.selectbox("Role", [one for one in Role if one in PEOPLE])
    agency = None
    answers = deputy = False
    if role is Role.PARTNER:
        agency = st.selectbox("Agency", list(agencies), format_func=lambda one: agencies[one])
        answers = st.checkbox("Answers for the agency (otherwise drafts for it)")
    if rules.may_have_deputy(role):
        deputy = st.checkbox("Is the deputy")
    with st.form("add_person", border=False):
        username = st.text_input("User name", max_chars=40, autocomplete="off")
        name = st.text_input("Name or post, as colleagues know it", max_chars=80, autocomplete="off")
        email = st.text_input("E-mail for notices (if any)", max_chars=200, autocomplete="off")
        if st.form_submit_button("Add", type="primary"):
            token = data.change(
                service.add_person,
                actor,
                username=username,
                name=name,
                role=role,
                agency_id=agency,
                answers=answers,
                deputy=deputy,
                email=email,
                link_hours=settings().link_hours,
            )
            if token:
                person_card.keep_link(username.strip().lower(), token)
                st.rerun()
