"""What was captured in a meeting; what was only noted, for the scrutineer to confirm or strike out."""

from collections.abc import Mapping

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.meetings import notes, outcomes
from cscp_core.scrutiny.meetings.reads import Captured, Gathering
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind, NoteState
from pages.components import doing, kept, menu, table
from pages.components.glance import row_list
from pages.components.text import escaped

READ_BY_WHO_ASKED = "Young people or lay members asked this. They read it once it is confirmed and the meeting is over."
AWAITED = "written evidence awaited"
NAMES = {NoteKind.CHALLENGE: "Asked", NoteKind.DECISION: "RESOLVED", NoteKind.SPOKEN: "Said"}


def show(actor: Actor, meeting: Gathering) -> None:
    if meeting.state is MeetingState.PLANNED:
        return
    st.header("Record")
    st.write(outcomes.summarise(meeting), outcomes.when_held(meeting))
    rows = [[str(one.item.position), one.asked, one.in_words] for one in outcomes.list_outcomes(meeting)]
    table.show(["Item", "Question", "What came of it"], rows)
    numbers = outcomes.number_decisions(meeting)
    settling = may(actor, Permission.CONFIRM_NOTES)
    to_settle = [one for one in meeting.notes if settling and one.state is NoteState.NOTED]
    for note in to_settle:
        with st.container(border=True):
            show_note(note, numbers.get(note.note_id, ""))
            settle(actor, meeting, note)
    row_list.show([_row(actor, one, numbers) for one in meeting.notes if one not in to_settle], "notes")


def _row(actor: Actor, note: Captured, numbers: Mapping[int, str]) -> row_list.Row:
    asked = note.challenge_id and may(actor, Permission.SEE_QUESTIONS)
    return row_list.Row(
        sentence=f"{NAMES[note.kind]}: {note.words}",
        address=menu.href("challenge", id=str(note.challenge_id)) if asked else "",
        beneath=[
            *_about(note, numbers.get(note.note_id, "")),
            AWAITED if _is_awaited(note) else "",
            f"challenge {note.challenge_id}" if asked else "",
        ],
    )


def show_note(note: Captured, number: str = "") -> None:
    """One note, as the record words it. `number` is a decision's."""
    about = escaped(" · ".join(_about(note, number)))
    name = NAMES[note.kind] + (f", {AWAITED}" if _is_awaited(note) else "")
    st.markdown(f"**{name}:** {escaped(note.words)}" + (f"\n\n:small[{about}]" if about else ""))


def _is_awaited(note: Captured) -> bool:
    return note.kind is NoteKind.SPOKEN and note.is_awaited


def _about(note: Captured, number: str) -> list[str]:
    parts = (
        number,
        note.agencies,
        f"owner: {note.owner}" if note.owner else "",
        f"by {note.due_on:%-d %B %Y}" if note.due_on else "",
        "" if note.state is NoteState.CONFIRMED else f"{note.state}, by {note.by}",
    )
    return [one for one in parts if one]


def settle(actor: Actor, meeting: Gathering, note: Captured) -> None:
    """The fields and buttons by which the scrutineer confirms a note or strikes it out."""
    place = f"noted/{note.note_id}"
    version = doing.seen_version(actor, place, note.version, note.words)
    kept.explain_drafts()
    kept.text_area(actor, place, "words", "In your words, if they differ", note.words, max_chars=1000)
    asked = {item.item_id for item in meeting.items if item.source_kind == SourceKind.QUESTION}
    if note.item_id in asked and note.kind is not NoteKind.CHALLENGE:
        st.caption(READ_BY_WHO_ASKED)
    confirms = doing.bind(
        actor, notes.confirm_note, note_id=note.note_id, version=version, words=doing.words(place, "words")
    )
    with doing.row(place):
        doing.button("Confirm", confirms, place, type="primary")
        strikes = doing.bind(actor, notes.strike_note, note_id=note.note_id, version=version)
        doing.button("Strike out", strikes, place)
