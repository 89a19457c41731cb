"""Fields whose words are kept as their writer's own draft whenever the field is left, and come back after anything."""

from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from cscp_core.errors import CscpError
from cscp_core.people import drafts
from cscp_core.people.permissions import Actor
from pages.components import data, details

ENGLAND = ZoneInfo("Europe/London")


def area(actor: Actor, place: str, name: str, label: str, value: str = "", **how: Any) -> str:
    """A text area. `place` names the screen and the item, `name` the field; `value` stands there without a draft."""
    key = _begin(actor, place, name, value)
    written: str = st.text_area(label, key=key, on_change=_keep, args=(actor, place, name), **how)
    _say_when(place, name)
    details.point_out(actor, written)
    return written


def line(actor: Actor, place: str, name: str, label: str, value: str = "", **how: Any) -> str:
    """The same in one line."""
    key = _begin(actor, place, name, value)
    written: str = st.text_input(label, key=key, on_change=_keep, args=(actor, place, name), **how)
    _say_when(place, name)
    details.point_out(actor, written)
    return written


def forget(actor: Actor, place: str) -> None:
    """Forgets the drafts of one place, once they were sent."""
    data.change(drafts.forget_drafts, actor, place=place)
    for key in [key for key in st.session_state if str(key).startswith((f"{place}/", f"saved {place}/"))]:
        del st.session_state[key]


def _begin(actor: Actor, place: str, name: str, value: str) -> str:
    key = f"{place}/{name}"
    if key not in st.session_state:
        found = data.ask(drafts.drafts_at, actor, place=place).get(name)
        st.session_state[key] = found.words if found else value
        if found:
            st.session_state[f"saved {key}"] = found.at
    return key


def _keep(actor: Actor, place: str, name: str) -> None:
    key = f"{place}/{name}"
    if key not in st.session_state:
        return  # its writer has signed out since, or sent it
    try:
        with data.writing(actor) as session:
            st.session_state[f"saved {key}"] = drafts.keep_draft(session, actor, place=key, words=st.session_state[key])
    except CscpError as error:
        st.session_state[f"saved {key}"] = str(error)


def _say_when(place: str, name: str) -> None:
    saved = st.session_state.get(f"saved {place}/{name}")
    if isinstance(saved, str):
        st.error(f"Not saved. {saved}")
    elif saved:
        st.caption(f"Your draft, saved at {saved.astimezone(ENGLAND):%H:%M}. Nobody else sees it.")
    else:  # of the same height: a button that moves while it is pressed is not pressed
        st.caption("Your draft is saved when you leave the field.")
