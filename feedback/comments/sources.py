"""What a comment can be about: a finding of the report, a theme, or a challenge that the scrutineer opened."""

from dataclasses import dataclass, replace
from functools import partial

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.challenges import reads as challenges
from feedback.comments.rules import CommentKind, may_read
from feedback.comments.tables import Comment

KINDS = ("claim", "figure", "recommendation", "challenge", "asked", "theme")
VIEW = "view"
"""A wording of a joint view, by its comment's id. A Young Advisor can worry about somebody because of it, and say
nothing else of it: they do not reply to each other."""


@dataclass(frozen=True, kw_only=True)
class CommentSubject:
    """Something that can be commented on, in the words that this writer sees."""

    kind: str
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
        raise NotFound("There is nothing at this address that you could say something about.")
    return replace(found, data_version=year.load_number)


@needs(Permission.COMMENT)
def finding_for(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> CommentSubject:
    """The same, for the screen on which somebody says something about it."""
    return find_subject(session, actor, report_id=report_id, kind=kind, source_id=source_id)


def _look(session: Session, actor: Actor, report_id: str, kind: str, source_id: str) -> CommentSubject | None:
    young = actor.role is Role.YOUNG_ADVISOR
    about = partial(CommentSubject, kind=kind, source_id=source_id, report_id=report_id)
    if kind == "claim":
        for claim in evidence.claims(session, actor, report_id=report_id, claim_id=source_id):
            words = claim.plain if young else claim.text
            return about(theme_id=claim.theme_id, section=claim.section, words=words, agency_id=claim.agency_id)
    if kind == "figure":
        for one in evidence.figures(session, actor, report_id=report_id, figure_ids=[source_id]).items:
            words = one.plain if young else f"{one.what}, {one.area}, {one.period}: {one.shown}"
            return about(theme_id=one.theme_id, section=one.section, words=words, agency_id=one.agency_id)
    if kind == "recommendation":
        wanted = Wanted(recommendation_id=source_id)
        for row in evidence.recommendations(session, actor, report_id=report_id, wanted=wanted).items:
            words = row.plain if young else row.text
            return about(theme_id=row.theme_id, section=row.section, words=words, agency_id=row.agency_id)
    if kind == "challenge":
        for told in evidence.recorded_challenges(session, actor, report_id=report_id, challenge_id=source_id):
            words = told.plain if young else told.text
            return about(theme_id=told.theme_id, section=told.section, words=words, agency_id=told.agency_id or "")
    if kind == "theme":
        for theme in evidence.themes(session, actor, report_id=report_id):
            if theme.theme_id == source_id:
                words = theme.plain_name if young else theme.name
                return about(theme_id=source_id, section=theme.section, words=words, agency_id="")
    if kind == VIEW and young:
        return _view(session, actor, report_id, source_id)
    if kind == "asked" and source_id.isdecimal():
        for asked in challenges.list_opened(session, actor):
            if asked.challenge_id == int(source_id) and asked.report_id in (report_id, ""):
                return about(
                    theme_id=asked.theme_id, section=asked.section, words=asked.question, agency_id=asked.agency_id
                )
    return None


def _view(session: Session, actor: Actor, report_id: str, comment_id: str) -> CommentSubject | None:
    """A wording that the actor may read, as its theme with the words in it."""
    row = session.get(Comment, comment_id)
    if row is None or row.kind != CommentKind.TOGETHER or not may_read(row.state, row.readers, actor.role):
        return None
    theme = _look(session, actor, report_id, "theme", row.theme_id)
    return replace(theme, words=f"{theme.words}. Our view: {row.words}") if theme else None
