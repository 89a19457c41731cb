"""What a writer can do: save, send, change, narrow, take back, ask to look again, and say whether a reply answers."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, update
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, DetailsFound, NotFound
from cscp_core.evidence.kinds import SourceKind
from cscp_core.free_text import LONG, tidy
from cscp_core.identifying.rules import find_details
from cscp_core.identifying.worries import find_worries
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.storage import trail
from cscp_core.storage.session import mark_erasing, now, today
from cscp_core.storage.trail_actions import CommentsAction
from feedback.because.tables import IssueStory
from feedback.comments import following, rules
from feedback.comments.known import known_names
from feedback.comments.rules import CommentKind, CommentState, Readers, Really, Stance
from feedback.comments.sources import CommentSubject, find_subject
from feedback.comments.tables import Comment, CommentReading, Reply, WriterLookup
from feedback.comments.telling import notify_checkers, notify_who_owes, notify_writer
from feedback.own import withdrawals
from feedback.together.questions import check_may_ask
from feedback.together.tables import Agreement
from feedback.welfare import cover
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from feedback.welfare.service import NO_ANSWER, ContactAnswer

SAID_IN_REPLIES = ("words", "hard_because", "promise_words", "promise_hard_because")
"""What goes with the comment that it replies to: it may repeat it."""
CHANGED_BY_WRITER = "The writer changed this while you were reading. Here is what it says now."
MEANWHILE = {
    CommentState.SENT: CHANGED_BY_WRITER,
    CommentState.WITHDRAWN: "The writer took this back while you were reading. Nothing was done.",
}
CHANGED_ELSEWHERE = (
    "This changed while this page was open: in another tab of yours, or when it was checked. Nothing was done. Here is "
    "what it says now."
)
BY_ANOTHER = "Somebody else decided on this while you were reading. Nothing was done."


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a writer says. `keeps` says that identifying details shall stay; `worry` that it is about welfare, and
    `contact` then whether it is safe to contact them."""

    stance: Stance | None = None
    really: Really | None = None
    words: str = ""
    readers: Readers = Readers.SCRUTINEER
    named: bool = False
    keeps: bool = False
    worry: About | None = None
    contact: ContactAnswer = NO_ANSWER


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """What is pointed out before sending: words that may say who somebody is, and whether it sounds like a worry."""

    details: tuple[tuple[str, str], ...]
    worrying: bool


@needs(Permission.COMMENT)
def point_out(session: Session, actor: Actor, *, words: str) -> Pointed:
    """What the writer is shown before sending, of no more of a text than any field may hold. Nothing is kept."""
    return look_over(session, words)


@needs(Permission.READ_REPORT)
def list_details(session: Session, actor: Actor, *, words: str) -> list[tuple[str, str]]:
    """Words that may say who somebody is, each with its kind, for every writer. Nothing is kept."""
    return details_in(session, words)


@needs(Permission.COMMENT)
def save(
    session: Session,
    actor: Actor,
    *,
    about: tuple[str, str, str],
    content: Content,
    kind: CommentKind = CommentKind.VIEW,
    comment_id: str = "",
    version: int = 0,
) -> str:
    """Keeps a draft, which nobody but its writer reads, and returns its id. `about` is report, kind and id."""
    _check_no_reply(about, Content())
    row = _find_own(session, actor, comment_id, version) if comment_id else _new_comment(session, actor, about, kind)
    _check_alone(row)
    if row.state != CommentState.DRAFT:
        raise CommentRefused("This was sent already. Change it and send it again.")
    _set_content(session, row, content)
    session.add(row)
    trail.record(session, actor, CommentsAction.DRAFTED, _subject(row))
    session.commit()
    return row.comment_id


