"""Comments as others read them, without their writers; and a writer's own, with what became of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, tuple_
from sqlmodel import Session, col, select

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people import directory
from cscp_core.people.agencies import PARTNERSHIP
from cscp_core.people.permissions import SYSTEM, Actor, Permission, Role, may, needs
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.storage.session import ENGLAND, now, this_minute
from feedback.because.tables import Issue, IssueStory
from feedback.comments import rules
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
from feedback.comments.service import has_known_codes, list_own
from feedback.comments.tables import Comment, CommentReading, Reply, WriterLookup
from feedback.welfare import service as welfare
from feedback.welfare.service import OwnWorry

A_PAGE = 20
FOR_ALL = ", for the partners together"
"""After the name of who replies to what was asked of them all: one reply serves each of them."""
NEW_FOR = timedelta(days=60)
STANDS_ELSEWHERE = (CommentKind.TOGETHER, CommentKind.STILL)
STAYS_FOR = timedelta(hours=1)  # so that what was shown does not go at the next click


@dataclass(frozen=True, kw_only=True)
class Replied:
    """A reply, by role."""

    by: str
    kind: ReplyKind
    words: str
    by_date: date | None
    at: datetime
    late: bool
    answers: bool | None
    promise: Promise | None = None
    promise_words: str = ""
    promise_at: datetime | None = None
    still_missing: tuple[str, ...] = ()
    """What who asked says is still missing from it, once that was checked."""
    hard_because: str = ""
    """Why its words could not be simpler: for who checks comments and for the scrutineer; empty for all others."""
    promise_hard_because: str = ""
    """The same of the words on its promise."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A published comment as others read it: whose kind, which month, and never who."""

    comment_id: str
    version: int
    whose: str
    month: str
    kind: CommentKind
    stance: Stance | Stands | None
    really: Really | None
    words: str
    readers: Readers
    seen: str
    report_id: str
    source_kind: str
    source_id: str
    theme_id: str
    replies: tuple[Replied, ...]
    waits_until: date | None
    for_all: bool = False
    """For who owes the reply: it was asked of the partners together, and one reply is for them all."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One's own comment with everything that became of it."""

    comment_id: str
    version: int
    kind: CommentKind
    state: CommentState
    seen: str
    report_id: str
    source_kind: str
    source_id: str
    stance: Stance | Stands | None
    really: Really | None
    words: str
    readers: Readers
    made_at: datetime
    sent_at: datetime | None
    check_by: date | None
    settled_at: datetime | None
    reason: Reason | None
    told: str
    held_by_another: bool
    look_again: str
    read_by: tuple[tuple[Role, str], ...]
    """Which roles have read it, and in which month first: a day would tell which of a few people it was."""
    replies: tuple[Replied, ...]
    waits_until: date | None
    may_say: bool
    """Whether the last reply waits for "does this answer you?"."""
    may_add: bool
    """Whether its writer may say what is still missing from the last reply."""
    looked_up: tuple[tuple[datetime, str], ...]
    meetings: tuple[str, ...]
    worry: OwnWorry | None
    """What became of it in Welfare, where these words went there."""
    issued: tuple[datetime, ...] = ()
    """When these words were put in an issue that anybody can read, and that is not taken down."""
    written_down: bool = False
    """A participation worker wrote it for them."""


@needs(Permission.READ_COMMENTS)
def list_comments(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    theme_id: str = "",
    source: tuple[str, str] | None = None,
    page: int = 1,
    together: bool = False,
) -> tuple[list[Said], bool]:
    """Published comments on a theme, on one finding (kind and id), or on a whole report, that the actor's role may
    read, newest month first; and whether there are more after this page. How many there are is nobody's business.
    Views given together stand elsewhere, and what is still missing beside what was asked first. Both come along where
    they are asked for."""
    query = _readable_by(actor).where(Comment.report_id == report_id)
    if theme_id:
        query = query.where(Comment.theme_id == theme_id)
    if source:
        query = query.where(Comment.source_kind == source[0], Comment.source_id == source[1])
    if not together:
        query = query.where(col(Comment.kind).not_in(STANDS_ELSEWHERE))
    rows = session.exec(
        query.order_by(col(Comment.published_at).desc(), col(Comment.comment_id))
        .offset((max(page, 1) - 1) * A_PAGE).limit(A_PAGE + 1)
    ).all()  # fmt: skip
    return views_of(session, actor, rows[:A_PAGE]), len(rows) > A_PAGE


