"""What storage keeps for itself: which installation this is, and the trail of every change."""

import secrets
from datetime import datetime

from sqlmodel import Field

from cscp_core.storage.base import Table, UtcDateTime


def random_id() -> str:
    """An id that no other installation has."""
    return secrets.token_hex(16)


class Installation(Table, table=True):
    """One row: which installation this is, and whether it was made for demonstration or for real."""

    __tablename__ = "installation"
    number: int = Field(default=1, primary_key=True)
    installation_id: str = Field(default_factory=random_id, description="in every line that is kept beside it")
    mode: str
    made_at: datetime = Field(sa_type=UtcDateTime)


class TrailHead(Table, table=True):
    """One row: where the trail ends, sealed with its key, so that rows cut off the end are missed."""

    __tablename__ = "trail_head"
    number: int = Field(default=1, primary_key=True)
    rows: int
    seal: str


class TrailRow(Table, table=True):
    """One change, chained to the row before it. The database itself refuses its update and deletion."""

    __tablename__ = "trail"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    who: str = Field(description="'system', 'account 3', or a keyed pseudonym for Young Advisors and lay members")
    role: str
    action: str = Field(index=True, description="the code of a `TrailAction`; in rows of earlier versions its words")
    subject: str = Field(index=True)
    detail: str = Field(description="JSON with sorted keys; never anybody's free text")
    previous: str
    digest: str
