"""Comments, who has read them by role, replies to them, and each time that somebody looked up who wrote one."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Role
from cscp_core.storage.base import Table, UtcDateTime, codes
from feedback.comments.rules import (
    CommentKind,
    CommentState,
    Promise,
    Readers,
    Really,
    Reason,
    ReplyKind,
    Stance,
    Stands,
)


class Comment(Table, table=True):
    """What somebody said of a finding. Its id is random: it tells nobody how many there are, nor in which order.

    Withdrawn, it keeps neither words nor writer.
    """

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_theme", "report_id", "theme_id", "state", "published_at"),
        Index("ix_comment_source", "report_id", "source_kind", "source_id", "state", "published_at"),
        Index("ix_comment_kind", "report_id", "kind", "state"),
        Index("ix_comment_published", "state", "published_at"),
    )
    comment_id: str = Field(primary_key=True)
    version: int = 1
    kind: CommentKind = Field(sa_type=codes(CommentKind))
    state: CommentState = Field(sa_type=codes(CommentState))
    account_id: int | None = Field(default=None, foreign_key="account.account_id", index=True)
    role: Role = Field(sa_type=codes(Role), description="the writer's role when it was written")
    written_by: int | None = Field(
        default=None,
        foreign_key="account.account_id",
        index=True,
        description="the participation worker who wrote it down for them; nobody: they wrote it themselves",
    )
    report_id: str = Field(foreign_key="report.report_id")
    source_kind: str = Field(sa_type=codes(SourceKind, empty=True), description="empty once it is taken back")
    source_id: str
    theme_id: str
    seen: str = Field(description="the wording that the writer saw")
    data_version: int = Field(description="the load that the writer saw")
    stance: str = Field(
        default="", sa_type=codes(Stance, Stands, empty=True), description="in a joint view: a code of Stands"
    )
    really: str = Field(default="", sa_type=codes(Really, empty=True))
    words: str = ""
    readers: Readers = Field(sa_type=codes(Readers))
    named: bool = Field(default=False, description="the writer says that somebody is named")
    kept_details: str = Field(default="", description="kinds of identifying details that the writer chose to keep")
    worrying: bool = Field(default=False, description="the app suggested that it is about somebody's welfare")
    made_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    check_by: date | None = None
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="when its state last changed")
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=codes(Reason, empty=True), description="why it was sent back")
    told: str = Field(default="", description="the checker's or the scrutineer's words to the writer")
    held_by: str = Field(default="", description="'writer', 'checker' or 'app'")
    look_again: str = Field(default="", description="'asked', 'stands' or 'published'")
    agency_id: str | None = Field(
        default=None, foreign_key="agency.agency_id", index=True, description="who is to reply"
    )
    round: int = 0
    reply_by: date | None = Field(default=None, description="set while a reply is owed", index=True)
    in_line: bool = Field(default=False, description="a question that waits for a meeting")
    replaces: str = Field(
        default="",
        description="of a joint view: the comment whose place it takes once checked; empty: none",
        sa_column_kwargs={"server_default": text("''")},
    )
    follows: str = Field(
        default="",
        index=True,
        description="of what is still missing: the comment whose reply of this round does not answer; empty: none",
        sa_column_kwargs={"server_default": text("''")},
    )


class CommentReading(Table, table=True):
    """That a role has read a comment, and when first."""

    __tablename__ = "comment_reading"
    comment_id: str = Field(primary_key=True, foreign_key="comment.comment_id")
    role: Role = Field(sa_type=codes(Role), primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


class Reply(Table, table=True):
    """What an agency, or the scrutineer, said to a comment, and whether that answers the writer."""

    __tablename__ = "comment_reply"
    comment_id: str = Field(primary_key=True, foreign_key="comment.comment_id")
    round: int = Field(primary_key=True)
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id", index=True)
    kind: ReplyKind = Field(sa_type=codes(ReplyKind))
    words: str
    by_date: date | None = None
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
    due_on: date
    late: bool
    answers: bool | None = Field(default=None, description="what the writer says; None: nothing yet")
    answers_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    promise: str = Field(
        default="",
        sa_type=codes(Promise, empty=True),
        description="of We will, by: what came of it; empty: nothing yet",
        sa_column_kwargs={"server_default": text("''")},
    )
    promise_words: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    promise_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    promise_hard_because: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    reading_age: int | None = Field(default=None, description="years; None: not one sentence, or from before")
    hard_because: str = Field(
        default="",
        description="why words that are too hard cannot be simpler",
        sa_column_kwargs={"server_default": text("''")},
    )


class WriterLookup(Table, table=True):
    """That somebody looked up who wrote a comment, and why. The writer is told."""

    __tablename__ = "writer_lookup"
    lookup_id: int | None = Field(default=None, primary_key=True)
    comment_id: str = Field(foreign_key="comment.comment_id", index=True)
    account_id: int = Field(foreign_key="account.account_id")
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)
