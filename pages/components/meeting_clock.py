"""Where the meeting is, how much time is left, and the way to the next item: by button, arrow keys or clicker."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.reads import Gathering, Item
from cscp_core.scrutiny.meetings.rules import left_in_words
from feedback.together import questions
from pages.components import capture, data, gate, menu


@st.fragment(run_every=15)
def show(actor: Actor, meeting: Gathering, item: Item) -> None:
    """The minutes, redrawn on their own, so that whoever types is never interrupted: a screen that is not where the
    meeting is says so, and follows when its reader wants it to."""
    gate.find_actor()  # a sign of life: the projector's browser is in use
    clock = data.ask(reads.clock, actor, meeting_id=meeting.meeting_id)
    with st.container(horizontal=True, vertical_alignment="center", key="clock"):
        place, whole = f"Item {item.position} of {len(meeting.items)}", left_in_words(clock.meeting_left)
        if clock.current == item.position:
            st.markdown(f"{place} · {left_in_words(clock.item_left)} for it · {whole} for the meeting")
            return
        where = "on" if clock.current > item.position else "back"
        st.markdown(f"{place}. **The meeting has gone {where} to item {clock.current}** · {whole} for the meeting")
        if st.button(f"Go to item {clock.current}", help="What you typed here stays your draft under this item."):
            capture.put_away(meeting)
            st.rerun()


def ways_on(actor: Actor, meeting: Gathering, item: Item) -> None:
    """Previous, next, end. The second pair is for clickers, which send PageUp and PageDown. On a screen that the
    meeting has left behind, they bring it up to date and move nobody else's."""
    key = f"shown in {meeting.meeting_id}"
    before = st.session_state.get(key, item.position)  # what was on the screen when somebody pressed
    st.session_state[key] = item.position
    last = meeting.current == len(meeting.items)
    with st.container(horizontal=True, vertical_alignment="center", key="ways on"):
        back = st.button("Previous", shortcut="Left", disabled=meeting.current <= 1)
        on = st.button("Next", shortcut="Right", type="primary", disabled=last)
        ending = st.button("End the meeting")
        menu.link("meeting", "Agenda and record", id=str(meeting.meeting_id))
    with st.container(horizontal=True, key="clicker"):
        back_by_clicker = st.button("Previous, by clicker", shortcut="PageUp", disabled=meeting.current <= 1)
        on_by_clicker = st.button("Next, by clicker", shortcut="PageDown", disabled=last)
    by = (on or on_by_clicker) - (back or back_by_clicker)
    if by:
        capture.put_away(meeting)
        to = before + by if before == meeting.current else meeting.current
        if data.change(service.go_to, actor, meeting_id=meeting.meeting_id, position=to):
            st.session_state[key] = to
            st.rerun()
    if ending and data.change(questions.end_meeting, actor, meeting_id=meeting.meeting_id):
        st.switch_page(menu.PAGES / "meeting.py", query_params={"id": str(meeting.meeting_id)})
