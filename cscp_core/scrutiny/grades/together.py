"""Several suggested grades confirmed in one act with one reason, each as it was drawn, and taken back in one."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, GradeRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.grades import rules
from cscp_core.scrutiny.grades.rules import GradedClaim, SeenGrade
from cscp_core.scrutiny.grades.service import graded_claims, own_account
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import GradesAction


@needs(Permission.GRADE_CLAIMS)
def confirm_grades(
    session: Session, actor: Actor, *, report_id: str, shown: Sequence[SeenGrade], reason: str
) -> tuple[SeenGrade, ...]:
    """Confirms the suggested grades of several claims, all or none. Returns them as they stand now, for
    `take_back_grades`.

    Raises:
        ChangedMeanwhile: one of them is not as it was drawn any more.
        GradeRefused: no claim, a grade that is confirmed already, no reason, or a reason too long.
    """
    if not shown:
        raise GradeRefused("There is no grade here to confirm.")
    if not reason.strip():
        raise GradeRefused("Say in a sentence why you agree with these grades.")
    rules.check_reason(reason, changes=False)
    if any(one.confirmed for one in _as_drawn(session, actor, report_id, shown)):
        raise GradeRefused("You can confirm only suggested grades together.")
    made = _add(session, actor, report_id, shown, reason=reason.strip(), taken_back=False)
    session.commit()
    return made


@needs(Permission.GRADE_CLAIMS)
def take_back_grades(
    session: Session, actor: Actor, *, report_id: str, shown: Sequence[SeenGrade]
) -> tuple[SeenGrade, ...]:
    """Takes back the first decision on each of several claims, all or none: their grades are only suggested again. The
    decisions stay on record.

    Raises:
        ChangedMeanwhile: one of them was graded again.
        GradeRefused: a grade is only suggested, or an earlier decision stands behind it.
    """
    stand = _as_drawn(session, actor, report_id, shown)
    decided = select(Grade.claim_id, Grade.version).where(
        Grade.report_id == report_id,
        col(Grade.claim_id).in_([one.claim_id for one in shown]),
        col(Grade.taken_back).is_(False),
    )
    before = {(claim_id, version + 1) for claim_id, version in session.exec(decided)}
    if not all(one.confirmed for one in stand) or any((one.claim_id, one.version) in before for one in shown):
        raise GradeRefused("You can take back only the first decision on a grade.")
    made = _add(session, actor, report_id, shown, reason="", taken_back=True)
    session.commit()
    return made


def _as_drawn(session: Session, actor: Actor, report_id: str, shown: Sequence[SeenGrade]) -> list[GradedClaim]:
    found = {one.claim.claim_id: one for one in graded_claims(session, actor, report_id=report_id)}
    stand = [found[one.claim_id] for one in shown if one.claim_id in found]
    changed = len(shown) - sum(one.seen in shown for one in stand)
    if changed:
        raise ChangedMeanwhile(
            f"{counted(changed, 'of these grades was', 'of these grades were')} changed after you opened the page. "
            "Nothing was recorded. Look again and decide."
        )
    return stand


def _add(
    session: Session, actor: Actor, report_id: str, shown: Sequence[SeenGrade], *, reason: str, taken_back: bool
) -> tuple[SeenGrade, ...]:
    account_id, at = own_account(actor), now(session)
    load = evidence.find_year(session, actor, report_id=report_id).load_number
    for one in shown:
        session.add(
            Grade(
                report_id=report_id,
                claim_id=one.claim_id,
                version=one.version + 1,
                how_far=one.how_far,
                how_known=one.how_known,
                reason=reason,
                account_id=account_id,
                at=at,
                data_version=load,
                taken_back=taken_back,
            )
        )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhile("Somebody graded one of these claims at the same moment. Look again.") from error
    trail.record(
        session,
        actor,
        GradesAction.UNDONE if taken_back else GradesAction.CONFIRMED,
        report_id,
        claims=" ".join(one.claim_id for one in shown),
    )
    return tuple(
        SeenGrade(claim_id=one.claim_id, version=one.version + 1, how_far=one.how_far, how_known=one.how_known)
        for one in shown
    )
