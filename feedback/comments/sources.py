"""What a comment can be about: a finding of the report, a theme, or a challenge that the scrutineer opened."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import REPORTED, find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.challenges import reads as challenges
from feedback.comments.rules import CommentKind, may_read
from feedback.comments.tables import Comment

KINDS = (*sorted(REPORTED), SourceKind.CHALLENGE)
"""A Young Advisor can also worry about somebody because of a joint view, and say nothing else of it: they do not reply
to each other."""


@dataclass(frozen=True, kw_only=True)
class CommentSubject:
    """Something that can be commented on, in the words that this writer sees."""

    kind: SourceKind
    source_id: str
    report_id: str
    theme_id: str
    section: str
    words: str
    agency_id: str
    data_version: int = 0


def find_subject(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> CommentSubject:
    """The finding under a kind and an id: in plain words for Young Advisors, else in the report's.

    Raises:
        NotFound: there is none, or it is a challenge that was not opened.
    """
    year = evidence.find_year(session, actor, report_id=report_id)
    found = _look(session, actor, year.report_id, kind, source_id) if source_id else None
    if found is None:
        raise NotFound("There is nothing to comment on at this address.")
    return replace(found, data_version=year.load_number)


@needs(Permission.COMMENT)
def finding_for(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> CommentSubject:
    """The same, for the screen on which somebody says something about it."""
    return find_subject(session, actor, report_id=report_id, kind=kind, source_id=source_id)


def _look(session: Session, actor: Actor, report_id: str, kind: str, source_id: str) -> CommentSubject | None:
    young = actor.role is Role.YOUNG_ADVISOR
    if kind == SourceKind.JOINT_VIEW:
        return _view(session, actor, report_id, source_id) if young else None
    if kind == SourceKind.CHALLENGE:
        return _opened(session, actor, report_id, source_id)
    item = find_report_item(session, actor, report_id=report_id, kind=kind, source_id=source_id)
    if item is None:
        return None
    return CommentSubject(
        kind=item.kind,
        source_id=source_id,
        report_id=report_id,
        theme_id=item.theme_id,
        section=item.section,
        words=item.plain if young else item.name or item.reported,
        agency_id=item.agency_id,
    )


def _opened(session: Session, actor: Actor, report_id: str, source_id: str) -> CommentSubject | None:
    """A challenge that the scrutineer opened, by its question."""
    number = int(source_id) if source_id.isdecimal() else 0
    for one in challenges.list_opened(session, actor):
        if one.challenge_id == number and one.report_id in (report_id, ""):
            return CommentSubject(
                kind=SourceKind.CHALLENGE,
                source_id=source_id,
                report_id=report_id,
                theme_id=one.theme_id,
                section=one.section,
                words=one.question,
                agency_id=one.agency_id,
            )
    return None


def _view(session: Session, actor: Actor, report_id: str, comment_id: str) -> CommentSubject | None:
    """A wording that the actor may read, as its theme with the words in it."""
    row = session.get(Comment, comment_id)
    if row is None or row.kind != CommentKind.TOGETHER or not may_read(row.state, row.readers, actor.role):
        return None
    theme = _look(session, actor, report_id, SourceKind.THEME, row.theme_id)
    return replace(theme, words=f"{theme.words}. Our view: {row.words}") if theme else None
