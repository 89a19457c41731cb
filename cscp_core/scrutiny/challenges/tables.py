"""Challenges, one for each agency that is asked; their answers; and everything that happened to them."""

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field, Index, UniqueConstraint

import cscp_core.evidence.tables
import cscp_core.scrutiny.meetings.tables  # noqa: F401  the tables that the foreign keys below name
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened, Rating
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage.base import Table, UtcDateTime, codes


class Challenge(Table, table=True):
    """One question to one agency. A question to three agencies is three rows with the same `together`."""

    __tablename__ = "challenge"
    __table_args__ = (
        Index("ix_challenge_state_due", "state", "due_on"),
        Index("ix_challenge_source", "report_id", "source_kind", "source_id"),
        {"sqlite_autoincrement": True},  # a number that was once cited is never given again
    )
    challenge_id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    state: ChallengeState = Field(sa_type=codes(ChallengeState))
    opened: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="Young Advisors and lay members may read the question and say what they think",
    )
    together: int | None = Field(default=None, index=True)
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id", index=True)
    agency_ids: str = Field(default="", description="whom a draft is for, separated by spaces")
    report_id: str | None = Field(default=None, foreign_key="report.report_id")
    source_kind: str = Field(sa_type=codes(SourceKind, empty=True), description="empty for a free question")
    source_id: str
    theme_id: str = Field(default="", index=True)
    section: str = ""
    source_text: str = Field(description="the words asked about, as they stood")
    data_version: int = Field(default=0, description="the load of the report that the scrutineer saw")
    missing: str = Field(default="", sa_type=codes(Missing, empty=True))
    question: str
    would_answer: str
    category: str = Field(sa_type=codes(ChallengeCategory, empty=True))
    due_on: date | None = None
    round: int = 0
    waiting_for: str = Field(
        default="",
        sa_type=codes(AskedBack, empty=True),
        index=True,
        description="what the agency asked back, while it waits for the scrutineer",
    )
    waiting_since: date | None = None
    said_until: date | None = Field(default=None, description="answered aloud; written evidence is awaited by then")
    account_id: int = Field(foreign_key="account.account_id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    raised_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    how_far: str = Field(default="", sa_type=codes(HowFar, empty=True))
    how_known: str = Field(default="", sa_type=codes(HowKnown, empty=True))
    assurance: str = Field(default="", sa_type=codes(Assurance, empty=True))
    closing_reason: str = ""
    recheck_on: date | None = Field(default=None, index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.meeting_id")


class ChallengeAnswer(Table, table=True):
    """What an agency answered in one round: its shared draft until it is sent, unchanged after that. It stays that
    agency's when the challenge is passed on."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("challenge_id", "round"),)
    answer_id: int | None = Field(default=None, primary_key=True)
    challenge_id: int = Field(foreign_key="challenge.challenge_id")
    agency_id: str = Field(foreign_key="agency.agency_id", index=True)
    round: int
    version: int = 1
    did: str
    changed: str
    known: str
    next_step: str
    next_owner: str
    next_by: date | None = None
    evidence: str = Field(description="references, as JSON")
    drafted_by: int = Field(foreign_key="account.account_id")
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    sent_by: int | None = Field(default=None, foreign_key="account.account_id")
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    due_on: date | None = None
    late: bool | None = Field(default=None, description="decided when sent, and never changed")
    rating: str = Field(default="", sa_type=codes(Rating, empty=True))
    rating_reason: str = ""


class ChallengeEvent(Table, table=True):
    """One thing that happened to a challenge: never changed, never removed while the challenge is there."""

    __tablename__ = "challenge_event"
    event_id: int | None = Field(default=None, primary_key=True)
    challenge_id: int = Field(foreign_key="challenge.challenge_id", index=True)
    agency_id: str | None = Field(
        default=None,
        foreign_key="agency.agency_id",
        index=True,
        description="with whom the challenge was until then; an agency that it was passed on from reads so far",
    )
    at: datetime = Field(sa_type=UtcDateTime)
    account_id: int | None = Field(default=None, foreign_key="account.account_id")
    kind: Happened = Field(sa_type=codes(Happened))
    words: str
    state: ChallengeState = Field(sa_type=codes(ChallengeState), description="the state that it left the challenge in")
    due_on: date | None = None
