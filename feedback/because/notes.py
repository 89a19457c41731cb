"""The scrutineer's monthly note to the Young Advisors: one a month, in plain words, changed only by version."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import BecauseAction
from feedback.because.tables import MonthlyNote

MOST = 12


@dataclass(frozen=True)
class Noted:
    """A note as Young Advisors read it."""

    month: date
    words: str

    @property
    def when(self) -> str:
        return f"{self.month:%B %Y}"


@dataclass(frozen=True)
class NoteThisMonth:
    """The note of this month as its writer has it; version 0 where there is none yet."""

    version: int
    words: str


@needs(Permission.SPEAK_TOGETHER)
def list_notes(session: Session, actor: Actor) -> list[Noted]:
    """The notes of the last months, newest first."""
    rows = session.exec(select(MonthlyNote).order_by(col(MonthlyNote.month).desc()).limit(MOST))
    return [Noted(row.month, row.words) for row in rows]


@needs(Permission.WRITE_NOTES)
def find_note(session: Session, actor: Actor) -> NoteThisMonth:
    """The note of this month."""
    row = session.get(MonthlyNote, today(session).replace(day=1))
    return NoteThisMonth(row.version, row.words) if row else NoteThisMonth(0, "")


@needs(Permission.WRITE_NOTES)
def send_note(session: Session, actor: Actor, *, version: int, words: str) -> None:
    """Sends the note of this month, or changes it, and tells the Young Advisors.

    Raises:
        ChangedMeanwhile: it is another version by now, or another month has begun.
    """
    month = today(session).replace(day=1)
    row = session.get(MonthlyNote, month)
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile(
            "Somebody changed the note of this month. Here is what it says now.", row.words if row else ""
        )
    said = tidy(words, "your note", most=PARAGRAPH)
    row = row or MonthlyNote(month=month, version=0, words=said, account_id=actor.own_id, at=now(session))
    row.words, row.version, row.account_id, row.at = said, version + 1, actor.own_id, now(session)
    session.add(row)
    notify(session, directory.of_role(session, Role.YOUNG_ADVISOR), NoticeKind.NOTE, "/because_of_you")
    trail.record(session, actor, BecauseAction.NOTE_SENT, f"{month:%Y-%m}")
    session.commit()
