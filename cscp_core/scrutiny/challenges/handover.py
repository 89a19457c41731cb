"""When somebody leaves or changes agency: their account ends or moves, and their open challenges are handed over."""

from sqlmodel import Session, col, select

from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory, leaving, service
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
    account = service.disable_account(session, actor, account_id=account_id, version=version)
    _hand_over(session, actor, account, before)
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def disable_voice(session: Session, actor: Actor, *, account_id: int, version: int) -> str:
    """Disables a Young Advisor or lay member and returns the token of the link by which they get at their words."""
    account = service.disable_account(session, actor, account_id=account_id, version=version)
    token = leaving.new_token(session, account)
    session.commit()
    return token


@needs(Permission.MANAGE_ACCOUNTS)
def move_person(
    session: Session, actor: Actor, *, account_id: int, version: int, agency_id: str, answers: bool
) -> None:
    """Moves a statutory partner's account to another agency, or between drafting and answering; what was open with
    the agency that it left stays there, with those who remain."""
    before = _agency_of(session, account_id)
    account = service.move_account(
        session, actor, account_id=account_id, version=version, agency_id=agency_id, answers=answers
    )
    _hand_over(session, actor, account, before)
    session.commit()


def _agency_of(session: Session, account_id: int) -> str:
    account = session.get(Account, account_id)
    return (account.agency_id or "") if account else ""


def _hand_over(session: Session, actor: Actor, account: Account, agency_id: str) -> None:
    """Goes through what was open with the agency: where the account no longer works on it, the colleagues who remain
    are told; where nobody can answer any more, the business managers are."""
    if not agency_id:
        return
    session.flush()
    cards = directory.agency_cards(session)
    before, still = _works_for(session, agency_id), frozenset[str]()
    if not account.disabled_at and account.agency_id:
        still = _works_for(session, account.agency_id)
    rows = session.exec(
        select(Challenge)
        .where(
            col(Challenge.agency_id).in_([one for one in before if cards[one].kind != PARTNERSHIP]),
            col(Challenge.state).in_(rules.WITH_AGENCY),
        )
        .order_by(col(Challenge.challenge_id))
    ).all()
    for row in rows:
        assert row.challenge_id is not None
        assert row.agency_id is not None
        answerable, gone = directory.has_someone_to_answer(session, row.agency_id), row.agency_id not in still
        if answerable and not gone:
            continue
        if answerable:
            told, kind = directory.of_agency(session, row.agency_id), NoticeKind.HANDED_OVER
        else:
            told, kind = directory.of_role(session, Role.BUSINESS_MANAGER), NoticeKind.NOBODY_ANSWERS
        notify(session, told, kind, f"/challenge?id={row.challenge_id}")
        left = f"{account.name} no longer works on it. " if gone else ""
        remain = "Now with the colleagues who remain." if answerable else "No account can answer for the agency now."
        session.add(
            ChallengeEvent(
                challenge_id=row.challenge_id,
                agency_id=row.agency_id,
                at=now(session),
                account_id=actor.account_id,
                kind=Happened.HANDED_OVER,
                words=left + remain,
                state=row.state,
                due_on=row.due_on,
            )
        )


def _works_for(session: Session, agency_id: str) -> frozenset[str]:
    return directory.works_for(
        session, Actor(account_id=None, username="", name="", role=Role.PARTNER, agency_id=agency_id)
    )
