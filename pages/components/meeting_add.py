"""Adding to an agenda: what is suggested, any open challenge, or an item in one's own words; and the meeting's head."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.reads import Filter
from cscp_core.scrutiny.meetings import reads, service
from cscp_core.scrutiny.meetings.reads import Gathering
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from pages.components import data, doing, kept


def head(meeting: Gathering) -> str:
    """The place of the fields for the meeting's head. Acts on the agenda leave what is written there."""
    return f"head/{meeting.meeting_id}"


def show(actor: Actor, meeting: Gathering, version: int) -> None:
    with st.expander("Add to the agenda"):
        _more(actor, meeting, version)
    with st.expander("Change date, kind, title or who attends"):
        _head(actor, meeting)


def _more(actor: Actor, meeting: Gathering, version: int) -> None:
    place = f"adding/{meeting.meeting_id}"
    there = {(one.source_kind, one.source_id) for one in meeting.items}
    picks = [one for one in _offered(actor) if (one.source_kind, one.source_id) not in there]
    chosen = st.multiselect(
        "Suggested, and challenges that are open", range(len(picks)), format_func=lambda n: _name(picks[n])
    )
    kept.told()
    own = kept.line(actor, place, "own", "Or in your own words", max_chars=500)
    if st.button("Add", key=f"{place} add"):
        added = [picks[n] for n in chosen]
        if own.strip():
            added.append(Pick("", "", "", own, own, "", "", "", ""))
        doing.do(
            actor, place, service.add_items, [f"meeting/{meeting.meeting_id}", head(meeting)],
            meeting_id=meeting.meeting_id, version=version, picks=added,
        )  # fmt: skip


def _head(actor: Actor, meeting: Gathering) -> None:
    place, kinds = head(meeting), list(MeetingKind)
    kept.told()
    version = doing.seen_version(actor, place, meeting.version)
    title = kept.line(actor, place, "title", "Title", meeting.title, max_chars=200)
    kind = st.selectbox("Kind", kinds, index=None, key=kept.choice(place, "kind", meeting.kind))
    held_on = st.date_input("Date", None, format="DD/MM/YYYY", key=kept.choice(place, "date", meeting.held_on))
    attending = "\n".join(meeting.attendees)
    attendees = kept.area(
        actor, place, "attendees", "Who attends: posts, one a line, no names", attending, max_chars=1000
    )
    if st.button("Record the change", key=f"{place} change"):
        doing.do(
            actor, place, service.change_meeting, [f"meeting/{meeting.meeting_id}"], meeting_id=meeting.meeting_id,
            version=version, title=title, kind=kind or meeting.kind, held_on=held_on or meeting.held_on,
            attendees=attendees,
        )  # fmt: skip


def _offered(actor: Actor) -> list[Pick]:
    open_ones = data.ask(challenges.register, actor, wanted=Filter(), page=1).items
    raised = [reads.pick_of(one, "") for one in open_ones if one.agency_id and not one.closed_at]
    suggested = data.suggestions(actor, data.year(actor))
    once = {(one.source_kind, one.source_id): one for one in [*raised, *suggested]}
    return list(once.values())


def _name(one: Pick) -> str:
    said = one.question if len(one.question) < 120 else one.question[:119] + "…"
    return f"Challenge {one.source_id}: {said}" if one.source_kind == "asked" else said
