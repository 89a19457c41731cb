"""Who agreed to which wording of a joint view, who wants which finding on top, and what lay members want to ask."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.evidence.kinds import SourceKind
from cscp_core.storage.base import Table, UtcDateTime, codes


class Agreement(Table, table=True):
    """That one Young Advisor agrees to one wording of a joint view, which is a comment of the kind "our view"."""

    __tablename__ = "agreement"
    comment_id: str = Field(primary_key=True, foreign_key="comment.comment_id")
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


class FindingPick(Table, table=True):
    """The finding that a Young Advisor wants on top in one month, or that the business manager records for them all."""

    __tablename__ = "finding_pick"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    report_id: str = Field(primary_key=True, foreign_key="report.report_id")
    month: date = Field(primary_key=True, description="its first day")
    source_kind: SourceKind = Field(sa_type=codes(SourceKind))
    source_id: str
    at: datetime = Field(sa_type=UtcDateTime)
