"""The scrutineer's private notes."""

from datetime import datetime

from sqlmodel import Field

import cscp_core.evidence.tables  # noqa: F401  the table that the foreign key below names
from cscp_core.evidence.kinds import SourceKind
from cscp_core.storage.base import Table, UtcDateTime, codes


class PrivateNote(Table, table=True):
    """One note. Only the account that wrote it reads it; no search, export, pack or trail holds its words."""

    __tablename__ = "private_note"
    note_id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.account_id", index=True)
    version: int = 1
    report_id: str | None = Field(default=None, foreign_key="report.report_id")
    about_kind: str = Field(default="", sa_type=codes(SourceKind, empty=True))
    about_id: str = ""
    words: str
    at: datetime = Field(sa_type=UtcDateTime)
