"""Pointing out what may identify somebody, as soon as a field is left. Adults are warned, not stopped."""

import streamlit as st
from cscp_core.identifying.rules import find

from cscp_core import start
from feedback.comments.known import known_names
from pages.components.text import escaped


def point_out(words: str) -> None:
    """A sentence under a field whose words may say who somebody is; nothing otherwise."""
    if not words.strip():
        return
    with start.store().reading() as session:
        found = find(words, known_names(session))
    if found:
        told = "; ".join(f"{words[one.start : one.end]} ({one.kind.value.replace('_', ' ')})" for one in found[:5])
        st.warning(escaped(f"This may show who somebody is: {told}. Name posts, not people, and no child."))
