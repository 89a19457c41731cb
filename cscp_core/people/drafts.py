"""What somebody typed and has not sent: kept for them alone, so that a lost connection loses nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_
from sqlmodel import Session, col, select

from cscp_core.free_text import LONG, tidy
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import OwnDraft
from cscp_core.storage.session import now


@dataclass(frozen=True)
class Draft:
    words: str
    at: datetime
    seen_version: int | None
    """The version of the thing that its writer had before them; None where the thing has none."""


@needs(Permission.KEEP_DRAFTS)
def drafts_at(session: Session, actor: Actor, *, place: str) -> dict[str, Draft]:
    """The actor's own drafts of one screen, by the rest of their place's name."""
    return {name: Draft(row.words, row.at, seen) for row, name, seen in _rows(session, actor.own_id, place)}


@needs(Permission.KEEP_DRAFTS)
def keep_draft(
    session: Session, actor: Actor, *, place: str, name: str, words: str, seen_version: int | None = None
) -> datetime:
    """Keeps what a field holds, and answers when; an emptied field is forgotten. With `seen_version`, whoever comes
    back after somebody else was there can be told."""
    words = tidy(words, "a draft", most=LONG, needed=False)
    session.execute(delete(OwnDraft).where(col(OwnDraft.account_id) == actor.account_id, _of(place, name)))
    if words:
        session.add(
            OwnDraft(account_id=actor.own_id, place=_at(place, name, seen_version), words=words, at=now(session))
        )
    session.commit()
    return now(session)


@needs(Permission.KEEP_DRAFTS)
def carry_over(session: Session, actor: Actor, *, place: str, seen_version: int) -> None:
    """Keeps the drafts of one screen as they are beside a newer version, which their writer has seen by now."""
    for row, name, seen in list(_rows(session, actor.own_id, place)):
        if seen != seen_version:
            session.delete(row)
            session.flush()
            again = _at(place, name, seen_version)
            session.add(OwnDraft(account_id=row.account_id, place=again, words=row.words, at=row.at))
    session.commit()


@needs(Permission.KEEP_DRAFTS)
def forget_drafts(session: Session, actor: Actor, *, place: str) -> None:
    """Forgets every draft of one screen, once it was sent."""
    session.execute(delete(OwnDraft).where(col(OwnDraft.account_id) == actor.account_id, _of(place)))
    session.commit()


def give_back(session: Session, account_id: int, *, place: str, words: Mapping[str, str], seen_version: int) -> None:
    """Makes what somebody had saved their own draft again, where a colleague put other words in its place: within the
    caller's transaction. What they have typed since stays."""
    there = {name for _, name, _ in _rows(session, account_id, place)}
    for name, text in words.items():
        if text and name not in there:
            again = _at(place, name, seen_version)
            session.add(OwnDraft(account_id=account_id, place=again, words=text, at=now(session)))


def _at(place: str, name: str, seen_version: int | None) -> str:
    return f"{place}/{name}" if seen_version is None else f"{place}@{seen_version}/{name}"


def _of(place: str, name: str = "") -> ColumnElement[bool]:
    """The fields of one screen, or one of them, whatever version they were written beside."""
    stored = col(OwnDraft.place)
    beside = stored.startswith(f"{place}@", autoescape=True)
    if name:
        return or_(stored == f"{place}/{name}", and_(beside, stored.endswith(f"/{name}", autoescape=True)))
    return or_(stored.startswith(f"{place}/", autoescape=True), beside)


def _rows(session: Session, account_id: int, place: str) -> Iterator[tuple[OwnDraft, str, int | None]]:
    """Each draft of one screen with the name of its field, and the version that it was written beside."""
    for row in session.exec(select(OwnDraft).where(OwnDraft.account_id == account_id, _of(place))):
        seen, _, name = row.place.removeprefix(place).partition("/")
        yield row, name, int(seen[1:]) if seen else None
