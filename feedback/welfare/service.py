"""Handling worries: holding, acknowledging, handing over, closing."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotFound, WelfareRefused
from cscp_core.free_text import SHORT, tidy
from cscp_core.identifying.worries import find_worries as worries_in
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import month_of, now, today
from cscp_core.storage.trail_actions import CommentsAction, WelfareAction
from feedback.comments.rules import CommentState
from feedback.comments.tables import Comment
from feedback.welfare import rules
from feedback.welfare.cover import find_contacts, find_leads
from feedback.welfare.rules import About, ContactKind, How, SafeContact
from feedback.welfare.tables import Concern, ContactAttempt, KeptFrom

ADDRESS = "/welfare"
NOBODY_KNOWN = "no e-mail address is kept and no participation worker was named when this came"
POSTS = {"lead": "the safeguarding lead", "deputy": "the safeguarding lead's deputy"}
"""Who read a worry, for its writer, by what the database keeps: a role, never a name."""


@dataclass(frozen=True, kw_only=True)
class ContactAnswer:
    """What a writer says about being contacted: whether it is safe, and how and when, in their own words."""

    safe: SafeContact | None = None
    how: str = ""


NO_ANSWER = ContactAnswer()


@dataclass(frozen=True, kw_only=True)
class NoticedWorry:
    """Words that sound like a worry: words[start:end] of the record, and the kind in words. Worked out each time."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class ListedAttempt:
    """That lead or deputy spoke, or tried to speak, to somebody."""

    at: datetime
    how: How
    reached: bool
    note: str
    by: str


@dataclass(frozen=True, kw_only=True)
class WelfareRecord:
    """A welfare record as lead and deputy see it."""

    concern_id: int
    number: str
    version: int
    about: About
    kinds: tuple[str, ...]
    """The kinds of worry that were noticed in the words, as labels, in alphabetical order."""
    noticed: tuple[NoticedWorry, ...]
    held_by: str
    writer: str
    reach: str
    finding: str
    words: str
    at: datetime
    acknowledge_by: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    handed_to: str
    reference: str
    handed_over_at: datetime | None
    outcome: str
    closed_at: datetime | None
    keep_until: date | None
    late: bool
    safe_contact: str
    """A sentence about whether it is safe to contact the writer."""
    contact_how: str
    attempts: tuple[ListedAttempt, ...]
    look_again_on: date | None
    look_again_is_due: bool
    may_go_back: bool


@dataclass(frozen=True, kw_only=True)
class OwnWorry:
    """What the writer of a worry learns of it, and what they said about contact. Never a name or a reference."""

    made_at: datetime
    read_by_when: datetime
    read_at: datetime | None
    read_by: str
    passed_on_at: datetime | None
    safe_contact: str
    contact_how: str


# Holding


def open_record(
    session: Session,
    comment: Comment,
    *,
    about: About,
    held_by: str,
    moved_by: int | None = None,
    answer: ContactAnswer = NO_ANSWER,
) -> None:
    """Makes the record of a worry from a comment and tells who may see it, within the caller's transaction.

    `moved_by` is the account that moved somebody else's comment; `answer` what its writer said about being contacted.
    The writer was told before where nobody is here; what a checker holds is held even when nobody is here.

    Raises:
        WelfareRefused: its writer may be contacted in one way only, and does not say in which.
        TextRefused: that way takes too many words.
    """
    how = tidy(answer.how, "how and when to contact you", most=rules.LONGEST_HOW, needed=False)
    rules.check_answers_how(answer.safe, how)
    account = session.get(Account, comment.account_id) if comment.account_id else None
    worker = session.get(Account, comment.written_by) if comment.written_by else None
    row = Concern(
        comment_id=comment.comment_id,
        about=about,
        held_by=held_by,
        writer=_describe_writer(account, worker),
        reach=_through(worker) if worker else _describe_reach(session, account),
        finding=comment.seen,
        words=comment.words,
        at=now(session),
        acknowledge_by=now(session) + rules.ACKNOWLEDGE_WITHIN,
        number=secrets.token_hex(8),
        moved_by=moved_by,
        safe_contact=answer.safe or "",
        contact_how=how,
    )
    session.add(row)
    session.flush()
    assert row.concern_id is not None
    session.add_all([KeptFrom(concern_id=row.concern_id, account_id=one) for one in _find_conflicted(session, about)])
    notify_readers(session, row, NoticeKind.WELFARE)


