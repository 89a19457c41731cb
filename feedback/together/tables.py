"""Joint views and who has agreed to them, and the agenda items that lay members want to ask."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.storage.base import Table, UtcDateTime


class JointView(Table, table=True):
    """Young Advisors' view of a theme while they draft it together. Agreed, its words go to be checked as a comment."""

    __tablename__ = "joint_view"
    report_id: str = Field(primary_key=True, foreign_key="report.report_id")
    theme_id: str = Field(primary_key=True)
    version: int = 1
    invented: bool = False
    stands: str
    words: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    comment_id: str = Field(default="", description="the comment as which this version was sent; empty: not agreed yet")


class Agreement(Table, table=True):
    """That one Young Advisor agrees to one version of a joint view."""

    __tablename__ = "agreement"
    report_id: str = Field(primary_key=True)
    theme_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)


class WantsToAsk(Table, table=True):
    """That a lay member wants to ask one item of a meeting's agenda."""

    __tablename__ = "wants_to_ask"
    __table_args__ = (UniqueConstraint("meeting_id", "account_id"),)
    want_id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.meeting_id", index=True)
    item_id: int
    account_id: int = Field(foreign_key="account.account_id")
