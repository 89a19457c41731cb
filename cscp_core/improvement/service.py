"""Updates of actions by their agencies, and the re-check that may call one embedded."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, UpdateRefused
from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.free_text import tidy
from cscp_core.improvement import owners, rules
from cscp_core.improvement.tables import ActionRecheck, ActionUpdate
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.history import is_latest
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import ProgressAction


@needs(Permission.READ_UPDATES)
def latest_updates(
    session: Session, actor: Actor, *, report_id: str, recommendation_ids: Sequence[str] = ()
) -> dict[str, rules.Update]:
    """The update that stands, by the id of its action: of those asked about, or of all."""
    wanted = [col(ActionUpdate.report_id) == report_id]
    if recommendation_ids:
        wanted.append(col(ActionUpdate.recommendation_id).in_(recommendation_ids))
    newest = is_latest(ActionUpdate.recommendation_id, ActionUpdate.version, *wanted)
    rows = session.exec(select(ActionUpdate).where(newest, *wanted)).all()
    return _updates_of(session, rows, key=lambda row: row.recommendation_id)


@needs(Permission.READ_UPDATES)
def list_updates(session: Session, actor: Actor, *, report_id: str, recommendation_id: str) -> list[rules.Update]:
    """Every update of an action, newest first."""
    rows = session.exec(
        select(ActionUpdate)
        .where(ActionUpdate.report_id == report_id, ActionUpdate.recommendation_id == recommendation_id)
        .order_by(col(ActionUpdate.version).desc())
    ).all()
    return list(_updates_of(session, rows, key=lambda row: str(row.version)).values())


@needs(Permission.UPDATE_ACTIONS)
def update_action(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    recommendation_id: str,
    seen_version: int,
    status: WorkStatus,
    words: str = "",
    evidence_given: Sequence[rules.Reference] = (),
    next_by: date | None = None,
) -> None:
    """Records how far an action of one's own agency has come.

    Raises:
        NotFound: there is no such action.
        NotAllowed: it belongs to another agency.
        ChangedMeanwhile: a colleague updated it after it was read.
        UpdateRefused, TextRefused: the status lacks what it needs.
    """
    told = owners.find_recommendation(session, actor, report_id=report_id, recommendation_id=recommendation_id)
    holder = owners.holder_of(session, actor, told, report_id=report_id)
    if holder not in directory.works_for(session, actor):
        raise NotAllowed(f"This action belongs to {'another agency' if holder else 'no agency yet'}.")
    if told.kind is RecommendationKind.STRENGTH:
        raise UpdateRefused("A strength is not an action: there is nothing to update.")
    _check_version(_last(session, actor, report_id, recommendation_id), seen_version)
    words = tidy(words, "what was done", needed=False)
    references = rules.checked_references(evidence_given)
    rules.check_update(status, words, references)
    session.add(
        ActionUpdate(
            report_id=report_id,
            recommendation_id=recommendation_id,
            version=seen_version + 1,
            status=status,
            words=words,
            evidence=rules.to_json(references),
            next_by=next_by,
            agency_id=actor.agency_id or holder,
            account_id=actor.own_id,
            at=now(session),
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhile("A colleague updated this action at the same moment. Look again.") from error
    trail.record(
        session,
        actor,
        ProgressAction.PROGRESS_RECORDED,
        f"{report_id} {recommendation_id}",
        status=status,
        version=seen_version + 1,
        references=len(references),
    )
    session.commit()


@needs(Permission.RECHECK_ACTIONS)
def recheck_action(
    session: Session, actor: Actor, *, report_id: str, recommendation_id: str, seen_version: int, held: bool, words: str
) -> None:
    """Records whether what was done and evidenced still holds: only then is it embedded.

    Raises:
        UpdateRefused: the action is not done, evidenced.
    """
    owners.find_recommendation(session, actor, report_id=report_id, recommendation_id=recommendation_id)
    last = _last(session, actor, report_id, recommendation_id)
    _check_version(last, seen_version)
    if last is None or last.status is not WorkStatus.DONE_EVIDENCED:
        raise UpdateRefused("You can look again only at an action that is done, evidenced.")
    words = tidy(words, "what you found")
    row = session.exec(
        select(ActionUpdate).where(
            ActionUpdate.report_id == report_id,
            ActionUpdate.recommendation_id == recommendation_id,
            ActionUpdate.version == seen_version,
        )
    ).one()
    assert row.update_id is not None
    session.add(
        ActionRecheck(update_id=row.update_id, held=held, words=words, account_id=actor.own_id, at=now(session))
    )
    trail.record(session, actor, ProgressAction.RECHECKED, f"{report_id} {recommendation_id}", held=held)
    session.commit()


def _last(session: Session, actor: Actor, report_id: str, recommendation_id: str) -> rules.Update | None:
    found = latest_updates(session, actor, report_id=report_id, recommendation_ids=[recommendation_id])
    return found.get(recommendation_id)


def _check_version(standing: rules.Update | None, seen_version: int) -> None:
    if (standing.version if standing else 0) != seen_version:
        raise ChangedMeanwhile(
            "A colleague updated this action after you opened it. What you wrote is still below.",
            theirs=f"{standing.by}: {standing.shown}. {standing.words}" if standing else "",
        )


def _updates_of(session: Session, rows, *, key) -> dict[str, rules.Update]:  # type: ignore[no-untyped-def]
    held: dict[int, bool] = {}
    ids = [row.update_id for row in rows]
    for check in session.exec(
        select(ActionRecheck).where(col(ActionRecheck.update_id).in_(ids)).order_by(col(ActionRecheck.recheck_id))
    ):
        held[check.update_id] = check.held
    names = {one.account_id: one.name for one in session.exec(select(Account))} if rows else {}
    cards = directory.agency_cards(session) if rows else {}
    return {
        key(row): rules.Update(
            version=row.version,
            status=WorkStatus(row.status),
            words=row.words,
            evidence=rules.from_json(row.evidence),
            next_by=row.next_by,
            agency=cards[row.agency_id].name,
            by=names.get(row.account_id, "somebody"),
            at=row.at,
            held=held.get(row.update_id or 0),
        )
        for row in rows
    }
