"""Opening and ending a signed-in session, and who is behind one. Works before anybody is known."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import bcrypt
from sqlalchemy import update
from sqlmodel import Session, col, select

from cscp_core.errors import LinkRefused, SignedOut, SignInRefused, TicketRefused
from cscp_core.people import directory, rules, tries
from cscp_core.people.permissions import Actor, Permission, Role, before_sign_in, needs
from cscp_core.people.rules import KindOfTry
from cscp_core.people.tables import Account, OneTimeLink, SecondFactor, SignInSession
from cscp_core.settings import Settings
from cscp_core.storage import trail
from cscp_core.storage.session import CLOCKS_DIFFER, now
from cscp_core.storage.trail_actions import SignInAction

BCRYPT_ROUNDS = 12
SEEN_EVERY = timedelta(minutes=1)
FOR_THE_CODE = timedelta(minutes=10)
FOR_THE_EXCHANGE = timedelta(seconds=20)  # a telephone with a poor connection needs some of them
WRONG = "That name and password do not match. Check both and try again."


@dataclass(frozen=True)
class SignInAttempt:
    """A try that has been counted; what it must match. Made alike for known and unknown names."""

    account_id: int | None
    password_hash: bytes
    username: str
    network: str = ""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a session, as it was stored. Whether it is still theirs, the moment decides: `is_over`."""

    actor: Actor
    seen_at: datetime
    expires_at: datetime
    idle_seconds: int
    ended_at: datetime | None
    held_open_until: datetime | None

    def is_over(self, moment: datetime) -> bool:
        """Whether the session has ended by this moment."""
        return _is_over(self, moment)

    def needs_a_stamp(self, moment: datetime) -> bool:
        """Whether the last sign of life is old enough to be worth a write."""
        return moment - self.seen_at > SEEN_EVERY


@before_sign_in
def begin_attempt(session: Session, username: str, address: str) -> SignInAttempt:
    """Counts a try as failed before its password is looked at, so that many at once cannot outrun the count.

    Raises:
        SignInRefused: this name has failed too often, or this network under any name, and must wait.
    """
    username = username.replace("\0", "")  # PostgreSQL cannot even look for it
    network = tries.network_of(address)
    tries.count_sign_in(session, username, network)
    account = session.exec(
        select(Account).where(Account.username == username, col(Account.disabled_at).is_(None))
    ).first()
    if account:
        session.execute(
            update(Account)
            .where(col(Account.account_id) == account.account_id)
            .values(failed_attempts=Account.failed_attempts + 1)
        )
    session.commit()
    known = account.password_hash if account else None
    return SignInAttempt(
        account.account_id if account and known else None, (known or _nobodys_hash()).encode(), username, network
    )


@before_sign_in
def password_matches(attempt: SignInAttempt, password: str) -> bool:
    """Whether the password is right. Takes the same work whether or not the name exists."""
    return _is_right(password, attempt.password_hash) and attempt.account_id is not None


@before_sign_in
def open_session(session: Session, attempt: SignInAttempt, settings: Settings, *, browser: str) -> str:
    """Opens a session after a right password and returns its ticket, which `browser` may exchange once. Where a second
    factor is needed it cannot until `second_factor.confirm_code`."""
    account = session.get(Account, attempt.account_id) if attempt.account_id is not None else None
    if account is None or account.account_id is None or account.disabled_at:
        raise SignInRefused(WRONG)
    moment, token = now(session), secrets.token_urlsafe(32)
    tries.reset_after_sign_in(session, attempt.username, attempt.network)
    opened = SignInSession(
        token_hash=token_hash(token),
        account_id=account.account_id,
        started_at=moment,
        seen_at=moment,
        expires_at=moment + FOR_THE_CODE,
        idle_seconds=int(FOR_THE_CODE.total_seconds()),
        awaits_code=True,
        browser=browser,
    )
    if not rules.needs_second_factor(Role(account.role), settings.mode):
        let_in(session, opened, account, settings)
    else:
        _prepare_second_factor(session, account)
    session.add(opened)
    session.commit()
    return token


