"""One row for each thing that one account must be told, and who wants a weekly e-mail."""

from datetime import datetime

from sqlmodel import Field

from cscp_core.notices.rules import Email, NoticeKind
from cscp_core.storage.base import Table, UtcDateTime, codes


class Notice(Table, table=True):
    """What happened, by its kind, and the address where it is to be read. Never any content."""

    __tablename__ = "notice"
    notice_id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.account_id", index=True)
    kind: NoticeKind = Field(sa_type=codes(NoticeKind))
    address: str
    at: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    email: Email = Field(sa_type=codes(Email), index=True)
    tries: int = 0
    try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Digest(Table, table=True):
    """Somebody who wants the weekly e-mail. Without a row nobody gets one."""

    __tablename__ = "digest"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    notice_id: int = Field(description="the last notice that it has told of, or 0")
