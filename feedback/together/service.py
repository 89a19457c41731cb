"""Young Advisors' joint view of a theme: each wording is checked before the others read it, then agreed and published.

A wording is a comment of the kind "our view", so it is checked, sent back, held, withdrawn and kept like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, DetailsFound, NotFound
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.identifying.worries import find_worries
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import TogetherAction
from feedback.comments import rules as comment_rules
from feedback.comments.rules import CommentKind, CommentState, Readers, Stands
from feedback.comments.service import (
    change_state,
    details_in,
    erase,
    has_known_codes,
    move_to_welfare,
    new_row,
)
from feedback.comments.sources import find_subject
from feedback.comments.tables import Comment
from feedback.comments.telling import notify_checkers, notify_writer
from feedback.own import withdrawals
from feedback.together import rules
from feedback.together.rules import STANDING
from feedback.together.tables import Agreement
from feedback.welfare import cover
from feedback.welfare.rules import About
from feedback.welfare.service import NO_ANSWER, ContactAnswer

GONE = "These words are not here any more. Look at what it says now."


@dataclass(frozen=True, kw_only=True)
class JointWording:
    """A checked wording as Young Advisors read it. Who wrote it and who agrees is not said; only whether you do."""

    comment_id: str
    version: int
    stands: Stands
    words: str
    you_agree: bool
    is_published: bool
    may_go: bool
    """Whether everybody has agreed and it is not published: the last who had not has left."""


@dataclass(frozen=True, kw_only=True)
class JointView:
    """A joint view as everybody sees it."""

    theme_id: str
    stands: Stands
    words: str
    month: str
    comment_id: str


@needs(Permission.SPEAK_TOGETHER)
def list_wordings(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> list[JointWording]:
    """The checked wordings of a theme, the newest first. There are several where two were written at once."""
    active = _active_accounts(session)
    found = []
    for row in _readable_wordings(session, report_id, theme_id):
        agreed = _agreed_accounts(session, row)
        found.append(
            JointWording(
                comment_id=row.comment_id,
                version=row.version,
                stands=Stands(row.stance),
                words=row.words,
                you_agree=actor.account_id in agreed,
                is_published=row.state == CommentState.PUBLISHED,
                may_go=row.state == CommentState.SHOWN and rules.all_agree(active, agreed),
            )
        )
    return found


@needs(Permission.SPEAK_TOGETHER)
def list_begun(session: Session, actor: Actor, *, report_id: str) -> list[str]:
    """Ids of the themes of which the actor can read a wording: a checked one, or their own."""
    rows = session.exec(_of_report(report_id).order_by(col(Comment.theme_id))).all()
    return list(
        dict.fromkeys(one.theme_id for one in rows if one.state in STANDING or one.account_id == actor.account_id)
    )


@needs(Permission.SPEAK_TOGETHER)
def submit_wording(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    theme_id: str,
    stands: Stands,
    words: str,
    version: int,
    replaces: str = "",
    comment_id: str = "",
    keeps: bool = False,
    worry: About | None = None,
    contact: ContactAnswer = NO_ANSWER,
) -> str:
    """Sends a wording to be checked, or a worry to Welfare, and returns its id. Until it was checked nobody but its
    writer and the checker reads it, and the others go on seeing what stands.

    `replaces` is the checked wording that its writer had before them, or `comment_id` their own that waits or came
    back, which this changes. `version` is that of either, 0 where there was none. `keeps` says that identifying details
    shall stay; `contact` says of a worry whether its writer may be contacted.

    Raises:
        CommentsClosed: nobody could act on a worry; the message says whom to ring.
        DetailsFound: it may say who somebody is, and the writer has not said that this shall stay.
        ChangedMeanwhile: what the writer had before them does not stand there any more; what does comes with it.
    """
    cover.check_open(session, worry)
    if not worry:
        rules.check_enough(_active_accounts(session))
    about = find_subject(session, actor, report_id=report_id, kind="theme", source_id=theme_id)
    row = _find_waiting(session, actor, report_id, theme_id)
    if (row.comment_id, row.version) != (comment_id, version) if row else bool(comment_id):
        raise ChangedMeanwhile("What you wrote has changed since. Yours is still below.", row.words if row else "")
    standing = _readable_wordings(session, report_id, theme_id)
    known = [(one.comment_id, one.version) for one in standing] or [("", 0)]
    if row is None and not worry and (replaces, version) not in known:
        theirs = standing[0].words if standing else ""
        raise ChangedMeanwhile("Somebody else changed it while you wrote. Yours is still below.", theirs)
    tidied = tidy(words, "what you think together", most=PARAGRAPH, needed=not worry)
    found = details_in(session, tidied)
    if found and not keeps and not worry:
        raise DetailsFound(found)
    if row is None:
        row = new_row(session, actor, about, CommentKind.TOGETHER)
        row.readers, row.replaces = Readers.ANYWHERE, replaces
    else:
        row.version += 1
    row.stance, row.words = stands, tidied
    row.kept_details = ", ".join(sorted({name for _, name in found}))
    row.worrying = bool(find_worries(tidied))
    row.sent_at, row.check_by = now(session), comment_rules.check_by_day(today(session))
    row.reason = row.told = row.look_again = ""
    session.add(row)
    session.flush()
    if worry:
        move_to_welfare(session, actor, row, about=worry, held_by="writer", answer=contact)
    else:
        change_state(session, actor, row, CommentState.SENT)
        _note_agreement(session, actor, row)
        notify_checkers(session, row)
    trail.record(session, actor, TogetherAction.WORDING_SENT, f"comment {row.comment_id}", to=row.state)
    session.commit()
    return row.comment_id


@needs(Permission.SPEAK_TOGETHER)
def agree(session: Session, actor: Actor, *, comment_id: str, version: int) -> None:
    """Agrees to a checked wording, and to no other of its theme, one's own that waits included. Once every active Young
    Advisor has, it is published: these very words were checked for that."""
    row = session.get(Comment, comment_id)
    if row is None or row.version != version or not _is_readable(row):
        raise ChangedMeanwhile(GONE)
    cover.check_open(session)
    of_theme = _of_report(row.report_id).where(Comment.theme_id == row.theme_id, Comment.comment_id != comment_id)
    for other in session.exec(of_theme).all():  # also one's own that waits to be checked
        withdraw_agreement(session, actor.own_id, other)
    _note_agreement(session, actor, row)
    trail.record(session, actor, TogetherAction.AGREED, f"comment {comment_id}")
    if row.state == CommentState.SHOWN and rules.all_agree(_active_accounts(session), _agreed_accounts(session, row)):
        _publish(session, row)
    session.commit()


@needs(Permission.SPEAK_TOGETHER)
def disagree(session: Session, actor: Actor, *, comment_id: str) -> None:
    """Takes one's agreement back. What was published goes back to the Young Advisors alone."""
    row = session.get(Comment, comment_id)
    if row is None or not _is_readable(row):
        raise NotFound(GONE)
    withdraw_agreement(session, actor.own_id, row)
    trail.record(session, actor, TogetherAction.AGREEMENT_WITHDRAWN, f"comment {comment_id}")
    session.commit()


