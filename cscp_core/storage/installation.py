"""Whether a database was made for demonstration or for real."""

from sqlmodel import Session, col, func, select

from cscp_core.settings import Mode
from cscp_core.storage.tables import Installation, TrailRow
from cscp_core.storage.trail_actions import DemonstrationAction


def is_demonstration(session: Session) -> bool:
    """Whether this database is marked as a demonstration's. One without a mark is not."""
    mark = session.exec(select(Installation)).first()
    return mark is not None and mark.mode == Mode.DEMO


def emptied_at(session: Session) -> int:
    """The row of the trail in which what everybody wrote was deleted last, in a demonstration; 0: never."""
    newest = select(func.max(col(TrailRow.number))).where(col(TrailRow.action).in_(DemonstrationAction.EMPTIED.written))
    return session.exec(newest).one() or 0
