"""The weekly e-mail: off until its reader turns it on."""

import streamlit as st

from cscp_core.notices import service
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.settings import settings
from pages.components import data


def show(actor: Actor) -> None:
    if not may(actor, Permission.TAKE_DIGEST):
        return
    st.header("E-mail once a week")
    st.write("What you owe and what was answered: numbers, dates and links. Nobody's words are in it.")
    taken = data.ask(service.takes_digest, actor)
    wanted = st.toggle("Send it to me", value=taken)
    if wanted != taken and data.change(service.choose_digest, actor, wanted=wanted):
        st.success("It is turned on." if wanted else "It is turned off.")
    st.caption(
        "It goes to the address that the business manager keeps for you; without one there is none."
        if settings().sends_email
        else "No e-mail leaves this installation, so there is none until a mail server is set."
    )