@needs(Permission.READ_COMMENTS)
def list_published(session: Session, actor: Actor, *, report_id: str) -> dict[str, JointView]:
    """Views that every active Young Advisor agreed to and that were checked, by theme. Where somebody joins, a view is
    not shown until they have agreed too."""
    active = _active_accounts(session)
    rows = session.exec(_of_report(report_id).where(Comment.state == CommentState.PUBLISHED)).all()
    return {
        row.theme_id: JointView(
            theme_id=row.theme_id,
            stands=Stands(row.stance),
            words=row.words,
            month=f"{row.published_at:%B %Y}",
            comment_id=row.comment_id,
        )
        for row in rows
        if comment_rules.may_read(row.state, row.readers, actor.role)
        and rules.all_agree(active, _agreed_accounts(session, row))
    }


# For other rooms, within their transactions


def show_to_advisors(session: Session, actor: Actor, row: Comment, reason: str = "") -> None:
    """A wording was checked: the Young Advisors may read it and agree to it. It takes the place of the one that its
    writer had before them, where that still stands; where another has come in between, both stand."""
    change_state(session, actor, row, CommentState.SHOWN, reason)
    replaced = session.get(Comment, row.replaces) if row.replaces else None
    if replaced is not None and _is_readable(replaced):
        erase(session, replaced)
    row.replaces = ""
    notify_writer(session, row, NoticeKind.COMMENT_READ)
    others = [one for one in directory.of_role(session, Role.YOUNG_ADVISOR) if one != row.account_id]
    notify(session, others, NoticeKind.JOINT_VIEW, "/our_view")
    if rules.all_agree(_active_accounts(session), _agreed_accounts(session, row)):
        _publish(session, row)


