"""The weekly e-mail: off until its reader turns it on."""

import streamlit as st

from cscp_core.notices import service
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.settings import settings
from pages.components import data, doing


def show(actor: Actor) -> None:
    if not may(actor, Permission.TAKE_DIGEST):
        return
    st.header("E-mail once a week")
    st.write("What you owe and what was answered: numbers, dates and links. It holds nobody's words.")
    taken = data.ask(service.takes_digest, actor)
    doing.show_outcome("digest")
    chooses = doing.bind(actor, service.choose_digest, wanted=doing.field("digest wanted", bool))
    done = "It is turned off." if taken else "It is turned on."
    st.toggle("Send it to me", value=taken, key="digest wanted", **doing.on_change(chooses, "digest", done=done))
    st.caption(
        "It goes to the address that the business manager keeps for you. Without an address, you get no e-mail."
        if settings().sends_email
        else "This installation sends no e-mail until a mail server is set."
    )
