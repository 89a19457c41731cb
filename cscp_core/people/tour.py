"""Showing somebody round: whether the steps are open for them. They open by themselves in a demonstration only."""

from sqlmodel import Session

from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage.installation import is_demonstration


@needs(Permission.TAKE_TOUR)
def is_open(session: Session, actor: Actor) -> bool:
    """Whether the actor is shown round: as they last chose; in a demonstration also before they chose anything."""
    account = session.get(Account, actor.own_id)
    if account is None or account.tour_open is None:
        return is_demonstration(session)
    return account.tour_open


@needs(Permission.TAKE_TOUR)
def set_open(session: Session, actor: Actor, *, opened: bool) -> None:
    """Remembers that the actor asks to be shown round, or has seen enough. The trail has no row of it."""
    account = session.get_one(Account, actor.own_id)
    account.tour_open = opened
    session.add(account)
    session.commit()
