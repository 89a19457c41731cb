"""Puts a row of a list on the next agenda by one press."""

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.meetings import reads, service, suggestions
from cscp_core.scrutiny.meetings.rules import MeetingState
from cscp_core.scrutiny.meetings.service import Pick
from pages.components import doing, menu, unchanged
from pages.components.text import as_label


def show(actor: Actor, pick: Pick, group: str = "") -> None:
    """The button, or the way to the agenda where it is on it. Nothing while no meeting is planned. `group` names the
    list, where a page has several."""
    if not may(actor, Permission.RUN_MEETINGS):
        return
    listed = unchanged.ask_for_actor(reads.list_meetings, actor).items
    if not listed or listed[0].state is MeetingState.ENDED:
        return
    meeting = unchanged.ask_for_actor(reads.find_meeting, actor, meeting_id=listed[0].meeting_id)
    place = "/".join(("on agenda", group, pick.source_kind, pick.source_id, pick.missing))
    if (pick.source_kind, pick.source_id) in {(one.source_kind, one.source_id) for one in meeting.items}:
        doing.show_outcome(place)
        menu.link("meeting", "On the agenda", id=str(meeting.meeting_id))
        return
    adds = doing.bind(actor, service.add_items, meeting_id=meeting.meeting_id, version=meeting.version, picks=[pick])
    told = as_label(f"Add to the agenda of {meeting.title}, {meeting.when}")
    doing.button("Agenda", adds, place, type="tertiary", help=told)


def of_challenge(actor: Actor, group: str, challenge: ChallengeView) -> None:
    """The same for a challenge."""
    show(actor, suggestions.pick_of(challenge, ""), group)


def offer_plan(actor: Actor) -> None:
    """Where no meeting is ahead: the way to plan one."""
    if may(actor, Permission.RUN_MEETINGS):
        st.write("To add this to an agenda, plan a meeting first.")
        menu.link("meetings", "Plan a meeting", plan="yes")
