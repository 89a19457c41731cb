"""Checking comments before anybody reads them, taking one back that should not stand, and looking up who wrote one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from cscp_core.errors import CommentRefused
from cscp_core.free_text import PARAGRAPH, SHORT, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.challenges import days
from cscp_core.storage import trail
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import ENGLAND, now, today
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import reasons, rules
from feedback.comments.rules import CommentKind, CommentState, Readers, Really, Reason, Stance, Stands
from feedback.comments.service import (
    change_state,
    check_version,
    detach,
    find_at_version,
    find_comment,
    has_known_codes,
    move_to_welfare,
    publish,
)
from feedback.comments.tables import Comment, CommentReading, WriterLookup
from feedback.comments.telling import notify_writer
from feedback.own import withdrawals
from feedback.together.questions import put_on_the_agenda
from feedback.together.service import show_to_advisors
from feedback.welfare.cover import describe_cover_within
from feedback.welfare.rules import About


@dataclass(frozen=True, kw_only=True)
class CommentToCheck:
    """A comment as its checker sees it: what it says, of what, and what to look out for. Never who wrote it."""

    comment_id: str
    version: int
    whose: str
    kind: CommentKind
    seen: str
    report_id: str
    source_kind: str
    source_id: str
    stance: Stance | Stands | None
    really: Really | None
    words: str
    readers: Readers
    named: bool
    kept_details: str
    worrying: bool
    sent_on: date
    check_by: date
    age: int
    """Working days since it was sent."""
    late: bool
    own: bool


@dataclass(frozen=True, kw_only=True)
class SentBack:
    """That something was sent back, and why; which comment, and its words, only where its writer asks the scrutineer
    to look again."""

    month: str
    whose: str
    reason: str
    asked: bool = False
    comment_id: str = ""
    version: int = 0
    told: str = ""
    seen: str = ""
    stance: Stance | Stands | None = None
    words: str = ""
    readers: Readers | None = None


@needs(Permission.CHECK_COMMENTS)
def to_check(session: Session, actor: Actor, *, page: int = 1) -> Page[CommentToCheck]:
    """Everything that waits to be checked, oldest first."""
    where = [Comment.state == CommentState.SENT, has_known_codes()]
    rows = session.exec(
        select(Comment).where(*where).order_by(col(Comment.sent_at), col(Comment.comment_id))
        .offset(offset(page)).limit(PAGE_SIZE)
    ).all()  # fmt: skip
    total = session.exec(select(func.count()).select_from(Comment).where(*where)).one()
    return Page([_view_of(session, actor, row) for row in rows], total)


@needs(Permission.CHECK_COMMENTS)
def with_the_advisors(session: Session, actor: Actor) -> list[CommentToCheck]:
    """Checked wordings of views together that only Young Advisors read yet, the newest first: what the checker can
    still take out of their sight."""
    where = [Comment.state == CommentState.SHOWN, Comment.kind == CommentKind.TOGETHER, has_known_codes()]
    rows = session.exec(select(Comment).where(*where).order_by(col(Comment.settled_at).desc(), col(Comment.comment_id)))
    return [_view_of(session, actor, row) for row in rows]


@needs(Permission.CHECK_COMMENTS)
def let_stand(session: Session, actor: Actor, *, comment_id: str, version: int) -> None:
    """Publishes a comment to the readers that its writer chose, in its writer's words. A wording of a view together is
    first shown to the Young Advisors, and published once all of them agree."""
    row = _to_decide(session, actor, comment_id, version)
    _publish(session, actor, row)
    session.commit()


@needs(Permission.CHECK_COMMENTS)
def send_back(session: Session, actor: Actor, *, comment_id: str, version: int, reason: Reason, told: str) -> None:
    """Sends a comment back to its writer, for one of three reasons and with words that help."""
    row = _to_decide(session, actor, comment_id, version)
    row.told = tidy(told, "what would help the writer", most=PARAGRAPH)
    row.reason = reason
    change_state(session, actor, row, CommentState.SENT_BACK, reason)
    notify_writer(session, row, NoticeKind.SENT_BACK)
    session.commit()


@needs(Permission.CHECK_COMMENTS)
def hold_for_welfare(session: Session, actor: Actor, *, comment_id: str, version: int, about: About) -> str:
    """Hands a comment to the safeguarding lead and takes it out of every other sight, also one that was published, and
    answers whether somebody is here today, as a sentence: where nobody is, whom to ring."""
    row = find_at_version(session, comment_id, version)
    rules.check_by(actor.account_id, row.account_id)
    if row.state == CommentState.DRAFT:
        raise CommentRefused("This is a draft. Only its writer can send it to the safeguarding lead.")
    move_to_welfare(session, actor, row, about=about, held_by="app" if row.worrying else "checker")
    notify_writer(session, row, NoticeKind.LET_YOU_KNOW)
    session.commit()
    return describe_cover_within(session)


@needs(Permission.CHECK_COMMENTS)
def unpublish(session: Session, actor: Actor, *, comment_id: str, version: int, told: str) -> None:
    """Takes a published comment that turns out to identify somebody out of sight at once. The trail keeps which roles
    could have read it and which did."""
    row = find_at_version(session, comment_id, version)
    if row.state not in (CommentState.SHOWN, CommentState.PUBLISHED):
        raise CommentRefused("You cannot read this comment any more.")
    could = sorted(role.value for role in Role if rules.may_read(row.state, row.readers, role))
    did = session.exec(select(CommentReading.role).where(CommentReading.comment_id == comment_id)).all()
    row.told = tidy(told, "what would help the writer", most=PARAGRAPH)
    detach(session, row)
    withdrawals.note_check_again(session, comment_id)
    row.reason, row.reply_by, row.in_line, row.published_at = Reason.IDENTIFIES, None, False, None
    facts = {"could_have_read": "; ".join(could), "did_read": "; ".join(sorted(did))}
    change_state(session, actor, row, CommentState.SENT_BACK, Reason.IDENTIFIES, **facts)
    notify_writer(session, row, NoticeKind.SENT_BACK)
    session.commit()


@needs(Permission.CHECK_COMMENTS)
def look_up_writer(session: Session, actor: Actor, *, comment_id: str, version: int, reason: str) -> str:
    """Who wrote a comment, for a reason that is kept and that the writer is told."""
    row = find_comment(session, comment_id)
    check_version(row, version)
    together = row.kind == CommentKind.TOGETHER and row.state == CommentState.PUBLISHED  # all of them said it
    if (
        row.account_id is None
        or together
        or row.state not in (CommentState.SENT, CommentState.PUBLISHED, CommentState.SENT_BACK)
    ):
        raise CommentRefused("You cannot look up who wrote this here.")
    why = tidy(reason, "why you need to know", most=SHORT)
    session.add(WriterLookup(comment_id=comment_id, account_id=actor.own_id, reason=why, at=now(session)))
    notify_writer(session, row, NoticeKind.LOOKED_UP)
    trail.record(session, actor, CommentsAction.WRITER_LOOKED_UP, f"comment {comment_id}")
    session.commit()
    if row.written_by:
        return f"somebody who is not known here, through {directory.name_of(session, row.written_by)}"
    return directory.name_of(session, row.account_id)


@needs(Permission.LOOK_AGAIN)
def sent_back(session: Session, actor: Actor) -> list[SentBack]:
    """Comments whose writers ask to look again, with their words; then every other reason for which something was ever
    sent back, also where the comment was changed or taken back since."""
    asked = session.exec(
        select(Comment)
        .where(Comment.state == CommentState.SENT_BACK, Comment.look_again == "asked", has_known_codes())
        .order_by(col(Comment.settled_at).desc())
    ).all()
    rest = reasons.list_reasons(session, besides=[row.comment_id for row in asked])
    return [_asked_again(row) for row in asked] + [
        SentBack(month=one.month, whose=one.whose, reason=one.reason) for one in rest
    ]


@needs(Permission.LOOK_AGAIN)
def settle_again(
    session: Session, actor: Actor, *, comment_id: str, version: int, publishes: bool, told: str = ""
) -> None:
    """Answers a writer who asked to look again: the comment is published after all, or it stays sent back."""
    row = find_at_version(session, comment_id, version)
    if row.state != CommentState.SENT_BACK or row.look_again != "asked":
        raise CommentRefused("Nobody has asked you to look at this again.")
    row.look_again = "published" if publishes else "stands"
    row.told = tidy(told, "your words to the writer", most=PARAGRAPH, needed=not publishes)
    if publishes:
        row.reason = ""
        _publish(session, actor, row, "looked at again by the scrutineer")
    else:
        trail.record(session, actor, CommentsAction.KEPT_UNPUBLISHED, f"comment {comment_id}", reason=row.reason)
        notify_writer(session, row, NoticeKind.SENT_BACK)
    session.commit()


def _publish(session: Session, actor: Actor, row: Comment, reason: str = "") -> None:
    if row.kind == CommentKind.TOGETHER:
        show_to_advisors(session, actor, row, reason)
        return
    publish(session, actor, row, reason)
    put_on_the_agenda(session)


def _to_decide(session: Session, actor: Actor, comment_id: str, version: int) -> Comment:
    row = find_at_version(session, comment_id, version)
    rules.check_by(actor.account_id, row.account_id)
    if row.state != CommentState.SENT:
        raise CommentRefused(f"This comment is not waiting to be checked: it is {row.state.label}.")
    return row


def _view_of(session: Session, actor: Actor, row: Comment) -> CommentToCheck:
    at: datetime = row.sent_at or row.made_at
    sent, day = at.astimezone(ENGLAND).date(), today(session)
    due = row.check_by or rules.check_by_day(sent)
    return CommentToCheck(
        comment_id=row.comment_id,
        version=row.version,
        whose=rules.describe_writer(row.role),
        kind=CommentKind(row.kind),
        seen=row.seen,
        report_id=row.report_id,
        source_kind=row.source_kind,
        source_id=row.source_id,
        stance=rules.stance_of(row.stance),
        really=Really.read(row.really),
        words=row.words,
        readers=Readers(row.readers),
        named=row.named,
        kept_details=row.kept_details,
        worrying=row.worrying,
        sent_on=sent,
        check_by=due,
        age=days.working_days_between(sent, day),
        late=day > due,
        own=row.account_id is not None and row.account_id == actor.account_id,
    )


def _asked_again(row: Comment) -> SentBack:
    at = row.settled_at or row.made_at
    return SentBack(
        month=f"{at:%B %Y}",
        whose=rules.describe_writer(row.role),
        reason=Reason(row.reason).label,
        asked=True,
        comment_id=row.comment_id,
        version=row.version,
        told=row.told,
        seen=row.seen,
        stance=rules.stance_of(row.stance),
        words=row.words,
        readers=row.readers,
    )
