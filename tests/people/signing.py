"""Signing in as a browser would, for tests that begin with somebody who is signed in."""

from pathlib import Path

from sqlmodel import select

from cscp_core.people import sign_in
from cscp_core.people.permissions import Actor
from cscp_core.people.tables import Account
from cscp_core.settings import Settings
from cscp_core.storage.base import Table
from cscp_core.storage.session import Store
from tests.conftest import PASSWORD

LIMITS = Settings.model_construct()
ADDRESS = "10.0.0.1"
BROWSER = "b" * 64


def attempt(store: Store, username: str, address: str = ADDRESS) -> sign_in.SignInAttempt:
    """One counted try."""
    with store.writing() as session:
        return sign_in.begin_attempt(session, username, address)


def open_for(store: Store, username: str, password: str = PASSWORD, address: str = ADDRESS) -> str:
    """Signs in and returns the token."""
    tried = attempt(store, username, address)
    assert sign_in.password_matches(tried, password)
    return exchange(store, ticket_for(store, tried))


def ticket_for(store: Store, tried: sign_in.SignInAttempt, limits: Settings = LIMITS, browser: str = BROWSER) -> str:
    """What a right password is answered with."""
    with store.writing() as session:
        return sign_in.open_session(session, tried, limits, browser=browser)


def exchange(store: Store, ticket: str, browser: str = BROWSER) -> str:
    """The token for a ticket, as the cookie would hold it."""
    with store.writing() as session:
        return sign_in.exchange_ticket(session, ticket, browser=browser)


def token_of(store: Store, username: str, limits: Settings = LIMITS) -> str:
    """Signs an account in without the work of a password."""
    with store.reading() as session:
        account = session.exec(select(Account).where(Account.username == username)).one()
    return exchange(store, ticket_for(store, sign_in.SignInAttempt(account.account_id, b"", "none"), limits))


def fail(store: Store, username: str, times: int = 1, address: str = ADDRESS) -> None:
    """So many wrong tries in a row."""
    for _ in range(times):
        attempt(store, username, address)


def who_is(store: Store, token: str) -> Actor | None:
    """The person who holds the token now."""
    with store.reading() as session:
        return sign_in.who_is(session, token)


def stamp(store: Store, token: str) -> None:
    """A sign of life."""
    with store.writing() as session:
        sign_in.stamp_session(session, sign_in.token_hash(token))


def on_disk(store: Store) -> bytes:
    """Every byte of the database's files, its journal's too; of PostgreSQL, whose files are its own, every row."""
    if store.engine.dialect.name != "sqlite":
        with store.reading() as session:
            rows = [session.execute(select(*table.columns)).all() for table in Table.metadata.tables.values()]
        return repr(rows).encode()
    path = Path(str(store.engine.url.database))
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))
