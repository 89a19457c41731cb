"""The sign-in form, shown in the place of whatever page was asked for, and signing out."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_authenticator.models import AuthenticationModel

from cscp_core import start
from cscp_core.errors import CscpError, SignInRefused, StorageUnavailable
from cscp_core.people import demo, lasting
from cscp_core.people import sign_in as service
from cscp_core.people.permissions import Actor
from cscp_core.settings import Mode, settings
from pages.components import second_factor, session_cookie
from pages.components.session_cookie import LEFT, TOKEN

LEAVING = "leaving"


@dataclass(frozen=True)
class Leaving:
    """What is said to somebody who pressed for it, and whether every device is meant."""

    words: str
    everywhere: bool


class Accounts(AuthenticationModel):  # type: ignore[misc]
    """The library's sign-in over our accounts: it keeps its session state, we check, count and slow down."""

    def check_credentials(self, username: str, password: str) -> bool:
        address = st.context.ip_address or "loopback"
        with start.store().writing() as session:
            attempt = service.begin(session, username, address)
        if not service.matches(attempt, password):
            return False
        with start.store().writing() as session:
            st.session_state[TOKEN] = service.open_session(session, attempt, settings())
        self.credentials["usernames"] = {username: {"name": username}}
        return True


def show() -> Actor | None:
    """Shows the form; answers the actor in the very run in which signing in succeeds, so that the page can follow."""
    place = st.empty()
    try:
        actor = _show_in(place)
    except CscpError as error:
        place.error(str(error))
        return None
    if actor:
        place.empty()
        session_cookie.begin()
    return actor


def _show_in(place: DeltaGenerator) -> Actor | None:
    try:
        waits = second_factor.who_waits(st.session_state.get(TOKEN, ""))
    except StorageUnavailable as error:
        return _ask_for_password(place, str(error))
    if waits is None:
        return _ask_for_password(place)
    with place.container():
        if not second_factor.show(st.session_state[TOKEN], waits):
            return None
    with start.store().reading() as session:
        return service.who_is(session, st.session_state[TOKEN])


def _ask_for_password(place: DeltaGenerator, trouble: str = "") -> Actor | None:
    with place.container():
        st.title(settings().partnership_name)
        if trouble:
            st.error(trouble)
        elif LEFT in st.session_state:
            st.info(st.session_state[LEFT])
        elif why := _why_over():
            st.info(why)
        st.write("Sign in to read the partnership's report and to ask what changed for children.")
        with st.form("sign_in"):
            username = st.text_input("User name", autocomplete="username", max_chars=40)
            password = st.text_input("Password", type="password", autocomplete="current-password", max_chars=200)
            pressed = st.form_submit_button("Sign in", type="primary")
        actor = _sign_in(username.strip().lower(), password) if pressed else None
        if actor is None and settings().mode is Mode.DEMO:
            _show_demo_accounts()
    return actor


def _why_over() -> str:
    token = session_cookie.present_token()
    if not token:
        return ""
    with start.store().reading() as session:
        return lasting.why_over(session, token)


def finish_leaving(actor: Actor | None) -> Actor | None:
    """For the beginning of a run, before anything is drawn: signs out whoever pressed for it, and answers who is left.

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
        words = "You are signed out in this tab, but the database is away. Close the browser, or come back to sign out."
    session_cookie.end(words)
    return None


def sign_out(words: str = "You are signed out.", *, everywhere: bool = False) -> None:
    """For a button to call: the run that follows signs out before it draws anything."""
    st.session_state[LEAVING] = Leaving(words, everywhere)


def _sign_in(username: str, password: str) -> Actor | None:
    if not username or not password:
        st.error("Give both your user name and your password.")
        return None
    try:
        if not Accounts({"usernames": {}}, auto_hash=False).login(username, password):
            raise SignInRefused(service.WRONG)
        with start.store().reading() as session:
            actor = service.who_is(session, st.session_state[TOKEN])
    except CscpError as error:
        st.error(str(error))
        return None
    if actor is None:
        st.rerun()  # the password was right, and a code is asked for next
    return actor


def _show_demo_accounts() -> None:
    st.subheader("Accounts of this demonstration")
    st.write("Each has the same password:")
    st.code(demo.PASSWORD, language=None)
    st.table({"User name": list(demo.ACCOUNTS), "Role": [str(role) for _, role, _ in demo.ACCOUNTS.values()]})
