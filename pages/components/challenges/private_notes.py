"""The scrutineer's own notes: on one thing beside it, or all of them. Nobody else sees that there are any."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.notebook import service
from cscp_core.scrutiny.notebook.service import Note
from pages.components import doing, kept, menu, unchanged
from pages.components.text import paragraphs

LAW = (
    "Only you can read this. The law may still require its disclosure, for example to a court, under data protection "
    "law or in a review. Write only what you could defend."
)


def show_beside(actor: Actor, kind: SourceKind, row_id: str, report_id: str = "") -> None:
    """Folded up under what the notes are about: an item of a report, or a challenge, a meeting, an agency."""
    if may(actor, Permission.KEEP_NOTEBOOK):
        with st.expander("Your private notes on this"):
            st.caption(LAW)
            write(actor, kind, row_id, report_id)
            for note in unchanged.ask_for_actor(
                service.list_notes, actor, about_kind=kind, about_id=row_id, report_id=report_id
            ):
                show(actor, note)


def write(actor: Actor, kind: str = "", row_id: str = "", report_id: str = "") -> None:
    place = "/".join(("note", kind, report_id, row_id))
    kept.explain_drafts()
    kept.text_area(actor, place, "words", "A new note", max_chars=4000)
    writes = doing.bind(
        actor, service.write_note, words=doing.words(place, "words"), about_kind=kind, about_id=row_id,
        report_id=report_id,
    )  # fmt: skip
    doing.button("Save the note", writes, place)


def show(actor: Actor, note: Note, *, link: bool = False) -> None:
    """One note, to be changed or removed."""
    place = f"note/{note.note_id}"
    with st.container(border=True):
        version = doing.seen_version(actor, place, note.version, note.words)
        st.caption(f"{note.at:%-d %B %Y}")
        st.markdown(paragraphs(note.words))
        if link and note.about_kind:
            query = {"theme" if note.about_kind == SourceKind.THEME else "id": note.about_id}
            told = f", {note.report_id}" if note.report_id else ""
            menu.link(note.about_kind, f"About {note.about_kind} {note.about_id}{told}", **query, report=note.report_id)
        with doing.row(place):
            changing = st.toggle("Change", key=f"{place} changing")
            removes = doing.bind(actor, service.remove_note, note_id=note.note_id, version=version)
            doing.button("Remove for good", removes, place)
        if changing:
            kept.text_area(actor, place, "words", "Your note", note.words, max_chars=4000)
            changes = doing.bind(
                actor, service.change_note, note_id=note.note_id, version=version, words=doing.words(place, "words")
            )
            doing.button("Save the change", changes, place)
