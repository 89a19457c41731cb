"""What is made with the installation's key: the sign-in cookie's signed value, and the key of words left in a tab."""

import base64
import hashlib
import hmac
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


def words_key(account_id: int, key: bytes) -> str:
    """What a browser's tab encrypts one account's unsent words under, base64 of 32 bytes: the same at every sign-in,
    and no other account's. Only that account's own session is given it."""
    made = hmac.new(key, f"words in a tab\n{account_id}".encode(), hashlib.sha256)
    return base64.b64encode(made.digest()).decode()
