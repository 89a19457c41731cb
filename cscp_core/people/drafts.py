"""What somebody typed and has not sent: kept for them alone, so that a lost connection loses nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.free_text import LONG, tidy
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import OwnDraft
from cscp_core.storage.session import now


@dataclass(frozen=True)
class Draft:
    words: str
    at: datetime


@needs(Permission.KEEP_DRAFTS)
def drafts_at(session: Session, actor: Actor, *, place: str) -> dict[str, Draft]:
    """The actor's own drafts of one screen, by the rest of their place's name."""
    rows = session.exec(
        select(OwnDraft).where(
            OwnDraft.account_id == actor.account_id, col(OwnDraft.place).startswith(f"{place}/", autoescape=True)
        )
    )
    return {row.place.removeprefix(f"{place}/"): Draft(row.words, row.at) for row in rows}


@needs(Permission.KEEP_DRAFTS)
def keep_draft(session: Session, actor: Actor, *, place: str, words: str) -> datetime:
    """Keeps what a field holds, and answers when; an emptied field is forgotten."""
    words = tidy(words, "a draft", most=LONG, needed=False)
    session.execute(delete(OwnDraft).where(col(OwnDraft.account_id) == actor.account_id, col(OwnDraft.place) == place))
    if words:
        session.add(OwnDraft(account_id=actor.own_id, place=place, words=words, at=now(session)))
    session.commit()
    return now(session)


@needs(Permission.KEEP_DRAFTS)
def forget_drafts(session: Session, actor: Actor, *, place: str) -> None:
    """Forgets every draft of one screen, once it was sent."""
    session.execute(
        delete(OwnDraft).where(
            col(OwnDraft.account_id) == actor.account_id,
            col(OwnDraft.place).startswith(f"{place}/", autoescape=True),
        )
    )
    session.commit()