def _describe_writer(account: Account | None, worker: Account | None) -> str:
    """Who wrote. Of whom a participation worker wrote for nothing is known but that worker."""
    if worker:
        return f"a young person whom the app does not know; {worker.name}, {worker.role}, wrote it down for them"
    return f"{account.name}, {account.role}" if account else "Young Advisors together"


def _find_conflicted(session: Session, about: About) -> list[int]:
    """Who holds the post that a worry is about, disabled accounts too: they may be let in again."""
    rows = session.exec(select(Account).where(Account.role == Role.SAFEGUARDING_LEAD))
    return [one.account_id for one in rows if one.account_id is not None and about.is_of(one.deputy)]


def may_see(session: Session, row: Concern, account_id: int | None, deputy: bool) -> bool:
    """Whether this lead or deputy may see a record."""
    kept_from = session.exec(select(KeptFrom.account_id).where(KeptFrom.concern_id == row.concern_id)).all()
    return rules.may_see(row.about, kept_from, account_id, deputy)


def _describe_reach(session: Session, account: Account | None) -> str:
    """How to reach a writer. Nobody can write to a user name: without an address somebody who knows them is named."""
    if account and account.email:
        return f"user name {account.username}, {account.email}"
    worker = find_contacts(session)[ContactKind.PARTICIPATION_WORKER]
    through = f"through the participation worker: {worker}" if worker != rules.NOT_SET else NOBODY_KNOWN
    return f"user name {account.username}, {through}" if account else through


def _through(worker: Account) -> str:
    where = worker.email or f"user name {worker.username}"
    return f"through {worker.name}, {where}; not through them if it may be about them"


def notify_readers(session: Session, row: Concern, kind: NoticeKind) -> None:
    """Leaves everybody who may see a record a notice, within the caller's transaction."""
    who = [one.account_id for one in find_leads(session) if may_see(session, row, one.account_id, one.deputy)]
    notify(session, [one for one in who if one is not None], kind, ADDRESS)


@needs(Permission.WATCH_WELFARE)
def pass_on_unopened(session: Session, actor: Actor) -> int:
    """Tells again of what nobody has acknowledged: lead and deputy first, then the business managers too, who learn
    only that a notice was not opened. Returns how many were passed on."""
    passed, changed = 0, False
    rows = session.exec(select(Concern).where(col(Concern.acknowledged_at).is_(None), col(Concern.closed_at).is_(None)))
    for row in rows.all():
        due = rules.steps_due(row.at, now(session))
        if due > row.escalated:
            row.escalated, passed = due, passed + 1
            session.add(row)
            notify_readers(session, row, NoticeKind.WELFARE)
            if due > 1:
                managers = directory.of_role(session, Role.BUSINESS_MANAGER)
                notify(session, managers, NoticeKind.WELFARE_UNREAD, "/to_do")
        elif due < row.escalated:  # the clock was set back: what it went on to tell too early it tells again in time
            row.escalated, changed = due, True
            session.add(row)
    if passed:
        trail.record(session, actor, WelfareAction.NOTICES_ESCALATED, "welfare", records=passed)
    if passed or changed:
        session.commit()
    return passed


# Handling


@needs(Permission.SEE_WELFARE)
def list_worries(
    session: Session, actor: Actor, *, closed: bool = False, handed_over: bool = False
) -> list[WelfareRecord]:
    """Records that this lead or deputy may see, oldest first: open ones that were not handed over, those that were,
    or closed ones."""
    query = select(Concern).order_by(col(Concern.at), col(Concern.concern_id))
    for column, wanted in ((Concern.closed_at, closed), (Concern.handed_over_at, handed_over)):
        if column is Concern.closed_at or not closed:
            query = query.where(col(column).is_not(None) if wanted else col(column).is_(None))
    rows = [row for row in session.exec(query) if may_see(session, row, actor.account_id, actor.deputy)]
    return [view_of(session, row) for row in rows]