@needs(Permission.COMMENT)
def send(
    session: Session,
    actor: Actor,
    *,
    about: tuple[str, str, str] = ("", "", ""),
    content: Content,
    kind: CommentKind = CommentKind.VIEW,
    comment_id: str = "",
    version: int = 0,
) -> str:
    """Sends a comment to be checked, or a worry to Welfare, and returns its id. With an id it is a draft or something
    sent before, changed: it is checked again, and nobody else reads it until then.

    Raises:
        CommentsClosed: nobody could act on a worry; the message says whom to ring.
        DetailsFound: it may say who somebody is, and the writer has not said that this shall stay.
        CommentRefused: it says nothing, or its state does not allow it.
        WelfareRefused: its writer may be contacted in one way only, and does not say in which.
    """
    _check_no_reply(about, content)
    row = _find_own(session, actor, comment_id, version) if comment_id else _new_comment(session, actor, about, kind)
    _check_alone(row)
    old = CommentState(row.state)
    submit(session, actor, row, content)
    if content.worry and about[1] == SourceKind.JOINT_VIEW:
        # others' words stay in the lead's record alone: they may be taken back
        theme = find_subject(session, actor, report_id=row.report_id, kind=SourceKind.THEME, source_id=row.theme_id)
        row.seen = f"{theme.words}. Our view"
    if old is CommentState.DRAFT:
        trail.record(session, actor, CommentsAction.SENT, _subject(row), to=row.state)
    session.commit()
    return row.comment_id


@needs(Permission.FOLLOW_OWN)
def narrow(session: Session, actor: Actor, *, comment_id: str, version: int, readers: Readers) -> None:
    """Lets fewer people read a comment from now on. What was printed cannot be called back."""
    row = _find_own(session, actor, comment_id, version)
    _check_alone(row)
    rules.check_narrower(Readers(row.readers), readers)
    if row.kind == CommentKind.QUESTION:
        raise CommentRefused("A question for a meeting is read in the meeting. Take it back instead.")
    if row.kind == CommentKind.STILL:
        raise CommentRefused("The same people read this as what you wrote first. Choose fewer there.")
    withdrawals.note_narrowed(session, row.comment_id, readers.value)
    row.readers = readers
    following.narrow_with(session, row)
    if row.reply_by and readers is Readers.SCRUTINEER:
        notify_who_owes(session, row, NoticeKind.TO_REPLY)
    session.add(row)
    trail.record(session, actor, CommentsAction.READERS_CHANGED, _subject(row), readers=readers)
    session.commit()


@needs(Permission.KEEP_OWN_DATA)
def withdraw(session: Session, actor: Actor, *, comment_id: str, version: int) -> None:
    """Takes a comment back, for good: its words go everywhere but from a welfare record and from print."""
    row = _find_own(session, actor, comment_id, version)
    erase(session, row)
    trail.record(session, actor, CommentsAction.WITHDRAWN, _subject(row))
    session.commit()


@needs(Permission.FOLLOW_OWN)
def ask_to_look_again(session: Session, actor: Actor, *, comment_id: str, version: int) -> None:
    """Asks the scrutineer, unnamed, to look again at a comment that was sent back."""
    row = _find_own(session, actor, comment_id, version)
    if row.state != CommentState.SENT_BACK or row.look_again:
        raise CommentRefused("You can ask this once, for a comment that was sent back.")
    row.look_again = "asked"
    session.add(row)
    notify(session, directory.of_role(session, Role.SCRUTINEER), NoticeKind.LOOK_AGAIN, "/heard")
    trail.record(session, actor, CommentsAction.REVIEW_ASKED, _subject(row))
    session.commit()


@needs(Permission.FOLLOW_OWN)
def say_whether_it_answers(session: Session, actor: Actor, *, comment_id: str, version: int, answers: bool) -> None:
    """Says whether the last reply answers the comment. While it does not, a reply is owed again."""
    row = _find_own(session, actor, comment_id, version)
    reply = session.get(Reply, (comment_id, row.round))
    if row.state != CommentState.PUBLISHED or reply is None or reply.answers is not None:
        raise CommentRefused("There is no reply here waiting for your view.")
    reply.answers, reply.answers_at = answers, now(session)
    if not answers:
        row.round += 1
        row.reply_by = rules.reply_by_day(today(session))
        notify_who_owes(session, row, NoticeKind.NOT_ANSWERED)
    session.add(reply)
    session.add(row)
    trail.record(session, actor, CommentsAction.REPLY_RATED, _subject(row), answers=answers)
    session.commit()


