"""Notebook: the scrutineer's private notes, on anything."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.notebook import service
from pages.components import data, gate
from pages.components.challenges import private_notes

actor = gate.require(Permission.KEEP_NOTEBOOK)
st.title("Notebook")
st.caption(private_notes.LAW)
private_notes.write(actor)
found = data.ask(service.list_notes, actor)
if not found:
    st.write(
        "No notes yet. You can also write them on any challenge, claim, figure, recommendation, theme, meeting or "
        "agency."
    )
for note in found:
    private_notes.show(actor, note, link=True)
