"""The trail: who changed what and when, each row chained by HMAC to the one before."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Protocol

from sqlalchemy import func
from sqlmodel import Session, col, select

from cscp_core.storage.session import now
from cscp_core.storage.tables import TrailHead, TrailRow

FIRST = "0" * 64
Fact = str | int | bool | None | list[str]


class Author(Protocol):
    """Whoever acts. People whose words must not be traced to them appear under a keyed pseudonym."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def is_pseudonymous(self) -> bool: ...


def record(session: Session, author: Author, action: str, subject: str, **facts: Fact) -> None:
    """Adds one row in the caller's transaction, which must be a writing one.

    Facts are ids, words from fixed lists and numbers. Free text, hashes and tokens are the caller's to leave out.
    """
    last = session.exec(select(TrailRow).order_by(col(TrailRow.number).desc()).limit(1)).first()
    row = TrailRow(
        number=last.number + 1 if last else 1,
        at=now(session),
        who=_name(author, session.info["chain_key"]),
        role=str(author.role),
        action=action,
        subject=subject,
        detail=json.dumps(facts, sort_keys=True, ensure_ascii=False),
        previous=last.digest if last else FIRST,
        digest="",
    )
    row.digest = digest(row, session.info["chain_key"])
    session.add(row)
    head = session.get(TrailHead, 1) or TrailHead(rows=0, seal="")
    head.rows, head.seal = row.number, _seal(row.number, row.digest, session.info["chain_key"])
    session.add(head)
    session.flush()


def digest(row: TrailRow, key: bytes) -> str:
    """The row's HMAC-SHA256 over everything that it says and over the digest of the row before, in hexadecimal."""
    at: datetime = row.at
    said = [row.number, at.isoformat(), row.who, row.role, row.action, row.subject, row.detail, row.previous]
    return hmac.new(key, json.dumps(said, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def first_broken(session: Session) -> int | None:
    """The number of the first row that was changed, removed or put in without the key; None when all hold.

    A whole earlier copy of the database, put back in its place, holds too: against that, keep a head elsewhere.
    """
    previous, expected = FIRST, 1
    for row in session.exec(select(TrailRow).order_by(col(TrailRow.number))):
        true = digest(row, session.info["chain_key"])
        if row.number != expected or row.previous != previous or not hmac.compare_digest(row.digest, true):
            return expected
        previous, expected = row.digest, expected + 1
    head = session.get(TrailHead, 1)
    sealed = head.seal if head else _seal(0, FIRST, session.info["chain_key"])
    whole = hmac.compare_digest(sealed, _seal(expected - 1, previous, session.info["chain_key"]))
    return None if whole else expected


def length(session: Session) -> int:
    """How many rows there are."""
    return session.exec(select(func.count()).select_from(TrailRow)).one()


def _seal(rows: int, last: str, key: bytes) -> str:
    return hmac.new(key, f"head {rows} {last}".encode(), hashlib.sha256).hexdigest()


def pseudonym(account_id: int, key: bytes) -> str:
    """A name for an account that only the holder of the key can make again."""
    return "pseudonym " + hmac.new(key, f"account {account_id}".encode(), hashlib.sha256).hexdigest()[:16]


def _name(author: Author, key: bytes) -> str:
    if author.account_id is None:
        return "system"
    return pseudonym(author.account_id, key) if author.is_pseudonymous else f"account {author.account_id}"
