"""Doing something to what is on the screen: by the version that its reader saw, losing nothing that they wrote."""

from typing import Any

import streamlit as st

from cscp_core.people.permissions import Actor
from pages.components import data, kept
from pages.components.text import paragraphs


def seen_version(actor: Actor, place: str, current: int, theirs: str = "") -> int:
    """The version that its reader saw, by which an act of theirs is held. Called before the fields of the place.

    Where it has changed since, and something was written here, both stand side by side until the writer chooses: their
    words stay refused until then. `theirs` is what stands there now, where no field shows it. Without anything written
    here, what stands there now is shown, and only an act of this very run is still held against the old one.
    """
    seen = f"seen {place}"
    if seen not in st.session_state:
        st.session_state[seen] = kept.seen_version(actor, place, current)
    before: int = st.session_state[seen]
    differs = before != current and kept.is_written(actor, place)
    st.session_state[f"differs {place}"] = differs
    if differs:
        _ask_which(actor, place, current, theirs)
    elif before != current:
        st.session_state[seen] = current
        st.warning("Somebody changed this after you opened it. Look at what stands there now before you go on.")
    return before


def do(actor: Actor, place: str, service: Any, also: Any = (), **details: Any) -> None:
    """Has a service do it, then shows the page anew. Refused, it says why and every field keeps its words. `also` are
    other places that hold the same thing: what is written there stays, and one's own act puts nobody behind there."""
    if data.change(service, actor, **details):
        forget(actor, place)
        for other in also:
            if st.session_state.get(f"seen {other}") == details["version"]:
                _keep_mine(actor, other, details["version"] + 1)
        st.rerun()


def press(label: str, actor: Actor, service: Any, *, key: str, **details: Any) -> None:
    """A button that has a service do something at once, and shows the page anew."""
    if st.button(label, key=key) and data.change(service, actor, **details):
        st.rerun()


def forget(actor: Actor, place: str) -> None:
    """Forgets the version seen and the drafts of a place, once what was written there was sent."""
    st.session_state.pop(f"seen {place}", None)
    kept.forget(actor, place)


def _ask_which(actor: Actor, place: str, current: int, theirs: str) -> None:
    with st.container(border=True):
        st.warning(
            "Somebody changed this after you opened it. Nothing of yours is lost, and nothing is recorded before you "
            "choose. To take over a part, copy it into your own words, then keep yours."
        )
        if theirs:
            left, right = st.columns(2)
            left.markdown("**Yours**\n\n" + paragraphs("\n".join(kept.own_words(actor, place))))
            right.markdown("**What stands there now**\n\n" + paragraphs(theirs))
        else:
            st.markdown("What you wrote is in the fields, and what stands there now is under each that differs.")
        with st.container(horizontal=True):
            st.button("Keep mine", key=f"{place} mine", on_click=_keep_mine, args=(actor, place, current))
            st.button(
                "Use theirs", key=f"{place} theirs", on_click=_use_theirs, args=(actor, place, current),
                help="What you wrote here is put away.",
            )  # fmt: skip


def _keep_mine(actor: Actor, place: str, shown: int) -> None:
    kept.carry_over(actor, place, shown)
    st.session_state[f"seen {place}"] = shown


def _use_theirs(actor: Actor, place: str, shown: int) -> None:
    kept.forget(actor, place)
    st.session_state[f"seen {place}"] = shown
