"""Telling people, and what they have been told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from cscp_core.notices.rules import Email, NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage.session import now

MOST_SHOWN = 20


@dataclass(frozen=True)
class Told:
    """One unread notice."""

    notice_id: int
    says: str
    address: str
    at: datetime


def tell(
    session: Session, account_ids: Iterable[int], kind: NoticeKind, address: str, *, invented: bool = False
) -> None:
    """Leaves each account a notice, within the caller's transaction. Who has an e-mail address gets one there too;
    what is only a rehearsal never leaves the app."""
    for account_id in sorted(set(account_ids)):
        account = session.get(Account, account_id)
        if account and not account.disabled_at:
            by_email = bool(account.email) and not invented
            session.add(
                Notice(
                    account_id=account_id,
                    kind=kind.name,
                    address=address,
                    at=now(session),
                    email=Email.WAITING if by_email else Email.NONE,
                    try_at=now(session) if by_email else None,
                    invented=invented,
                )
            )


@needs(Permission.READ_NOTICES)
def unread(session: Session, actor: Actor) -> list[Told]:
    """The actor's own unread notices, newest first; of several about one address with the same words, the newest."""
    rows = session.exec(
        select(Notice)
        .where(Notice.account_id == actor.account_id, col(Notice.read_at).is_(None))
        .order_by(col(Notice.notice_id).desc())
    )
    found: dict[tuple[str, str], Told] = {}
    for row in rows:
        found.setdefault((row.kind, row.address), Told(row.notice_id or 0, NoticeKind[row.kind], row.address, row.at))
    return list(found.values())[:MOST_SHOWN]


@needs(Permission.READ_NOTICES)
def mark_read(session: Session, actor: Actor, *, address: str = "") -> None:
    """Marks the actor's notices read: those about one address, or all."""
    query = update(Notice).where(col(Notice.account_id) == actor.account_id, col(Notice.read_at).is_(None))
    if address:
        query = query.where(col(Notice.address) == address)
    session.execute(query.values(read_at=now(session)))
    session.commit()
