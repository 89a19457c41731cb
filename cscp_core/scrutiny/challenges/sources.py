"""What a challenge can be about: an item of a report, found by kind and id, with its words as they stand."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import REPORTED, find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor
from cscp_core.reconciliation import service as reconciliation

KINDS = (*sorted(REPORTED), SourceKind.CHECK)


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
    asked_instead: str = ""
    """Why another agency is asked than the one responsible, or how that one is reached."""
    question: str = ""
    would_answer: str = ""
    """A question that is worded already, where the item brings one."""
    reported: str = ""
    """What the report says of it, as a sentence."""


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
        raise NotFound("What the question asks about is not in this report.")
    version = evidence.find_year(session, actor, report_id=report_id).load_number
    return replace(found, kind=kind, source_id=source_id, report_id=report_id, data_version=version, missing=missing)


def _look(session: Session, actor: Actor, report_id: str, kind: str, source_id: str) -> Source | None:
    if kind == SourceKind.CHECK:
        return _of_check(session, actor, report_id, source_id)
    item = find_report_item(session, actor, report_id=report_id, kind=kind, source_id=source_id)
    if item is None:
        return None
    return Source(
        theme_id=item.theme_id,
        section=item.section,
        text=item.words,
        agency_id=item.agency_id,
        reported=item.reported,
        question=item.to_ask,
    )


def _of_check(session: Session, actor: Actor, report_id: str, check_id: str) -> Source:
    result = reconciliation.find(session, actor, report_id=report_id, check_id=check_id)
    return Source(
        theme_id=result.theme_id,
        section=", ".join(result.sections),
        text=" ".join((result.message, *(f"{one}." for one in result.steps))) if result.asks else result.message,
        reported=result.message,
        agency_id=result.agency_id,
        question=result.question,
        would_answer=result.would_answer,
    )
