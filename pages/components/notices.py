"""What somebody must be told: their unread notices, each with the way to what it is about."""

import streamlit as st

from cscp_core.notices import service
from cscp_core.notices.service import UnreadNotice
from cscp_core.people.permissions import Actor
from pages.components import data, former, menu, unchanged
from pages.components.translation import translate

AT_ONCE = 3


def show(actor: Actor) -> None:
    found = unchanged.ask_for_actor(service.list_unread, actor)
    if not found:
        return
    with st.container(border=True, key="notices"):
        st.markdown(f"**{translate('New for you')}**")
        for one in found[:AT_ONCE]:
            _link(one)
        if found[AT_ONCE:]:
            with st.expander(translate(f"{len(found) - AT_ONCE} more")):
                for one in found[AT_ONCE:]:
                    _link(one)
        if st.button(translate("Mark all as read")):
            data.change(service.mark_read, actor)
            st.rerun()


def _link(one: UnreadNotice) -> None:
    name, _, said = one.address.lstrip("/").partition("?")
    query = dict(part.split("=", 1) for part in said.split("&") if "=" in part)
    menu.link(former.screen_of(name, query), f"{translate(one.says)} {translate(one.when)}", **query)


def read(actor: Actor, *addresses: str) -> None:
    """Marks what is about one of these addresses as read: somebody who opens it has seen it."""
    unread = {one.address for one in data.ask(service.list_unread, actor)}
    for address in unread.intersection(addresses):
        data.change(service.mark_read, actor, address=address)