@needs(Permission.SEE_WELFARE)
def acknowledge(session: Session, actor: Actor, *, concern_id: int, version: int) -> None:
    """Says that somebody has read it and acts; the clock stops."""
    row = find_at_version(session, actor, concern_id, version)
    if row.acknowledged_at:
        raise WelfareRefused("This has been acknowledged already.")
    note_read(session, actor, row)
    record_act(session, actor, WelfareAction.ACKNOWLEDGED, row)


@needs(Permission.SEE_WELFARE)
def hand_over(session: Session, actor: Actor, *, concern_id: int, version: int, to: str, reference: str) -> None:
    """Records that the case was passed to where it is worked on, and the reference under which it is kept there."""
    row = find_at_version(session, actor, concern_id, version)
    if row.closed_at or row.handed_over_at:
        raise WelfareRefused("This has been handed over or closed already.")
    row.handed_to = tidy(to, "whom it was handed to", most=SHORT)
    row.reference = tidy(reference, "the reference in their system", most=SHORT)
    row.handed_over_at = now(session)
    if not row.acknowledged_at:
        note_read(session, actor, row)
    record_act(session, actor, WelfareAction.HANDED_OVER, row)


@needs(Permission.SEE_WELFARE)
def close(session: Session, actor: Actor, *, concern_id: int, version: int, outcome: str) -> None:
    """Records what came of it. The record is kept for its own time from now."""
    row = find_at_version(session, actor, concern_id, version)
    if row.closed_at:
        raise WelfareRefused("This is closed already.")
    if not row.acknowledged_at:
        raise WelfareRefused("Acknowledge it first.")
    _set_closed(session, row, tidy(outcome, "the outcome", most=SHORT))
    record_act(session, actor, WelfareAction.CLOSED, row)


@needs(Permission.SEE_WELFARE)
def give_back(session: Session, actor: Actor, *, concern_id: int, version: int) -> None:
    """Says that nobody is at risk: the comment goes back to be checked as any other, and the record stays, closed.

    Raises:
        WelfareRefused: it is not held any more, or its writer sent it here and to nobody else.
    """
    row = find_at_version(session, actor, concern_id, version)
    if not rules.may_go_back(row.held_by):
        raise WelfareRefused("The writer sent this to you and to nobody else. Close it with what came of it.")
    comment = session.get(Comment, row.comment_id)
    if row.closed_at or comment is None or comment.state != CommentState.HELD:
        raise WelfareRefused("This comment is not held any more.")
    if not row.acknowledged_at:
        note_read(session, actor, row)
    comment.state, comment.settled_at = CommentState.SENT, now(session)
    comment.version += 1
    session.add(comment)
    _set_closed(session, row, "Nobody was found to be at risk; the comment went back to be checked.")
    facts = {"old": CommentState.HELD, "new": CommentState.SENT, "reason": "nobody at risk"}
    trail.record(session, actor, CommentsAction.MODERATED, f"comment {comment.comment_id}", **facts)
    managers = directory.of_role(session, Role.BUSINESS_MANAGER)
    notify(session, managers, NoticeKind.TO_CHECK, "/to_check")
    record_act(session, actor, WelfareAction.RETURNED, row)


def note_read(session: Session, actor: Actor, row: Concern) -> None:
    """Notes when a record was read, by whom and in which post, within the caller's transaction."""
    row.acknowledged_at, row.acknowledged_by = now(session), actor.name
    row.acknowledged_as = "deputy" if actor.deputy else "lead"


def _set_closed(session: Session, row: Concern, outcome: str) -> None:
    row.outcome, row.closed_at, row.keep_until = outcome, now(session), today(session) + rules.KEPT_FOR


