"""When somebody leaves or changes agency: their account ends or moves, and their open challenges are handed over."""

from sqlmodel import Session, col, select

from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import tell
from cscp_core.people import directory, service
from cscp_core.people.agencies import PARTNERSHIP
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.rules import Happened
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeEvent
from cscp_core.storage.session import now


@needs(Permission.MANAGE_ACCOUNTS)
def disable_person(session: Session, actor: Actor, *, account_id: int, version: int) -> None:
    """Disables an account, ends its sessions, and hands its agency's open challenges to those who remain."""
    before = _agency_of(session, account_id)
    account = service.disable(session, actor, account_id=account_id, version=version)
    _hand_over(session, actor, account, before)
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def move_person(
    session: Session, actor: Actor, *, account_id: int, version: int, agency_id: str, answers: bool
) -> None:
    """Moves a statutory partner's account to another agency, or between drafting and answering; what was open with
    the agency that it left stays there, with those who remain."""
    before = _agency_of(session, account_id)
    account = service.move(session, actor, account_id=account_id, version=version, agency_id=agency_id, answers=answers)
    if before != agency_id:
        _hand_over(session, actor, account, before)
    session.commit()


def _agency_of(session: Session, account_id: int) -> str:
    account = session.get(Account, account_id)
    return (account.agency_id or "") if account else ""


def _hand_over(session: Session, actor: Actor, account: Account, agency_id: str) -> None:
    """Tells the colleagues who remain; where nobody remains who can answer, the business managers."""
    if not agency_id:
        return
    session.flush()
    cards = directory.cards(session)
    mine = directory.works_for(session, Actor(None, "", "", Role.PARTNER, agency_id))
    rows = session.exec(
        select(Challenge)
        .where(
            col(Challenge.agency_id).in_([one for one in mine if cards[one].kind != PARTNERSHIP]),
            col(Challenge.state).in_([str(state) for state in rules.WITH_AGENCY]),
        )
        .order_by(col(Challenge.challenge_id))
    ).all()
    for row in rows:
        assert row.challenge_id is not None
        assert row.agency_id is not None
        if directory.has_someone_to_answer(session, row.agency_id):
            told, kind = directory.of_agency(session, row.agency_id), NoticeKind.HANDED_OVER
            now_with = "Now with the colleagues who remain."
        else:
            told, kind = directory.of_role(session, Role.BUSINESS_MANAGER), NoticeKind.NOBODY_ANSWERS
            now_with = "No account can answer for the agency now."
        tell(session, told, kind, f"/asked?id={row.challenge_id}", invented=row.invented)
        session.add(
            ChallengeEvent(
                challenge_id=row.challenge_id,
                at=now(session),
                account_id=actor.account_id,
                kind=Happened.HANDED_OVER,
                words=f"{account.name} no longer works on it. {now_with}",
                state=row.state,
                due_on=row.due_on,
            )
        )
