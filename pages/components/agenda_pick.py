"""Puts what a page is about on the agenda of a meeting that is still to come."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState
from cscp_core.scrutiny.meetings.service import Pick
from pages.components import data, kept


def show(actor: Actor, picks: Sequence[Pick]) -> None:
    """Which meeting, which of the questions; where a pick has no question yet, in one's own words."""
    if not picks or not may(actor, Permission.RUN_MEETINGS):
        return
    ahead = [one for one in data.ask(reads.meetings, actor).items if one.state is not MeetingState.ENDED]
    if not ahead:
        return
    place = f"agenda/{picks[0].source_kind}/{picks[0].source_id}"
    with st.expander("Put it on an agenda"):
        meeting = st.selectbox(
            "Meeting", ahead, format_func=lambda one: f"{one.title}, {one.held_on:%-d %B %Y}", key=f"{place} meeting"
        )
        pick = picks[0]
        if len(picks) > 1:
            pick = st.selectbox("Question", picks, format_func=lambda one: one.question, key=f"{place} question")
        if not pick.question:
            kept.told()
            pick = replace(pick, question=kept.line(actor, place, "words", "The question", max_chars=500))
        if st.button("Put it there", key=f"{place} put") and data.change(
            service.add_items, actor, meeting_id=meeting.meeting_id, version=meeting.version, picks=[pick]
        ):
            kept.forget(actor, place)
            st.success("It is on the agenda.")
