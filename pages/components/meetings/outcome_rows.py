"""Before a meeting ends: each item with what came of it, and each note that can still be put right."""

from collections.abc import Mapping

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.meetings import notes, outcomes, rules
from cscp_core.scrutiny.meetings.reads import Captured, Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import ItemResult, NoteKind, NoteState
from pages.components import doing, kept
from pages.components.meetings import meeting_record
from pages.components.text import escaped


def show(actor: Actor, meeting: Gathering) -> dict[int, str]:
    """A row for each item, and the notes that stand under none. Returns the keys of the choices, by item."""
    numbers = outcomes.number_decisions(meeting)
    keys: dict[int, str] = {}
    for one in outcomes.list_outcomes(meeting):
        under = [note for note in meeting.notes if note.item_id == one.item.item_id]
        left, right = st.columns([7, 4], vertical_alignment="center")
        left.markdown(f"**{one.item.position}.** {escaped(one.asked)}\n\n:small[{escaped(one.in_words)}]")
        with right:
            keys[one.item.item_id] = _choice(meeting, one.item, under)
        for note in under:
            _note(actor, meeting, note, numbers)
    for note in meeting.notes:
        if note.item_id not in keys:
            _note(actor, meeting, note, numbers)
    return keys


def read(keys: Mapping[int, str]) -> dict[int, ItemResult]:
    """What is chosen when the button is pressed, by item."""
    return {item_id: ItemResult(st.session_state[key]) for item_id, key in keys.items() if key in st.session_state}


def _choice(meeting: Gathering, item: ListedItem, under: list[Captured]) -> str:
    noted = any(note.state is not NoteState.STRUCK for note in under)
    theirs = item.source_kind == SourceKind.QUESTION
    possible = rules.results_for(reached=item.reached, noted=noted, theirs=theirs)
    stands = ItemResult(item.result) if item.result in possible else possible[0]
    place = f"ending/{meeting.meeting_id}"
    key = kept.choice_key(place, f"item {item.item_id} {'noted' if noted else ''} {item.reached}", stands)
    st.selectbox(
        f"What came of item {item.position}", possible, key=key, format_func=lambda one: outcomes.with_capital(str(one))
    )
    return key


def _note(actor: Actor, meeting: Gathering, note: Captured, numbers: Mapping[int, str]) -> None:
    meeting_record.show_note(note, numbers.get(note.note_id, ""))
    if note.state is NoteState.NOTED and may(actor, Permission.CONFIRM_NOTES):
        meeting_record.settle(actor, meeting, note)
        return
    standing = note.state is NoteState.CONFIRMED
    if standing and not may(actor, Permission.CONFIRM_NOTES):
        return
    if rules.is_correctable(meeting.state, note.kind, note.state, note.challenge_id):
        with st.expander(f"Correct {numbers.get(note.note_id, '') or 'this note'}"):
            _correct(actor, note)


def _correct(actor: Actor, note: Captured) -> None:
    place = f"correct/{note.note_id}"
    version = doing.seen_version(actor, place, note.version, note.words)
    kept.explain_drafts()
    kept.text_area(actor, place, "words", "What it says", note.words, max_chars=1000)
    if note.kind is NoteKind.DECISION:
        kept.text_line(actor, place, "owner", "Owner (a post)", note.owner, max_chars=200)
    st.date_input(
        "By when, if a date was set", None, format="DD/MM/YYYY", key=kept.choice_key(place, "due", note.due_on)
    )
    corrects = doing.bind(
        actor, notes.correct_note, note_id=note.note_id, version=version, words=doing.words(place, "words"),
        owner=doing.words(place, "owner"), due_on=doing.day(f"{place}/due"),
    )  # fmt: skip
    doing.button("Save the correction", corrects, place)
