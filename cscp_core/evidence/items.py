"""One item of a report, found by kind and id, in the words of the report and in plain ones."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from cscp_core.evidence import reported
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.topics import name_for_young_people
from cscp_core.evidence.views import Claim, Figure, Recommendation, RecordedChallenge, Wanted
from cscp_core.people.permissions import Actor, Permission, needs


@dataclass(frozen=True, kw_only=True)
class ReportItem:
    """What a challenge, a comment or an agenda item may be about. A theme's words are what the report says of it."""

    kind: SourceKind
    source_id: str
    theme_id: str
    section: str
    words: str
    plain: str
    reported: str
    """What the report says of it, as a sentence."""
    name: str = ""
    """What it is called; empty where it has only words."""
    to_ask: str = ""
    """What to ask about it, where the report's file says that."""
    agency_id: str = ""
    figure_ids: tuple[str, ...] = ()
    """The figures that it rests on, or is."""
    row: Claim | Figure | Recommendation | RecordedChallenge | None = None
    """The whole of it, for a reader who needs more than its words."""


@needs(Permission.READ_REPORT)
def find_report_item(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> ReportItem | None:
    """The item of the report under a kind and an id; None where there is none."""
    find = _FIND.get(kind)
    return find(session, actor, report_id, source_id) if find and source_id else None


def _claim(session: Session, actor: Actor, report_id: str, source_id: str) -> ReportItem | None:
    for one in evidence.claims(session, actor, report_id=report_id, claim_id=source_id):
        return ReportItem(
            kind=SourceKind.CLAIM,
            source_id=source_id,
            theme_id=one.theme_id,
            section=one.section,
            words=one.text,
            plain=one.plain,
            reported=reported.of_claim(one),
            agency_id=one.agency_id,
            figure_ids=one.figure_ids,
            row=one,
        )
    return None


def _figure(session: Session, actor: Actor, report_id: str, source_id: str) -> ReportItem | None:
    for one in evidence.figures(session, actor, report_id=report_id, figure_ids=[source_id]).items:
        return ReportItem(
            kind=SourceKind.FIGURE,
            source_id=source_id,
            theme_id=one.theme_id,
            section=one.section,
            words=f"{one.what}, {one.where_and_when}: {one.shown}",
            plain=one.plain,
            reported=reported.of_figure(one),
            agency_id=one.agency_id,
            figure_ids=(source_id,),
            row=one,
        )
    return None


def _recommendation(session: Session, actor: Actor, report_id: str, source_id: str) -> ReportItem | None:
    wanted = Wanted(recommendation_id=source_id)
    for one in evidence.recommendations(session, actor, report_id=report_id, wanted=wanted).items:
        return ReportItem(
            kind=SourceKind.RECOMMENDATION,
            source_id=source_id,
            theme_id=one.theme_id,
            section=one.section,
            words=one.text,
            plain=one.plain,
            reported=reported.of_recommendation(one),
            agency_id=one.agency_id,
            row=one,
        )
    return None


def _recorded_challenge(session: Session, actor: Actor, report_id: str, source_id: str) -> ReportItem | None:
    for one in evidence.recorded_challenges(session, actor, report_id=report_id, challenge_id=source_id):
        return ReportItem(
            kind=SourceKind.RECORDED_CHALLENGE,
            source_id=source_id,
            theme_id=one.theme_id,
            section=one.section,
            words=one.text,
            plain=one.plain,
            reported=reported.of_challenge(one),
            agency_id=one.agency_id or "",
            row=one,
        )
    return None


def _theme(session: Session, actor: Actor, report_id: str, source_id: str) -> ReportItem | None:
    for one in evidence.themes(session, actor, report_id=report_id):
        if one.theme_id == source_id:
            return ReportItem(
                kind=SourceKind.THEME,
                source_id=source_id,
                theme_id=source_id,
                section=one.section,
                words=one.said,
                plain=name_for_young_people(source_id, one.plain_name),
                reported=one.said,
                name=one.name,
                to_ask=one.ask,
            )
    return None


_FIND: dict[str, Callable[[Session, Actor, str, str], ReportItem | None]] = {
    SourceKind.CLAIM: _claim,
    SourceKind.FIGURE: _figure,
    SourceKind.RECOMMENDATION: _recommendation,
    SourceKind.RECORDED_CHALLENGE: _recorded_challenge,
    SourceKind.THEME: _theme,
}
REPORTED = frozenset(_FIND)
"""The kinds of items that a report holds."""
