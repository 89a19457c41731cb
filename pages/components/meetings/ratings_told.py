"""What Young Advisors said of how the adults did in a meeting: words, once their form is closed."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.ratings import service
from pages.components import data
from pages.components.text import escaped


def show(actor: Actor, meeting_id: int) -> None:
    """Nothing where nothing is told. Print leaves it out: it belongs to the meeting, not to its papers."""
    told = data.ask(service.tell_of, actor, meeting_id=meeting_id)
    if not told:
        return
    with st.container(key=f"screen_only_ratings_{meeting_id}"):
        st.subheader("How Young Advisors rate the adults")
        for sentence in told:
            st.markdown(f"- {escaped(sentence)}")