@needs(Permission.READ_COMMENTS)
def list_unread(session: Session, actor: Actor, *, most: int = 5) -> list[Said]:
    """Comments of the last weeks that nobody of the actor's role has read yet, or only just now, oldest first."""
    read = exists().where(
        col(CommentReading.comment_id) == col(Comment.comment_id),
        col(CommentReading.role) == actor.role,
        col(CommentReading.at) <= this_minute(session) - STAYS_FOR,
    )
    query = _readable_by(actor).where(
        col(Comment.kind).not_in(STANDS_ELSEWHERE), col(Comment.published_at) > this_minute(session) - NEW_FOR, ~read
    )
    oldest = query.order_by(col(Comment.published_at), col(Comment.comment_id)).limit(most)
    return views_of(session, actor, session.exec(oldest).all())


@needs(Permission.READ_COMMENTS)
def add_read_receipts(session: Session, actor: Actor, *, comment_ids: Sequence[str]) -> None:
    """Notes that the actor's role has read comments, the first time, so that their writers hear of it."""
    for comment_id in not_noted(session, actor, comment_ids=comment_ids):
        session.add(CommentReading(comment_id=comment_id, role=actor.role, at=now(session)))
    session.commit()


@needs(Permission.READ_COMMENTS)
def not_noted(session: Session, actor: Actor, *, comment_ids: Sequence[str]) -> list[str]:
    """Which of these, and of what their writers said is still missing, the actor's role has read now for the first
    time: what it may read, and the actor did not write.
    Who looks after safety reads the words in a record of their own, which no receipt tells of."""
    if actor.role is Role.SYSTEM:
        return []
    seen = exists().where(
        col(CommentReading.comment_id) == col(Comment.comment_id), col(CommentReading.role) == actor.role
    )
    found = session.exec(
        select(Comment.comment_id).where(
            or_(
                col(Comment.comment_id).in_(comment_ids),
                and_(
                    col(Comment.comment_id).in_(_following(session, comment_ids)),
                    col(Comment.state) == CommentState.PUBLISHED,
                ),
            ),
            has_known_codes(),
            _shown_to(actor.role),
            col(Comment.account_id).is_distinct_from(actor.account_id),
            ~seen,
        )
    ).all()
    named = [one for one in dict.fromkeys(comment_ids) if one in set(found)]
    return [*named, *sorted(set(found) - set(named))]


@needs(Permission.KEEP_OWN_DATA)
def list_receipts(session: Session, actor: Actor) -> list[Receipt]:
    """Everything that the actor wrote and has not taken back, newest first, with what became of it."""
    rows = list_own(session, actor)
    ids = [row.comment_id for row in rows]
    replies = replies_to(session, actor, ids)
    readings: dict[str, list[tuple[Role, datetime]]] = {}
    for one in session.exec(select(CommentReading).where(col(CommentReading.comment_id).in_(ids))):
        readings.setdefault(one.comment_id, []).append((one.role, one.at))
    lookups: dict[str, list[tuple[datetime, str]]] = {}
    for found in session.exec(select(WriterLookup).where(col(WriterLookup.comment_id).in_(ids))):
        lookups.setdefault(found.comment_id, []).append((found.at, found.reason))
    placed = meetings.list_placements(session, source_kind=SourceKind.QUESTION)
    worries = welfare.list_own(session, ids)
    issued = _issued(session, ids)
    added = {(row.follows, row.round) for row in rows if row.follows}
    return [
        _receipt_of(
            row,
            _by_month(readings.get(row.comment_id, [])),
            tuple(replies.get(row.comment_id, [])),
            tuple(lookups.get(row.comment_id, [])),
            tuple(told for one in placed.get(row.comment_id, []) for told in (one.as_sentence, *one.said)),
            worries.get(row.comment_id),
            added,
            tuple(issued.get(row.comment_id, ())),
        )
        for row in rows
    ]


def _by_month(readings: list[tuple[Role, datetime]]) -> tuple[tuple[Role, str], ...]:
    """Readings in the order of their months; within one no order tells the day."""
    at_home = ((at.astimezone(ENGLAND), role) for role, at in readings)
    ordered = sorted((at.year, at.month, role.label, role) for at, role in at_home)
    return tuple((role, f"{date(year, number, 1):%B %Y}") for year, number, _, role in ordered)


