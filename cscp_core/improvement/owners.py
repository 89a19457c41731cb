"""Whose an action is, where the report names the partners together or nobody: who took it, or was given it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, UpdateRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import RecommendationKind
from cscp_core.evidence.views import Recommendation, Wanted
from cscp_core.free_text import tidy
from cscp_core.improvement.tables import ActionOwner
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.agencies import PARTNERSHIP, Cards, current_agency, may_be_asked
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.history import is_latest
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import ProgressAction


@dataclass(frozen=True, kw_only=True)
class Owner:
    """The agency that an action was assigned to since the report; an empty id: to the partners together again."""

    version: int
    agency_id: str
    agency: str
    reason: str
    by_agency: str
    by: str
    at: datetime


@needs(Permission.READ_UPDATES)
def latest_owners(
    session: Session, actor: Actor, *, report_id: str, recommendation_ids: Sequence[str] = ()
) -> dict[str, Owner]:
    """Who has it now, by the id of each action that was ever assigned: of those asked about, or of all."""
    wanted = [col(ActionOwner.report_id) == report_id]
    if recommendation_ids:
        wanted.append(col(ActionOwner.recommendation_id).in_(recommendation_ids))
    newest = is_latest(ActionOwner.recommendation_id, ActionOwner.version, *wanted)
    rows = session.exec(select(ActionOwner).where(newest, *wanted)).all()
    return {row.recommendation_id: one for row, one in zip(rows, _owners_of(session, rows), strict=True)}


@needs(Permission.READ_UPDATES)
def list_owners(session: Session, actor: Actor, *, report_id: str, recommendation_id: str) -> list[Owner]:
    """Every time that an action was assigned, newest first."""
    rows = session.exec(
        select(ActionOwner)
        .where(ActionOwner.report_id == report_id, ActionOwner.recommendation_id == recommendation_id)
        .order_by(col(ActionOwner.version).desc())
    ).all()
    return _owners_of(session, rows)


@needs(Permission.READ_UPDATES)
def count_unattended(session: Session, actor: Actor) -> dict[str, int]:
    """Actions that were assigned to an agency for which nobody signs in, by the agency's name."""
    found: Counter[str] = Counter()
    for year in evidence.years(session, actor):
        for one in latest_owners(session, actor, report_id=year.report_id).values():
            if one.agency_id and not directory.of_agency(session, one.agency_id):
                found[one.agency] += 1
    return dict(found)


@needs(Permission.UPDATE_ACTIONS)
def assignable_agencies(session: Session, actor: Actor) -> dict[str, str]:
    """Name by id of the agencies that an action can be assigned to."""
    cards = directory.agency_cards(session)
    return {one: name for one, name in may_be_asked(cards).items() if cards[one].kind != PARTNERSHIP}


@needs(Permission.UPDATE_ACTIONS)
def own_agency(session: Session, actor: Actor) -> str:
    """Id of the agency of today that the actor belongs to; empty for somebody who belongs to none."""
    return current_agency(directory.agency_cards(session), actor.agency_id) if actor.agency_id else ""


