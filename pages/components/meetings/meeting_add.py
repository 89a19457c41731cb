"""Adding to an agenda: what is suggested, any open challenge, or an item in one's own words; and the meeting's head."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.views import RegisterFilter
from cscp_core.scrutiny.meetings import service, suggestions
from cscp_core.scrutiny.meetings.reads import Gathering
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from pages.components import data, doing, kept


def place_of_head(meeting: Gathering) -> str:
    """The place of the fields for the meeting's head. Acts on the agenda leave what is written there."""
    return f"head/{meeting.meeting_id}"


def show(actor: Actor, meeting: Gathering, version: int) -> None:
    with st.expander("Add to the agenda"):
        _more(actor, meeting, version)
    with st.expander("Change time, place, kind, title or who attends"):
        _head(actor, meeting)


def _more(actor: Actor, meeting: Gathering, version: int) -> None:
    place = f"adding/{meeting.meeting_id}"
    there = {(one.source_kind, one.source_id) for one in meeting.items}
    picks = {
        " ".join((one.source_kind, one.source_id)): one
        for one in _offered(actor)
        if (one.source_kind, one.source_id) not in there
    }
    label = "Suggested, and challenges that are open"
    st.multiselect(label, list(picks), format_func=lambda which: _name(picks[which]), key=f"{place} picks")
    kept.explain_drafts()
    kept.text_line(actor, place, "own", "Or in your own words", max_chars=500)
    adds = doing.bind(
        actor, service.add_items, meeting_id=meeting.meeting_id, version=version,
        picks=doing.when_pressed(lambda: _added(place, picks)),
    )  # fmt: skip
    doing.button("Add", adds, place, also=[f"meeting/{meeting.meeting_id}", place_of_head(meeting)])


def _added(place: str, picks: dict[str, Pick]) -> list[Pick]:
    own = str(st.session_state.get(f"{place}/own", "")).strip()
    chosen = [picks[which] for which in st.session_state.get(f"{place} picks", [])]
    return [
        *chosen,
        *(
            [
                Pick(
                    source_kind="",
                    source_id="",
                    report_id="",
                    title=own,
                    question=own,
                    would_answer="",
                    missing="",
                    agency_id="",
                    because="",
                )
            ]
            if own
            else []
        ),
    ]


def _head(actor: Actor, meeting: Gathering) -> None:
    place, kinds = place_of_head(meeting), list(MeetingKind)
    kept.explain_drafts()
    version = doing.seen_version(actor, place, meeting.version)
    kept.text_line(actor, place, "title", "Title", meeting.title, max_chars=200)
    st.selectbox("Kind", kinds, index=None, key=kept.choice_key(place, "kind", meeting.kind))
    st.date_input("Date", None, format="DD/MM/YYYY", key=kept.choice_key(place, "date", meeting.held_on))
    hours(kept.choice_key(place, "begins", meeting.begins), kept.choice_key(place, "ends", meeting.ends))
    kept.text_line(actor, place, "where", "Place", meeting.place, max_chars=200)
    attending, away = "\n".join(meeting.attendees), "\n".join(meeting.apologies)
    kept.text_area(actor, place, "attendees", "Who attends: posts, one a line, no names", attending, max_chars=1000)
    kept.text_area(
        actor, place, "apologies", "Apologies: agencies or posts, one a line, no names", away, max_chars=1000
    )
    changes = doing.bind(
        actor, service.change_meeting, meeting_id=meeting.meeting_id, version=version,
        title=doing.words(place, "title"), kind=doing.field(f"{place}/kind", MeetingKind, needed="Choose a kind."),
        held_on=doing.field(f"{place}/date", doing.as_day, needed="Choose a date."),
        begins=doing.hour(f"{place}/begins"), ends=doing.hour(f"{place}/ends"), place=doing.words(place, "where"),
        attendees=doing.words(place, "attendees"), apologies=doing.words(place, "apologies"),
    )  # fmt: skip
    doing.button("Save the change", changes, place, also=[f"meeting/{meeting.meeting_id}"])


def hours(begins: str, ends: str) -> None:
    """Fields for the planned beginning and end, by their keys."""
    left, right = st.columns(2)
    left.time_input("Begins at", None, key=begins)
    right.time_input("Ends at (if earlier, on the next day)", None, key=ends)


def _offered(actor: Actor) -> list[Pick]:
    open_ones = data.ask(challenges.list_register, actor, wanted=RegisterFilter(), page=1).items
    raised = [suggestions.pick_of(one, "") for one in open_ones if one.agency_id and not one.closed_at]
    suggested = data.suggestions(actor, data.year(actor))
    once = {(one.source_kind, one.source_id): one for one in [*raised, *suggested]}
    return list(once.values())


def _name(one: Pick) -> str:
    said = one.question if len(one.question) < 120 else one.question[:119] + "…"
    return f"Challenge {one.source_id}: {said}" if one.source_kind == SourceKind.CHALLENGE else said
