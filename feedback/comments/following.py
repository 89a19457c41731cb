"""What is still missing from a reply: another comment of the same writer, checked like any, then put to who replied."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from cscp_core.errors import CommentRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.storage.session import today
from feedback.comments import rules
from feedback.comments.rules import CommentState, Readers
from feedback.comments.tables import Comment, Reply
from feedback.comments.telling import notify_who_owes

NOTHING_TO_ADD = "First say that the reply does not answer you. You can say once what is missing."


def attach(session: Session, row: Comment) -> None:
    """Ties new words to the reply that does not answer, within the caller's transaction: of what the same writer asked
    about the same thing, the newest.

    Raises:
        CommentRefused: the last reply was not said not to answer, or they have said already what is missing from it.
    """
    asked = session.exec(
        select(Comment, Reply)
        .join(Reply, col(Reply.comment_id) == col(Comment.comment_id))
        .where(
            Comment.account_id == row.account_id,
            Comment.state == CommentState.PUBLISHED,
            Comment.report_id == row.report_id,
            Comment.source_kind == row.source_kind,
            Comment.source_id == row.source_id,
            col(Reply.answers).is_(False),
            col(Reply.round) == col(Comment.round) - 1,
        )
        .order_by(col(Reply.at).desc())
    ).all()
    for first, reply in asked:
        if reply.round not in {one.round for one in list_following(session, first.comment_id)}:
            row.follows, row.round, row.agency_id = first.comment_id, reply.round, first.agency_id
            return
    raise CommentRefused(NOTHING_TO_ADD)


def list_following(session: Session, comment_id: str) -> Sequence[Comment]:
    """What its writer said is still missing from the replies to a comment, in every state but taken back."""
    return session.exec(select(Comment).where(Comment.follows == comment_id)).all()


def readers_of(session: Session, row: Comment) -> Readers:
    """Those who may read what was asked first; the fewest where that is not to be read any more."""
    first = session.get(Comment, row.follows)
    found = Readers.read(first.readers) if first else None
    return found or Readers.SCRUTINEER


def narrow_with(session: Session, row: Comment) -> None:
    """Lets no more people read what is still missing than what was asked first, within the caller's transaction."""
    for one in list_following(session, row.comment_id):
        if rules.are_fewer(row.readers, one.readers):
            one.readers = row.readers
            session.add(one)


def pass_on(session: Session, row: Comment) -> None:
    """Puts checked words to who replied, within the caller's transaction. Where they replied again meanwhile, and that
    was not said to answer, another reply is owed."""
    first = session.get(Comment, row.follows)
    if first is None or first.state != CommentState.PUBLISHED:
        return
    last = session.get(Reply, (first.comment_id, first.round))
    if last is not None and last.answers:
        return
    if first.reply_by is None:
        first.round, first.reply_by = first.round + 1, rules.reply_by_day(today(session))
    first.version += 1  # who has it on the screen has not read this yet
    session.add(first)
    notify_who_owes(session, first, NoticeKind.NOT_ANSWERED)