@needs(Permission.UPDATE_ACTIONS)
def assign_action(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    recommendation_id: str,
    seen_version: int,
    agency_id: str,
    reason: str = "",
) -> None:
    """Assigns an action of the partners together, or of nobody, to an agency; without one, to all of them again.

    Raises:
        NotFound: there is no such action, or no such agency.
        NotAllowed: the report names an agency for it, or another agency has it.
        ChangedMeanwhile: it was assigned after it was read.
        UpdateRefused, TextRefused: it is there already, or no reason is given.
    """
    told = find_recommendation(session, actor, report_id=report_id, recommendation_id=recommendation_id)
    standing = latest_owners(session, actor, report_id=report_id, recommendation_ids=[recommendation_id]).get(
        recommendation_id
    )
    if (standing.version if standing else 0) != seen_version:
        theirs = f"{standing.agency or 'The partners together'}. {standing.reason}" if standing else ""
        raise ChangedMeanwhile("Somebody assigned this action after you opened it. Look again.", theirs=theirs)
    cards = directory.agency_cards(session)
    holder = standing.agency_id if standing else ""
    if not can_assign(cards, directory.works_for(session, actor), told.agency_id, holder, actor.agency_id or ""):
        raise NotAllowed("You can only assign an action of the partners together, or one assigned to your agency.")
    if told.kind is RecommendationKind.STRENGTH:
        raise UpdateRefused("A strength is not an action: nobody has to take it.")
    if agency_id and agency_id not in assignable_agencies(session, actor):
        raise NotFound("There is no such agency.")
    if (current_agency(cards, agency_id) if agency_id else "") == (current_agency(cards, holder) if holder else ""):
        raise UpdateRefused("That agency has it now. Choose another one.")
    own = current_agency(cards, actor.agency_id or "")
    reason = tidy(reason, "why it is theirs" if agency_id else "why you give it back", needed=agency_id != own)
    session.add(
        ActionOwner(
            report_id=report_id,
            recommendation_id=recommendation_id,
            version=seen_version + 1,
            agency_id=agency_id or None,
            reason=reason,
            by_agency_id=own,
            account_id=actor.own_id,
            at=now(session),
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhile("Somebody assigned this action in the same moment. Look again.") from error
    _notify(session, actor, report_id, recommendation_id, agency_id, standing)
    trail.record(
        session,
        actor,
        ProgressAction.ASSIGNED,
        f"{report_id} {recommendation_id}",
        agency=agency_id or "the partners together",
        version=seen_version + 1,
    )
    session.commit()


def find_recommendation(session: Session, actor: Actor, *, report_id: str, recommendation_id: str) -> Recommendation:
    """An action as the report gives it.

    Raises:
        NotFound: there is none under this id.
    """
    wanted = Wanted(recommendation_id=recommendation_id)
    found = evidence.recommendations(session, actor, report_id=report_id, wanted=wanted).items
    if not recommendation_id or not found:
        raise NotFound("That action is not in this report.")
    return found[0]


def holder_of(session: Session, actor: Actor, told: Recommendation, *, report_id: str) -> str:
    """The id of the agency that an action was assigned to, else of the one that the report names, else nothing."""
    wanted = [told.recommendation_id]
    placed = latest_owners(session, actor, report_id=report_id, recommendation_ids=wanted).get(told.recommendation_id)
    return (placed.agency_id if placed else "") or told.agency_id


def can_assign(cards: Cards, works_for: frozenset[str], named: str, holder: str, own: str) -> bool:
    """Whether somebody may take an action or assign it: it was assigned to an agency that they answer for, or the
    report names the partners together, or nobody, and nobody has taken it."""
    if holder:
        return holder in works_for
    return is_shared(cards, named) and own in cards and cards[current_agency(cards, own)].statutory_partner


def is_shared(cards: Cards, agency_id: str) -> bool:
    """Whether an agency id is that of the partners together, or of nobody."""
    return not agency_id or (agency_id in cards and cards[agency_id].kind == PARTNERSHIP)


def _notify(
    session: Session, actor: Actor, report_id: str, recommendation_id: str, agency_id: str, before: Owner | None
) -> None:
    """Tells the agency that has it now, or the one that assigned it where it comes back; never the person who acts.
    Where nobody signs in for the agency, the business managers."""
    address = f"/recommendation?id={recommendation_id}&report={report_id}"
    if agency_id:
        people = set(directory.of_agency(session, agency_id))
        notify(session, people - {actor.own_id}, NoticeKind.PLACED, address)
        if not people:
            notify(session, directory.of_role(session, Role.BUSINESS_MANAGER), NoticeKind.NOBODY_ACTS, address)
    elif before:
        placed = session.exec(
            select(ActionOwner.by_agency_id).where(
                ActionOwner.report_id == report_id,
                ActionOwner.recommendation_id == recommendation_id,
                ActionOwner.version == before.version,
            )
        ).one()
        told = set(directory.of_agency(session, placed)) - set(directory.of_agency(session, actor.agency_id or ""))
        notify(session, told, NoticeKind.GIVEN_BACK, address)


def _owners_of(session: Session, rows: Sequence[ActionOwner]) -> list[Owner]:
    cards = directory.agency_cards(session) if rows else {}
    return [
        Owner(
            version=row.version,
            agency_id=row.agency_id or "",
            agency=cards[row.agency_id].name if row.agency_id else "",
            reason=row.reason,
            by_agency=cards[row.by_agency_id].name,
            by=directory.name_of(session, row.account_id),
            at=row.at,
        )
        for row in rows
    ]
