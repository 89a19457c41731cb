"""What is kept about a writer as their own: a copy to take home, and taking everything back."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.own import service
from pages.components import data, doing, download, translation
from pages.components.translation import translate

PLACE = "my data"


def show(actor: Actor, *, link: str = "") -> None:
    """The two copies and the button."""
    doing.show_outcome(PLACE)
    copies(link=link)
    if st.button(translate("Take everything back")):
        take_all_back(actor)


def copies(*, link: str = "") -> None:
    """`link` is the token of somebody who has left, or a code on paper: those copies have an address of their own."""
    with st.container(horizontal=True):
        for name, label in (
            ("my-data.txt", "Download a copy to read"),
            ("my-data.json", "Download a copy for a computer"),
        ):
            if link:
                st.link_button(translate(label), f"/leaving/{name}?token={link}")
            else:
                download.show(name, translate(label))


@translation.dialog("Take everything back")
def take_all_back(actor: Actor) -> None:
    found = data.ask(service.preview_withdrawal, actor)
    if found.vanishes:
        st.markdown(f"**{translate('What goes')}**")
    for one in found.vanishes:
        st.markdown(f"- {translate(one)}")
    st.markdown(f"**{translate('What stays')}**")
    for one in found.stays:
        st.markdown(f"- {translate(one)}")
    st.write(translate(data.after_withdrawal()))
    takes_back = doing.bind(actor, service.withdraw_all)
    done = "Everything that you wrote was taken back."
    doing.button("Take everything back for good", takes_back, PLACE, done=done, type="primary")