def _readable_by(actor: Actor) -> Any:
    """Published comments that the actor's role may read. What stands in no list of readers is not among them."""
    allowed = rules.readable_by(actor.role)
    return select(Comment).where(
        Comment.state == CommentState.PUBLISHED, col(Comment.readers).in_(allowed), has_known_codes()
    )


def _shown_to(role: Role) -> Any:
    """What some screen or file shows to a role in its writer's words, but for what is held, and for a view together
    that only Young Advisors read: of two of them a role is a person."""
    noted = {
        pair: roles for pair, roles in rules.AUDIENCE.items() if pair[0] not in (CommentState.HELD, CommentState.SHOWN)
    }
    shown = [pair for pair, roles in noted.items() if role in roles]
    found = tuple_(col(Comment.state), col(Comment.readers)).in_(list(shown))
    if role is Role.SCRUTINEER:
        return or_(found, and_(col(Comment.state) == CommentState.SENT_BACK, col(Comment.look_again) == "asked"))
    return found


def views_of(
    session: Session, actor: Actor, rows: Sequence[Comment], *, owes: bool = False, until: datetime | None = None
) -> list[Said]:
    """Comments as others read them, with the replies as they stood at a moment, or stand now. By when a reply is due
    tells the day of publication, so only who owes it hears."""
    replies = replies_to(session, actor, [row.comment_id for row in rows], until) if rows else {}
    cards = directory.agency_cards(session) if owes and actor.role is Role.PARTNER else {}
    return [
        Said(
            comment_id=row.comment_id,
            version=row.version,
            whose=rules.describe_writer(row.role),
            month=f"{row.published_at:%B %Y}",
            kind=CommentKind(row.kind),
            stance=rules.stance_of(row.stance),
            really=Really.read(row.really),
            words=row.words,
            readers=Readers(row.readers),
            seen=row.seen,
            report_id=row.report_id,
            source_kind=row.source_kind,
            source_id=row.source_id,
            theme_id=row.theme_id,
            replies=tuple(replies.get(row.comment_id, [])),
            waits_until=row.reply_by if owes else None,
            for_all=row.agency_id in cards and cards[row.agency_id].kind == PARTNERSHIP,
        )
        for row in rows
        if rules.may_read(row.state, row.readers, actor.role) or _is_own(row, actor)
    ]


def views_in_print(session: Session, rows: Sequence[Comment], *, until: datetime) -> list[Said]:
    """Comments as anybody may read them, with the replies of a moment: those that the command line, which writes files,
    may read."""
    return views_of(session, SYSTEM, rows, until=until)


def _is_own(row: Comment, actor: Actor) -> bool:
    return row.account_id is not None and row.account_id == actor.account_id


def replies_to(
    session: Session, actor: Actor, comment_ids: Sequence[str], until: datetime | None = None
) -> dict[str, list[Replied]]:
    """Replies to comments that the caller may read, by comment, with what their writers and agencies said of them: as
    they stood at a moment, or stand now."""

    def stood(at: datetime | None) -> bool:
        return at is None or until is None or at <= until

    cards = directory.agency_cards(session)
    added = _still_missing(session, actor, comment_ids, stood)
    hears_reasons = may(actor, Permission.CHECK_COMMENTS) or may(actor, Permission.LOOK_AGAIN)
    found: dict[str, list[Replied]] = {}
    query = (
        select(Reply, Comment.agency_id)
        .join(Comment, col(Comment.comment_id) == col(Reply.comment_id))
        .where(col(Reply.comment_id).in_(comment_ids))
        .order_by(col(Reply.round))
    )
    for one, asked in ((one, asked) for one, asked in session.exec(query) if stood(one.at)):
        settled = stood(one.promise_at)
        by = cards[one.agency_id].name if one.agency_id in cards else "The independent scrutineer"
        if one.agency_id in cards and asked in cards and cards[asked].kind == PARTNERSHIP:
            by += FOR_ALL
        found.setdefault(one.comment_id, []).append(
            Replied(
                by=by,
                kind=ReplyKind(one.kind),
                words=one.words,
                by_date=one.by_date,
                at=one.at,
                late=one.late,
                answers=one.answers if stood(one.answers_at) else None,
                promise=Promise.read(one.promise) if settled else None,
                promise_words=one.promise_words if settled else "",
                promise_at=one.promise_at if settled else None,
                still_missing=tuple(added.get((one.comment_id, one.round), ())),
                hard_because=one.hard_because if hears_reasons else "",
                promise_hard_because=one.promise_hard_because if hears_reasons and settled else "",
            )
        )
    return found