def _prepare_second_factor(session: Session, account: Account) -> None:
    """A fresh secret for a factor that no code has confirmed: one that was shown at an earlier try is worth nothing."""
    factor = session.get(SecondFactor, account.account_id)
    if factor is not None and factor.confirmed_at:
        return
    assert account.account_id is not None
    factor = factor or SecondFactor(account_id=account.account_id, number="")
    factor.number = secrets.token_hex(16)
    session.add(factor)
    actor = directory.actor_of(account)
    trail.record(session, actor, SignInAction.FACTOR_VIEWED, f"account {_subject(actor)}")


def let_in(session: Session, opened: SignInSession, account: Account, settings: Settings) -> Actor:
    """Lets somebody of whom enough is known exchange the ticket, within the caller's transaction."""
    moment = now(session)
    young = account.role in (Role.YOUNG_ADVISOR, Role.PARTICIPATION_WORKER)  # whose screens a young person may share
    hours = settings.absolute_hours_young if young else settings.absolute_hours
    minutes = settings.idle_minutes_young if young else settings.idle_minutes
    opened.awaits_code, opened.seen_at, opened.idle_seconds = False, moment, minutes * 60
    opened.expires_at, opened.ticket_until = moment + timedelta(hours=hours), moment + FOR_THE_EXCHANGE
    account.failed_attempts, account.last_sign_in_at = 0, moment
    session.add(opened)
    session.add(account)
    actor = directory.actor_of(account)
    trail.record(session, actor, SignInAction.SIGNED_IN, f"account {_subject(actor)}")
    return actor


@before_sign_in
def exchange_ticket(session: Session, ticket: str, *, browser: str) -> str:
    """The token of the session that a ticket opens, for the cookie of its browser. The ticket is worth nothing after.

    Raises:
        TicketRefused: it was used, is out of date, or was another browser's.
    """
    token = secrets.token_urlsafe(32)
    taken = session.execute(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == token_hash(ticket), *_may_be_exchanged(session, browser))
        .values(token_hash=token_hash(token), ticket_until=None)
    )
    session.commit()
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise TicketRefused("That did not sign you in. Reload the page, then try again.")
    return token


@before_sign_in
def has_a_ticket(session: Session, browser: str) -> bool:
    """Whether this browser may still exchange one: somebody who goes to another address at once has not yet."""
    waits = select(SignInSession.token_hash).where(*_may_be_exchanged(session, browser))
    return session.exec(waits).first() is not None


@before_sign_in
def renew_ticket(session: Session, browser: str) -> str | None:
    """Another ticket for this browser in place of the newest that it has not exchanged; None where it has none."""
    waits = select(SignInSession).where(*_may_be_exchanged(session, browser))
    newest = session.exec(waits.order_by(col(SignInSession.started_at).desc())).first()
    if newest is None:
        return None
    ticket = secrets.token_urlsafe(32)
    newest.token_hash = token_hash(ticket)
    session.add(newest)
    session.commit()
    return ticket


def _may_be_exchanged(session: Session, browser: str) -> tuple[Any, ...]:
    """What is true of a session whose ticket this browser may exchange now. No browser is nobody's."""
    return (
        col(SignInSession.browser) == browser,
        col(SignInSession.browser) != "",
        col(SignInSession.awaits_code).is_(False),
        col(SignInSession.ended_at).is_(None),
        col(SignInSession.ticket_until) > now(session),
    )


@before_sign_in
def who_is(session: Session, token: str) -> Actor | None:
    """The holder of this token, with role and agency as of now; None once it ended, idled out or was disabled."""
    return _find_holder(session, token_hash(token))


