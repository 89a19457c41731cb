"""What a Young Advisor or lay member who has left may still do with what they wrote, and by which link."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.errors import AccountRefused, ChangedMeanwhile, LinkRefused, NotFound, SignedOut
from cscp_core.people import directory
from cscp_core.people.permissions import BY_LINK, VOICES, Actor, Permission, before_sign_in, needs
from cscp_core.people.rules import Choice
from cscp_core.people.sign_in import token_hash
from cscp_core.people.tables import Account, Leaving, TalkReminder
from cscp_core.storage import trail
from cscp_core.storage.session import ENGLAND, now
from cscp_core.storage.trail_actions import AccountsAction

KEPT_FOR = timedelta(days=90)
OVER = "This link has ended, or it was replaced by a newer one. Ask the business manager."


@dataclass(frozen=True, kw_only=True)
class Left:
    """How somebody stands who has left: until when their link works, and what they chose."""

    until: date
    chosen: Choice | None
    version: int


@needs(Permission.MANAGE_ACCOUNTS)
def make_link(session: Session, actor: Actor, *, account_id: int, version: int) -> str:
    """Makes the link of somebody who has left and returns its token. One that was made before works no longer; the 90
    days go on as they were.

    Raises:
        AccountRefused: they have not left, or their 90 days are over.
    """
    account = session.get(Account, account_id)
    if account is None or account.version != version or account.role not in VOICES:
        raise ChangedMeanwhile("Somebody changed this account after you opened it. Look at it again.")
    token = new_token(session, account)
    account.version += 1
    trail.record(session, actor, AccountsAction.LINK_MADE, f"account {account_id}")
    session.commit()
    return token


@before_sign_in
def who_left(session: Session, token: str) -> Actor:
    """The person a link or a code on paper belongs to, as somebody who may do what `BY_LINK` says and nothing else.

    Raises:
        LinkRefused: there is none, its 90 days are over, or its owner was let in again or erased.
    """
    found = _of_link(session, token_hash(token)) if token else None
    if found is None:
        raise LinkRefused(OVER)
    return found


@before_sign_in
def check_still(session: Session, actor: Actor) -> None:
    """Raises SignedOut unless the link by which somebody came still works."""
    if actor.session_id is None or _of_link(session, actor.session_id) != actor:
        raise SignedOut(OVER)


@needs(Permission.KEEP_OWN_DATA)
def own_leaving(session: Session, actor: Actor) -> Left:
    """Until when the actor's link works and what they chose."""
    row = session.get(Leaving, actor.own_id)
    if row is None:
        raise NotFound(OVER)
    return Left(until=row.until.astimezone(ENGLAND).date(), chosen=Choice.read(row.chosen), version=row.version)


@needs(Permission.KEEP_OWN_DATA)
def choose_outcome(session: Session, actor: Actor, *, version: int, choice: Choice) -> None:
    """Says what becomes of the actor's words once the link ends. It can be changed until then."""
    row = session.get(Leaving, actor.own_id)
    if row is None:
        raise NotFound(OVER)
    if row.version != version:
        raise ChangedMeanwhile("You changed this in another window. Here is what it says now.")
    row.chosen, row.version = choice, row.version + 1
    session.add(row)
    trail.record(session, actor, AccountsAction.WORDS_CHOICE_SAVED, "of their own")
    session.commit()


# For other rooms, within their transactions


def begin_leaving(session: Session, account: Account) -> None:
    """Begins the 90 days of a Young Advisor or lay member whose account ends, within the caller's transaction."""
    if account.role in VOICES:
        assert account.account_id is not None
        session.merge(Leaving(account_id=account.account_id, until=now(session) + KEPT_FOR))
        session.flush()
        session.execute(delete(TalkReminder).where(col(TalkReminder.account_id) == account.account_id))


def new_token(session: Session, account: Account) -> str:
    """Makes the link of somebody who has left, within the caller's transaction.

    Raises:
        AccountRefused: they have not left, or their 90 days are over.
    """
    row = session.get(Leaving, account.account_id)
    if row is None or not _still_runs(session, row, account):
        raise AccountRefused(
            f"You cannot make a link: this person has not left, or their {KEPT_FOR.days} days are over."
        )
    token = secrets.token_urlsafe(32)
    row.token_hash = token_hash(token)
    session.add(row)
    return token


def end_leaving(session: Session, account_id: int) -> None:
    """Ends them, within the caller's transaction: somebody was let in again or erased, or their time is over."""
    session.execute(delete(Leaving).where(col(Leaving.account_id) == account_id))


def list_over(session: Session) -> dict[int, Choice | None]:
    """What those chose whose 90 days are over, by account."""
    rows = session.exec(select(Leaving).where(col(Leaving.until) <= now(session)).order_by(col(Leaving.account_id)))
    return {row.account_id: Choice.read(row.chosen) for row in rows}


def _of_link(session: Session, link: str) -> Actor | None:
    row = session.exec(select(Leaving).where(Leaving.token_hash == link)).first()
    account = session.get(Account, row.account_id) if row else None
    if row is None or account is None or not _still_runs(session, row, account):
        return None
    return replace(directory.actor_of(account, link), has_left=True)


def _still_runs(session: Session, row: Leaving, account: Account) -> bool:
    return account.disabled_at is not None and account.role in BY_LINK and now(session) < row.until
