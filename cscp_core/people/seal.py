"""What is made with the installation's key: the value of a session's cookie, and the key of words left in a tab; and
the names of the app's two cookies, the session's and the browser's."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

from cscp_core.settings import Mode, Settings

COOKIE = "cscp_session"
BROWSER = "cscp_browser"
LONGEST_MEETING = timedelta(hours=24)  # beyond the last hour of a session, for as long as a meeting may hold it open


@dataclass(frozen=True, kw_only=True)
class ConnectionCookies:
    """What a connection shows by its cookies: the token of a session, if it is a sound one, and its browser as the
    database knows it, a SHA-256 in hexadecimal; empty where it shows none."""

    token: str | None
    browser: str

    @property
    def fingerprint(self) -> str:
        """The same for two connections only where they show the same of both."""
        return hashlib.sha256(f"{self.browser}\n{self.token or ''}".encode()).hexdigest()


def name_of(cookie: str, mode: Mode) -> str:
    """A cookie's name: in live mode with the prefix by which a browser takes it from this host alone, and over TLS."""
    return f"__Host-{cookie}" if mode is Mode.LIVE else cookie


def read_cookies(cookies: Mapping[str, str], settings: Settings) -> ConnectionCookies:
    """What the cookies of a connection show."""
    browser = cookies.get(name_of(BROWSER, settings.mode), "")
    return ConnectionCookies(
        token=unseal_token(cookies.get(name_of(COOKIE, settings.mode)), settings.signing_key),
        browser=hashlib.sha256(browser.encode()).hexdigest() if browser else "",
    )


def cookie_lifetime(settings: Settings) -> timedelta:
    """How long a browser keeps the cookie of a session. It outlives the session, which a meeting may hold open past its
    last hour: whether a session still stands is for the database to say."""
    return timedelta(hours=settings.absolute_hours) + LONGEST_MEETING


def seal_token(token: str, expires: datetime, key: bytes) -> str:
    """The cookie's value for a session token."""
    return jwt.encode({"token": token, "exp": int(expires.timestamp())}, key, algorithm="HS256")


def unseal_token(value: str | None, key: bytes) -> str | None:
    """The token inside a cookie's value; None for one forged, unsigned, expired or without expiry."""
    found = _checked(value, key) if value else None
    return None if found is None or found.expires <= datetime.now(UTC).timestamp() else found.token


@dataclass(frozen=True, kw_only=True)
class _Checked:
    token: str
    expires: int


@lru_cache(1000)
def _checked(value: str, key: bytes) -> _Checked | None:
    """What a sound value holds, expired or not: each run shows the same one again."""
    try:
        claims: dict[str, Any] = jwt.decode(
            value, key, algorithms=["HS256"], options={"require": ["exp", "token"], "verify_exp": False}
        )
        token, expires = claims["token"], int(claims["exp"])
    except (jwt.PyJWTError, TypeError, ValueError, OverflowError):
        return None
    return _Checked(token=token, expires=expires) if isinstance(token, str) else None


def words_key(account_id: int, key: bytes) -> str:
    """What a browser's tab encrypts one account's unsent words under, base64 of 32 bytes: the same at every sign-in,
    and no other account's. Only that account's own session is given it."""
    made = hmac.new(key, f"words in a tab\n{account_id}".encode(), hashlib.sha256)
    return base64.b64encode(made.digest()).decode()
