"""The sign-in cookie: the library's, but holding only a signed session token that the database can end."""

from contextlib import suppress
from datetime import datetime, timedelta

import streamlit as st
from streamlit_authenticator.models import CookieModel

from cscp_core.people.seal import COOKIE, sealed, unsealed
from cscp_core.settings import Mode, settings

UNTIL, IS_SET = "cookie until", "set"  # while it is being set; the library's name for what the browser answers
LEFT, IS_GONE = "left", "delete"  # what is said once somebody signed out in this tab; the same for taking it away
TOKEN = "sign_in_token"  # noqa: S105  the key under which a browser tab's session state holds it


class SessionCookie(CookieModel):  # type: ignore[misc]
    """Sets and deletes the cookie through the library's component; building one puts that component on the page."""

    def __init__(self) -> None:
        super().__init__(COOKIE, settings().signing_key.decode(), settings().absolute_hours / 24)

    def set_cookie(self) -> None:
        expires = st.session_state[UNTIL]
        self.cookie_manager.set(
            COOKIE,
            sealed(st.session_state[TOKEN], expires, settings().signing_key),
            expires_at=expires,
            secure=settings().mode is Mode.LIVE,
            same_site="strict",
        )

    def delete_cookie(self) -> None:
        with suppress(KeyError):  # the library forgets the name itself, whether it knew it or not
            self.cookie_manager.delete(COOKIE)


def begin() -> None:
    """Somebody has signed in: the cookie is set from now on, by keep_up()."""
    st.session_state.pop(LEFT, None)
    st.session_state[UNTIL] = datetime.now() + timedelta(hours=settings().absolute_hours)


def end(words: str) -> None:
    """Somebody has signed out: this tab forgets all that it held, and the cookie is taken away by keep_up()."""
    for key in list(st.session_state):
        del st.session_state[key]
    st.session_state[LEFT] = words


def keep_up() -> None:
    """Once a run: keeps the component on the page until the browser has said that the cookie is set, or gone. The next
    run, which may come before the component has loaded, would take it away."""
    if LEFT in st.session_state:
        if not st.session_state.get(IS_GONE):
            SessionCookie().delete_cookie()
    elif UNTIL in st.session_state:
        if st.session_state.get(IS_SET):
            del st.session_state[UNTIL]
        else:
            SessionCookie().set_cookie()


def present_token() -> str | None:
    """The session token of this tab, or of the browser's cookie; any other cookie counts as none, and so does the one
    that this tab came with and has left."""
    held: str | None = st.session_state.get(TOKEN)
    if held or LEFT in st.session_state:
        return held
    return unsealed(st.context.cookies.get(COOKIE), settings().signing_key)
