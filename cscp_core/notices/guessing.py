"""Telling the business managers that somebody may be guessing passwords."""

from sqlmodel import Session

from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory, tries
from cscp_core.people.permissions import Actor, Permission, Role, needs


@needs(Permission.SEND_NOTICES)
def report_guessing(session: Session, actor: Actor) -> int:
    """Tells the business managers once of each account or network with too many wrong tries. Returns how many there
    were. It names neither: *People* shows which accounts have wrong tries."""
    reached = tries.claim_unreported(session)
    if reached:
        notify(session, directory.of_role(session, Role.BUSINESS_MANAGER), NoticeKind.GUESSING, "/people")
        session.commit()
    return reached
