"""What a Young Advisor is told before anything about abuse or death opens."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from pages.components import data
from pages.components.text import escaped


def show(actor: Actor, year: Year, theme_id: str) -> None:
    """Shows the theme's note and ends the page, until its reader has asked to go on; once for each theme."""
    themes = data.fixed(actor, year, "themes")
    note = next((theme.note_first for theme in themes if theme.theme_id == theme_id), "")
    read = st.session_state.setdefault("notes read", set())
    if actor.role is not Role.YOUNG_ADVISOR or not note or theme_id in read:
        return
    st.info(escaped(note))
    st.button("Show it", on_click=read.add, args=(theme_id,))
    st.stop()
