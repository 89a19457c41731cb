"""Where the meeting is, how much time is left, and the way to the next item: by button, arrow keys or clicker."""

from functools import partial
from typing import Unpack

import streamlit as st

from cscp_core.errors import ChangedMeanwhile
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.reads import Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import MeetingState, left_in_words
from pages.components import data, doing, gate, menu
from pages.components.meetings import capture


@st.fragment(run_every=5)
def show(actor: Actor, meeting: Gathering, item: ListedItem) -> None:
    """The minutes, redrawn on their own. The operator's window follows the meeting; where something is being noted, so
    that a person who types is not interrupted, it says where the meeting has gone, and follows when its reader wants
    it to."""
    gate.find_actor()  # a sign of life: the browser is in use
    clock = data.ask(reads.read_clock, actor, meeting_id=meeting.meeting_id)
    if clock.current != item.position and not capture.is_open(meeting):
        st.rerun()
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


@st.fragment(run_every=3)
def follow(actor: Actor, meeting: Gathering) -> None:
    """The minutes on the projector, which follows the meeting by itself wherever it goes."""
    gate.find_actor()
    clock = data.ask(reads.read_clock, actor, meeting_id=meeting.meeting_id)
    if (clock.current, clock.version) != (meeting.current, meeting.version):
        st.rerun()
    if meeting.state is MeetingState.OPEN:
        left = f"{left_in_words(clock.item_left)} for it · {left_in_words(clock.meeting_left)} for the meeting"
        with st.container(key="clock"):
            st.markdown(f"Item {meeting.current} of {len(meeting.items)} · {left}")


def ways_on(actor: Actor, meeting: Gathering, item: ListedItem) -> None:
    """Previous, next, the projector's window, the end."""
    which = str(meeting.meeting_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        turn(actor, meeting, item)
        st.link_button("Open the projector's window", f"/{menu.SCREENS['projector'].address}?id={which}")
        menu.link("ending", "End or adjourn", id=which)
        menu.link("meeting", "Agenda and record", id=which)


def turn(actor: Actor, meeting: Gathering, item: ListedItem) -> None:
    """Previous and next. The second pair is for clickers, which send PageUp and PageDown. On a screen that the meeting
    has left behind, they bring it up to date and move nobody else's."""
    first, last = meeting.current <= 1, meeting.current == len(meeting.items)
    with st.container(horizontal=True, vertical_alignment="center", key="ways on"):
        _way(actor, meeting, item, "Previous", -1, shortcut="Left", disabled=first)
        _way(actor, meeting, item, "Next", 1, shortcut="Right", disabled=last, type="primary")
    with st.container(horizontal=True, key="clicker"):
        _way(actor, meeting, item, "Previous, by clicker", -1, shortcut="PageUp", disabled=first)
        _way(actor, meeting, item, "Next, by clicker", 1, shortcut="PageDown", disabled=last)


def _way(actor: Actor, meeting: Gathering, item: ListedItem, label: str, by: int, **look: Unpack[doing.Look]) -> None:
    follow = partial(_follow, meeting)
    goes = doing.bind(
        actor, service.go_to, meeting_id=meeting.meeting_id, position=item.position + by, seen_position=item.position
    )
    doing.button(label, goes, f"clock/{meeting.meeting_id}", then=follow, refused=follow, **look)


def _follow(meeting: Gathering, came_of_it: object) -> bool:
    """Lets the screen follow the meeting. That it was left behind shows by itself, on a screen in front of a room."""
    capture.put_away(meeting)
    return isinstance(came_of_it, ChangedMeanwhile)
