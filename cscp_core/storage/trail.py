"""The trail: who changed what and when, each row chained by HMAC to the one before."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Protocol

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from cscp_core.labelled import Labelled
from cscp_core.storage.sealed_lines import installation_id
from cscp_core.storage.session import now
from cscp_core.storage.tables import Installation, TrailHead, TrailRow
from cscp_core.storage.trail_actions import TrailAction

FIRST = "0" * 64
CODE, LABEL = "code", "label"
Fact = str | int | bool | None | list[str]


class Author(Protocol):
    """The person who acts. People whose words must not be traced to them appear under a keyed pseudonym."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def role(self) -> Labelled: ...
    @property
    def is_pseudonymous(self) -> bool: ...


def record(session: Session, author: Author, action: TrailAction, subject: str, **facts: Fact) -> None:
    """Adds one row in the caller's transaction, which must be a writing one.

    Facts are ids, words from fixed lists and numbers. Free text, hashes and tokens are the caller's to leave out. A
    member of an enum is kept as its code with the label of its time, which is how it was shown when it was done. The
    action is kept as its code alone: its label is how the app speaks of it today.
    """
    kept = {
        name: {CODE: fact.value, LABEL: fact.label} if isinstance(fact, Labelled) else fact
        for name, fact in facts.items()
    }
    last = session.exec(select(TrailRow).order_by(col(TrailRow.number).desc()).limit(1)).first()
    row = TrailRow(
        number=last.number + 1 if last else 1,
        at=now(session),
        who=_name(author, session.info["chain_key"]),
        role=author.role.value,
        action=action.value,
        subject=subject,
        detail=json.dumps(kept, sort_keys=True, ensure_ascii=False),
        previous=last.digest if last else FIRST,
        digest="",
    )
    row.digest = digest_of(row, session.info["chain_key"])
    session.add(row)
    head = session.get(TrailHead, 1) or TrailHead(rows=0, seal="")
    head.rows, head.seal = row.number, _seal(session, row.number, row.digest)
    session.add(head)
    session.flush()


def describe_fact(fact: object) -> str:
    """A fact as it is shown. Rows of earlier versions hold the words alone."""
    if isinstance(fact, dict):
        return str(fact[LABEL])
    return " ".join(map(str, fact)) if isinstance(fact, list) else str(fact)


def digest_of(row: TrailRow, key: bytes) -> str:
    """The row's HMAC-SHA256 over everything that it says and over the digest of the row before, in hexadecimal."""
    at: datetime = row.at
    said = [row.number, at.isoformat(), row.who, row.role, row.action, row.subject, row.detail, row.previous]
    return hmac.new(key, json.dumps(said, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def first_broken(session: Session) -> int | None:
    """The number of the first row that was changed, removed or put in without the key; None when all hold.

    An empty trail holds only where nobody has an account. A whole earlier copy of the database, put back in its place,
    holds too: against that, keep a head elsewhere.
    """
    previous, expected = FIRST, 1
    for row in session.exec(select(TrailRow).order_by(col(TrailRow.number))):
        true = digest_of(row, session.info["chain_key"])
        if row.number != expected or row.previous != previous or not hmac.compare_digest(row.digest, true):
            return expected
        previous, expected = row.digest, expected + 1
    head = session.get(TrailHead, 1)
    if previous == FIRST:
        return 1 if head or _has_accounts(session) else None
    sealed = head.seal if head else ""
    ends = [_seal(session, expected - 1, previous)]
    if _was_named_by_migration(session):
        ends.append(_hmac(f"head {expected - 1} {previous}", session.info["chain_key"]))
    return None if any(hmac.compare_digest(sealed.encode(), end.encode()) for end in ends) else expected


def count_rows(session: Session) -> int:
    """How many rows there are."""
    return session.exec(select(func.count()).select_from(TrailRow)).one()


def _seal(session: Session, rows: int, last: str) -> str:
    """Seals the end of the trail together with the id of its installation, so that the id cannot be changed either."""
    return _hmac(f"head {installation_id(session)} {rows} {last}", session.info["chain_key"])


def _hmac(said: str, key: bytes) -> str:
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def _has_accounts(session: Session) -> bool:
    """Asked in SQL, since accounts are above the store. Making one always leaves a row."""
    return session.execute(text("SELECT 1 FROM account LIMIT 1")).first() is not None


def _was_named_by_migration(session: Session) -> bool:
    """Whether the id is the one that migration 0011 made from the oldest row: only then may the end still be sealed as
    it was before installations had an id."""
    mark, first = session.get(Installation, 1), session.get(TrailRow, 1)
    if mark is None or first is None:
        return False
    said = f"installation {mark.made_at.isoformat()} {first.digest}"
    return mark.installation_id == hashlib.sha256(said.encode()).hexdigest()[:32]


def pseudonym_of(account_id: int, key: bytes) -> str:
    """A name for an account that only the holder of the key can make again."""
    return "pseudonym " + hmac.new(key, f"account {account_id}".encode(), hashlib.sha256).hexdigest()[:16]


def _name(author: Author, key: bytes) -> str:
    if author.account_id is None:
        return "system"
    return pseudonym_of(author.account_id, key) if author.is_pseudonymous else f"account {author.account_id}"
