"""The form that adds an account."""

import streamlit as st

from cscp_core.people import rules, service
from cscp_core.people.permissions import PEOPLE, Actor, Role
from cscp_core.settings import settings
from pages.components import data, doing
from pages.components.people import person_card


@st.dialog("Add a person")
def show(actor: Actor) -> None:
    agencies = data.ask(service.list_agencies, actor)
    role: Role = st.selectbox("Role", [one for one in Role if one in PEOPLE], key="add role")
    if role is Role.PARTNER:
        st.selectbox("Agency", list(agencies), format_func=lambda one: agencies[one], key="add agency")
        st.checkbox("Answers for the agency (otherwise drafts for it)", key="add answers")
    if rules.may_have_deputy(role):
        st.checkbox("Is the deputy", key="add deputy")
    with st.form("add_person", border=False):
        st.text_input("User name", max_chars=40, autocomplete="off", key="add username")
        st.text_input("Name or post, as colleagues know it", max_chars=80, autocomplete="off", key="add name")
        st.text_input("E-mail for notices (if any)", max_chars=200, autocomplete="off", key="add email")
        username = doing.when_pressed(_username)
        adds = doing.bind(
            actor, service.add_person, username=username, name=doing.text("add name"),
            role=doing.field("add role", Role), agency_id=doing.when_pressed(_agency),
            answers=doing.field("add answers", bool), deputy=doing.field("add deputy", bool),
            email=doing.text("add email"), link_hours=settings().link_hours,
        )  # fmt: skip
        doing.submit("Add", adds, "add", type="primary", then=_added)


def _username() -> str:
    return str(st.session_state["add username"])


def _agency() -> str | None:
    agency: str | None = st.session_state.get("add agency")
    return agency


def _added(token: str) -> None:
    person_card.keep_link(_username().strip().lower(), token)
