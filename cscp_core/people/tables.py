"""Agencies, accounts, sessions, one-time links, who has left, reminders, counts of wrong tries, people's own drafts."""

from datetime import date, datetime

from sqlalchemy import false, text
from sqlmodel import Field

from cscp_core.people.permissions import Role
from cscp_core.people.rules import Choice, KindOfTry
from cscp_core.storage.base import Table, UtcDateTime, codes


class Agency(Table, table=True):
    """A body with a duty to children. One that ended names the one that took over."""

    __tablename__ = "agency"
    agency_id: str = Field(primary_key=True)
    name: str
    short_name: str
    kind: str
    statutory_partner: bool = False
    successor_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    part_of: str | None = Field(default=None, foreign_key="agency.agency_id")
    commissioned_by: str | None = Field(
        default=None,
        foreign_key="agency.agency_id",
        description="who commissions it; asked in its place where nobody signs in for it",
    )
    note: str = ""
    partnership_id: str = Field(
        default="",
        sa_column_kwargs={"server_default": text("''")},
        description="of the partnership whose reports name it; empty: no report does yet",
    )
    own_id: str = Field(
        default="",
        sa_column_kwargs={"server_default": text("''")},
        description="its id in those reports; empty: the same",
    )


class Account(Table, table=True):
    """Somebody who can sign in."""

    __tablename__ = "account"
    account_id: int | None = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    name: str
    email: str = Field(
        default="",
        sa_column_kwargs={"server_default": text("''")},
        description="where notices go, without content; empty: only in the app",
    )
    role: Role = Field(sa_type=codes(Role))
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    answers: bool = Field(default=False, description="a partner that answers for its agency, rather than drafts for it")
    deputy: bool = False
    password_hash: str | None = None
    failed_attempts: int = 0
    last_sign_in_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    made_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
    tour_open: bool | None = Field(default=None, description="whether they are shown round; None: they never chose")


class SignInSession(Table, table=True):
    """One signed-in browser. The token itself is only in that browser's cookie; here is its SHA-256, and before the
    exchange that of the ticket."""

    __tablename__ = "sign_in_session"
    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.account_id", index=True)
    started_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    idle_seconds: int
    held_open_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    awaits_code: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="the password was right; until the code is too, nobody is signed in",
    )
    ticket_until: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        description="until then its browser may exchange the ticket for the token; until it has, nobody is signed in",
    )
    browser: str | None = Field(
        default=None,
        index=True,
        description="SHA-256 of the number in the cookie of the browser that it was opened in",
    )


class SecondFactor(Table, table=True):
    """What an account's codes are made from, together with the installation's key: alone it opens nothing."""

    __tablename__ = "second_factor"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    number: str = Field(description="random")
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_step: int = Field(default=0, description="the half minute of the last code that let somebody in")


class OneTimeLink(Table, table=True):
    """Lets the owner of an account choose a password, once."""

    __tablename__ = "one_time_link"
    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.account_id", index=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Leaving(Table, table=True):
    """Until when a link, or a code on paper, opens somebody's own words: of a Young Advisor or lay member who has left,
    or of whom a participation worker wrote for. Deleted then."""

    __tablename__ = "leaving"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    token_hash: str | None = Field(default=None, unique=True, description="of the newest link; none was made: empty")
    until: datetime = Field(sa_type=UtcDateTime)
    chosen: str = Field(
        default="", sa_type=codes(Choice, empty=True), description="what becomes of their words then; empty: not chosen"
    )
    version: int = 1


class TalkReminder(Table, table=True):
    """That the business manager wants to talk with a Young Advisor about turning 18 or 25. No birth date."""

    __tablename__ = "talk_reminder"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    age: int
    month: date = Field(description="its first day; chosen by the business manager")
    version: int = 1


class WrongTries(Table, table=True):
    """Wrong tries of one kind (`KindOfTry`), known and unknown names alike, under a keyed hash."""

    __tablename__ = "wrong_tries"
    tries_key: str = Field(primary_key=True)
    kind: KindOfTry = Field(sa_type=codes(KindOfTry))
    reported: bool = Field(default=False, description="the business manager was told")
    failures: int = 0
    wait_until: datetime = Field(sa_type=UtcDateTime)


class KnownNetwork(Table, table=True):
    """That a name signed in from a network lately, under a keyed hash: others' wrong tries do not slow it there."""

    __tablename__ = "known_network"
    network_key: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class OwnDraft(Table, table=True):
    """What somebody typed into one field and has not sent, kept for them alone until they send or empty it."""

    __tablename__ = "own_draft"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    place: str = Field(
        primary_key=True,
        description="which field of which screen, and after an @ which version of the thing stood before its writer",
    )
    version: int = Field(
        default=1,
        sa_column_kwargs={"server_default": text("1")},
        description="another random number each time that it is kept, by which an older tab is known",
    )
    words: str
    at: datetime = Field(sa_type=UtcDateTime)
