"""Pointing out what may identify somebody, as soon as a field is left. Adults are warned, not stopped."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import service
from pages.components import data
from pages.components.text import escaped

AT_ONCE = 5


def point_out(actor: Actor, words: str) -> None:
    """A sentence under a field whose words may say who somebody is; nothing otherwise."""
    found = data.ask(service.list_details, actor, words=words) if words.strip() else []
    if found:
        told = "; ".join(f"{one} ({what})" for one, what in found[:AT_ONCE])
        st.warning(escaped(f"This may show who somebody is: {told}. Name posts, not people, and no child."))
