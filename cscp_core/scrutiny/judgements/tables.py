"""The scrutineer's judgements of themes."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.scrutiny.assurance import Assurance
from cscp_core.storage.base import Table, UtcDateTime, codes


class Judgement(Table, table=True):
    """One judgement of one theme. Judgements are added, never changed: the highest `version` stands."""

    __tablename__ = "judgement"
    __table_args__ = (UniqueConstraint("report_id", "theme_id", "version"),)
    judgement_id: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id")
    theme_id: str
    version: int
    assurance: Assurance = Field(sa_type=codes(Assurance))
    reason: str
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    data_version: int = Field(description="the load of the report that the scrutineer saw")