@before_sign_in
def find_holder(session: Session, *, session_id: str) -> Holder | None:
    """The holder of the session with this id, the hash of its token; None where nobody can use it any more. It looks at
    no clock, so that it holds until the next commit."""
    found = session.exec(
        select(SignInSession, Account)
        .join(Account, col(Account.account_id) == col(SignInSession.account_id))
        .where(SignInSession.token_hash == session_id)
    ).first()
    if found is None:
        return None
    signed_in, account = found
    session.info["who is here"] = signed_in  # so that the session still holds it when it is asked for a stamp
    if account.disabled_at or signed_in.awaits_code or signed_in.ticket_until:
        return None
    return Holder(
        actor=directory.actor_of(account, signed_in.token_hash),
        seen_at=signed_in.seen_at,
        expires_at=signed_in.expires_at,
        idle_seconds=signed_in.idle_seconds,
        ended_at=signed_in.ended_at,
        held_open_until=signed_in.held_open_until,
    )


def _find_holder(session: Session, session_id: str) -> Actor | None:
    found = find_holder(session, session_id=session_id)
    return None if found is None or found.is_over(now(session)) else found.actor


@before_sign_in
def check_still(session: Session, actor: Actor, *, by: str | None) -> None:
    """Raises SignedOut unless somebody who was found earlier is still signed in, with the same role and agency, and by
    the session whose id is `by`: the one that the present connection shows."""
    if by is None or actor.session_id != by or _find_holder(session, by) != actor:
        raise SignedOut("You are not signed in here any more. Nothing was saved. Reload the page to sign in again.")


@before_sign_in
def needs_a_stamp(session: Session, session_id: str) -> bool:
    """Whether the last sign of life is old enough to be worth a write."""
    signed_in = session.get(SignInSession, session_id)
    return signed_in is not None and now(session) - signed_in.seen_at > SEEN_EVERY


@before_sign_in
def stamp_session(session: Session, session_id: str) -> None:
    """Notes a sign of life. It can never bring back a session that ended or idled out."""
    signed_in, moment = session.get(SignInSession, session_id), now(session)
    if signed_in and not _is_over(signed_in, moment):
        signed_in.seen_at = moment
        session.add(signed_in)
        session.commit()


@needs(Permission.CHANGE_OWN_PASSWORD)
def sign_out(session: Session, actor: Actor, *, everywhere: bool = False) -> None:
    """Ends this session, or every session of this account. A copied cookie is worth nothing afterwards."""
    if everywhere:
        end_all(session, actor.account_id)
    else:
        _end_session(session, col(SignInSession.token_hash) == actor.session_id)
    trail.record(
        session,
        actor,
        SignInAction.SIGNED_OUT_EVERYWHERE if everywhere else SignInAction.SIGNED_OUT,
        f"account {_subject(actor)}",
    )
    session.commit()


@needs(Permission.CHANGE_OWN_PASSWORD)
def change_password(session: Session, actor: Actor, *, old: str, new: str) -> None:
    """Sets a new password and ends every session of the account, this one too.

    Raises:
        SignInRefused: the old one is wrong, or was wrong too often.
        PasswordRefused: the new one is too short, too long or easy to guess.
    """
    tries.count_failed_try(session, KindOfTry.PASSWORD, str(actor.account_id))
    session.commit()
    account = session.get(Account, actor.account_id)
    hashed = (account.password_hash if account else None) or _nobodys_hash()
    if account is None or not _is_right(old, hashed.encode()):
        raise SignInRefused("That is not your current password. Nothing was changed.")
    tries.reset_count(session, KindOfTry.PASSWORD, str(actor.account_id))
    set_password(session, account, new)
    trail.record(session, actor, SignInAction.PASSWORD_CHANGED, f"account {_subject(actor)}")
    session.commit()


@before_sign_in
def owner_of_link(session: Session, token: str) -> str:
    """The user name that a one-time link belongs to.

    Raises:
        LinkRefused: it was used, has expired, or never was.
    """
    return _find_link(session, token)[1].username


