"""What agencies owe young people and lay members: what waits for a reply, replying, and how punctual each was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from cscp_core.errors import CommentRefused
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import directory
from cscp_core.people.agencies import who_answers
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.readability import reading_age
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import promises, reads, rules
from feedback.comments.reads import Said
from feedback.comments.rules import CommentState, Readers, ReplyKind
from feedback.comments.service import find_at_version
from feedback.comments.tables import Comment, Reply
from feedback.comments.telling import notify_writer

A_LOOK_BACK = 20  # replies


@dataclass(frozen=True)
class Punctual:
    """How an agency has replied: single cases, never a percentage."""

    owed: int
    overdue: int
    on_time: int
    late: int
    not_answering: int
    """Replies of which their writers say that they do not answer them."""

    @property
    def words(self) -> str:
        """A sentence; empty where nothing was ever asked."""
        if not any((self.owed, self.on_time, self.late, self.not_answering)):
            return ""
        parts = [f"{self.on_time} replied to on time", f"{self.late} late"]
        waiting = f"{self.owed} waiting" + (f", {self.overdue} of them overdue" if self.overdue else "")
        if self.not_answering:
            parts.append(f"{self.not_answering} did not answer who asked")
        return ", ".join([*parts, waiting])


@dataclass(frozen=True, kw_only=True)
class FourFs:
    """Full, friendly, fast, followed up: what an agency, or the scrutineer, owes young people and lay members today.
    It counts what adults owe, and nothing that a writer did."""

    not_full: int
    """Replies of which their writers say that they do not answer, and that wait for another."""
    too_hard: int
    """The last replies that only somebody over 14 understands."""
    waited: int
    """Working days that the oldest has waited; 0 where nothing waits."""
    overdue: int
    promises_late: int
    promises_open: int


@needs(Permission.REPLY_TO_COMMENTS)
def measure_four(session: Session, actor: Actor) -> FourFs:
    """What the actor's agency owes today; of its own replies the newest `A_LOOK_BACK`."""
    owed = session.exec(_owed_by(session, actor)).all()
    day = today(session)
    ids = [row.comment_id for row in owed]
    unanswered = session.exec(
        select(Reply.comment_id).where(col(Reply.comment_id).in_(ids), col(Reply.answers).is_(False)).distinct()
    ).all()
    own = directory.works_for(session, actor)
    theirs = col(Reply.agency_id).is_(None) if actor.role is Role.SCRUTINEER else col(Reply.agency_id).in_(sorted(own))
    newest = select(Reply.reading_age).where(theirs).order_by(col(Reply.at).desc()).limit(A_LOOK_BACK)
    promised = promises.list_open(session, actor)
    waited = [rules.days_waited(one.reply_by, day) for one in owed if one.reply_by]
    return FourFs(
        not_full=len(unanswered),
        too_hard=sum(age is not None and rules.is_too_hard(age) for age in session.exec(newest)),
        waited=max(waited, default=0),
        overdue=sum(one.reply_by is not None and one.reply_by < day for one in owed),
        promises_late=sum(one.late for one in promised),
        promises_open=len(promised),
    )


@needs(Permission.REPLY_TO_COMMENTS)
def list_waiting(session: Session, actor: Actor) -> list[Said]:
    """Comments that wait for a reply from the actor's agency, or from the scrutineer, the most overdue first."""
    query = _owed_by(session, actor).order_by(col(Comment.reply_by), col(Comment.comment_id))
    return reads.views_of(session, actor, session.exec(query).all(), owes=True)


@needs(Permission.REPLY_TO_COMMENTS)
def reply(
    session: Session,
    actor: Actor,
    *,
    comment_id: str,
    version: int,
    kind: ReplyKind,
    words: str,
    by: date | None = None,
    hard_because: str = "",
) -> None:
    """Replies to a comment, by role. Whether it came in time is settled now and stays. `hard_because` says why words
    that only an older reader can follow cannot be simpler; it is kept where they are that hard.

    Raises:
        CommentRefused: nothing is owed here by this actor, an account that only drafts, a promise without a date, or
            words that are too hard without a reason.
    """
    if actor.role is Role.PARTNER and not actor.answers:
        raise CommentRefused("Your account drafts for its agency. Only a colleague who answers for it can reply.")
    row = find_at_version(session, comment_id, version)
    if session.exec(_owed_by(session, actor).where(Comment.comment_id == comment_id)).first() is None:
        raise CommentRefused("Your agency owes no reply here.")
    rules.check_reply(kind, by, today(session))
    told = tidy(words, "your reply", most=PARAGRAPH)
    why, age = rules.reason_kept(told, hard_because), reading_age(told)
    assert row.reply_by is not None
    late = today(session) > row.reply_by
    session.add(
        Reply(
            comment_id=comment_id,
            round=row.round,
            agency_id=actor.agency_id,
            kind=kind,
            words=told,
            reading_age=round(age) or None,
            hard_because=why,
            by_date=by if kind is ReplyKind.WILL else None,
            account_id=actor.own_id,
            at=now(session),
            due_on=row.reply_by,
            late=late,
        )
    )
    row.reply_by = None
    session.add(row)
    notify_writer(session, row, NoticeKind.REPLIED_TO)
    facts: dict[str, trail.Fact] = {"kind": kind, "late": late}
    if rules.is_too_hard(age):
        facts["too_hard"] = True
    trail.record(session, actor, CommentsAction.REPLIED_TO, f"comment {comment_id}", **facts)
    session.commit()


@needs(Permission.READ_CHALLENGES)
def measure_punctuality(session: Session, actor: Actor, *, agency_id: str) -> Punctual:
    """How an agency has replied to young people and lay members, with what it answers for others. A
    reply that came late stays late, also where it does not answer."""
    known = directory.agency_cards(session)
    theirs = col(Comment.agency_id).in_([one for one in known if agency_id in who_answers(known, one)])
    open_now = session.exec(
        select(col(Comment.reply_by)).where(
            Comment.state == CommentState.PUBLISHED,
            theirs,
            Comment.readers != Readers.SCRUTINEER,
            col(Comment.reply_by).is_not(None),
        )
    ).all()
    given = session.exec(
        select(Reply)
        .join(Comment, col(Comment.comment_id) == col(Reply.comment_id))
        .where(
            col(Reply.agency_id).is_not(None),
            or_(Reply.agency_id == agency_id, Comment.agency_id == agency_id),
        )
    ).all()
    day = today(session)
    return Punctual(
        len(open_now),
        sum(due is not None and due < day for due in open_now),
        sum(not one.late for one in given if one.answers is not False),
        sum(one.late for one in given),
        sum(one.answers is False for one in given),
    )


def _owed_by(session: Session, actor: Actor) -> Any:
    query = select(Comment).where(Comment.state == CommentState.PUBLISHED, col(Comment.reply_by).is_not(None))
    if actor.role is Role.SCRUTINEER:
        staffed = sorted(directory.agencies_that_can_answer(session))
        return query.where(
            or_(
                Comment.readers == Readers.SCRUTINEER,
                col(Comment.agency_id).is_(None),
                col(Comment.agency_id).not_in(staffed),
            )
        )
    own: Sequence[str] = sorted(directory.works_for(session, actor))
    return query.where(col(Comment.agency_id).in_(own), col(Comment.readers).in_([Readers.PARTNERS, Readers.ANYWHERE]))
