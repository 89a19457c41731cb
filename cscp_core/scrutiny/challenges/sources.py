"""What a challenge can be about: an item of a report, found by kind and id, with its words as they stand."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import Actor
from cscp_core.reconciliation import service as reconciliation

KINDS = ("claim", "figure", "recommendation", "theme", "challenge", "check")


@dataclass(frozen=True, kw_only=True)
class Source:
    """An item of the report by kind and id, or nothing at all for a free question."""

    kind: str = ""
    source_id: str = ""
    report_id: str | None = None
    theme_id: str = ""
    section: str = ""
    text: str = ""
    data_version: int = 0
    missing: str = ""
    agency_id: str = ""
    question: str = ""
    would_answer: str = ""
    """A question that is worded already, where the item brings one."""


FREE = Source()


def source_of(
    session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str, missing: str = ""
) -> Source:
    """The item under a kind and an id.

    Raises:
        NotFound: there is none.
    """
    if not kind:
        return FREE
    found = _look(session, actor, report_id, kind, source_id) if source_id else None
    if found is None:
        raise NotFound("What the question is about is not in this report.")
    version = evidence.find_year(session, actor, report_id=report_id).load_number
    return replace(found, kind=kind, source_id=source_id, report_id=report_id, data_version=version, missing=missing)


def _look(session: Session, actor: Actor, report_id: str, kind: str, source_id: str) -> Source | None:
    if kind == "claim":
        for claim in evidence.claims(session, actor, report_id=report_id, claim_id=source_id):
            return Source(theme_id=claim.theme_id, section=claim.section, text=claim.text, agency_id=claim.agency_id)
    if kind == "figure":
        for figure in evidence.figures(session, actor, report_id=report_id, figure_ids=[source_id]).items:
            text = f"{figure.what}, {figure.where_and_when}: {figure.shown}"
            return Source(theme_id=figure.theme_id, section=figure.section, text=text, agency_id=figure.agency_id)
    if kind == "recommendation":
        wanted = Wanted(recommendation_id=source_id)
        for one in evidence.recommendations(session, actor, report_id=report_id, wanted=wanted).items:
            return Source(theme_id=one.theme_id, section=one.section, text=one.text, agency_id=one.agency_id)
    if kind == "challenge":
        for told in evidence.recorded_challenges(session, actor, report_id=report_id, challenge_id=source_id):
            return Source(theme_id=told.theme_id, section=told.section, text=told.text, agency_id=told.agency_id or "")
    if kind == "check":
        result = reconciliation.find(session, actor, report_id=report_id, check_id=source_id)
        return Source(
            theme_id=result.theme_id,
            section=", ".join(result.sections),
            text=result.message,
            agency_id=result.agency_id,
            question=result.question,
            would_answer=result.would_answer,
        )
    if kind == "theme":
        for theme in evidence.themes(session, actor, report_id=report_id):
            if theme.theme_id == source_id:
                return Source(theme_id=theme.theme_id, section=theme.section, text=theme.said)
    return None
