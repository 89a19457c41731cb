"""Starting the demonstration again, or empty: for the business manager, and in a demonstration only."""

import streamlit as st

from cscp_core.demonstration import service
from cscp_core.demonstration.service import Standing
from cscp_core.people.permissions import Actor
from cscp_core.settings import Mode, settings
from pages.components import doing, unchanged
from pages.components.text import escaped

PLACE = "demonstration"
VANISHES = (
    "- Everything that people wrote is deleted, yours included: challenges and answers, meetings and their records, "
    "comments and replies, worries, judgements, grades, updates of actions, notes, drafts and notices.\n"
    "- Reports, official statistics, accounts and the trail stay. The trail says that you did this.\n"
    "- You cannot get it back."
)


def show(actor: Actor) -> None:
    if settings().mode is not Mode.DEMO:
        return
    st.header("Demonstration", anchor="demonstration")
    standing = unchanged.ask_for_role(service.read_standing, actor)
    st.markdown(escaped(standing.sentence))
    with doing.row(PLACE):
        doing.opens("Start again", PLACE, standing.version, _start_again, actor, standing)
        doing.opens("Start empty", PLACE, standing.version, _start_empty, actor, standing)


@st.dialog("Start the demonstration again")
def _start_again(actor: Actor, standing: Standing) -> None:
    st.markdown(VANISHES)
    st.markdown(
        "- The app makes the invented partnership again, so that its dates fit today. It takes a few seconds.\n"
        "- The demonstration's accounts are as they were at first, with the password of the sign-in page."
    )
    acts = doing.bind(actor, service.start_again, version=standing.version)
    doing.button("Delete all of it and start again", acts, PLACE, type="primary", done="The demonstration is new.")


@st.dialog("Start empty")
def _start_empty(actor: Actor, standing: Standing) -> None:
    st.markdown(VANISHES)
    acts = doing.bind(actor, service.start_empty, version=standing.version)
    doing.button("Delete all of it", acts, PLACE, type="primary", done="The demonstration is empty.")