# For other doors of this room, within their transactions


def submit(session: Session, actor: Actor, row: Comment, content: Content) -> None:
    """Has a comment checked, or a worry go to Welfare, within the caller's transaction; raises as `send` does."""
    old = CommentState(row.state)
    if old not in rules.WRITABLE:
        raise CommentRefused(f"This comment is {old.label}. It cannot be changed now.")
    cover.check_open(session, content.worry)
    if (
        CommentKind(row.kind) is CommentKind.QUESTION
        and old in (CommentState.DRAFT, CommentState.SENT_BACK)
        and not content.worry
    ):
        check_may_ask(session, actor)
    _set_content(session, row, content)
    if not content.worry:  # that somebody worries, and how to reach them, is enough
        _check_says_something(row)
    found = details_in(session, row.words)
    if found and not content.keeps and not content.worry:  # the safeguarding lead needs the names
        raise DetailsFound(found)
    row.kept_details = ", ".join(sorted({name for _, name in found}))
    row.worrying = bool(find_worries(row.words))
    session.execute(delete(CommentReading).where(col(CommentReading.comment_id) == row.comment_id))  # of other words
    row.sent_at, row.check_by = now(session), rules.check_by_day(today(session))
    row.reason, row.told, row.look_again, row.reply_by, row.in_line = "", "", "", None, False
    if old is CommentState.PUBLISHED:
        detach(session, row)
        withdrawals.note_check_again(session, row.comment_id)
    if content.worry:
        move_to_welfare(session, actor, row, about=content.worry, held_by="writer", answer=content.contact)
    else:
        change_state(session, actor, row, CommentState.SENT)
        notify_checkers(session, row)


def look_over(session: Session, words: str) -> Pointed:
    """What is pointed out before words are sent."""
    return Pointed(details=tuple(details_in(session, words)), worrying=bool(find_worries(words[:LONG])))


def change_state(
    session: Session, actor: Actor, row: Comment, to: CommentState, reason: str = "", **facts: str
) -> None:
    """Moves a comment to another state and leaves the row that nobody can edit, within the caller's transaction."""
    old = CommentState(row.state)
    rules.check_becomes(old, to)
    row.state, row.settled_at = to, now(session)
    session.add(row)
    session.flush()
    record_decision(session, actor, row, old, reason, **facts)


def record_decision(session: Session, actor: Actor, row: Comment, old: CommentState, reason: str, **facts: str) -> None:
    """One row of the trail for what a comment has become. What was sent back says to whom, since the reason is read
    there when nothing else is left of it."""
    known: dict[str, trail.Fact] = {"old": old, "new": row.state, "reason": reason}
    if row.state == CommentState.SENT_BACK:
        known["whose"] = rules.describe_writer(row.role)
    trail.record(session, actor, CommentsAction.MODERATED, _subject(row), **known, **facts)


def move_to_welfare(
    session: Session,
    actor: Actor,
    row: Comment,
    *,
    about: About,
    held_by: str,
    answer: ContactAnswer = NO_ANSWER,
) -> None:
    """Takes a comment out of every queue into Welfare, within the caller's transaction."""
    detach(session, row)
    if row.state in (CommentState.SHOWN, CommentState.PUBLISHED):
        withdrawals.note_check_again(session, row.comment_id)
    moved_by = None if held_by == "writer" else actor.account_id
    welfare.open_record(session, row, about=about, held_by=held_by, moved_by=moved_by, answer=answer)
    row.held_by, row.reply_by, row.in_line, row.published_at = held_by, None, False, None
    change_state(session, actor, row, CommentState.HELD, "welfare")


