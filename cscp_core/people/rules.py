"""Rules of accounts: what a password must be, how long a guesser waits, what a name may look like."""

import re
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email
from zxcvbn import zxcvbn

from cscp_core.errors import AccountRefused, PasswordRefused
from cscp_core.people.permissions import PEOPLE, Role
from cscp_core.settings import Mode

SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 72  # bytes: bcrypt reads no further
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def check_password(password: str, known: tuple[str, ...] = ()) -> None:
    """Raises PasswordRefused for a password too short, too long or easy to guess; `known` are words about its owner."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordRefused(f"Use at least {SHORTEST_PASSWORD} characters. Three or four unrelated words work well.")
    if len(password.encode()) > LONGEST_PASSWORD:
        raise PasswordRefused(f"That is over {LONGEST_PASSWORD} bytes. Use a shorter one.")
    if zxcvbn(password, user_inputs=[*known, "camden", "cscp", "safeguarding"])["score"] < 3:
        raise PasswordRefused("That one is easy to guess. Use three or four unrelated words.")


def wait_after(failures: int) -> timedelta:
    """How long the next try must wait after this many failures in a row: none at first, then doubling to an hour."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 20)
    return min(FIRST_WAIT * int(2**doublings), LONGEST_WAIT)


def check_username(username: str) -> None:
    """Raises AccountRefused for a user name of another shape."""
    if not USERNAME.fullmatch(username):
        raise AccountRefused("A user name has 2 to 40 small letters, digits, dots, dashes or underscores.")


def check_role(role: Role, agency_id: str | None) -> None:
    """Raises AccountRefused unless a statutory partner has an agency and nobody else has one."""
    if role not in PEOPLE:
        raise AccountRefused("Choose one of the roles in the list.")
    if role is Role.PARTNER and not agency_id:
        raise AccountRefused("Choose the agency that this statutory partner belongs to.")
    if role is not Role.PARTNER and agency_id:
        raise AccountRefused("Only a statutory partner belongs to an agency.")


def may_have_deputy(role: Role) -> bool:
    """Business manager and safeguarding lead each have a deputy, who holds the same role."""
    return role in (Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD)


def needs_second_factor(role: Role, mode: Mode) -> bool:
    """Whoever can make accounts, check comments or open welfare records gives a code as well, where that is real."""
    return mode is Mode.LIVE and may_have_deputy(role)


def checked_email(address: str) -> str:
    """An e-mail address in its usual form; the empty one stays empty.

    Raises:
        AccountRefused: that is no address.
    """
    if not address.strip():
        return ""
    try:
        return validate_email(address.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise AccountRefused("That is not an e-mail address. Leave it empty to keep notices in the app.") from None
