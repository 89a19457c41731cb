"""Whether a database was made for demonstration or for real."""

from sqlmodel import Session, select

from cscp_core.settings import Mode
from cscp_core.storage.tables import Installation


def is_demonstration(session: Session) -> bool:
    """Whether this database is marked as a demonstration's. One without a mark is not."""
    mark = session.exec(select(Installation)).first()
    return mark is not None and mark.mode == Mode.DEMO
