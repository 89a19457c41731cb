"""Capturing what is asked, decided or said: one click opens it with good defaults, the second keeps it."""

from datetime import date

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Role
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.rules import due_after
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings.reads import Gathering, ListedItem, OnScreen
from cscp_core.scrutiny.meetings.rules import NoteKind
from pages.components import data, deadlines, doing, kept
from pages.components.meetings import meeting_record

FIELDS = {NoteKind.CHALLENGE: "question", NoteKind.DECISION: "decision", NoteKind.SPOKEN: "said"}
LABELS = {"Ask it": NoteKind.CHALLENGE, "Decide": NoteKind.DECISION, "They said": NoteKind.SPOKEN}


def show(actor: Actor, meeting: Gathering, shown: OnScreen) -> None:
    item, state = shown.item, st.session_state
    place = _place(meeting, item)
    if state.pop(f"sent {place}", False):
        state[f"{place} kind"] = None  # set, not forgotten: the browser would keep what it had chosen
    chosen = st.segmented_control("Capture", list(LABELS), key=f"{place} kind")
    noted = state.pop(f"noted in {meeting.meeting_id}", item.position)
    if noted != item.position:
        st.success(f"It is noted under item {noted}.")
    if chosen:
        state[_open_at(meeting)] = item.item_id
        _fields(actor, place, meeting, shown, LABELS[chosen])
    elif state.get(_open_at(meeting)) == item.item_id:
        put_away(meeting)
    for note in meeting.notes:
        if note.item_id == item.item_id:
            meeting_record.show_note(note)


def find_pinned_item(actor: Actor, meeting: Gathering) -> ListedItem | None:
    """The item under which this reader is writing: their screen stays there until they send it or put it away,
    wherever the meeting has gone since."""
    open_at = st.session_state.get(_open_at(meeting))
    item = next((one for one in meeting.items if one.item_id == open_at), None)
    return item if item and kept.is_written(actor, _place(meeting, item)) else None


def is_open(meeting: Gathering) -> bool:
    """Whether this reader has fields open to note something."""
    return _open_at(meeting) in st.session_state


def put_away(meeting: Gathering) -> None:
    """Lets the screen follow the meeting again. What was typed stays its writer's draft under its item."""
    st.session_state.pop(_open_at(meeting), None)


def _place(meeting: Gathering, item: ListedItem) -> str:
    return f"room/{meeting.meeting_id}/{item.item_id}"


def _open_at(meeting: Gathering) -> str:
    return f"writing in {meeting.meeting_id}"


def _fields(actor: Actor, place: str, meeting: Gathering, shown: OnScreen, kind: NoteKind) -> None:
    item = shown.item
    kept.explain_drafts(in_the_room=True)
    if kind is NoteKind.CHALLENGE:
        kept.text_area(actor, place, FIELDS[kind], "The question", item.question, max_chars=1000)
        kept.text_area(actor, place, "would", "What would answer this", item.would_answer, max_chars=1000, height=68)
        _whom(actor, place, item)
    elif kind is NoteKind.DECISION:
        kept.text_area(actor, place, FIELDS[kind], "RESOLVED:", max_chars=1000)
        kept.text_line(actor, place, "owner", "Owner (a post)", max_chars=200)
    else:
        kept.text_area(actor, place, FIELDS[kind], "What was said or promised", max_chars=1000)
        _ask_in_writing(actor, place, meeting, shown)
    is_decision = kind is NoteKind.DECISION
    if item.source_kind == SourceKind.QUESTION and kind is not NoteKind.CHALLENGE:
        st.caption(meeting_record.READ_BY_WHO_ASKED)
    label = "By when, if a date was set" if is_decision else f"By when ({deadlines.ANSWER})"
    usual = None if is_decision else due_after(date.today())
    st.date_input(label, usual, format="DD/MM/YYYY", key=f"{place}/due {kind}")
    captures = doing.bind(
        actor, notes.capture_note, meeting_id=meeting.meeting_id, item_id=item.item_id, kind=kind,
        words=doing.words(place, FIELDS[kind]), would_answer=doing.words(place, "would"),
        agency_ids=doing.when_pressed(lambda: list(st.session_state.get(f"{place}/to", []))),
        owner=doing.words(place, "owner"), due_on=doing.day(f"{place}/due {kind}"),
        in_writing=doing.when_pressed(lambda: bool(st.session_state.get(_in_writing(place)))),
    )  # fmt: skip
    label = "Save" if actor.role is Role.SCRUTINEER else "Save for the scrutineer"
    doing.button(label, captures, place, type="primary", then=lambda _: _captured(place, meeting, item))


def _whom(actor: Actor, place: str, item: ListedItem) -> None:
    agencies = data.ask(challenges.agencies_to_ask, actor)
    st.multiselect(
        "To", list(agencies), [one for one in (item.agency_id,) if one in agencies],
        format_func=lambda one: agencies[one], key=f"{place}/to",
    )  # fmt: skip


def _ask_in_writing(actor: Actor, place: str, meeting: Gathering, shown: OnScreen) -> None:
    """Whether what was said raises a challenge, unless the item is one or has one: on until it is switched off here."""
    if shown.challenge or any(one.challenge_id and one.item_id == shown.item.item_id for one in meeting.notes):
        st.caption("It is kept with the challenge on this item. The agency still has to send written evidence.")
        return
    key, state = _in_writing(place), st.session_state
    state.setdefault(key, state.get(f"chosen {key}", True))
    state[f"chosen {key}"] = st.toggle("Ask for it in writing: raises a challenge", key=key)
    if state[f"chosen {key}"]:
        _whom(actor, place, shown.item)


def _in_writing(place: str) -> str:
    return f"in writing {place}"  # outside the place: it stays as it was chosen for the item


def _captured(place: str, meeting: Gathering, item: ListedItem) -> None:
    put_away(meeting)
    st.session_state[f"sent {place}"] = True
    st.session_state[f"noted in {meeting.meeting_id}"] = item.position
