"""What somebody typed and has not sent: kept for them alone, so that a lost connection loses nothing."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile
from cscp_core.free_text import LONG, tidy
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import OwnDraft
from cscp_core.storage.session import now

ELSEWHERE = "You wrote something else here in another tab. Choose which words you keep."


@dataclass(frozen=True)
class Draft:
    words: str
    at: datetime
    version: int
    """Another random number each time that the draft is kept; 0: nothing is kept."""
    seen_version: int | None
    """The version of the thing that its writer had before them; None where the thing has none."""


@needs(Permission.KEEP_DRAFTS)
def drafts_at(session: Session, actor: Actor, *, place: str) -> dict[str, Draft]:
    """The actor's own drafts of one screen, by the rest of their place's name."""
    rows = _read_rows(session, actor.own_id, place)
    return {name: Draft(row.words, row.at, row.version, seen) for row, name, seen in rows}


@needs(Permission.KEEP_DRAFTS)
def keep_draft(
    session: Session, actor: Actor, *, place: str, name: str, words: str, version: int, seen_version: int | None = None
) -> Draft:
    """Keeps what a field holds; an emptied field is forgotten. `version` is that of the draft which stands in this tab,
    0 for none. With `seen_version`, a writer who comes back after somebody else was there can be told.

    Raises:
        ChangedMeanwhile: the same person kept, emptied or sent something else here in another tab.
    """
    words = tidy(words, "a draft", most=LONG, needed=False)
    of_field = (col(OwnDraft.account_id) == actor.account_id, _of_screen(place, name))
    rows = session.exec(select(OwnDraft).where(*of_field)).all()
    there = rows[0] if rows else None
    if (there.version if there else 0) != version and (there.words if there else "") != words:
        raise ChangedMeanwhile(ELSEWHERE, there.words if there else "")
    for row in rows:
        session.delete(row)
    session.flush()
    draft = Draft(words, now(session), _new_version() if words else 0, seen_version)
    if words:
        at = _stored_place(place, name, seen_version)
        session.add(OwnDraft(account_id=actor.own_id, place=at, version=draft.version, words=words, at=draft.at))
    session.commit()
    return draft


@needs(Permission.KEEP_DRAFTS)
def carry_over(session: Session, actor: Actor, *, place: str, seen_version: int) -> None:
    """Keeps the drafts of one screen as they are beside a newer version, which their writer has seen by now."""
    for row, name, seen in list(_read_rows(session, actor.own_id, place)):
        if seen != seen_version:
            session.delete(row)
            session.flush()
            again = _stored_place(place, name, seen_version)
            kept = OwnDraft(account_id=row.account_id, place=again, version=row.version, words=row.words, at=row.at)
            session.add(kept)
    session.commit()


@needs(Permission.KEEP_DRAFTS)
def forget_drafts(session: Session, actor: Actor, *, place: str, versions: Mapping[str, int]) -> None:
    """Forgets drafts of one screen that were sent or put away, by field and version. What was kept in another tab since
    stays."""
    for row, name, _ in list(_read_rows(session, actor.own_id, place)):
        if versions.get(name) == row.version:
            session.delete(row)
    session.commit()


def give_back(session: Session, account_id: int, *, place: str, words: Mapping[str, str], seen_version: int) -> None:
    """Makes what somebody had saved their own draft again, where a colleague put other words in its place: within the
    caller's transaction. What they have typed since stays."""
    there = {name for _, name, _ in _read_rows(session, account_id, place)}
    for name, text in words.items():
        if text and name not in there:
            again = _stored_place(place, name, seen_version)
            session.add(
                OwnDraft(account_id=account_id, place=again, version=_new_version(), words=text, at=now(session))
            )


def _new_version() -> int:
    return secrets.randbelow(2**31 - 2) + 2


def _stored_place(place: str, name: str, seen_version: int | None) -> str:
    return f"{place}/{name}" if seen_version is None else f"{place}@{seen_version}/{name}"


def _of_screen(place: str, name: str = "") -> ColumnElement[bool]:
    """The fields of one screen, or one of them, whatever version they were written beside."""
    stored = col(OwnDraft.place)
    beside = stored.startswith(f"{place}@", autoescape=True)
    if name:
        return or_(stored == f"{place}/{name}", and_(beside, stored.endswith(f"/{name}", autoescape=True)))
    return or_(stored.startswith(f"{place}/", autoescape=True), beside)


def _read_rows(session: Session, account_id: int, place: str) -> Iterator[tuple[OwnDraft, str, int | None]]:
    """Each draft of one screen with the name of its field, and the version that it was written beside."""
    for row in session.exec(select(OwnDraft).where(OwnDraft.account_id == account_id, _of_screen(place))):
        seen, _, name = row.place.removeprefix(place).partition("/")
        yield row, name, int(seen[1:]) if seen else None
