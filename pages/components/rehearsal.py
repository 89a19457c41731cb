"""Something to practise with, in the demonstration only: invented, said so everywhere, gone in one click."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.rehearsal import is_there
from cscp_core.settings import Mode, settings
from feedback import rehearsal
from pages.components import data, menu


def show(actor: Actor) -> None:
    if settings().mode is not Mode.DEMO:
        return
    st.header("Rehearsal")
    if data.ask(is_there, actor):
        st.write(
            "Six invented challenges, a meeting and comments are here to practise with. Each says that it is invented."
        )
        if st.button("Remove the rehearsal") and data.change(rehearsal.remove, actor):
            st.rerun()
        return
    st.write("Adds a meeting, six challenges and comments in different states, each marked as an invented example.")
    if st.button("Add a rehearsal"):
        made = data.change(rehearsal.add, actor, report_id=data.year(actor).report_id)
        if made:
            st.switch_page(menu.PAGES / "meeting.py", query_params={"id": str(made)})
