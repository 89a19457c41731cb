"""People who asked a participation worker to write for them: an account without a name, and a code on paper."""

import secrets
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, LinkRefused
from cscp_core.people import rules
from cscp_core.people.leaving import KEPT_FOR, OVER
from cscp_core.people.permissions import Role
from cscp_core.people.sign_in import token_hash
from cscp_core.people.tables import Account, Leaving
from cscp_core.storage.session import ENGLAND, now

# Within the transaction of a guarded caller, which commits


def add_asker(session: Session) -> tuple[int, str]:
    """Adds somebody of whom nothing is kept but that they asked, and returns their account with the code that opens
    what was written for them. The account is disabled: nobody signs in with it."""
    account = Account(
        username=f"asked-{secrets.token_hex(8)}",
        name="",
        role=Role.YOUNG_PERSON,
        made_at=now(session),
        disabled_at=now(session),
    )
    session.add(account)
    session.flush()
    assert account.account_id is not None
    row = Leaving(account_id=account.account_id, until=now(session) + KEPT_FOR)
    return account.account_id, _give_code(session, row)


def renew_code(session: Session, account_id: int, version: int) -> str:
    """Another code for somebody whose paper was lost. The earlier one opens nothing any more; the 90 days go on.

    Raises:
        ChangedMeanwhile: another code was made since this version of their account.
        LinkRefused: they are over.
    """
    account = session.get_one(Account, account_id)
    if account.version != version:
        raise ChangedMeanwhile("Another paper was made after you opened this page. Give them that one.")
    account.version += 1
    row = session.get(Leaving, account_id)
    if row is None or row.until <= now(session):
        raise LinkRefused(OVER)
    return _give_code(session, row)


def open_until(session: Session, account_ids: list[int]) -> dict[int, date]:
    """Until when the codes of these accounts open something; without those that do not any more."""
    rows = session.exec(select(Leaving).where(col(Leaving.account_id).in_(account_ids), Leaving.until > now(session)))
    return {row.account_id: row.until.astimezone(ENGLAND).date() for row in rows}


def versions_of(session: Session, account_ids: list[int]) -> dict[int, int]:
    """The version of each of these accounts: another code makes another version."""
    rows = session.exec(select(Account.account_id, Account.version).where(col(Account.account_id).in_(account_ids)))
    return {account_id: version for account_id, version in rows if account_id is not None}


def forget_askers(session: Session) -> None:
    """Deletes all of them, once nothing is left of what was written for them."""
    theirs = select(Account.account_id).where(Account.role == Role.YOUNG_PERSON)
    session.execute(delete(Leaving).where(col(Leaving.account_id).in_(theirs)))
    session.execute(delete(Account).where(col(Account.role) == Role.YOUNG_PERSON))


def _give_code(session: Session, row: Leaving) -> str:
    code = "".join(secrets.choice(rules.CODE_SIGNS) for _ in range(rules.CODE_LENGTH))
    row.token_hash = token_hash(code)
    session.add(row)
    return code
