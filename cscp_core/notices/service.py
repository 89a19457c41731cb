"""Telling people, what they have been told, and whether they want it once a week as well."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from cscp_core.notices.rules import ANSWERS, Email, NoticeKind
from cscp_core.notices.tables import Digest, Notice
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import AccountsAction

MOST_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class UnreadNotice:
    """One unread notice."""

    notice_id: int
    says: str
    address: str
    when: str
    """The day, or only the month where a day would tell which of a few people did what it tells of."""


def notify(session: Session, account_ids: Iterable[int], kind: NoticeKind, address: str) -> None:
    """Leaves each account a notice, within the caller's transaction. Who has an e-mail address gets one there too."""
    for account_id in sorted(set(account_ids)):
        account = session.get(Account, account_id)
        if account and not account.disabled_at:
            by_email = bool(account.email)
            session.add(
                Notice(
                    account_id=account_id,
                    kind=kind,
                    address=address,
                    at=now(session),
                    email=Email.WAITING if by_email else Email.NONE,
                    try_at=now(session) if by_email else None,
                )
            )


@needs(Permission.READ_NOTICES)
def list_unread(session: Session, actor: Actor) -> list[UnreadNotice]:
    """The actor's own unread notices, newest first; of several about one address with the same words, the newest."""
    rows = session.exec(
        select(Notice)
        .where(Notice.account_id == actor.account_id, col(Notice.read_at).is_(None))
        .order_by(col(Notice.notice_id).desc())
    )
    found: dict[tuple[str, str], UnreadNotice] = {}
    for row in rows:
        found.setdefault((row.kind, row.address), _view_of(row))
    return list(found.values())[:MOST_SHOWN]


@needs(Permission.READ_NOTICES)
def mark_read(session: Session, actor: Actor, *, address: str = "") -> None:
    """Marks the actor's notices read: those about one address, or all."""
    query = update(Notice).where(col(Notice.account_id) == actor.account_id, col(Notice.read_at).is_(None))
    if address:
        query = query.where(col(Notice.address) == address)
    session.execute(query.values(read_at=now(session)))
    session.commit()


def newest_id(session: Session) -> int:
    """The number of the last notice that anybody was left, or 0."""
    return session.exec(select(func.max(col(Notice.notice_id)))).one() or 0


@needs(Permission.TAKE_DIGEST)
def takes_digest(session: Session, actor: Actor) -> bool:
    """Whether the actor wants the weekly e-mail; nobody does until they say so."""
    return session.get(Digest, actor.own_id) is not None


@needs(Permission.TAKE_DIGEST)
def choose_digest(session: Session, actor: Actor, *, wanted: bool) -> None:
    """Turns the actor's own weekly e-mail on, from now on, or off."""
    row = session.get(Digest, actor.own_id)
    if wanted and row is None:
        session.add(Digest(account_id=actor.own_id, notice_id=newest_id(session)))
    elif row is not None and not wanted:
        session.delete(row)
    else:
        return
    trail.record(session, actor, AccountsAction.EMAIL_CHOSEN, f"account {actor.own_id}", wanted=wanted)
    session.commit()


@needs(Permission.TAKE_DIGEST)
def answered_since(session: Session, actor: Actor, *, after: int) -> list[UnreadNotice]:
    """Of answers, replies and closings what the actor was told after a notice, oldest first: never any content."""
    rows = session.exec(
        select(Notice)
        .where(
            Notice.account_id == actor.own_id,
            col(Notice.kind).in_(ANSWERS),
            col(Notice.notice_id) > after,
        )
        .order_by(col(Notice.notice_id))
    )
    return [_view_of(row) for row in rows]


def _view_of(row: Notice) -> UnreadNotice:
    return UnreadNotice(
        notice_id=row.notice_id or 0, says=row.kind.label, address=row.address, when=row.kind.when(row.at)
    )
