"""A report that is being read: its file, its drafted rows with what became of each, who works where, and every act."""

from datetime import datetime

from sqlalchemy import UniqueConstraint, text
from sqlmodel import Field

import cscp_core.people.tables  # noqa: F401  the table that the foreign keys below name
from cscp_core.confirming.rules import RowState
from cscp_core.storage.base import Table, UtcDateTime, codes


class ReportReading(Table, table=True):
    """One file that is read. Its bytes lie in the installation's private folder, under `digest`."""

    __tablename__ = "report_reading"
    reading_id: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(description="of the report that is made of it", unique=True)
    file_name: str
    digest: str = Field(description="SHA-256 of the file")
    is_pdf: bool
    partnership: str
    home_area: str
    period: str
    page_sizes: str = Field(description="width and height of each page in points, as JSON; empty where it has none")
    notes: str = Field(description="sentences about what could not be read, one a line")
    before_id: str = Field(description="the report of the year before, whose items were looked for; may be empty")
    at: datetime = Field(sa_type=UtcDateTime)
    account_id: int = Field(foreign_key="account.account_id")
    version: int = 1
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DraftRow(Table, table=True):
    """One drafted row. `cells` are as they stand now, `drafted` as the rules drafted them; both JSON. `passage` is what
    the report prints there: no export, search or trail holds it."""

    __tablename__ = "draft_row"
    __table_args__ = (UniqueConstraint("reading_id", "sheet", "row_id"),)
    row_number: int | None = Field(default=None, primary_key=True)
    reading_id: int = Field(foreign_key="report_reading.reading_id", index=True)
    place: float = Field(description="its order in the report; a part that was split off stands between two")
    sheet: str
    row_id: str
    section: str
    page: int | None = None
    sure: float
    because: str
    passage: str
    box: str = Field(description="left, top, right and bottom in points, separated by spaces; may be empty")
    cells: str
    drafted: str
    state: RowState = Field(default=RowState.UNDECIDED, sa_type=codes(RowState))
    account_id: int | None = Field(default=None, foreign_key="account.account_id", description="who decided")
    at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = 1


class SectionTaken(Table, table=True):
    """Who works on which section of a reading, and when they last acted there."""

    __tablename__ = "section_taken"
    reading_id: int = Field(primary_key=True, foreign_key="report_reading.reading_id")
    section: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.account_id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)


class ReadingAct(Table, table=True):
    """One act on drafted rows, with how they stood before it, so that it can be undone."""

    __tablename__ = "reading_act"
    act_id: int | None = Field(default=None, primary_key=True)
    reading_id: int = Field(foreign_key="report_reading.reading_id", index=True)
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    what: str = Field(description="the code of a `DraftsAction`; in rows of earlier versions words")
    decided: int = Field(description="rows that it decided")
    before: str = Field(description="how each row stood, as JSON; empty once it is undone")
    undone: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
