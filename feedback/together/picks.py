"""The finding of the month: what Young Advisors chose together, else what comes next by a rule that can be read.

The rule: claims that changed something or reached somebody, whose own words hold a share that they rest on, of topics
without a note before them; what changed for young people first. Each has its month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from cscp_core.errors import CommentRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import HowFar, ValueState
from cscp_core.evidence.subjects import is_share
from cscp_core.evidence.views import Claim, Figure
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import TogetherAction
from feedback.comments.sources import find_subject
from feedback.together import rules
from feedback.together.rules import OnePick
from feedback.together.tables import FindingPick

CAN_BE_PICKED = (SourceKind.CLAIM, SourceKind.FIGURE)


@dataclass(frozen=True, kw_only=True)
class FirstFinding:
    """What stands on top this month. Who picked it is not said; only whether they chose it together."""

    kind: SourceKind
    source_id: str
    is_chosen: bool


@needs(Permission.COMMENT)
def find_first(session: Session, actor: Actor, *, report_id: str, in_turn: Sequence[str]) -> FirstFinding | None:
    """The finding of this month; None where the report has none that can be drawn and nobody chose one. `in_turn` are
    the ids of `list_in_turn`, which only a load changes."""
    month = today(session).replace(day=1)
    chosen = rules.chosen_together(_picks(session, actor, report_id, month))
    if chosen:
        return FirstFinding(kind=SourceKind(chosen[0]), source_id=chosen[1], is_chosen=True)
    found = rules.next_in_turn(in_turn, month)
    return FirstFinding(kind=SourceKind.CLAIM, source_id=found, is_chosen=False) if found else None


@needs(Permission.COMMENT)
def list_in_turn(session: Session, actor: Actor, *, report_id: str) -> list[str]:
    """Ids of the claims that each have their month, in order, by the rule above."""
    noted = {one.theme_id for one in evidence.themes(session, actor, report_id=report_id) if one.note_first}
    shares = {
        one.figure_id: one
        for one in evidence.figures(session, actor, report_id=report_id).items
        if one.state is ValueState.PRINTED and is_share(one)
    }
    found = [
        one
        for one in evidence.claims(session, actor, report_id=report_id)
        if one.theme_id not in noted
        and one.how_far.rank >= HowFar.OUTPUT.rank
        and any(_is_told(one, shares[figure_id]) for figure_id in one.figure_ids if figure_id in shares)
    ]
    return [one.claim_id for one in sorted(found, key=lambda one: (-one.how_far.rank, one.claim_id))]


@needs(Permission.SPEAK_TOGETHER)
def find_own_pick(session: Session, actor: Actor, *, report_id: str) -> tuple[str, str]:
    """Kind and id of what the actor picked for this month; two empty strings where that is nothing."""
    row = session.get(FindingPick, (actor.own_id, report_id, today(session).replace(day=1)))
    return (row.source_kind, row.source_id) if row else ("", "")


@needs(Permission.SPEAK_TOGETHER)
def pick(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> None:
    """Says what the actor wants on top this month, in place of what they picked before. It stands there once another
    Young Advisor picks it too."""
    _set_pick(session, actor, report_id, kind, source_id)
    trail.record(session, actor, TogetherAction.PICKED, "of their own")
    session.commit()


@needs(Permission.SPEAK_TOGETHER)
def take_pick_back(session: Session, actor: Actor, *, report_id: str) -> None:
    """Takes the actor's pick of this month back; nothing where there is none."""
    row = session.get(FindingPick, (actor.own_id, report_id, today(session).replace(day=1)))
    if row:
        session.delete(row)
        trail.record(session, actor, TogetherAction.PICK_WITHDRAWN, "of their own")
        session.commit()


@needs(Permission.RECORD_PICKS)
def record_pick(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> None:
    """Records what the Young Advisors chose together for this month, where they did it in a room."""
    _set_pick(session, actor, report_id, kind, source_id)
    trail.record(session, actor, TogetherAction.PICK_RECORDED, f"{kind} {source_id}")
    session.commit()


def _set_pick(session: Session, actor: Actor, report_id: str, kind: str, source_id: str) -> None:
    if kind not in CAN_BE_PICKED:
        raise CommentRefused("Only something that they say, or a number, can be on top.")
    found = find_subject(session, actor, report_id=report_id, kind=kind, source_id=source_id)
    key = (actor.own_id, found.report_id, today(session).replace(day=1))
    row = session.get(FindingPick, key) or FindingPick(
        account_id=key[0],
        report_id=key[1],
        month=key[2],
        source_kind=found.kind,
        source_id=found.source_id,
        at=now(session),
    )
    row.source_kind, row.source_id, row.at = found.kind, found.source_id, now(session)
    session.add(row)


def list_own(session: Session, account_id: int) -> list[FindingPick]:
    """What somebody picked, month by month, for their own copy."""
    query = select(FindingPick).where(FindingPick.account_id == account_id)
    return list(session.exec(query.order_by(col(FindingPick.month), col(FindingPick.report_id))))


def _picks(session: Session, actor: Actor, report_id: str, month: date) -> list[OnePick]:
    """The picks of Young Advisors who take part, and what was recorded for them all, of what is still in the report."""
    young = set(directory.accounts_taking_part(session, Role.YOUNG_ADVISOR))
    office = set(directory.accounts_taking_part(session, Role.BUSINESS_MANAGER))
    rows = session.exec(select(FindingPick).where(FindingPick.report_id == report_id, FindingPick.month == month))
    return [
        OnePick(finding=(row.source_kind.value, row.source_id), at=row.at, for_all=row.account_id in office)
        for row in rows
        if row.account_id in young | office
        and find_report_item(session, actor, report_id=report_id, kind=row.source_kind, source_id=row.source_id)
    ]


def _is_told(claim: Claim, figure: Figure) -> bool:
    """Whether a claim's plain words hold the number, so that the picture shows what the sentence says."""
    return bool(figure.as_printed) and figure.as_printed in claim.plain