def withdraw_agreement(session: Session, account_id: int, row: Comment) -> None:
    """Takes one person's agreement back, also in an older copy of the database. It leaves no row of its own in the
    trail: rows would count to what somebody who takes everything back had agreed."""
    mine = session.get(Agreement, (row.comment_id, account_id))
    if mine is None:
        return
    withdrawals.note_not_agreed(session, row.comment_id, account_id)
    session.delete(mine)
    session.flush()
    if row.state == CommentState.PUBLISHED:
        row.state, row.settled_at, row.published_at = CommentState.SHOWN, now(session), None
        session.add(row)


def list_agreed(session: Session, account_id: int) -> list[Comment]:
    """The checked wordings that somebody agreed to."""
    mine = select(Agreement.comment_id).where(Agreement.account_id == account_id)
    return [row for row in session.exec(select(Comment).where(col(Comment.comment_id).in_(mine))) if _is_readable(row)]


def _of_report(report_id: str) -> Any:
    return select(Comment).where(
        Comment.kind == CommentKind.TOGETHER, Comment.report_id == report_id, has_known_codes()
    )


def _readable_wordings(session: Session, report_id: str, theme_id: str) -> Sequence[Comment]:
    rows = session.exec(
        _of_report(report_id)
        .where(Comment.theme_id == theme_id, col(Comment.state).in_(STANDING))
        .order_by(col(Comment.settled_at).desc(), col(Comment.comment_id))
    ).all()
    return [row for row in rows if _is_readable(row)]


def _is_readable(row: Comment) -> bool:
    """Whether Young Advisors may read it, from what the database holds; unknown words: no."""
    known = row.kind == CommentKind.TOGETHER and row.state in STANDING and row.stance in tuple(Stands)
    return known and comment_rules.may_read(row.state, row.readers, Role.YOUNG_ADVISOR)


def _find_waiting(session: Session, actor: Actor, report_id: str, theme_id: str) -> Comment | None:
    """The actor's own wording that waits to be checked or came back: one a theme."""
    mine = _of_report(report_id).where(
        Comment.theme_id == theme_id,
        Comment.account_id == actor.own_id,
        col(Comment.state).in_([CommentState.SENT, CommentState.SENT_BACK]),
    )
    found: Comment | None = session.exec(mine.order_by(col(Comment.made_at).desc())).first()
    return found


def _active_accounts(session: Session) -> list[int]:
    """Ids of the Young Advisors without whom nothing is said together."""
    return directory.accounts_taking_part(session, Role.YOUNG_ADVISOR)


def _agreed_accounts(session: Session, row: Comment) -> list[int]:
    """Ids of the accounts that agreed to a wording."""
    return list(session.exec(select(Agreement.account_id).where(Agreement.comment_id == row.comment_id)))


def _note_agreement(session: Session, actor: Actor, row: Comment) -> None:
    if not session.get(Agreement, (row.comment_id, actor.own_id)):
        session.add(Agreement(comment_id=row.comment_id, account_id=actor.own_id, at=now(session)))
        session.flush()


def _publish(session: Session, row: Comment) -> None:
    """Everybody has agreed to checked words. It is nobody's own decision, so none stands in the trail."""
    change_state(session, SYSTEM, row, CommentState.PUBLISHED, "agreed to by all")
    row.published_at = row.settled_at
    everybody = directory.of_role(session, Role.YOUNG_ADVISOR)
    notify(session, everybody, NoticeKind.COMMENT_READ, "/our_view")