def erase(session: Session, row: Comment) -> None:
    """Leaves of a comment a stone without words or writer, within the caller's transaction, which leaves the one row of
    the trail for however many it takes back: rows would count what somebody wrote. That it was taken back is first
    written outside the database, so that an older copy of it learns of it too."""
    for one in (row, *following.list_following(session, row.comment_id)):
        withdrawals.note_comment(session, one.comment_id)
    leave_tombstone(session, row)


def leave_tombstone(session: Session, row: Comment) -> None:
    """Deletes what a comment says, who wrote it and what came of it, within the caller's transaction."""
    mark_erasing(session)
    for one in following.list_following(session, row.comment_id):
        leave_tombstone(session, one)
    detach(session, row)
    session.execute(delete(CommentReading).where(col(CommentReading.comment_id) == row.comment_id))
    emptied = dict.fromkeys(SAID_IN_REPLIES, "")
    session.execute(update(Reply).where(col(Reply.comment_id) == row.comment_id).values(**emptied))
    session.execute(delete(IssueStory).where(col(IssueStory.comment_id) == row.comment_id))
    session.execute(delete(WriterLookup).where(col(WriterLookup.comment_id) == row.comment_id))
    row.state, row.settled_at, row.account_id, row.written_by = CommentState.WITHDRAWN, now(session), None, None
    row.words = row.stance = row.really = row.told = row.reason = row.kept_details = row.seen = row.look_again = ""
    row.source_kind = row.source_id = row.theme_id = row.held_by = row.replaces = row.follows = ""
    row.named = row.worrying = row.in_line = False
    row.reply_by = row.published_at = row.sent_at = row.check_by = None
    row.version += 1
    session.add(row)
    session.flush()


def publish(session: Session, actor: Actor, row: Comment, reason: str = "") -> None:
    """Lets its readers read it, and asks those who owe a reply, within the caller's transaction."""
    change_state(session, actor, row, CommentState.PUBLISHED, reason)
    row.published_at, row.in_line = row.settled_at, row.kind == CommentKind.QUESTION
    if rules.wants_reply(CommentKind(row.kind), row.stance, row.words):
        row.round, row.reply_by = max(row.round, 1), rules.reply_by_day(today(session))
        if session.get(Reply, (row.comment_id, row.round)):
            row.round += 1
        notify_who_owes(session, row, NoticeKind.TO_REPLY)
    if row.kind == CommentKind.STILL:
        following.pass_on(session, row)
    notify_writer(session, row, NoticeKind.COMMENT_READ)


def new_id() -> str:
    """An id that tells nothing."""
    return secrets.token_hex(8)


def find_comment(session: Session, comment_id: str) -> Comment:
    """A comment for a door that has asked who may."""
    row = session.get(Comment, comment_id)
    if row is None:
        raise NotFound("There is no such comment.")
    return row


def find_at_version(session: Session, comment_id: str, version: int) -> Comment:
    """A comment that is about to change, by the version that was seen."""
    row = find_comment(session, comment_id)
    check_version(row, version)
    row.version += 1
    session.add(row)
    return row


def check_version(row: Comment, version: int) -> None:
    """Raises ChangedMeanwhile unless a comment is as it was seen."""
    if row.version != version:
        raise ChangedMeanwhile(MEANWHILE.get(CommentState(row.state), BY_ANOTHER))


def _find_own(session: Session, actor: Actor, comment_id: str, version: int) -> Comment:
    row = session.get(Comment, comment_id)
    if row is None or row.account_id is None or row.account_id != actor.account_id:
        raise NotFound("There is nothing of yours at this address.")
    if row.version != version:
        raise ChangedMeanwhile(CHANGED_ELSEWHERE)
    return find_at_version(session, comment_id, version)


