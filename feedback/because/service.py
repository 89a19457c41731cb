"""Because of you: what Young Advisors, or lay members, asked, what they were told, and what was done, by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session, col, or_, select

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.meetings import reads as meetings
from feedback.because.rules import Ending, ending_of
from feedback.comments import reads
from feedback.comments.reads import Replied, Said
from feedback.comments.rules import CommentKind, CommentState, Readers
from feedback.comments.service import has_known_codes
from feedback.comments.tables import Comment

MOST = 60
TELLS = (CommentKind.VIEW, CommentKind.MISSING)


@dataclass(frozen=True, kw_only=True)
class Story:
    """One thing that was asked, and what came of it. Whose it is stays with the group; when, with the month."""

    comment_id: str
    version: int
    whose: str
    ending: Ending
    asked: str
    about: str
    report_id: str
    source_kind: str
    source_id: str
    theme_id: str
    replies: tuple[Replied, ...]
    readers: Readers


@dataclass(frozen=True, kw_only=True)
class AskedAtMeeting:
    """A question that a meeting reached, and what came of it there, as sentences."""

    comment_id: str
    asked: str
    told: tuple[str, ...]
    report_id: str
    source_kind: str
    source_id: str
    theme_id: str


@dataclass(frozen=True, kw_only=True)
class Month:
    """The stories of one month, wins first and what never came last."""

    name: str
    stories: tuple[Story, ...]


@needs(Permission.COMMENT)
def list_months(session: Session, actor: Actor) -> list[Month]:
    """What the actor's group asked, newest month first: what its writers let everybody read, and the actor's own.
    What waits for nothing ("it matches") is no story. The newest `MOST`; how many there are is nobody's business."""
    mine = Comment.account_id == actor.own_id
    rows = session.exec(
        select(Comment)
        .where(
            Comment.state == CommentState.PUBLISHED,
            Comment.role == actor.role,
            col(Comment.kind).in_(TELLS),
            or_(Comment.readers == Readers.ANYWHERE, mine),
            or_(Comment.round > 0, col(Comment.reply_by).is_not(None)),
            has_known_codes(),
        )
        .order_by(col(Comment.published_at).desc(), col(Comment.comment_id))
        .limit(MOST)
    ).all()
    return in_months(reads.views_of(session, actor, rows))


@needs(Permission.COMMENT)
def list_asked_at_meetings(session: Session, actor: Actor) -> list[AskedAtMeeting]:
    """The questions of the actor's group that meetings reached, the newest meeting first, with what was said there. A
    question for a meeting is for everybody in it."""
    placed = meetings.list_placements(session, source_kind=SourceKind.QUESTION)
    reached = {which: place for which, places in placed.items() for place in places if place.reached}
    rows = session.exec(
        select(Comment).where(
            col(Comment.comment_id).in_(list(reached)),
            Comment.kind == CommentKind.QUESTION,
            Comment.state == CommentState.PUBLISHED,
            Comment.role == actor.role,
            Comment.readers == Readers.ANYWHERE,
            has_known_codes(),
        )
    ).all()
    newest = sorted(rows, key=lambda row: (reached[row.comment_id].held_on, row.comment_id), reverse=True)[:MOST]
    return [
        AskedAtMeeting(
            comment_id=row.comment_id,
            asked=row.words,
            told=(reached[row.comment_id].as_sentence, *reached[row.comment_id].said),
            report_id=row.report_id,
            source_kind=row.source_kind,
            source_id=row.source_id,
            theme_id=row.theme_id,
        )
        for row in newest
    ]


def in_months(found: Sequence[Said]) -> list[Month]:
    """Comments as stories, in months, which come in the order of the comments. Within a month no order tells a day."""
    endings = list(Ending)
    return [
        Month(
            name=name,
            stories=tuple(sorted(map(story_of, of_month), key=lambda one: (endings.index(one.ending), one.comment_id))),
        )
        for name, of_month in groupby(found, key=lambda one: one.month)
    ]


def story_of(one: Said) -> Story:
    """A comment as a story."""
    return Story(
        comment_id=one.comment_id,
        version=one.version,
        whose=one.whose,
        ending=ending_of(one.replies),
        asked=one.words or (one.stance.label if one.stance else ""),
        about=one.seen,
        report_id=one.report_id,
        source_kind=one.source_kind,
        source_id=one.source_id,
        theme_id=one.theme_id,
        replies=one.replies,
        readers=one.readers,
    )
