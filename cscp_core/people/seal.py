"""The signed value of the sign-in cookie: a session token with an end, readable only with the key."""

from datetime import datetime
from typing import Any

import jwt

COOKIE = "cscp_session"


def sealed(token: str, expires: datetime, key: bytes) -> str:
    """The cookie's value for a session token."""
    return jwt.encode({"token": token, "exp": int(expires.timestamp())}, key, algorithm="HS256")


def unsealed(value: str | None, key: bytes) -> str | None:
    """The token inside a cookie's value; None for one forged, unsigned, expired or without expiry."""
    if not value:
        return None
    try:
        claims: dict[str, Any] = jwt.decode(value, key, algorithms=["HS256"], options={"require": ["exp", "token"]})
    except jwt.PyJWTError:
        return None
    token = claims["token"]
    return token if isinstance(token, str) else None
