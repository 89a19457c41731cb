"""Claims with the grades that stand, and confirming or changing a grade."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import OPEN, HowFar, HowKnown, RecommendationKind, WorkStatus
from cscp_core.evidence.tables import Recommendation
from cscp_core.evidence.views import Theme
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.scrutiny import rules
from cscp_core.scrutiny.tables import Grade
from cscp_core.storage import trail
from cscp_core.storage.session import now


@dataclass(frozen=True)
class ThemeState:
    """A theme with where its claims stand and what work is open."""

    theme: Theme
    claims: tuple[rules.GradedClaim, ...]
    open_work: dict[WorkStatus, int]
    """Recommendations, areas for development and actions that are not finished, by status."""

    @property
    def headline(self) -> str:
        return rules.headline(self.claims)

    @property
    def confirmed(self) -> int:
        return sum(one.confirmed is not None for one in self.claims)


@needs(Permission.READ_REPORT)
def graded_claims(
    session: Session, actor: Actor, *, report_id: str, theme_id: str = "", claim_id: str = ""
) -> list[rules.GradedClaim]:
    """Claims in the report's order, each with the grade that stands."""
    confirmed = _confirmed(session, report_id)
    found = evidence.claims(session, actor, report_id=report_id, theme_id=theme_id, claim_id=claim_id)
    return [rules.GradedClaim(claim, confirmed.get(claim.claim_id)) for claim in found]


@needs(Permission.READ_REPORT)
def theme_states(session: Session, actor: Actor, *, report_id: str) -> list[ThemeState]:
    """Every theme, priorities first, with its claims and its open work."""
    by_theme: dict[str, list[rules.GradedClaim]] = {}
    for one in graded_claims(session, actor, report_id=report_id):
        by_theme.setdefault(one.claim.theme_id, []).append(one)
    work = _open_work(session, report_id)
    return [
        ThemeState(theme, tuple(by_theme.get(theme.theme_id, ())), work.get(theme.theme_id, {}))
        for theme in evidence.themes(session, actor, report_id=report_id)
    ]


@needs(Permission.SEE_JUDGEMENTS_DUE)
def judgements_due(session: Session, actor: Actor, *, report_id: str) -> list[ThemeState]:
    """Themes with claims whose grades nobody has confirmed: priorities first, then the most of them."""
    waiting = [
        state for state in theme_states(session, actor, report_id=report_id) if state.confirmed < len(state.claims)
    ]
    return sorted(waiting, key=lambda state: (not state.theme.is_priority, state.confirmed - len(state.claims)))


@needs(Permission.READ_REPORT)
def grade_history(session: Session, actor: Actor, *, report_id: str, claim_id: str) -> list[rules.Confirmed]:
    """Every decision on a claim, newest first."""
    rows = session.exec(
        select(Grade, Account)
        .join(Account, col(Account.account_id) == col(Grade.account_id))
        .where(Grade.report_id == report_id, Grade.claim_id == claim_id)
        .order_by(col(Grade.version).desc())
    )
    return [_decision(grade, account) for grade, account in rows]


@needs(Permission.GRADE_CLAIMS)
def confirm_grade(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    claim_id: str,
    seen_version: int,
    how_far: HowFar,
    how_known: HowKnown,
    reason: str = "",
) -> None:
    """Records the scrutineer's grade. Agreeing with the one that stands needs no reason; a change does.

    Raises:
        NotFound: there is no such claim.
        ChangedMeanwhile: somebody graded it after it was read.
        GradeRefused: a change without a reason, or a reason too long.
    """
    found = graded_claims(session, actor, report_id=report_id, claim_id=claim_id)
    if not found:
        raise NotFound("That claim is not in this report.")
    stands = found[0]
    if stands.version != seen_version:
        raise ChangedMeanwhile(
            f"Somebody has graded this claim meanwhile: {stands.placed}. "
            "What you wrote is still below; look again and decide."
        )
    if actor.account_id is None:
        raise NotAllowed("A grade is somebody's own: sign in to record one.")
    rules.check_reason(reason, changes=(how_far, how_known) != (stands.how_far, stands.how_known))
    session.add(
        Grade(
            report_id=report_id,
            claim_id=claim_id,
            version=seen_version + 1,
            how_far=how_far,
            how_known=how_known,
            reason=reason.strip(),
            account_id=actor.account_id,
            at=now(session),
            data_version=evidence.find_year(session, actor, report_id=report_id).load_number,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhile("Somebody has graded this claim in the same moment. Look again and decide.") from error
    trail.record(
        session,
        actor,
        "graded a claim",
        f"{report_id} {claim_id}",
        how_far=str(how_far),
        how_known=str(how_known),
        version=seen_version + 1,
    )
    session.commit()


def _confirmed(session: Session, report_id: str) -> dict[str, rules.Confirmed]:
    newest = (
        select(Grade.claim_id, func.max(Grade.version).label("version"))
        .where(Grade.report_id == report_id)
        .group_by(Grade.claim_id)
        .subquery()
    )
    rows = session.exec(
        select(Grade, Account)
        .join(newest, (col(Grade.claim_id) == newest.c.claim_id) & (col(Grade.version) == newest.c.version))
        .join(Account, col(Account.account_id) == col(Grade.account_id))
        .where(Grade.report_id == report_id)
    )
    return {grade.claim_id: _decision(grade, account) for grade, account in rows}


def _decision(grade: Grade, account: Account) -> rules.Confirmed:
    return rules.Confirmed(
        HowFar(grade.how_far),
        HowKnown(grade.how_known),
        grade.reason,
        account.name,
        grade.at,
        grade.version,
        grade.data_version,
    )


def _open_work(session: Session, report_id: str) -> dict[str, dict[WorkStatus, int]]:
    rows = session.exec(
        select(Recommendation.theme_id, Recommendation.work_status, func.count())
        .where(
            Recommendation.report_id == report_id,
            col(Recommendation.retired).is_(False),
            col(Recommendation.work_status).in_([str(status) for status in OPEN]),
            col(Recommendation.kind) != str(RecommendationKind.STRENGTH),
        )
        .group_by(Recommendation.theme_id, Recommendation.work_status)
    )
    found: dict[str, dict[WorkStatus, int]] = {}
    for theme_id, status, number in rows:
        found.setdefault(theme_id, {})[WorkStatus(status)] = number
    return found
