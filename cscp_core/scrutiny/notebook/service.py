"""Writing, reading and removing one's own notes."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotFound
from cscp_core.free_text import LONG, tidy
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import NotebookAction


@dataclass(frozen=True, kw_only=True)
class Note:
    note_id: int
    version: int
    report_id: str
    """The report that the thing is in; empty for what is in none, such as a meeting."""
    about_kind: str
    about_id: str
    words: str
    at: datetime


@needs(Permission.KEEP_NOTEBOOK)
def list_notes(
    session: Session, actor: Actor, *, about_kind: str = "", about_id: str = "", report_id: str = ""
) -> list[Note]:
    """The actor's own notes, newest first: all, or those about one thing. The same id in two reports is two things."""
    query = select(PrivateNote).where(PrivateNote.account_id == actor.account_id)
    if about_kind:
        query = query.where(
            PrivateNote.about_kind == about_kind,
            PrivateNote.about_id == about_id,
            PrivateNote.report_id == (report_id or None),
        )
    rows = session.exec(query.order_by(col(PrivateNote.at).desc(), col(PrivateNote.note_id).desc()))
    return [
        Note(
            note_id=row.note_id or 0,
            version=row.version,
            report_id=row.report_id or "",
            about_kind=row.about_kind,
            about_id=row.about_id,
            words=row.words,
            at=row.at,
        )
        for row in rows
    ]


@needs(Permission.KEEP_NOTEBOOK)
def write_note(
    session: Session, actor: Actor, *, words: str, about_kind: str = "", about_id: str = "", report_id: str = ""
) -> None:
    """Adds a note, on something or on nothing in particular."""
    session.add(
        PrivateNote(
            account_id=actor.own_id,
            report_id=report_id or None,
            about_kind=about_kind,
            about_id=about_id,
            words=tidy(words, "your note", most=LONG),
            at=now(session),
        )
    )
    trail.record(session, actor, NotebookAction.SAVED, "a note")
    session.commit()


@needs(Permission.KEEP_NOTEBOOK)
def change_note(session: Session, actor: Actor, *, note_id: int, version: int, words: str) -> None:
    """Words one of the actor's own notes again."""
    row = _find_own(session, actor, note_id, version)
    row.words, row.version, row.at = tidy(words, "your note", most=LONG), version + 1, now(session)
    session.add(row)
    trail.record(session, actor, NotebookAction.SAVED, "a note")
    session.commit()


@needs(Permission.KEEP_NOTEBOOK)
def remove_note(session: Session, actor: Actor, *, note_id: int, version: int) -> None:
    """Removes one of the actor's own notes for good."""
    session.delete(_find_own(session, actor, note_id, version))
    trail.record(session, actor, NotebookAction.REMOVED, "a note")
    session.commit()


def _find_own(session: Session, actor: Actor, note_id: int, version: int) -> PrivateNote:
    row = session.get(PrivateNote, note_id)
    if row is None or row.account_id != actor.account_id:
        raise NotFound("There is no such note of yours.")
    if row.version != version:
        raise ChangedMeanwhile("You changed this note in another tab. Here is what it says now.", row.words)
    return row
