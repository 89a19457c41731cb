"""What agencies promised young people and lay members: what is still to come, whether it was kept, late or dropped."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from cscp_core.errors import CommentRefused, NotFound
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import reads, rules
from feedback.comments.reads import Said
from feedback.comments.rules import CommentState, Promise, ReplyKind
from feedback.comments.service import find_at_version, has_known_codes
from feedback.comments.tables import Comment, Reply
from feedback.comments.telling import notify_writer


@dataclass(frozen=True, kw_only=True)
class OpenPromise:
    """Something that was promised and is not kept yet, beside the comment that it answers."""

    round: int
    words: str
    by_date: date
    late: bool
    said: Said
    today: date
    """The day on which it would be settled now."""


@needs(Permission.REPLY_TO_COMMENTS)
def list_open(session: Session, actor: Actor) -> list[OpenPromise]:
    """What the actor's agency, or the scrutineer, promised and has not kept or dropped, the most overdue first. What
    the actor may not read any more is left out."""
    found = session.exec(
        select(Reply, Comment)
        .join(Comment, col(Comment.comment_id) == col(Reply.comment_id))
        .where(
            Reply.kind == ReplyKind.WILL,
            col(Reply.promise).in_(["", Promise.LATE]),
            col(Reply.by_date).is_not(None),
            Comment.state == CommentState.PUBLISHED,
            has_known_codes(),
        )
        .order_by(col(Reply.by_date), col(Reply.comment_id), col(Reply.round))
    ).all()
    own = [(reply, row) for reply, row in found if _is_theirs(session, actor, reply)]
    said = {one.comment_id: one for one in reads.views_of(session, actor, [row for _, row in own])}
    return [
        OpenPromise(
            round=reply.round,
            words=reply.words,
            by_date=reply.by_date,
            late=reply.promise == Promise.LATE,
            said=said[reply.comment_id],
            today=today(session),
        )
        for reply, _ in own
        if reply.comment_id in said and reply.by_date
    ]


@needs(Permission.REPLY_TO_COMMENTS)
def settle(
    session: Session,
    actor: Actor,
    *,
    comment_id: str,
    version: int,
    number: int,
    promise: Promise,
    words: str,
    hard_because: str = "",
) -> None:
    """Says that a promise was kept, and what was done; or that it was dropped, and why. Its writer is told. `number` is
    the round of the reply. `hard_because` is as of a reply.

    Raises:
        CommentRefused: another agency promised it, the account only drafts, it was settled already, or the words are
            too hard without a reason.
    """
    if actor.role is Role.PARTNER and not actor.answers:
        raise CommentRefused("Your account drafts for its agency. Only a colleague who answers for it can say this.")
    row = find_at_version(session, comment_id, version)
    reply = session.get(Reply, (comment_id, number))
    if reply is None or reply.kind != ReplyKind.WILL or row.state != CommentState.PUBLISHED:
        raise NotFound("There is no promise here.")
    if not _is_theirs(session, actor, reply) or not rules.may_read(row.state, row.readers, actor.role):
        raise CommentRefused("Your agency did not promise this.")
    if promise is Promise.LATE:
        raise CommentRefused("Say that it was kept, or that it was dropped.")
    rules.check_promise_becomes(reply.promise, promise)
    told = tidy(words, "what you did, or why you dropped it", most=PARAGRAPH)
    reply.promise_words, reply.promise_hard_because = told, rules.reason_kept(told, hard_because)
    reply.promise, reply.promise_at = promise, now(session)
    session.add(reply)
    notify_writer(session, row, NoticeKind.PROMISE)
    trail.record(session, actor, CommentsAction.PROMISE_SETTLED, f"comment {comment_id}", promise=promise)
    session.commit()


@needs(Permission.WATCH_PROMISES)
def note_late(session: Session, actor: Actor) -> int:
    """Marks promises whose day has passed as late and tells their writers, once. Returns how many."""
    found = session.exec(
        select(Reply, Comment)
        .join(Comment, col(Comment.comment_id) == col(Reply.comment_id))
        .where(
            Reply.kind == ReplyKind.WILL,
            Reply.promise == "",
            col(Reply.by_date) < today(session),
            Comment.state == CommentState.PUBLISHED,
        )
    ).all()
    for reply, row in found:
        rules.check_promise_becomes(reply.promise, Promise.LATE)
        reply.promise, reply.promise_at = Promise.LATE, now(session)
        session.add(reply)
        notify_writer(session, row, NoticeKind.PROMISE)
        trail.record(session, actor, CommentsAction.PROMISE_LATE, f"comment {row.comment_id}")
    if found:
        session.commit()
    return len(found)


def _is_theirs(session: Session, actor: Actor, reply: Reply) -> bool:
    """Whether the actor speaks for who promised it."""
    if actor.role is Role.SCRUTINEER:
        return reply.agency_id is None
    return reply.agency_id in directory.works_for(session, actor)
