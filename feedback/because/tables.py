"""Issues of Because of you that the business manager published, and which stories each holds."""

from datetime import date, datetime

from sqlmodel import Field

from cscp_core.storage.base import Table, UtcDateTime


class Issue(Table, table=True):
    """One issue, as of the moment when it was published. Unpublished, nobody reads it."""

    __tablename__ = "issue"
    issue_id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    taken_down_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class IssueStory(Table, table=True):
    """A comment in an issue. Words that were sent again since are other words, and are not shown."""

    __tablename__ = "issue_story"
    issue_id: int = Field(primary_key=True, foreign_key="issue.issue_id")
    comment_id: str = Field(primary_key=True, foreign_key="comment.comment_id", index=True)
    sent_at: datetime = Field(sa_type=UtcDateTime)


class MonthlyNote(Table, table=True):
    """What the scrutineer tells the Young Advisors in a month."""

    __tablename__ = "monthly_note"
    month: date = Field(primary_key=True, description="its first day")
    version: int = 1
    words: str
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
