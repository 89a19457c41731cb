"""Concerns, from whom each is kept, when lead and deputy are away, and the contacts that people are given."""

from datetime import date, datetime

from sqlmodel import Field

from cscp_core.storage.base import Table, UtcDateTime


class Concern(Table, table=True):
    """Something about somebody's welfare, kept apart from the comment that it came with: it stays when that goes."""

    __tablename__ = "concern"
    __table_args__ = ({"sqlite_autoincrement": True},)
    concern_id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    invented: bool = False
    comment_id: str = Field(index=True)
    about: str
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
    kind: str = Field(primary_key=True)
    words: str
