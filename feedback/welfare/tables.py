"""Concerns, from whom each is kept, contacts with those who wrote, absences, and the contacts that people are given."""

from datetime import date, datetime

from sqlalchemy import false, text
from sqlmodel import Field

from cscp_core.storage.base import Table, UtcDateTime, codes
from feedback.welfare.rules import About, ContactKind, How, SafeContact


class Concern(Table, table=True):
    """Something about somebody's welfare, kept apart from the comment that it came with: it stays when that goes."""

    __tablename__ = "concern"
    __table_args__ = ({"sqlite_autoincrement": True},)
    concern_id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    comment_id: str = Field(index=True)
    about: About = Field(sa_type=codes(About))
    held_by: str
    writer: str = Field(description="name and role of who wrote")
    reach: str = Field(description="how to reach them")
    finding: str
    words: str
    at: datetime = Field(sa_type=UtcDateTime)
    acknowledge_by: datetime = Field(sa_type=UtcDateTime)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_by: str = ""
    escalated: int = 0
    handed_to: str = ""
    reference: str = ""
    handed_over_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = ""
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    keep_until: date | None = Field(default=None, index=True)
    number: str = Field(
        index=True, unique=True, sa_column_kwargs={"server_default": text("''")}, description="random: it names a file"
    )
    moved_by: int | None = Field(
        default=None, foreign_key="account.account_id", description="who moved it to Welfare; nobody: its writer"
    )
    safe_contact: str = Field(
        default="",
        sa_type=codes(SafeContact, empty=True),
        sa_column_kwargs={"server_default": text("''")},
        description="empty: unanswered",
    )
    contact_how: str = Field(
        default="", sa_column_kwargs={"server_default": text("''")}, description="how and when, in the writer's words"
    )
    acknowledged_as: str = Field(
        default="", sa_column_kwargs={"server_default": text("''")}, description="'lead' or 'deputy'"
    )
    look_again_on: date | None = None
    look_again_noticed: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}, description="the notice of that date was made"
    )


class ContactAttempt(Table, table=True):
    """That lead or deputy spoke, or tried to speak, to somebody about a concern. Attempts are added, never changed."""

    __tablename__ = "contact_attempt"
    attempt_id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.concern_id", ondelete="CASCADE", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    how: How = Field(sa_type=codes(How))
    reached: bool
    note: str
    by: str = Field(description="name of who recorded it")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class KeptFrom(Table, table=True):
    """That a concern is about somebody who looks after concerns: they never see it, whichever post they hold later."""

    __tablename__ = "kept_from"
    concern_id: int = Field(primary_key=True, foreign_key="concern.concern_id", ondelete="CASCADE")
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")


class Absence(Table, table=True):
    """From when to when the lead or a deputy is away, both days included."""

    __tablename__ = "absence"
    absence_id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.account_id", index=True)
    starts_on: date
    ends_on: date


class Contact(Table, table=True):
    """Whom to ring, and what the partnership has settled, by kind."""

    __tablename__ = "contact"
    kind: ContactKind = Field(sa_type=codes(ContactKind), primary_key=True)
    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    words: str
