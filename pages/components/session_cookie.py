"""The sign-in cookie: the library's, but holding only a signed session token that the database can end."""

from datetime import datetime, timedelta

import streamlit as st
from streamlit_authenticator.models import CookieModel

from cscp_core.people.seal import COOKIE, sealed, unsealed
from cscp_core.settings import Mode, settings

TOKEN = "sign_in_token"  # noqa: S105  the key under which a browser tab's session state holds it


class SessionCookie(CookieModel):  # type: ignore[misc]
    """Sets and deletes the cookie through the library's component; building one puts that component on the page."""

    def __init__(self) -> None:
        super().__init__(COOKIE, settings().signing_key.decode(), settings().absolute_hours / 24)

    def set_cookie(self) -> None:
        expires = datetime.now() + timedelta(days=self.cookie_expiry_days)
        self.cookie_manager.set(
            COOKIE,
            sealed(st.session_state[TOKEN], expires, settings().signing_key),
            expires_at=expires,
            secure=settings().mode is Mode.LIVE,
            same_site="strict",
        )


def present_token() -> str | None:
    """The session token of this tab, or of the browser's cookie; any other cookie counts as none."""
    held: str | None = st.session_state.get(TOKEN)
    return held or unsealed(st.context.cookies.get(COOKIE), settings().signing_key)
