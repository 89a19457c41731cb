"""Something to practise with, in the demonstration only: invented, said so everywhere, gone in one click."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.rehearsal import is_there
from cscp_core.settings import Mode, settings
from feedback import rehearsal
from pages.components import data, doing, menu, unchanged


def show(actor: Actor) -> None:
    if settings().mode is not Mode.DEMO:
        return
    st.header("Rehearsal")
    if unchanged.ask_for_role(is_there, actor):
        st.write(
            "Six invented challenges, a meeting and comments are here to practise with. Each says that it is invented."
        )
        doing.button("Remove the rehearsal", doing.bind(actor, rehearsal.remove), "rehearsal")
        return
    st.write("Adds a meeting, six challenges and comments in different states, each marked as an invented example.")
    adds = doing.bind(actor, rehearsal.add, report_id=data.year(actor).report_id)
    doing.button("Add a rehearsal", adds, "rehearsal", then=lambda made: menu.open_page("meeting", id=str(made)))