def _following(session: Session, comment_ids: Sequence[str]) -> Sequence[str]:
    """Which comments say what is still missing from replies to these: nearly always none. Asked by itself, so that a
    database without statistics does not read every published comment instead."""
    return session.exec(select(Comment.comment_id).where(col(Comment.follows).in_(comment_ids))).all()


def _still_missing(
    session: Session, actor: Actor, comment_ids: Sequence[str], stood: Callable[[datetime | None], bool]
) -> dict[tuple[str, int], list[str]]:
    """What is still missing from replies, by comment and round, as far as it was checked and the actor may read it."""
    ids = _following(session, comment_ids)
    if not ids:
        return {}
    rows = session.exec(
        select(Comment).where(
            col(Comment.comment_id).in_(ids), Comment.state == CommentState.PUBLISHED, has_known_codes()
        )
    )
    found: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        if stood(row.published_at) and (rules.may_read(row.state, row.readers, actor.role) or _is_own(row, actor)):
            found.setdefault((row.follows, row.round), []).append(row.words)
    return found


def _receipt_of(
    row: Comment,
    read_by: tuple[tuple[Role, str], ...],
    replies: tuple[Replied, ...],
    looked_up: tuple[tuple[datetime, str], ...],
    placed: tuple[str, ...],
    worry: OwnWorry | None,
    added: set[tuple[str, int]],
    issued: tuple[datetime, ...],
) -> Receipt:
    of_these_words = worry is not None and (
        row.state == CommentState.HELD or row.sent_at is None or worry.made_at >= row.sent_at
    )
    return Receipt(
        comment_id=row.comment_id,
        version=row.version,
        kind=CommentKind(row.kind),
        state=CommentState(row.state),
        seen=row.seen,
        report_id=row.report_id,
        source_kind=row.source_kind,
        source_id=row.source_id,
        stance=rules.stance_of(row.stance),
        really=Really.read(row.really),
        words=row.words,
        readers=Readers(row.readers),
        made_at=row.made_at,
        sent_at=row.sent_at,
        check_by=row.check_by,
        settled_at=row.settled_at,
        reason=Reason.read(row.reason),
        told=row.told,
        held_by_another=row.state == CommentState.HELD and row.held_by != "writer",
        look_again=row.look_again,
        read_by=read_by,
        replies=replies,
        waits_until=row.reply_by,
        may_say=row.state == CommentState.PUBLISHED and len(replies) == row.round > 0 and replies[-1].answers is None,
        may_add=_may_add(row, replies, added),
        looked_up=looked_up,
        meetings=placed,
        worry=worry if of_these_words else None,
        written_down=row.written_by is not None,
        issued=issued if row.state == CommentState.PUBLISHED and row.readers == Readers.ANYWHERE else (),
    )


def _may_add(row: Comment, replies: tuple[Replied, ...], added: set[tuple[str, int]]) -> bool:
    unanswered = row.state == CommentState.PUBLISHED and bool(replies) and replies[-1].answers is False
    return unanswered and (row.comment_id, row.round - 1) not in added


def _issued(session: Session, comment_ids: Sequence[str]) -> dict[str, list[datetime]]:
    """When the words of comments were put in an issue that is up, by comment."""
    found: dict[str, list[datetime]] = {}
    for comment_id, at in session.exec(
        select(IssueStory.comment_id, Issue.at)
        .join(Issue, col(Issue.issue_id) == col(IssueStory.issue_id))
        .join(Comment, col(Comment.comment_id) == col(IssueStory.comment_id))
        .where(
            col(IssueStory.comment_id).in_(comment_ids),
            col(Issue.taken_down_at).is_(None),
            col(Comment.sent_at) == col(IssueStory.sent_at),
        )
        .order_by(col(Issue.issue_id))
    ):
        found.setdefault(comment_id, []).append(at)
    return found
