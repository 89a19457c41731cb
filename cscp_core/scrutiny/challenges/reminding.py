"""Open challenges of every agency, and reminding an agency of one that it has not answered."""

from sqlmodel import Session, col, select

from cscp_core.errors import ChallengeRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.challenges import rules, states
from cscp_core.scrutiny.challenges.changes import find_at_version, log_event, notify_agency, subject_of
from cscp_core.scrutiny.challenges.reads import challenge_views
from cscp_core.scrutiny.challenges.rules import Happened
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeEvent
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.storage import trail
from cscp_core.storage.session import ENGLAND, today
from cscp_core.storage.trail_actions import ChallengesAction


@needs(Permission.REMIND_AGENCIES)
def list_open(session: Session, actor: Actor) -> list[ChallengeView]:
    """Every challenge that an agency owes an answer to, by what it needs today: the most pressing first, and last
    those on which the agency waits for the scrutineer."""
    day = today(session)
    rows = session.exec(
        select(Challenge)
        .where(col(Challenge.state).in_(rules.WITH_AGENCY))
        .order_by(col(Challenge.due_on), col(Challenge.challenge_id))
    ).all()
    return sorted(
        challenge_views(session, rows), key=lambda one: (bool(one.waiting_for), states.need_of(one, day).rank)
    )


@needs(Permission.REMIND_AGENCIES)
def remind_agency(session: Session, actor: Actor, *, challenge_id: int, version: int) -> None:
    """Leaves everybody who works for the agency a notice; its record says so. At most once a day.

    Raises:
        NotFound, ChangedMeanwhile: there is no such challenge, or it was changed since.
        ChallengeRefused: the agency owes no answer now, nobody signs in for it, or it was reminded today.
    """
    row = find_at_version(session, actor, challenge_id, version)
    if row.state not in rules.WITH_AGENCY:
        raise ChallengeRefused(f"This challenge is {row.state}: the agency owes no answer.")
    if row.waiting_for:
        raise ChallengeRefused("The agency is waiting for the scrutineer's reply.")
    if not row.agency_id or not directory.has_someone_to_answer(session, row.agency_id):
        raise ChallengeRefused("Nobody signs in for this agency. Add an account that answers for it.")
    last = session.exec(
        select(ChallengeEvent)
        .where(ChallengeEvent.challenge_id == challenge_id, ChallengeEvent.kind == Happened.REMINDED)
        .order_by(col(ChallengeEvent.event_id).desc())
    ).first()
    if last and last.at.astimezone(ENGLAND).date() == today(session):
        raise ChallengeRefused("This agency was reminded of it today.")
    log_event(session, actor, row, Happened.REMINDED, "")
    notify_agency(session, row, NoticeKind.REMINDED)
    trail.record(session, actor, ChallengesAction.AGENCY_REMINDED, subject_of(row))
    session.commit()
