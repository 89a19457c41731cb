"""What somebody must be told: their unread notices, each with the way to what it is about."""

import streamlit as st

from cscp_core.notices import service
from cscp_core.people.permissions import Actor
from pages.components import data, menu, unchanged


def show(actor: Actor) -> None:
    found = unchanged.ask_for_actor(service.list_unread, actor)
    if not found:
        return
    with st.container(border=True, key="notices"):
        st.markdown("**New for you**")
        for one in found:
            screen, _, query = one.address.lstrip("/").partition("?")
            asked = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
            menu.link(screen, f"{one.says} {one.when}", **asked)
        if st.button("Mark all as read"):
            data.change(service.mark_read, actor)
            st.rerun()


def read(actor: Actor, address: str) -> None:
    """Marks what is about this address as read: somebody who opens it has seen it."""
    if any(one.address == address for one in data.ask(service.list_unread, actor)):
        data.change(service.mark_read, actor, address=address)
