"""The sign-in cookie: the library's, but holding only a signed session token that the database can end."""

from datetime import datetime, timedelta

import streamlit as st
from streamlit_authenticator.models import CookieModel

from cscp_core.people.seal import COOKIE, sealed, unsealed
from cscp_core.settings import Mode, settings

UNTIL, IS_SET = "cookie until", "set"  # while it is being set; the library's name for what the browser answers
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


def begin() -> None:
    """Somebody has signed in: the cookie is set from now on, by hold()."""
    st.session_state[UNTIL] = datetime.now() + timedelta(hours=settings().absolute_hours)


def hold() -> None:
    """Keeps the component on the page until the browser has said that the cookie is there: the next run, which may come
    before the component has loaded, would take it away, and a reload would find nobody signed in. Once a run, and after
    signing out has had its turn: that puts the same component on the page."""
    if UNTIL not in st.session_state:
        return
    if st.session_state.get(IS_SET):
        del st.session_state[UNTIL]
    else:
        SessionCookie().set_cookie()


def present_token() -> str | None:
    """The session token of this tab, or of the browser's cookie; any other cookie counts as none."""
    held: str | None = st.session_state.get(TOKEN)
    return held or unsealed(st.context.cookies.get(COOKIE), settings().signing_key)
