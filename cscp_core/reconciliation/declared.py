"""The checks that a report declares over its own rows, as they are stored."""

from sqlmodel import Session, col, select

from cscp_core.evidence import tables as told
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation.checks import check_of
from cscp_core.reconciliation.rules import Check


@needs(Permission.READ_REPORT)
def list_declared(session: Session, actor: Actor, *, report_id: str) -> list[Check]:
    """The checks that a report declares over its own rows, in their order."""
    rows = session.exec(
        select(told.DeclaredCheck)
        .where(told.DeclaredCheck.report_id == report_id, col(told.DeclaredCheck.retired).is_(False))
        .order_by(col(told.DeclaredCheck.place))
    )
    return [check_of(row.model_dump()) for row in rows]
