"""The sign-in cookie: the library's, but holding only a signed session token that the database can end."""

from datetime import datetime, timedelta
from typing import Any

import jwt
import streamlit as st
from streamlit_authenticator.models import CookieModel

from cscp_core.settings import Mode, settings

NAME = "cscp_session"
TOKEN = "sign_in_token"  # noqa: S105  the key under which a browser tab's session state holds it


class SessionCookie(CookieModel):  # type: ignore[misc]
    """Sets and deletes the cookie through the library's component; building one puts that component on the page."""

    def __init__(self) -> None:
        super().__init__(NAME, settings().signing_key.decode(), settings().absolute_hours / 24)

    def set_cookie(self) -> None:
        expires = datetime.now() + timedelta(days=self.cookie_expiry_days)
        self.cookie_manager.set(
            NAME,
            sealed(st.session_state[TOKEN], expires),
            expires_at=expires,
            secure=settings().mode is Mode.LIVE,
            same_site="strict",
        )


def sealed(token: str, expires: datetime) -> str:
    """The cookie's value for a session token."""
    claims = {"token": token, "exp": int(expires.timestamp())}
    return jwt.encode(claims, settings().signing_key, algorithm="HS256")


def present_token() -> str | None:
    """The session token of this tab, or of the browser's cookie; any other cookie counts as none."""
    held: str | None = st.session_state.get(TOKEN)
    return held or unsealed(st.context.cookies.get(NAME))


def unsealed(value: str | None) -> str | None:
    """The token inside a cookie's value; None for one forged, unsigned, expired or without expiry."""
    if not value:
        return None
    try:
        claims: dict[str, Any] = jwt.decode(
            value, settings().signing_key, algorithms=["HS256"], options={"require": ["exp", "token"]}
        )
    except jwt.PyJWTError:
        return None
    token = claims["token"]
    return token if isinstance(token, str) else None
