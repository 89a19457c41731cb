"""Grades that the scrutineer confirmed or changed, by the stable id of the claim."""

from datetime import datetime

from sqlalchemy import false
from sqlmodel import Field, UniqueConstraint

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.storage.base import Table, UtcDateTime, codes


class Grade(Table, table=True):
    """One decision on one claim. Decisions are added, never changed: the highest `version` of a claim stands."""

    __tablename__ = "grade"
    __table_args__ = (UniqueConstraint("report_id", "claim_id", "version"),)
    grade_id: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id")
    claim_id: str
    version: int
    how_far: HowFar = Field(sa_type=codes(HowFar))
    how_known: HowKnown = Field(sa_type=codes(HowKnown))
    reason: str
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    data_version: int = Field(description="the load of the report that the scrutineer saw")
    taken_back: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="whether it takes back the decision before it, so that the grade is only suggested again",
    )
