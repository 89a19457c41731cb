"""Updates that agencies gave of their actions, and the scrutineer's later looks at what was done."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from cscp_core.evidence.rules import WorkStatus
from cscp_core.storage.base import Table, UtcDateTime, codes


class ActionUpdate(Table, table=True):
    """One update of one action. Updates are added, never changed: the highest `version` stands."""

    __tablename__ = "action_update"
    __table_args__ = (UniqueConstraint("report_id", "recommendation_id", "version"),)
    update_id: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id")
    recommendation_id: str
    version: int
    status: WorkStatus = Field(sa_type=codes(WorkStatus))
    words: str
    evidence: str = Field(description="references, as JSON")
    next_by: date | None = None
    agency_id: str = Field(foreign_key="agency.agency_id")
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)


class ActionRecheck(Table, table=True):
    """A later look at an action that was done: whether it held. Only the last one after an update counts."""

    __tablename__ = "action_recheck"
    recheck_id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(foreign_key="action_update.update_id", index=True)
    held: bool
    words: str
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)


class ActionOwner(Table, table=True):
    """Whose an action is since its report named the partners together, or nobody. Rows are added, never changed: the
    highest `version` stands."""

    __tablename__ = "action_owner"
    __table_args__ = (UniqueConstraint("report_id", "recommendation_id", "version"),)
    owner_id: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id")
    recommendation_id: str
    version: int
    agency_id: str | None = Field(
        default=None, foreign_key="agency.agency_id", description="null: given back to the partners together"
    )
    reason: str
    by_agency_id: str = Field(foreign_key="agency.agency_id")
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
