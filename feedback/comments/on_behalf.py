"""What a participation worker writes down for somebody who asked, and what they learn of it afterwards.

The words are those of who asked, of whom nothing is kept but a code on paper: it opens what came of them, and takes
them back. The worker sees where each stands and what was replied, and never again the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from cscp_core.errors import CommentRefused, CommentsClosed, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.topics import NamedTopic, topics_of
from cscp_core.people import askers
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.people.rules import print_code
from cscp_core.storage import trail
from cscp_core.storage.session import ENGLAND
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import reads
from feedback.comments.reads import Replied
from feedback.comments.rules import CommentKind, CommentState, Reason
from feedback.comments.service import (
    Content,
    Pointed,
    check_version,
    find_comment,
    has_known_codes,
    look_over,
    new_row,
    submit,
)
from feedback.comments.sources import CommentSubject, find_subject
from feedback.comments.tables import Comment
from feedback.welfare import cover

AS_A_READER = Actor(account_id=None, username="", name="", role=Role.YOUNG_ADVISOR)
"""Findings are shown as a Young Advisor reads them: in plain words, and nothing else of the report."""
ABOUT = {CommentKind.VIEW: (SourceKind.CLAIM,), CommentKind.MISSING: (SourceKind.THEME,)}
"""What can be written down, and of what: neither questions for a meeting nor views together."""
WAITS = "It waits to be checked. Nobody else reads it until then."
PASSED_ON = "A worry. It went to the people who look after safety. The code on paper shows when they read it."


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The report that words can be about, and its themes by topic."""

    report_id: str
    topics: tuple[NamedTopic, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What the paper of somebody who asked says: the code as it is printed, and until when it opens something."""

    code: str
    until: date


@dataclass(frozen=True, kw_only=True)
class WrittenDown:
    """Something that a worker wrote down: where it stands, without the words. `paper` is the version of its code."""

    comment_id: str
    version: int
    paper: int
    made_on: date
    seen: str
    stands: str
    replies: tuple[Replied, ...]
    until: date


@needs(Permission.WRITE_FOR_OTHERS)
def closed_because(session: Session, actor: Actor) -> str:
    """Why nothing can be sent now and whom to ring; the empty string while the form is open."""
    try:
        cover.check_open(session)
    except CommentsClosed as error:
        return str(error)
    return ""


@needs(Permission.WRITE_FOR_OTHERS)
def list_topics(session: Session, actor: Actor) -> Choices:
    """What young people call the themes of the newest report."""
    year = evidence.find_year(session, AS_A_READER)
    themes = evidence.themes(session, AS_A_READER, report_id=year.report_id)
    return Choices(report_id=year.report_id, topics=tuple(topics_of(themes)))


@needs(Permission.WRITE_FOR_OTHERS)
def list_findings(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> dict[str, str]:
    """The claims of a theme in plain words, by id."""
    found = evidence.claims(session, AS_A_READER, report_id=report_id, theme_id=theme_id)
    return {one.claim_id: one.plain for one in found}


@needs(Permission.WRITE_FOR_OTHERS)
def point_out(session: Session, actor: Actor, *, words: str) -> Pointed:
    """What is shown before sending: details that may say who somebody is, and signs of a worry. Nothing is kept."""
    return look_over(session, words)


@needs(Permission.WRITE_FOR_OTHERS)
def send(
    session: Session,
    actor: Actor,
    *,
    about: tuple[str, str, str],
    content: Content,
    kind: CommentKind = CommentKind.VIEW,
    asked: bool,
    read_back: bool,
) -> Paper:
    """Sends what somebody asked the actor to write down, to be checked like any other comment, or a worry to Welfare.
    Returns what stands on the paper for them. `about` is report, kind and id.

    Raises:
        CommentRefused: they did not ask, or did not hear it read back; or as of any comment.
        CommentsClosed, DetailsFound, WelfareRefused: as of any comment.
    """
    if not (asked and read_back):
        raise CommentRefused("Tick both sentences first: they asked you, and you read it back to them.")
    account_id, code = askers.add_asker(session)
    asker = Actor(account_id=account_id, username="", name="", role=Role.YOUNG_PERSON)
    row = new_row(session, asker, _subject_of(session, about, kind), kind)
    row.written_by = actor.own_id
    submit(session, actor, row, content)
    facts: dict[str, trail.Fact] = {"to": row.state, "asked": asked, "read_back": read_back}
    trail.record(session, actor, CommentsAction.WRITTEN_DOWN, f"comment {row.comment_id}", **facts)
    paper = _paper(session, account_id, code)
    session.commit()
    return paper


@needs(Permission.WRITE_FOR_OTHERS)
def list_written(session: Session, actor: Actor) -> list[WrittenDown]:
    """What the actor wrote down for others and may still pass something on about, newest first. Never what anybody else
    wrote, and nothing of what a checker held."""
    query = select(Comment).where(Comment.written_by == actor.own_id, has_known_codes())
    rows = session.exec(query.order_by(col(Comment.made_at).desc(), col(Comment.comment_id))).all()
    until = askers.open_until(session, [row.account_id for row in rows if row.account_id])
    shown = [row for row in rows if row.account_id in until]
    replies = reads.replies_to(session, AS_A_READER, [row.comment_id for row in shown])
    papers = askers.versions_of(session, list(until))
    return [
        _view_of(row, papers[row.account_id or 0], until[row.account_id or 0], replies.get(row.comment_id, ()))
        for row in shown
    ]


@needs(Permission.WRITE_FOR_OTHERS)
def renew_paper(session: Session, actor: Actor, *, comment_id: str, version: int, paper: int) -> Paper:
    """Another code where the paper was lost, for who asked. The earlier one opens nothing any more. `paper` is the
    version of the code that the actor knows."""
    row = find_comment(session, comment_id)
    if row.written_by is None or row.written_by != actor.own_id or row.account_id is None:
        raise NotFound("You wrote nothing down at this address.")
    check_version(row, version)
    made = _paper(session, row.account_id, askers.renew_code(session, row.account_id, paper))
    trail.record(session, actor, CommentsAction.PAPER_RENEWED, f"comment {comment_id}")
    session.commit()
    return made


def _subject_of(session: Session, about: tuple[str, str, str], kind: CommentKind) -> CommentSubject:
    report_id, source_kind, source_id = about
    if source_kind not in ABOUT.get(kind, ()):
        raise CommentRefused("Choose something that they say, or a topic where something is missing.")
    return find_subject(session, AS_A_READER, report_id=report_id, kind=source_kind, source_id=source_id)


def _paper(session: Session, account_id: int, code: str) -> Paper:
    session.flush()
    return Paper(code=print_code(code), until=askers.open_until(session, [account_id])[account_id])


def _view_of(row: Comment, paper: int, until: date, replies: Sequence[Replied]) -> WrittenDown:
    return WrittenDown(
        comment_id=row.comment_id,
        version=row.version,
        paper=paper,
        made_on=row.made_at.astimezone(ENGLAND).date(),
        seen=row.seen,
        stands=_describe_state(row),
        replies=tuple(replace(one, still_missing=()) for one in replies) if row.state == CommentState.PUBLISHED else (),
        until=until,
    )


def _describe_state(row: Comment) -> str:
    """Where it stands, for who wrote it down. What a checker held for welfare looks as if it still waited: the worry
    may be about this worker."""
    if row.state == CommentState.PUBLISHED:
        return f"It was checked. Who may read it: {row.readers.plain}."
    if row.state == CommentState.HELD and row.held_by == "writer":
        return PASSED_ON
    if row.state != CommentState.SENT_BACK:
        return WAITS
    reason = Reason.read(row.reason)
    why = f", because {reason.label}" if reason else ""
    return f"It came back{why}. They say: {row.told} If they want, write it down again with them."
