"""Claims with the grades that stand, and confirming or changing a grade."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import OPEN, HowFar, HowKnown, RecommendationKind, WorkStatus
from cscp_core.evidence.tables import Claim, Recommendation
from cscp_core.evidence.views import Theme, claim_of
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account, Agency
from cscp_core.scrutiny.grades import rules
from cscp_core.scrutiny.grades.rules import GradeCounts
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.storage import trail
from cscp_core.storage.paging import Page, offset
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import GradesAction

CLAIMS = 12  # rows of a page: as many as are read before they are confirmed together


@dataclass(frozen=True, kw_only=True)
class ThemeState:
    """A theme with where its claims stand and what work is open."""

    theme: Theme
    standing: GradeCounts
    open_work: dict[WorkStatus, int]
    """Recommendations, areas for development and actions that are not finished, by status."""

    @cached_property
    def unconfirmed(self) -> int:
        return self.standing.total - self.standing.confirmed


@needs(Permission.READ_REPORT)
def graded_claims(
    session: Session, actor: Actor, *, report_id: str, theme_id: str = "", claim_id: str = ""
) -> list[rules.GradedClaim]:
    """Claims in the report's order, each with the grade that stands: all, of one theme, or one."""
    return _graded_claims(session, _with_decision(report_id, theme_id, claim_id).order_by(col(Claim.place)))


@needs(Permission.READ_REPORT)
def list_claims(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    theme_id: str,
    wanted: rules.WantedClaims = rules.WantedClaims(),
    page: int = 1,
) -> tuple[Page[rules.GradedClaim], rules.ClaimCounts]:
    """One page of a theme's claims, the weakest first, and how many each choice of a filter has. `page` counts from
    1."""
    every = graded_claims(session, actor, report_id=report_id, theme_id=theme_id)
    found = rules.weakest_first([one for one in every if wanted.fits(one)])
    shown = found[offset(page, CLAIMS) :][:CLAIMS]
    return Page(shown, len(found), CLAIMS), rules.count_choices(every, wanted)


@needs(Permission.READ_REPORT)
def weakest_claims(
    session: Session, actor: Actor, *, report_id: str, theme_id: str, most: int = 3
) -> list[rules.GradedClaim]:
    """A theme's claims that go furthest towards children on the least evidence; those of equals that come first."""
    query = _with_decision(report_id, theme_id).order_by(_rank(KNOWN, HowKnown), _rank(FAR, HowFar).desc())
    return _graded_claims(session, query.order_by(col(Claim.place)).limit(most))


@needs(Permission.READ_REPORT)
def count_by_theme(session: Session, actor: Actor, *, report_id: str, theme_id: str = "") -> dict[str, GradeCounts]:
    """Where the claims stand, by theme: counted in the database, with the best-evidenced claim of each."""
    confirmed = col(Grade.grade_id).is_not(None)
    query = _with_decision(report_id, theme_id).with_only_columns(Claim.theme_id, FAR, KNOWN, confirmed, func.count())
    counts: dict[str, dict[tuple[HowFar, HowKnown, bool], int]] = {}
    for theme, far, known, is_confirmed, number in session.execute(
        query.group_by(col(Claim.theme_id), FAR, KNOWN, confirmed)
    ):
        counts.setdefault(theme, {})[HowFar(far), HowKnown(known), bool(is_confirmed)] = number
    best = {one.claim.theme_id: one for one in _best_by_theme(session, report_id, theme_id)}
    return {theme: GradeCounts(found, best.get(theme)) for theme, found in counts.items()}


@needs(Permission.READ_REPORT)
def theme_states(session: Session, actor: Actor, *, report_id: str) -> list[ThemeState]:
    """Every theme, priorities first, with where its claims stand and its open work."""
    stand = count_by_theme(session, actor, report_id=report_id)
    work = _open_work(session, report_id)
    return [
        ThemeState(
            theme=theme, standing=stand.get(theme.theme_id, GradeCounts()), open_work=work.get(theme.theme_id, {})
        )
        for theme in evidence.themes(session, actor, report_id=report_id)
    ]


