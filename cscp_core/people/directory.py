"""Who is there, for other rooms within their own transactions: agencies as cards, and whom to tell of something."""

from sqlmodel import Session, col, select

from cscp_core.people.agencies import AgencyCard, current_agency, who_answers
from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account, Agency


def agency_cards(session: Session) -> dict[str, AgencyCard]:
    """Every agency by its id, ended ones included."""
    return {
        row.agency_id: AgencyCard(
            agency_id=row.agency_id,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            statutory_partner=row.statutory_partner,
            successor_id=row.successor_id,
            part_of=row.part_of,
            commissioned_by=row.commissioned_by,
            partnership_id=row.partnership_id,
        )
        for row in session.exec(select(Agency).order_by(col(Agency.name)))
    }


def actor_of(account: Account, session_id: str | None = None) -> Actor:
    """Somebody's account as the actor."""
    return Actor(
        account_id=account.account_id,
        username=account.username,
        name=account.name,
        role=Role(account.role),
        agency_id=account.agency_id,
        session_id=session_id,
        answers=account.answers,
        deputy=account.deputy,
    )


def of_role(session: Session, *roles: Role) -> list[int]:
    """Ids of the accounts that hold a role and may sign in."""
    rows = session.exec(
        select(Account.account_id).where(col(Account.role).in_(roles), col(Account.disabled_at).is_(None))
    )
    return [one for one in rows if one is not None]


def accounts_taking_part(session: Session, role: Role) -> list[int]:
    """Ids of the accounts that hold a role and have begun to use it. Who was invited and never came is not waited for;
    who waits for a new password after they came is."""
    rows = session.exec(
        select(Account.account_id).where(
            Account.role == role,
            col(Account.disabled_at).is_(None),
            col(Account.password_hash).is_not(None) | col(Account.last_sign_in_at).is_not(None),
        )
    )
    return [one for one in rows if one is not None]


def of_agency(session: Session, agency_id: str) -> list[int]:
    """Ids of the accounts that work on what is put to an agency, and may sign in."""
    rows = session.exec(
        select(Account.account_id).where(
            col(Account.agency_id).in_(_answering_agencies(session, agency_id)), col(Account.disabled_at).is_(None)
        )
    )
    return [one for one in rows if one is not None]


def agencies_that_can_answer(session: Session) -> frozenset[str]:
    """Ids of the agencies for which somebody can send an answer."""
    known = agency_cards(session)
    rows = select(Account.agency_id).where(
        col(Account.agency_id).is_not(None), col(Account.answers).is_(True), col(Account.disabled_at).is_(None)
    )
    homes = {current_agency(known, one) for one in session.exec(rows.distinct()) if one}
    return frozenset(one for one in known if who_answers(known, one) & homes)


def has_someone_to_answer(session: Session, agency_id: str) -> bool:
    """Whether any account can send an answer for an agency."""
    found = session.exec(
        select(Account.account_id)
        .where(
            col(Account.agency_id).in_(_answering_agencies(session, agency_id)),
            col(Account.answers).is_(True),
            col(Account.disabled_at).is_(None),
        )
        .limit(1)
    ).first()
    return found is not None


def works_for(session: Session, actor: Actor) -> frozenset[str]:
    """Ids of every agency whose questions and actions are the actor's too; empty for who belongs to none."""
    if not actor.agency_id:
        return frozenset()
    known = agency_cards(session)
    own = current_agency(known, actor.agency_id)
    return frozenset(one for one in known if own in who_answers(known, one))


def name_of(session: Session, account_id: int | None) -> str:
    """The name or post under which colleagues know an account."""
    account = session.get(Account, account_id) if account_id is not None else None
    return account.name if account else "the command line"


def _answering_agencies(session: Session, agency_id: str) -> set[str]:
    """The agencies whose accounts answer, with those that they took over from: accounts may still be filed there."""
    known = agency_cards(session)
    answering = who_answers(known, agency_id)
    return {one for one in known if current_agency(known, one) in answering}
