"""Puts what a page is about on the agenda of a meeting that is still to come."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState
from cscp_core.scrutiny.meetings.service import Pick
from pages.components import choices, data, doing, kept
from pages.components.challenges import agenda_button


def show(actor: Actor, picks: Sequence[Pick]) -> None:
    """Which meeting, which of the questions; where a pick has no question yet, in one's own words."""
    if not picks or not may(actor, Permission.RUN_MEETINGS):
        return
    found = data.ask(reads.list_meetings, actor).items
    ahead = {one.meeting_id: one for one in found if one.state is not MeetingState.ENDED}
    if not ahead:
        agenda_button.offer_plan(actor)
        return
    place = "/".join(("agenda", picks[0].source_kind, picks[0].source_id))
    with st.expander("Add to an agenda"):
        key = f"{place} meeting"
        names = {which: f"{one.title}, {one.when}" for which, one in ahead.items()}
        st.selectbox("Meeting", list(names), format_func=lambda which: names[which], key=key)
        pick = picks[0]
        if len(picks) > 1:
            pick = st.selectbox(
                "Question", picks, format_func=choices.label_by(Pick, lambda one: one.question), key=f"{place} question"
            )
        if not pick.question:
            kept.explain_drafts()
            kept.text_line(actor, place, "words", "The question", max_chars=500)
        puts = doing.bind(
            actor, service.add_items, meeting_id=doing.field(key, int),
            version=doing.field(key, lambda which: ahead[which].version),
            picks=doing.when_pressed(lambda: [_picked(place, picks)]),
        )  # fmt: skip
        doing.button("Add to agenda", puts, place, done="It is on the agenda.")


def _picked(place: str, picks: Sequence[Pick]) -> Pick:
    pick: Pick = st.session_state.get(f"{place} question", picks[0])
    return pick if pick.question else replace(pick, question=str(st.session_state.get(f"{place}/words", "")))
