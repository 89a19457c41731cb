"""On the scrutineer's desk: what young people and lay members said that the scrutineer has not read yet."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import reads, replies
from pages.components import menu, said_card, unchanged

AT_ONCE = 3


def on_desk(actor: Actor) -> None:
    new = unchanged.ask_for_actor(reads.list_unread, actor, most=AT_ONCE)
    owed = unchanged.ask_for_actor(replies.list_waiting, actor)
    if not (new or owed):
        return
    st.header("From young people and lay members")
    said_card.show(actor, new)
    if owed:
        st.write("Some of them are waiting for your reply.")
    menu.link("heard", "What we heard")
