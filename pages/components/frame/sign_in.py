"""The sign-in form, shown in the place of whatever page was asked for, and signing out.

A run never shows a page to somebody who has just signed in. It shows a ticket, which the app's script (static/js)
exchanges for the cookie and then loads the page again, so that the connection behind it has that cookie.
"""

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit_authenticator.models import AuthenticationModel

from cscp_core import start
from cscp_core.errors import CscpError, SignInRefused, StorageUnavailable
from cscp_core.people import demo, lasting
from cscp_core.people import sign_in as service
from cscp_core.people.permissions import Actor
from cscp_core.settings import Mode, settings
from pages.components.frame import connection, second_factor
from pages.components.frame.connection import LEFT
from pages.components.text import escaped

LEAVING, REFUSED = "leaving", "sign-in refused"
USERNAME, PASSWORD = "sign-in user name", "sign-in password"  # the keys of two fields
WAITS = "sign-in waits for a code"  # what it signs in with that code, and with nothing else
NO_COOKIES = "Your browser does not keep this app's cookies. Allow them for this address, then reload the page."
SO_WHAT = (
    "**So what?** What changed for children, how do you know, and who does the next step?\n\n"
    "Read the partnership's report with the evidence behind each claim. Ask, answer, and see what came of it."
)
WAIT_FOR_CHECK = 3  # seconds
TAKE_COOKIE_AWAY = "<span data-cscp-take-cookie-away></span>"
TO_EXCHANGE = """<p role="status" data-cscp-ticket="{ticket}"
  data-cscp-refused="That did not sign you in. Reload the page, then try again.">
  One moment. If nothing happens, reload the page.</p>"""

being_checked: dict[str, threading.Event] = {}  # by browser: where a password is looked at now, in this process


@dataclass(frozen=True)
class Leaving:
    """What is said to somebody who pressed for it, and whether every device is meant."""

    words: str
    everywhere: bool


class Accounts(AuthenticationModel):  # type: ignore[misc]
    """The library's sign-in over our accounts: it keeps its session state, we check, count and slow down."""

    def check_credentials(self, username: str, password: str) -> bool:
        address, browser = st.context.ip_address or "loopback", connection.read_cookies().browser
        with _checking(browser):  # nothing in here touches the tab, so that Streamlit cannot stop it half way
            with start.store().writing() as session:
                attempt = service.begin_attempt(session, username, address)
            if not service.password_matches(attempt, password):
                return False
            with start.store().writing() as session:
                waiting = service.open_session(session, attempt, settings(), browser=browser)
        st.session_state[WAITS] = waiting
        self.credentials["usernames"] = {username: {"name": username}}
        return True


@contextmanager
def _checking(browser: str) -> Iterator[None]:
    """Lets a run for the same browser, which may have gone to another address meanwhile, wait for what comes of it."""
    being_checked[browser] = done = threading.Event()
    try:
        yield
    finally:
        being_checked.pop(browser, None)
        done.set()


def show() -> None:
    """Shows the form, the question for a code, or the ticket of who has answered both."""
    try:
        _show()
    except CscpError as error:
        st.error(escaped(str(error)))


def _show() -> None:
    trouble, ticket = "", ""
    try:
        if _waits_for_a_code():
            return
        ticket = _unused_ticket()
    except StorageUnavailable as error:
        trouble = str(error)
    if ticket:
        st.title("Signing you in")
        st.html(TO_EXCHANGE.format(ticket=html.escape(ticket)))
    else:
        _ask_for_password(trouble)


def _waits_for_a_code() -> bool:
    """Asks for the code where one is needed; whether it is still to come."""
    waiting: str = st.session_state.get(WAITS, "")
    waits = second_factor.who_waits(waiting)
    if waits is not None:
        if not second_factor.show(waiting, waits):
            return True
        st.rerun()
    st.session_state.pop(WAITS, None)
    return False


def _unused_ticket() -> str:
    """The ticket of this browser, if it has one to use: for who was let in a moment ago, here or at an address that
    they have gone from before they could use the one that they were shown there."""
    browser = connection.read_cookies().browser
    if running := being_checked.get(browser):
        running.wait(WAIT_FOR_CHECK)
    with start.store().reading() as session:
        if not service.has_a_ticket(session, browser):
            return ""
    with start.store().writing() as session:
        return service.renew_ticket(session, browser) or ""


def _ask_for_password(trouble: str) -> None:
    with st.container(key="way in"):
        about, form = st.columns([5, 4], gap="large")
    with about:
        st.title(settings().partnership_name)
        st.markdown(SO_WHAT)
    with form:
        _form(trouble)
    if settings().mode is Mode.DEMO:
        _show_demo_accounts()


def _form(trouble: str) -> None:
    trouble = trouble or st.session_state.pop(REFUSED, "")
    if trouble:
        st.error(trouble)
    elif LEFT in st.session_state:
        st.info(st.session_state[LEFT])
    elif why := _why_over():
        st.info(why)
    with st.form("sign_in", border=False):
        st.text_input("User name", key=USERNAME, autocomplete="username", max_chars=40)
        st.text_input("Password", key=PASSWORD, type="password", autocomplete="current-password", max_chars=200)
        st.form_submit_button("Sign in", type="primary", on_click=_sign_in, width="stretch")


def _why_over() -> str:
    token = connection.read_cookies().token
    if not token:
        return ""
    with start.store().reading() as session:
        return lasting.why_over(session, token)


def finish_leaving(actor: Actor | None) -> Actor | None:
    """For the beginning of a run, before anything is drawn: signs out somebody who asked to leave; returns who is left.

    Later it would be too late: what a field that is on the page held would be gone, and the next run calls for it."""
    leaving: Leaving | None = st.session_state.get(LEAVING)
    if leaving is None:
        return actor
    words = leaving.words
    try:
        if actor:
            with start.store().writing() as session:
                service.sign_out(session, actor, everywhere=leaving.everywhere)
    except CscpError:
        words = (
            "You are signed out in this tab, but the database is unavailable. Close the browser, or come back later to "
            "sign out."
        )
    connection.leave(words)
    return None


def sign_out(words: str = "You are signed out.", *, everywhere: bool = False) -> None:
    """For a button to call: the run that follows signs out before it draws anything."""
    st.session_state[LEAVING] = Leaving(words, everywhere)


def take_cookie_away() -> None:
    """Has the app's script take the cookie away that this tab came with, once somebody has signed out in it."""
    if LEFT in st.session_state:
        st.html(TAKE_COOKIE_AWAY)


def _sign_in() -> None:
    """What the form calls, before the next run draws anything: a person who goes on at once has been checked."""
    username, password = st.session_state[USERNAME].strip().lower(), st.session_state[PASSWORD]
    st.session_state[PASSWORD] = ""
    try:
        if not username or not password:
            raise SignInRefused("Enter both your user name and your password.")
        if not connection.read_cookies().browser:
            raise SignInRefused(NO_COOKIES)
        if not Accounts({"usernames": {}}, auto_hash=False).login(username, password):
            raise SignInRefused(service.WRONG)
    except CscpError as error:
        st.session_state[REFUSED] = str(error)


def _show_demo_accounts() -> None:
    st.subheader("Accounts of this demonstration")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("All demonstration accounts use this password:", width="content")
        st.code(demo.PASSWORD, language=None, width="content")
    roles = [str(role) for _, role, _ in demo.ACCOUNTS.values()]
    st.table({"User name": list(demo.ACCOUNTS), "Role": roles}, border="horizontal")
