"""Updates of actions by their agencies, and the re-check that may call one embedded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, UpdateRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.evidence.views import Recommendation, Wanted
from cscp_core.free_text import tidy
from cscp_core.improvement import rules
from cscp_core.improvement.tables import ActionRecheck, ActionUpdate
from cscp_core.people import directory
from cscp_core.people.agencies import PARTNERSHIP
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import now


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action as the report tells it, with what its agency has said since."""

    told: Recommendation
    update: rules.Update | None

    @property
    def status(self) -> WorkStatus:
        return self.update.status if self.update else self.told.work_status

    @property
    def version(self) -> int:
        return self.update.version if self.update else 0


@needs(Permission.READ_UPDATES)
def latest_updates(
    session: Session, actor: Actor, *, report_id: str, recommendation_ids: Sequence[str] = ()
) -> dict[str, rules.Update]:
    """The update that stands, by the id of its action: of those asked about, or of all."""
    newest = (
        select(ActionUpdate.recommendation_id, func.max(ActionUpdate.version).label("version"))
        .where(ActionUpdate.report_id == report_id)
        .group_by(ActionUpdate.recommendation_id)
    )
    if recommendation_ids:
        newest = newest.where(col(ActionUpdate.recommendation_id).in_(recommendation_ids))
    found = newest.subquery()
    rows = session.exec(
        select(ActionUpdate)
        .join(
            found,
            (col(ActionUpdate.recommendation_id) == found.c.recommendation_id)
            & (col(ActionUpdate.version) == found.c.version),
        )
        .where(ActionUpdate.report_id == report_id)
    ).all()
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
def own_actions(session: Session, actor: Actor, *, report_id: str) -> list[Action]:
    """What the actor's agency, or one that it answers for, is to do: its own first; strengths are left out."""
    mine = directory.works_for(session, actor)
    told = [
        one
        for one in evidence.recommendations(session, actor, report_id=report_id).items
        if one.kind is not RecommendationKind.STRENGTH and one.agency_id in mine
    ]
    standing = latest_updates(session, actor, report_id=report_id)
    shared = {card.agency_id for card in directory.agency_cards(session).values() if card.kind == PARTNERSHIP}
    actions = [Action(told=one, update=standing.get(one.recommendation_id)) for one in told]
    return sorted(actions, key=lambda one: one.told.agency_id in shared)


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
    action = _find_action(session, actor, report_id, recommendation_id)
    if action.told.agency_id not in directory.works_for(session, actor):
        whose = "another agency" if action.told.agency_id else "no agency that the report names"
        raise NotAllowed(f"This action belongs to {whose}.")
    if action.told.kind is RecommendationKind.STRENGTH:
        raise UpdateRefused("A strength is not an action: there is nothing to update.")
    _check_version(action, seen_version)
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
            agency_id=actor.agency_id or action.told.agency_id,
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
        "updated an action",
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
    action = _find_action(session, actor, report_id, recommendation_id)
    _check_version(action, seen_version)
    if action.update is None or action.update.status is not WorkStatus.DONE_EVIDENCED:
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
    trail.record(session, actor, "re-checked an action", f"{report_id} {recommendation_id}", held=held)
    session.commit()


def _find_action(session: Session, actor: Actor, report_id: str, recommendation_id: str) -> Action:
    wanted = Wanted(recommendation_id=recommendation_id)
    told = evidence.recommendations(session, actor, report_id=report_id, wanted=wanted).items
    if not recommendation_id or not told:
        raise NotFound("That action is not in this report.")
    standing = latest_updates(session, actor, report_id=report_id, recommendation_ids=[recommendation_id])
    return Action(told=told[0], update=standing.get(recommendation_id))


def _check_version(action: Action, seen_version: int) -> None:
    if action.version != seen_version:
        standing = action.update
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
