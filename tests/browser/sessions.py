"""Moves the time of signed-in sessions, as the server's clock would, and has a tab ask the server at once."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page
from sqlmodel import select

from cscp_core.people.tables import Account, SignInSession
from tests.browser.server import Server

NO_TIME = timedelta(0)


def grow_old(server: Server, username: str, *, idle: timedelta = NO_TIME, whole: timedelta = NO_TIME) -> None:
    """So much time passes for the open sessions of an account: without a sign of life, or of their whole length."""
    store = server.store
    with store.writing() as session:
        for signed_in in session.exec(_open(username)):
            signed_in.seen_at -= idle
            signed_in.started_at -= whole
            signed_in.expires_at -= whole
            session.add(signed_in)
        session.commit()
    store.engine.dispose()


def last_seen(server: Server, username: str) -> timedelta:
    """How long ago an account's open session gave its last sign of life."""
    store = server.store
    with store.reading() as session:
        at = max(one.seen_at for one in session.exec(_open(username)))
    store.engine.dispose()
    return datetime.now(UTC) - at


def are_open(server: Server, username: str) -> int:
    """How many sessions of an account nobody has ended."""
    store = server.store
    with store.reading() as session:
        found = len(session.exec(_open(username)).all())
    store.engine.dispose()
    return found


def ask_now(page: Page) -> None:
    """The tab asks the server about its session, as whenever it comes into sight."""
    with page.expect_response("**/tab/session"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _open(username: str):
    return select(SignInSession).join(Account).where(Account.username == username, SignInSession.ended_at.is_(None))
