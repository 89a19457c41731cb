"""Doing something to what is on the screen: by the version that its reader saw, losing nothing that they wrote."""

from typing import Any

import streamlit as st

from cscp_core.people.permissions import Actor
from pages.components import data, kept


def seen_version(place: str, current: int) -> int:
    """The version that was on the screen before this run. Where it has changed since, says so; only an act of this very
    run is still held against the old one."""
    before: int = st.session_state.get(f"seen {place}", current)
    st.session_state[f"seen {place}"] = current
    if before != current:
        st.warning("Somebody changed this after you opened it. Look at what stands there now before you go on.")
    return before


def do(actor: Actor, place: str, service: Any, **details: Any) -> None:
    """Has a service do it, then shows the page anew. Refused, it says why and every field keeps its words."""
    if data.change(service, actor, **details):
        forget(actor, place)
        st.rerun()


def press(label: str, actor: Actor, service: Any, *, key: str, **details: Any) -> None:
    """A button that has a service do something at once, and shows the page anew."""
    if st.button(label, key=key) and data.change(service, actor, **details):
        st.rerun()


def forget(actor: Actor, place: str) -> None:
    """Forgets the version seen and the drafts of a place, once what was written there was sent."""
    st.session_state.pop(f"seen {place}", None)
    kept.forget(actor, place)
