"""The second factor: a code that changes every half minute, for those who hold the keys of a live installation.

Its secret is nowhere in the database: it is derived from the installation's key and a random number kept there, so
that a stolen copy of the database opens nothing.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

import pyotp
from sqlmodel import Session

from cscp_core.errors import ChangedMeanwhile, NotFound, SignInRefused
from cscp_core.people import sign_in, tries
from cscp_core.people.permissions import Actor, Permission, before_sign_in, needs
from cscp_core.people.rules import KindOfTry
from cscp_core.people.tables import Account, SecondFactor, SignInSession
from cscp_core.settings import Settings
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import SignInAction

STEP = 30  # seconds
EARLY_OR_LATE = 1  # steps by which a telephone's clock may be off
WRONG = "That is not the current code. Wait for the next one, then try again."
GONE = "That took too long. Enter your user name and password again."


@dataclass(frozen=True)
class PendingSignIn:
    """Somebody whose password was right and whose code is still to come. Before the first code there is an `address`
    that an authenticator app reads, and its `secret` for typing; after it both are empty."""

    username: str
    address: str = ""
    secret: str = ""


@before_sign_in
def find_pending(session: Session, token: str, *, partnership: str) -> PendingSignIn | None:
    """Who waits behind this token for a code; None where nobody does."""
    found = _find_pending_rows(session, token)
    if found is None:
        return None
    _, account, factor = found
    if factor.confirmed_at:
        return PendingSignIn(account.username)
    secret = _secret(session, factor)
    address = pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account.username, issuer_name=partnership)
    return PendingSignIn(account.username, address, secret)


@before_sign_in
def count_try(session: Session, token: str) -> None:
    """Counts a try as failed before its code is looked at, wherever it comes from.

    Raises:
        SignInRefused: too many were wrong, or nobody waits any more.
    """
    found = _find_pending_rows(session, token)
    if found is None:
        raise SignInRefused(GONE)
    tries.count_failed_try(session, KindOfTry.CODE, str(found[1].account_id))
    session.commit()


@before_sign_in
def confirm_code(session: Session, token: str, *, code: str, settings: Settings) -> None:
    """Lets in who gives the code of this moment. No code works twice. The first one confirms the app that gave it.

    Raises:
        SignInRefused: it is another code, was used, or nobody waits any more.
    """
    found = _find_pending_rows(session, token)
    if found is None:
        raise SignInRefused(GONE)
    waits, account, factor = found
    step = _step_of(session, factor, "".join(code.split()))
    if step is None or step <= factor.last_step <= step + 2 * EARLY_OR_LATE:
        raise SignInRefused(WRONG)
    first, factor.last_step = factor.confirmed_at is None, step
    factor.confirmed_at = factor.confirmed_at or now(session)
    session.add(factor)
    tries.reset_count(session, KindOfTry.CODE, str(account.account_id))
    actor = sign_in.let_in(session, waits, account, settings)
    if first:
        trail.record(session, actor, SignInAction.FACTOR_SET_UP, f"account {account.account_id}")
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def reset_factor(session: Session, actor: Actor, *, account_id: int, version: int) -> None:
    """Forgets an account's second factor, whose telephone is lost; its next sign-in sets up another. Ends its sessions.

    Raises:
        NotFound: the account has none.
    """
    account, factor = session.get(Account, account_id), session.get(SecondFactor, account_id)
    if account is None or factor is None:
        raise NotFound("That account has no second factor.")
    if account.version != version:
        raise ChangedMeanwhile("Somebody changed this account while you were reading. Here is what it says now.")
    account.version += 1
    session.add(account)
    session.delete(factor)
    sign_in.end_all(session, account_id)
    trail.record(session, actor, SignInAction.FACTOR_RESET, f"account {account_id}")
    session.commit()


def _find_pending_rows(session: Session, token: str) -> tuple[SignInSession, Account, SecondFactor] | None:
    waits = session.get(SignInSession, sign_in.token_hash(token))
    if waits is None or not waits.awaits_code or waits.ended_at or waits.expires_at <= now(session):
        return None
    account, factor = session.get(Account, waits.account_id), session.get(SecondFactor, waits.account_id)
    return (waits, account, factor) if account and factor and not account.disabled_at else None


def _secret(session: Session, factor: SecondFactor) -> str:
    said = f"second factor\n{factor.account_id}\n{factor.number}".encode()
    key: bytes = session.info["chain_key"]
    return base64.b32encode(hmac.new(key, said, hashlib.sha256).digest()[:20]).decode()


def _step_of(session: Session, factor: SecondFactor, code: str) -> int | None:
    """Which half minute a code belongs to, if it is one that may be used now."""
    totp, moment = pyotp.TOTP(_secret(session, factor), interval=STEP), now(session)
    for off in range(-EARLY_OR_LATE, EARLY_OR_LATE + 1):
        then = moment + timedelta(seconds=off * STEP)
        if hmac.compare_digest(totp.at(then).encode(), code.encode()):
            return int(then.timestamp()) // STEP
    return None
