"""Counting what could be guessed: wrong tries by name and network, by account over all networks, and by network."""

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.errors import SignInRefused
from cscp_core.people.rules import PACES, KindOfTry
from cscp_core.people.tables import KnownNetwork, WrongTries
from cscp_core.storage.session import now

FORGET_AFTER = timedelta(days=1)
FORGET_NETWORK_AFTER = timedelta(days=30)


def network_of(address: str) -> str:
    """The network that an address is counted under: an IPv4 address itself, an IPv6 address by its /64, which one
    subscriber holds whole. What is no address is counted as it stands."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def count_sign_in(session: Session, username: str, network: str) -> None:
    """Counts a try at signing in as failed, within the transaction of a caller that commits before it looks at the
    password. Known and unknown names count alike. A network from which this name signed in lately is not slowed by what
    others try from elsewhere.

    Raises:
        SignInRefused: too many were wrong, so the next must wait. A refused try is not counted.
    """
    counted = [(KindOfTry.NAME_AND_NETWORK, f"{username}\n{network}"), (KindOfTry.NETWORK, network)]
    if session.get(KnownNetwork, _key_of(session, "known network", f"{username}\n{network}")) is None:
        counted.append((KindOfTry.ACCOUNT, username))
    for row in [_check_pace(session, kind, of) for kind, of in counted]:
        _add_failure(session, row)


def count_failed_try(session: Session, kind: KindOfTry, of: str) -> None:
    """Counts a try of one kind as failed, within the transaction of a caller that commits before it looks.

    Raises:
        SignInRefused: too many were wrong, so the next must wait. A refused try is not counted.
    """
    _add_failure(session, _check_pace(session, kind, of))


def reset_count(session: Session, kind: KindOfTry, of: str) -> None:
    """Starts a count from zero after a right try, within the caller's transaction."""
    session.execute(delete(WrongTries).where(col(WrongTries.tries_key) == _key_of(session, kind, of)))


def reset_after_sign_in(session: Session, username: str, network: str) -> None:
    """Takes a right try back from every count and remembers the network for this name, within the caller's transaction.

    What others tried from elsewhere, or under other names, still counts.
    """
    reset_count(session, KindOfTry.NAME_AND_NETWORK, f"{username}\n{network}")
    for kind, of in ((KindOfTry.ACCOUNT, username), (KindOfTry.NETWORK, network)):
        row = session.get(WrongTries, _key_of(session, kind, of))
        if row and row.failures:
            row.failures -= 1
            session.add(row)
    moment = now(session)
    session.execute(delete(KnownNetwork).where(col(KnownNetwork.seen_at) < moment - FORGET_NETWORK_AFTER))
    session.merge(KnownNetwork(network_key=_key_of(session, "known network", f"{username}\n{network}"), seen_at=moment))


def claim_unreported(session: Session) -> int:
    """How many accounts or networks reached the point at which somebody should be told since this was last asked,
    within the caller's transaction."""
    rows = session.exec(select(WrongTries).where(col(WrongTries.reported).is_(False))).all()
    reached = [row for row in rows if row.failures >= PACES[KindOfTry(row.kind)].report_at]
    for row in reached:
        row.reported = True
        session.add(row)
    return len(reached)


def _check_pace(session: Session, kind: KindOfTry, of: str) -> WrongTries:
    moment, pace = now(session), PACES[kind]
    session.execute(delete(WrongTries).where(col(WrongTries.wait_until) < moment - FORGET_AFTER))
    key = _key_of(session, kind, of)
    row = session.get(WrongTries, key) or WrongTries(tries_key=key, kind=kind, wait_until=moment)
    wait = row.wait_until - moment
    if timedelta() < wait <= pace.longest_wait and pace.wait_after(row.failures):  # longer: the clock was set back
        raise SignInRefused(f"Too many tries. Wait {_in_words(wait)}, then try again.")
    row.failures = pace.left_of(row.failures, moment - row.wait_until)
    return row


def _add_failure(session: Session, row: WrongTries) -> None:
    row.failures += 1
    row.wait_until = now(session) + PACES[KindOfTry(row.kind)].wait_after(row.failures)
    session.add(row)


def _key_of(session: Session, kind: str, of: str) -> str:
    return hmac.new(session.info["chain_key"], f"tries\n{kind}\n{of}".encode(), hashlib.sha256).hexdigest()


def _in_words(wait: timedelta) -> str:
    seconds = max(1, int(wait.total_seconds()))
    if seconds == 1:
        return "1 second"
    return f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"
