"""Who has agreed to which wording of a joint view, and the agenda items that lay members want to ask."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.storage.base import Table, UtcDateTime


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