def _new_comment(session: Session, actor: Actor, about: tuple[str, str, str], kind: CommentKind) -> Comment:
    report_id, source_kind, source_id = about
    found = find_subject(session, actor, report_id=report_id, kind=source_kind, source_id=source_id)
    if kind is CommentKind.MISSING and source_kind != SourceKind.THEME:
        raise CommentRefused("Choose a theme to say what is missing.")
    row = new_row(session, actor, found, kind)
    if kind is CommentKind.STILL:
        following.attach(session, row)
    return row


def _check_no_reply(about: tuple[str, str, str], content: Content) -> None:
    if about[1] == SourceKind.JOINT_VIEW and not content.worry:
        raise CommentRefused("You can say here that you are worried about someone. Write your own words in Our view.")


def _check_alone(row: Comment) -> None:
    if row.kind == CommentKind.TOGETHER:
        raise CommentRefused("You write and agree a view together under Our view.")


def new_row(session: Session, actor: Actor, found: CommentSubject, kind: CommentKind) -> Comment:
    """A draft about a finding, within the caller's transaction."""
    partnership = [one.agency_id for one in directory.agency_cards(session).values() if one.kind == "partnership"]
    row = Comment(
        comment_id=new_id(),
        version=1,
        kind=kind,
        state=CommentState.DRAFT,
        account_id=actor.account_id,
        role=actor.role,
        report_id=found.report_id,
        source_kind=found.kind,
        source_id=found.source_id,
        theme_id=found.theme_id,
        seen=found.words,
        data_version=found.data_version,
        readers=Readers.SCRUTINEER,
        made_at=now(session),
        agency_id=found.agency_id or next(iter(partnership), None),
    )
    session.add(row)
    return row


def _set_content(session: Session, row: Comment, content: Content) -> None:
    row.stance = content.stance.value if content.stance else ""
    row.really = content.really.value if content.really else ""
    row.readers, row.named = content.readers, content.named
    question = row.kind == CommentKind.QUESTION
    most, what = (rules.LONGEST_QUESTION, "your question") if question else (rules.LONGEST, "your comment")
    row.words = tidy(content.words, what, most=most, needed=False)
    if question:
        row.readers = Readers.ANYWHERE
    if row.kind == CommentKind.STILL:
        row.readers = following.readers_of(session, row)


def _check_says_something(row: Comment) -> None:
    if CommentKind(row.kind) in (CommentKind.MISSING, CommentKind.QUESTION, CommentKind.STILL) and not row.words:
        raise CommentRefused("Write what you want to say first.")
    if not (row.stance or row.words):
        raise CommentRefused("Choose one of the four, or write something.")


def details_in(session: Session, words: str) -> list[tuple[str, str]]:
    """Each detail with its kind, in words. It looks at no more of a text than any field may hold."""
    words = words[:LONG]
    return [
        (words[one.start : one.end], one.kind.value.replace("_", " "))
        for one in find_details(words, known_names(session))
    ]


def detach(session: Session, row: Comment) -> None:
    """Takes a question off agendas, and forgets who agreed to a view together and what waits to take its place, within
    the caller's transaction."""
    if row.kind == CommentKind.QUESTION:
        meetings.forget_source(session, SourceKind.QUESTION, row.comment_id)
    if row.kind == CommentKind.TOGETHER:
        session.execute(delete(Agreement).where(col(Agreement.comment_id) == row.comment_id))
        session.execute(update(Comment).where(col(Comment.replaces) == row.comment_id).values(replaces=""))


def _subject(row: Comment) -> str:
    return f"comment {row.comment_id}"


def list_own(session: Session, actor: Actor) -> Sequence[Comment]:
    """Everything that the actor wrote and has not taken back, newest first."""
    query = select(Comment).where(Comment.account_id == actor.own_id, has_known_codes())
    return session.exec(query.order_by(col(Comment.made_at).desc(), col(Comment.comment_id))).all()


def has_known_codes() -> Any:
    """Comments whose kind, state and readers this app knows. Others stand in no list."""
    return and_(
        col(Comment.kind).in_(list(CommentKind)),
        col(Comment.state).in_(list(CommentState)),
        col(Comment.readers).in_(list(Readers)),
    )
