"""Meetings, the items of their agendas, and what was noted in them."""

from datetime import date, datetime, time

from sqlalchemy import false, text
from sqlmodel import Field, Index

from cscp_core.evidence.kinds import SourceKind
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingKind, MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage.base import Table, UtcDateTime, codes


class Meeting(Table, table=True):
    """One meeting. While it is open it knows which item is on the screen, and since when."""

    __tablename__ = "meeting"
    __table_args__ = ({"sqlite_autoincrement": True},)
    meeting_id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    title: str
    kind: MeetingKind = Field(sa_type=codes(MeetingKind))
    held_on: date = Field(index=True)
    begins: time | None = Field(default=None, description="when it is planned to begin, in English time")
    ends: time | None = Field(default=None, description="when it is planned to end; before `begins`, on the next day")
    place: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    attendees: str = Field(description="posts, one a line; never names")
    apologies: str = Field(
        default="",
        description="agencies and posts that cannot come, one a line; never names",
        sa_column_kwargs={"server_default": text("''")},
    )
    state: MeetingState = Field(sa_type=codes(MeetingState))
    report_id: str | None = Field(default=None, foreign_key="report.report_id")
    account_id: int = Field(foreign_key="account.account_id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    current: int = Field(default=0, description="the position of the item on the screen, from 1; 0 before the first")
    item_started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AgendaItem(Table, table=True):
    """One item. It names its source by kind and id, so that it can hold what another room keeps."""

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_source", "source_kind", "source_id"),)
    item_id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.meeting_id", index=True)
    position: int
    source_kind: str = Field(sa_type=codes(SourceKind, empty=True), description="empty for a question alone")
    source_id: str
    report_id: str | None = None
    title: str
    question: str
    would_answer: str
    missing: str = Field(default="", sa_type=codes(Missing, empty=True))
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    because: str = Field(default="", description="why it was suggested")
    minutes: int
    reached: bool = False
    result: str = Field(
        default="",
        index=True,
        sa_type=codes(ItemResult, empty=True),
        description="what came of it; empty until the meeting ends or somebody says so",
        sa_column_kwargs={"server_default": text("''")},
    )
    carried_to: int | None = Field(default=None, description="the meeting that it was carried over to")
    carried_from: int | None = Field(default=None, description="the meeting that it was carried over from")


class MeetingNote(Table, table=True):
    """What was captured: a challenge, a decision or a spoken answer. *Noted* until the scrutineer confirms it."""

    __tablename__ = "meeting_note"
    note_id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    meeting_id: int = Field(foreign_key="meeting.meeting_id", index=True)
    item_id: int | None = Field(default=None, foreign_key="agenda_item.item_id")
    kind: NoteKind = Field(sa_type=codes(NoteKind))
    words: str
    would_answer: str = ""
    agency_ids: str = ""
    owner: str = ""
    due_on: date | None = None
    in_writing: bool = Field(
        default=False,
        description="a spoken answer: it is asked for in writing where the item has no challenge yet",
        sa_column_kwargs={"server_default": false()},
    )
    state: NoteState = Field(sa_type=codes(NoteState))
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    settled_by: int | None = Field(default=None, foreign_key="account.account_id")
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    challenge_id: int | None = Field(default=None, foreign_key="challenge.challenge_id")


class Adjournment(Table, table=True):
    """A break of a meeting that goes on another time."""

    __tablename__ = "adjournment"
    adjournment_id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.meeting_id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    until: date | None = Field(default=None, description="the day on which it goes on, where that was said")
    resumed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