@before_sign_in
def use_link(session: Session, token: str, *, password: str) -> None:
    """Sets the first password, or a new one after a reset, and uses the link up."""
    link, account = _find_link(session, token)
    set_password(session, account, password)
    link.used_at = now(session)
    session.add(link)
    actor = directory.actor_of(account)
    trail.record(session, actor, SignInAction.PASSWORD_SET, f"account {_subject(actor)}")
    session.commit()


def set_password(session: Session, account: Account, password: str) -> None:
    """Checks and sets a password and ends all sessions, within the caller's transaction."""
    rules.check_password(password, (account.username, account.name))
    account.password_hash = hash_password(password)
    account.failed_attempts = 0
    account.version += 1
    session.add(account)
    end_all(session, account.account_id)


def hold_open(session: Session, actor: Actor, until: datetime | None) -> None:
    """Lets the actor's session neither idle out nor come to its end until then, within the caller's transaction; None
    ends that."""
    signed_in = session.get(SignInSession, actor.session_id) if actor.session_id else None
    if signed_in:
        signed_in.held_open_until = until
        session.add(signed_in)


def is_held_open(session: Session, actor: Actor) -> bool:
    """Whether something holds the actor's session open now."""
    signed_in = session.get(SignInSession, actor.session_id) if actor.session_id else None
    until = signed_in.held_open_until if signed_in else None
    return until is not None and now(session) < until


def release_all(session: Session) -> None:
    """Lets every session idle out again, within the caller's transaction."""
    session.execute(
        update(SignInSession).where(col(SignInSession.held_open_until).is_not(None)).values(held_open_until=None)
    )


def end_all(session: Session, account_id: int | None) -> None:
    """Ends every session of an account, within the caller's transaction."""
    _end_session(session, col(SignInSession.account_id) == account_id)


def hash_password(password: str) -> str:
    """The password's bcrypt hash."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(BCRYPT_ROUNDS)).decode()


def token_hash(token: str) -> str:
    """How a token is known to the database: SHA-256 in hexadecimal; the token itself is 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_right(password: str, hashed: bytes) -> bool:
    """Whether a password has this hash; one that bcrypt would cut short is wrong, after the same work."""
    typed = password.encode()
    fits = len(typed) <= rules.LONGEST_PASSWORD
    return bcrypt.checkpw(typed if fits else b"too long", hashed) and fits


def _is_over(signed_in: SignInSession | Holder, moment: datetime) -> bool:
    """Whether it was ended; or has idled out or come to its last hour, which wait while a meeting holds it open. One
    that was last used in the future is over too: the clock was set back, and nobody knows how old it is."""
    if signed_in.ended_at is not None or moment < signed_in.seen_at - CLOCKS_DIFFER:
        return True
    if signed_in.held_open_until is not None and moment < signed_in.held_open_until:
        return False
    return moment >= signed_in.expires_at or moment - signed_in.seen_at > timedelta(seconds=signed_in.idle_seconds)


def _end_session(session: Session, which: object) -> None:
    session.execute(
        update(SignInSession)
        .where(which, col(SignInSession.ended_at).is_(None))  # type: ignore[arg-type]
        .values(ended_at=now(session))
    )


def _find_link(session: Session, token: str) -> tuple[OneTimeLink, Account]:
    link = session.get(OneTimeLink, token_hash(token))
    account = session.get(Account, link.account_id) if link else None
    if link is None or account is None or link.used_at or link.expires_at <= now(session) or account.disabled_at:
        raise LinkRefused("This link has been used or has expired. Ask the business manager for a new one.")
    return link, account


def _subject(actor: Actor) -> str:
    return "of their own" if actor.is_pseudonymous else str(actor.account_id)


@cache
def _nobodys_hash() -> str:
    return hash_password(secrets.token_urlsafe(32))
