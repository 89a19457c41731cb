"""What a Young Advisor is told before anything about abuse or death opens."""

import re
from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from pages.components import data
from pages.components.text import escaped
from pages.components.translation import translate

READ = "notes read"


def show(actor: Actor, year: Year, *theme_ids: str, title: str = "") -> None:
    """Shows the notes of these themes and ends the page, until its reader has asked to go on; once for each theme. A
    page whose own title comes after it hands in another."""
    waiting = unread(actor, year, *theme_ids)
    if not waiting:
        return
    if title:
        st.title(translate(title))
    st.info(escaped(_join_translated(waiting)))
    st.button(translate("Show it"), on_click=st.session_state[READ].update, args=(set(waiting),))
    st.stop()


def show_before(actor: Actor, year: Year, *theme_ids: str) -> None:
    """The same for a page about one item, whose title may say what the note warns of."""
    show(actor, year, *theme_ids, title="Before you read this")


def cover(actor: Actor, year: Year, *theme_ids: str) -> set[str]:
    """Where a screen shows other things too: draws the notes in place of what they are about, and returns the themes
    that stay covered until their reader has asked to see them."""
    waiting = unread(actor, year, *theme_ids)
    if waiting:
        with st.container(border=True):
            st.markdown(escaped(_join_translated(waiting)))
            key = f"show {' '.join(sorted(waiting))}"
            st.button(translate("Show it"), key=key, on_click=st.session_state[READ].update, args=(set(waiting),))
    return set(waiting)


def unread(actor: Actor, year: Year, *theme_ids: str) -> dict[str, str]:
    """The notes that the reader has yet to read, by theme."""
    read = st.session_state.setdefault(READ, set())
    if actor.role is not Role.YOUNG_ADVISOR:
        return {}
    wanted = set(theme_ids) - read
    return {
        one.theme_id: one.note_first for one in data.themes(actor, year) if one.theme_id in wanted and one.note_first
    }


def _join_translated(waiting: dict[str, str]) -> str:
    return join_notes([translate(note) for note in waiting.values()])


def join_notes(notes: Sequence[str]) -> str:
    """Several notes as one: each sentence once, and at the end those that stand in every note."""
    told = [[one for one in re.split(r"(?<=[.!?])\s+", note.strip()) if one] for note in notes]
    every = dict.fromkeys(sentence for note in told for sentence in note)
    shared = [one for one in every if len(told) > 1 and all(one in note for note in told)]
    return " ".join([*(one for one in every if one not in shared), *shared])
