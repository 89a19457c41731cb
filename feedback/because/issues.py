"""Issues of Because of you: published by the business manager, read by anybody, and only what writers still allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotFound
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import Actor, Permission, before_sign_in, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import BecauseAction
from feedback.because.service import MOST, TELLS, Month, in_months
from feedback.because.tables import Issue, IssueStory
from feedback.comments import reads
from feedback.comments.reads import Said
from feedback.comments.rules import CommentState, Readers
from feedback.comments.service import has_known_codes
from feedback.comments.tables import Comment
from feedback.comments.telling import notify_writer

ANOTHER = "Another issue was published while you were reading. Nothing was published now. Look at that one first."
CHANGED = "Something here changed while you were reading: a writer may have taken it back. Nothing was published."


@dataclass(frozen=True, kw_only=True)
class PublishedIssue:
    """An issue as its business manager sees it in the list."""

    issue_id: int
    version: int
    at: datetime
    is_up: bool


@dataclass(frozen=True, kw_only=True)
class OpenIssue:
    """An issue as anybody reads it, and the numbers of the earlier ones with their days."""

    issue_id: int
    at: datetime
    months: tuple[Month, ...]
    others: tuple[tuple[int, datetime], ...]


@needs(Permission.PUBLISH_ISSUES)
def list_candidates(session: Session, actor: Actor) -> list[Said]:
    """What the next issue may hold, newest month first: what its writers let be shown in meetings and reports, and
    somebody owed a reply to."""
    rows = session.exec(
        select(Comment).where(*_may_be_shown(), Comment.round > 0)
        .order_by(col(Comment.published_at).desc(), col(Comment.comment_id)).limit(MOST)
    ).all()  # fmt: skip
    return reads.views_of(session, actor, rows)


@needs(Permission.PUBLISH_ISSUES)
def list_issues(session: Session, actor: Actor) -> list[PublishedIssue]:
    """Every issue, newest first."""
    rows = session.exec(select(Issue).order_by(col(Issue.issue_id).desc()))
    return [
        PublishedIssue(issue_id=row.issue_id or 0, version=row.version, at=row.at, is_up=row.taken_down_at is None)
        for row in rows
    ]


@needs(Permission.PUBLISH_ISSUES)
def publish_issue(session: Session, actor: Actor, *, seen_number: int, drawn: Sequence[tuple[str, int]]) -> int:
    """Publishes an issue of these comments, each with the version that was drawn, and tells their writers. Returns its
    number. `seen_number` is that of the newest issue that was drawn; 0: none.

    Raises:
        CommentRefused: nothing was chosen.
        ChangedMeanwhile: one of them is not what was drawn, or may not be shown any more; or another issue was
            published since.
    """
    if not drawn:
        raise CommentRefused("Choose what to put in the issue.")
    if (session.exec(select(func.max(Issue.issue_id))).one() or 0) != seen_number:
        raise ChangedMeanwhile(ANOTHER)
    versions = dict(drawn)
    rows = session.exec(select(Comment).where(*_may_be_shown(), col(Comment.comment_id).in_(list(versions)))).all()
    if {row.comment_id: row.version for row in rows} != versions:
        raise ChangedMeanwhile(CHANGED)
    issue = Issue(account_id=actor.own_id, at=now(session))
    session.add(issue)
    session.flush()
    assert issue.issue_id is not None
    for row in rows:
        assert row.sent_at is not None
        session.add(IssueStory(issue_id=issue.issue_id, comment_id=row.comment_id, sent_at=row.sent_at))
        notify_writer(session, row, NoticeKind.ISSUED)
    trail.record(session, actor, BecauseAction.PUBLISHED, f"issue {issue.issue_id}")
    session.commit()
    return issue.issue_id


@needs(Permission.PUBLISH_ISSUES)
def unpublish_issue(session: Session, actor: Actor, *, issue_id: int, version: int) -> None:
    """Takes an issue off the public page."""
    row = session.get(Issue, issue_id)
    if row is None:
        raise NotFound("There is no such issue.")
    if row.version != version or row.taken_down_at:
        raise ChangedMeanwhile("Somebody unpublished this issue while you were reading.")
    row.taken_down_at, row.version = now(session), version + 1
    session.add(row)
    trail.record(session, actor, BecauseAction.UNPUBLISHED, f"issue {issue_id}")
    session.commit()


@before_sign_in
def read_issue(session: Session, *, number: int = 0) -> OpenIssue | None:
    """An issue that is up, or the newest; None where there is none. It holds what stood when it was published, of that
    only what may still be shown: what was taken back, narrowed, held or changed since is not there."""
    up = session.exec(
        select(Issue).where(col(Issue.taken_down_at).is_(None)).order_by(col(Issue.issue_id).desc())
    ).all()
    issue = next((one for one in up if number in (0, one.issue_id)), None)
    if issue is None:
        return None
    rows = session.exec(
        select(Comment)
        .join(IssueStory, col(IssueStory.comment_id) == col(Comment.comment_id))
        .where(*_may_be_shown(), IssueStory.issue_id == issue.issue_id, col(Comment.sent_at) == col(IssueStory.sent_at))
        .order_by(col(Comment.published_at).desc(), col(Comment.comment_id))
    ).all()
    said = reads.views_in_print(session, rows, until=issue.at)
    return OpenIssue(
        issue_id=issue.issue_id or 0,
        at=issue.at,
        months=tuple(in_months(said)),
        others=tuple((one.issue_id or 0, one.at) for one in up if one is not issue),
    )


def _may_be_shown() -> tuple[Any, ...]:
    """What their writers let be shown in meetings and reports, of the kinds that tell a story."""
    return (
        Comment.state == CommentState.PUBLISHED,
        Comment.readers == Readers.ANYWHERE,
        col(Comment.kind).in_(TELLS),
        has_known_codes(),
    )