@needs(Permission.READ_REPORT)
def grade_history(session: Session, actor: Actor, *, report_id: str, claim_id: str) -> list[rules.Confirmed]:
    """Every decision on a claim, newest first."""
    rows = session.exec(
        select(Grade, Account)
        .join(Account, col(Account.account_id) == col(Grade.account_id))
        .where(Grade.report_id == report_id, Grade.claim_id == claim_id)
        .order_by(col(Grade.version).desc())
    )
    return [_decision_of(grade, account) for grade, account in rows]


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
            f"Somebody graded this claim after you opened it: {stands.placed}. "
            "What you wrote is still below; look again and decide."
        )
    account_id = own_account(actor)
    rules.check_reason(reason, changes=(how_far, how_known) != (stands.how_far, stands.how_known))
    session.add(
        Grade(
            report_id=report_id,
            claim_id=claim_id,
            version=seen_version + 1,
            how_far=how_far,
            how_known=how_known,
            reason=reason.strip(),
            account_id=account_id,
            at=now(session),
            data_version=evidence.find_year(session, actor, report_id=report_id).load_number,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhile("Somebody graded this claim at the same moment. Look again and decide.") from error
    trail.record(
        session,
        actor,
        GradesAction.GRADED,
        f"{report_id} {claim_id}",
        how_far=how_far,
        how_known=how_known,
        version=seen_version + 1,
    )
    session.commit()


def own_account(actor: Actor) -> int:
    """The account of the person who grades, for other parts of this room. Raises NotAllowed where it is nobody's."""
    if actor.account_id is None:
        raise NotAllowed("A grade is somebody's own: sign in to record one.")
    return actor.account_id


def proven_themes(session: Session, report_id: str, how_far: HowFar, how_known: HowKnown) -> set[str]:
    """Ids of the themes with a claim that stands at least there on both scales, for other parts of this room."""
    query = (
        _with_decision(report_id)
        .with_only_columns(Claim.theme_id)
        .where(FAR.in_(list(HowFar)[how_far.rank :]), KNOWN.in_(list(HowKnown)[how_known.rank :]))
        .distinct()
    )
    return set(session.execute(query).scalars())


FAR = func.coalesce(col(Grade.how_far), col(Claim.how_far))
KNOWN = func.coalesce(col(Grade.how_known), col(Claim.how_known))


def _with_decision(report_id: str, theme_id: str = "", claim_id: str = "") -> Any:
    """Claims with their agency, with the decision that stands where there is one, who took it, and the version of the
    newest decision, which may have taken one back."""
    newest = (
        select(Grade.claim_id, func.max(Grade.version).label("version"))
        .where(Grade.report_id == report_id)
        .group_by(col(Grade.claim_id))
        .subquery()
    )
    query: Any = (
        select(Claim, Agency, Grade, Account)
        .add_columns(newest.c.version)
        .join(Agency, col(Agency.agency_id) == col(Claim.agency_id), isouter=True)
        .join(newest, newest.c.claim_id == col(Claim.claim_id), isouter=True)
        .join(
            Grade,
            (col(Grade.report_id) == report_id)
            & (col(Grade.claim_id) == col(Claim.claim_id))
            & (col(Grade.version) == newest.c.version)
            & col(Grade.taken_back).is_(False),
            isouter=True,
        )
        .join(Account, col(Account.account_id) == col(Grade.account_id), isouter=True)
        .where(col(Claim.report_id) == report_id, col(Claim.retired).is_(False))
    )
    if theme_id:
        query = query.where(col(Claim.theme_id) == theme_id)
    return query.where(col(Claim.claim_id) == claim_id) if claim_id else query


def _graded_claims(session: Session, query: Any) -> list[rules.GradedClaim]:
    return [
        rules.GradedClaim(claim_of(claim, agency), _decision_of(grade, account) if grade else None, version or 0)
        for claim, agency, grade, account, version in session.execute(query)
    ]


def _rank(column: Any, scale: type[HowFar] | type[HowKnown]) -> Any:
    """The place of a grade on its scale, in the database."""
    return case({step.value: step.rank for step in scale}, value=column)


def _best_by_theme(session: Session, report_id: str, theme_id: str) -> list[rules.GradedClaim]:
    query = _with_decision(report_id, theme_id)
    order = (_rank(KNOWN, HowKnown).desc(), _rank(FAR, HowFar).desc(), col(Claim.place))
    place = func.row_number().over(partition_by=col(Claim.theme_id), order_by=order).label("place_in_theme")
    ranked = query.with_only_columns(Claim.claim_id, place).subquery()
    firsts = select(ranked.c.claim_id).where(ranked.c.place_in_theme == 1)
    return _graded_claims(session, query.where(col(Claim.claim_id).in_(firsts)))


def _decision_of(grade: Grade, account: Account) -> rules.Confirmed:
    return rules.Confirmed(
        how_far=HowFar(grade.how_far),
        how_known=HowKnown(grade.how_known),
        reason=grade.reason,
        by=account.name,
        at=grade.at,
        version=grade.version,
        data_version=grade.data_version,
        taken_back=grade.taken_back,
    )


def _open_work(session: Session, report_id: str) -> dict[str, dict[WorkStatus, int]]:
    rows = session.exec(
        select(Recommendation.theme_id, Recommendation.work_status, func.count())
        .where(
            Recommendation.report_id == report_id,
            col(Recommendation.retired).is_(False),
            col(Recommendation.work_status).in_(OPEN),
            col(Recommendation.kind) != RecommendationKind.STRENGTH,
        )
        .group_by(Recommendation.theme_id, Recommendation.work_status)
    )
    found: dict[str, dict[WorkStatus, int]] = {}
    for theme_id, status, number in rows:
        found.setdefault(theme_id, {})[WorkStatus(status)] = number
    return found
