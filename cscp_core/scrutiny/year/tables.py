"""What each agency was asked to check before the year in scrutiny is published, and what it said."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.storage.base import Table, UtcDateTime


class AccuracyCheck(Table, table=True):
    """One agency's check of one year: the sentences as they stood when it was asked, and its reply."""

    __tablename__ = "accuracy_check"
    __table_args__ = (UniqueConstraint("agency_id", "year_starts", "version"),)
    check_id: int | None = Field(default=None, primary_key=True)
    agency_id: str = Field(foreign_key="agency.agency_id")
    year_starts: date
    version: int = Field(description="1 for the first time that this year was sent to this agency")
    says: str = Field(description="the sentences, as JSON")
    due_on: date
    account_id: int = Field(foreign_key="account.account_id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    correct: bool | None = None
    words: str = ""
    replied_by: int | None = Field(default=None, foreign_key="account.account_id")
    replied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
