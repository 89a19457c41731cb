"""Whom something that became of a comment is told, as a notice without content."""

from sqlmodel import Session

from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Role
from feedback.comments.rules import CommentKind, Readers
from feedback.comments.tables import Comment

TOLD_TO_WORKER = frozenset(
    {NoticeKind.COMMENT_READ, NoticeKind.SENT_BACK, NoticeKind.REPLIED_TO, NoticeKind.PROMISE, NoticeKind.LOOKED_UP}
)
"""What a participation worker learns of words that they wrote down: nothing of welfare."""


def accounts_owing_reply(session: Session, row: Comment) -> list[int]:
    """Ids of the accounts that owe a reply: the agency's, or the scrutineer's where only the scrutineer may read it, or
    nobody can answer for the agency."""
    alone = row.readers == Readers.SCRUTINEER or row.agency_id is None
    if alone or not directory.has_someone_to_answer(session, row.agency_id or ""):
        return directory.of_role(session, Role.SCRUTINEER)
    return directory.of_agency(session, row.agency_id or "")


def notify_who_owes(session: Session, row: Comment, kind: NoticeKind) -> None:
    """Leaves a notice for those who owe a reply, at the page where they give it."""
    alone = row.readers == Readers.SCRUTINEER or row.agency_id is None
    notify(session, accounts_owing_reply(session, row), kind, "/heard" if alone else "/young_people_asked")


def notify_writer(session: Session, row: Comment, kind: NoticeKind) -> None:
    """Leaves the writer a notice without content; of a view together whose writer is not known, every Young Advisor; of
    what was written down for somebody, who wrote it down: they alone can pass it on."""
    if row.role == Role.YOUNG_PERSON:
        worker = [row.written_by] if row.written_by and kind in TOLD_TO_WORKER else []
        notify(session, worker, kind, "/written_down")
        return
    own = [row.account_id] if row.account_id else directory.of_role(session, Role.YOUNG_ADVISOR)
    where = "/my_comments" if row.role == Role.LAY_MEMBER else "/what_happened"
    notify(session, own, kind, "/our_view" if row.kind == CommentKind.TOGETHER else where)


def notify_checkers(session: Session, row: Comment) -> None:
    who = directory.of_role(session, Role.BUSINESS_MANAGER)
    notify(session, who, NoticeKind.TO_CHECK, "/to_check")
