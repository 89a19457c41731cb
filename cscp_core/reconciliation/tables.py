"""What the scrutineer keeps about a check: that it was explained, by whom and how."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.storage.base import Table, UtcDateTime


class Explanation(Table, table=True):
    """One explanation of one check. Explanations are added, never changed: the highest `version` stands, and one
    without words takes the one before it back."""

    __tablename__ = "explanation"
    __table_args__ = (UniqueConstraint("report_id", "check_id", "version"),)
    explanation_id: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id")
    check_id: str
    version: int
    explained_by: str
    how: str
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    data_version: int = Field(description="the load of the report that was explained")
