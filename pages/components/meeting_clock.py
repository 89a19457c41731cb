"""Where the meeting is, how much time is left, and the way to the next item: by button, arrow keys or clicker."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.reads import Gathering
from cscp_core.scrutiny.meetings.rules import left_in_words
from feedback.together import questions
from pages.components import data, gate, menu


@st.fragment(run_every=15)
def show(actor: Actor, meeting: Gathering) -> None:
    """The minutes: redrawn on their own, so that whoever types is never interrupted."""
    gate.find_actor()  # a sign of life: the projector's browser is in use
    clock = data.ask(reads.clock, actor, meeting_id=meeting.meeting_id)
    st.container(key="clock").markdown(
        f"Item {meeting.current} of {len(meeting.items)} · {left_in_words(clock.item_left)} for it · "
        f"{left_in_words(clock.meeting_left)} for the meeting"
    )


def ways_on(actor: Actor, meeting: Gathering) -> None:
    """Previous, next, end. The second pair is for clickers, which send PageUp and PageDown."""
    last = meeting.current == len(meeting.items)
    with st.container(horizontal=True, key="ways on"):
        back = st.button("Previous", shortcut="Left", disabled=meeting.current <= 1)
        on = st.button("Next", shortcut="Right", type="primary", disabled=last)
        ending = st.button("End the meeting")
        menu.link("meeting", "Agenda and record", id=str(meeting.meeting_id))
    with st.container(horizontal=True, key="clicker"):
        back_by_clicker = st.button("Previous, by clicker", shortcut="PageUp", disabled=meeting.current <= 1)
        on_by_clicker = st.button("Next, by clicker", shortcut="PageDown", disabled=last)
    by = (on or on_by_clicker) - (back or back_by_clicker)
    if by and data.change(service.go_to, actor, meeting_id=meeting.meeting_id, position=meeting.current + by):
        st.rerun()
    if ending and data.change(questions.end_meeting, actor, meeting_id=meeting.meeting_id):
        st.switch_page(menu.PAGES / "meeting.py", query_params={"id": str(meeting.meeting_id)})