def find_at_version(session: Session, actor: Actor, concern_id: int, version: int) -> Concern:
    """A record that is about to change, by the version that was seen.

    Raises:
        NotFound: there is none, or none for this actor.
        ChangedMeanwhile: somebody changed it since.
    """
    row = session.get(Concern, concern_id)
    if row is None or not may_see(session, row, actor.account_id, actor.deputy):
        raise NotFound("There is no such record for you here.")
    if row.version != version:
        raise ChangedMeanwhile("Somebody changed this record after you opened it. Look at what it says now.")
    row.version += 1
    session.add(row)
    return row


def record_act(session: Session, actor: Actor, action: WelfareAction, row: Concern) -> None:
    """One row of the trail for what was done to a record, and the commit."""
    trail.record(session, actor, action, f"concern {row.concern_id}")
    session.commit()


def view_of(session: Session, row: Concern) -> WelfareRecord:
    """A record as those who may see it see it."""
    comment = session.get(Comment, row.comment_id)
    noticed = worries_in(row.words)
    return WelfareRecord(
        concern_id=row.concern_id or 0,
        number=row.number,
        version=row.version,
        about=About(row.about),
        kinds=tuple(sorted({one.kind.label for one in noticed})),
        noticed=tuple(NoticedWorry(kind=one.kind.label, start=one.start, end=one.end) for one in noticed),
        held_by=row.held_by,
        writer=row.writer,
        reach=row.reach,
        finding=row.finding,
        words=row.words,
        at=row.at,
        acknowledge_by=row.acknowledge_by,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        handed_to=row.handed_to,
        reference=row.reference,
        handed_over_at=row.handed_over_at,
        outcome=row.outcome,
        closed_at=row.closed_at,
        keep_until=row.keep_until,
        late=row.acknowledged_at is None and row.closed_at is None and now(session) > row.acknowledge_by,
        safe_contact=rules.safe_contact(row.safe_contact, row.held_by),
        contact_how=row.contact_how,
        attempts=_attempts_of(session, row),
        look_again_on=row.look_again_on,
        look_again_is_due=row.closed_at is None and bool(row.look_again_on and row.look_again_on <= today(session)),
        may_go_back=comment is not None and comment.state == CommentState.HELD and rules.may_go_back(row.held_by),
    )


def _attempts_of(session: Session, row: Concern) -> tuple[ListedAttempt, ...]:
    found = session.exec(
        select(ContactAttempt)
        .where(ContactAttempt.concern_id == row.concern_id)
        .order_by(col(ContactAttempt.at), col(ContactAttempt.attempt_id))
    )
    return tuple(
        ListedAttempt(at=one.at, how=How(one.how), reached=one.reached, note=one.note, by=one.by) for one in found
    )


def _read_by(row: Concern) -> str:
    """Who read it, by post. Where it is about somebody who held that post before, the post alone would frighten."""
    known = row.about in tuple(About) and row.acknowledged_as in POSTS
    if known and About(row.about).is_of(row.acknowledged_as == "deputy"):
        return "somebody who looks after safety, and not by the one whom it is about,"
    return POSTS.get(row.acknowledged_as, "somebody who looks after safety")


def list_own(session: Session, comment_ids: Collection[str]) -> dict[str, OwnWorry]:
    """What writers learn of their own worries, by comment: of the newest record of each."""
    theirs = select(Concern).where(col(Concern.comment_id).in_(comment_ids)).order_by(col(Concern.concern_id))
    return {
        row.comment_id: OwnWorry(
            made_at=row.at,
            read_by_when=row.acknowledge_by,
            read_at=row.acknowledged_at,
            read_by=_read_by(row),
            passed_on_at=row.handed_over_at,
            safe_contact=row.safe_contact,
            contact_how=row.contact_how,
        )
        for row in session.exec(theirs)
    }


@needs(Permission.CHECK_COMMENTS)
def months_of_moves(session: Session, actor: Actor) -> list[str]:
    """In which months the actor moved something to Welfare, newest first: all that a business manager sees of it. Not
    what, and not how often."""
    rows = session.exec(select(Concern.at).where(Concern.moved_by == actor.own_id).order_by(col(Concern.at).desc()))
    return list(dict.fromkeys(month_of(at) for at in rows))
