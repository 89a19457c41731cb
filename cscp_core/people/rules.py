"""Rules of accounts: what a password must be, how long a guesser waits, what a name may look like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email
from zxcvbn import zxcvbn

from cscp_core.errors import AccountRefused, PasswordRefused
from cscp_core.labelled import Labelled
from cscp_core.people.permissions import PEOPLE, Role
from cscp_core.settings import Mode

SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 72  # bytes: bcrypt reads no further
FREE_TRIES = 5
CODE_SIGNS, CODE_LENGTH = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 16  # 80 bits; no sign looks like another
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


class KindOfTry(Labelled):
    """What wrong tries are counted by."""

    NAME_AND_NETWORK = "name_and_network", "name and network"
    ACCOUNT = "account", "account"
    NETWORK = "network", "network"
    PASSWORD = "password", "password"
    CODE = "code", "code"


class Choice(Labelled):
    """What becomes of somebody's words once their link ends."""

    STAY = "stay", "They stay, as long as they would have. Nobody sees your name."
    GO = "go", "They go."


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How wrong tries of one kind are slowed: the first `free` cost nothing, then waits double up to a longest."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forgives_every: timedelta | None = None
    """After each such time without a try one failure is forgotten; None: only a right try, or a day, forgets."""
    report_at: int = 1_000_000
    """From how many failures on the business manager is told; those in a row of one person are their own affair."""

    def wait_after(self, failures: int) -> timedelta:
        """How long the next try must wait after this many failures."""
        if failures < self.free:
            return timedelta()
        doublings = min(failures - self.free, 20)
        return min(self.first_wait * int(2**doublings), self.longest_wait)

    def left_of(self, failures: int, quiet: timedelta) -> int:
        """How many failures still count after a time in which none came."""
        if self.forgives_every is None:
            return failures
        return max(0, failures - max(0, quiet // self.forgives_every))


_ONE_PERSON = Pace(free=FREE_TRIES, first_wait=timedelta(seconds=30), longest_wait=timedelta(hours=1))
PACES: Mapping[KindOfTry, Pace] = {
    KindOfTry.NAME_AND_NETWORK: _ONE_PERSON,
    KindOfTry.PASSWORD: _ONE_PERSON,
    KindOfTry.CODE: _ONE_PERSON,
    KindOfTry.ACCOUNT: Pace(
        free=20,
        first_wait=timedelta(seconds=15),
        longest_wait=timedelta(minutes=5),
        forgives_every=timedelta(minutes=10),
        report_at=20,
    ),
    KindOfTry.NETWORK: Pace(
        free=50,
        first_wait=timedelta(seconds=15),
        longest_wait=timedelta(minutes=10),
        forgives_every=timedelta(minutes=2),
        report_at=50,
    ),
}


def check_password(password: str, known: tuple[str, ...] = ()) -> None:
    """Raises PasswordRefused for a password too short, too long or easy to guess; `known` are words about its owner."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordRefused(f"Use at least {SHORTEST_PASSWORD} characters. Three or four unrelated words work well.")
    if len(password.encode()) > LONGEST_PASSWORD:
        raise PasswordRefused(f"That is over {LONGEST_PASSWORD} bytes. Use a shorter one.")
    if zxcvbn(password, user_inputs=[*known, "camden", "cscp", "safeguarding"])["score"] < 3:
        raise PasswordRefused("That one is easy to guess. Use three or four unrelated words.")


def read_code(typed: str) -> str:
    """A code as it is kept, from what somebody copied from paper: signs that look alike count as the same."""
    return re.sub(r"[^A-Z0-9]", "", typed[:100].upper()).translate(str.maketrans("OILU", "011V"))


def print_code(code: str) -> str:
    """A code as it stands on paper: in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


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
    """Somebody who can make accounts, check comments or open welfare records gives a code as well, in real use."""
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
