"""Accounts: who there is, adding, disabling, resetting, and whom an agency's work passes to."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, case, cast, func, update
from sqlmodel import Session, col, select

from cscp_core.errors import AccountRefused, ChangedMeanwhile, NotFound
from cscp_core.people import leaving, rules
from cscp_core.people.permissions import UNNAMED, Actor, Permission, Role, needs
from cscp_core.people.sign_in import end_all, token_hash
from cscp_core.people.tables import Account, Agency, Leaving, OneTimeLink, SecondFactor
from cscp_core.storage import trail
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import ENGLAND, now
from cscp_core.storage.trail_actions import AccountsAction, SignInAction


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account as the business manager sees it: no password, no hash."""

    account_id: int
    username: str
    name: str
    role: Role
    agency_id: str | None
    agency: str
    answers: bool
    deputy: bool
    has_password: bool
    email: str
    last_sign_in_at: datetime | None
    disabled: bool
    link_until: date | None
    """Until when somebody who has left may come by a link."""
    second_factor: bool
    version: int
    wrong_tries: bool
    """Whether many tries at its password were wrong since its last sign-in."""


@needs(Permission.MANAGE_ACCOUNTS)
def list_people(session: Session, actor: Actor, *, page: int = 1) -> Page[Person]:
    """Everybody who can have an account, by role and then by user name."""
    total = session.exec(select(func.count()).select_from(Account).where(_signs_in())).one()
    order = {role.value: place for place, role in enumerate(sorted(Role, key=str))}
    by_role = case(order, value=cast(col(Account.role), String))
    rows = session.exec(
        _select_people().order_by(by_role, col(Account.username)).offset(offset(page)).limit(PAGE_SIZE)
    ).all()
    return Page([_view_of(*row) for row in rows], total)


@needs(Permission.MANAGE_ACCOUNTS)
def list_agencies(session: Session, actor: Actor) -> dict[str, str]:
    """Name by id of every agency that has not been succeeded by another."""
    rows = session.exec(select(Agency).where(col(Agency.successor_id).is_(None)).order_by(col(Agency.name)))
    return {row.agency_id: row.name for row in rows}


@needs(Permission.MANAGE_ACCOUNTS)
def add_person(
    session: Session,
    actor: Actor,
    *,
    username: str,
    name: str,
    role: Role,
    agency_id: str | None = None,
    answers: bool = False,
    deputy: bool = False,
    email: str = "",
    link_hours: int = 72,
) -> str:
    """Adds an account without a password and returns the token of the one-time link that sets it.

    Raises:
        AccountRefused: the name is taken or malformed, or role and agency do not go together.
    """
    username = username.strip().lower()
    rules.check_username(username)
    rules.check_role(role, agency_id)
    if deputy and not rules.may_have_deputy(role):
        raise AccountRefused("Only the business manager and the safeguarding lead have deputies.")
    if not name.strip():
        raise AccountRefused("Give a name or a post that colleagues will recognise.")
    if session.exec(select(Account).where(Account.username == username)).first():
        raise AccountRefused(f"There is already an account called {username}.")
    if agency_id:
        _check_agency(session, agency_id)
    account = Account(
        username=username,
        name=name.strip(),
        email=rules.checked_email(email),
        role=role,
        agency_id=agency_id,
        answers=answers and role is Role.PARTNER,
        deputy=deputy,
        made_at=now(session),
    )
    session.add(account)
    session.flush()
    token = _make_link(session, account, link_hours)
    trail.record(session, actor, AccountsAction.ADDED, _subject(account), role=role, agency=agency_id)
    session.commit()
    return token


@needs(Permission.MANAGE_ACCOUNTS)
def reset_password(session: Session, actor: Actor, *, account_id: int, version: int, link_hours: int = 72) -> str:
    """Takes the password away, ends every session, and returns the token of a new one-time link."""
    account = _find_at_version(session, account_id, version)
    account.password_hash = None
    end_all(session, account_id)
    session.execute(
        update(OneTimeLink)
        .where(col(OneTimeLink.account_id) == account_id, col(OneTimeLink.used_at).is_(None))
        .values(used_at=now(session))
    )
    token = _make_link(session, account, link_hours)
    trail.record(session, actor, SignInAction.PASSWORD_RESET, _subject(account))
    session.commit()
    return token


@needs(Permission.MANAGE_ACCOUNTS)
def enable_account(session: Session, actor: Actor, *, account_id: int, version: int) -> None:
    """Lets a disabled account in again."""
    account = _find_at_version(session, account_id, version)
    account.disabled_at = None
    leaving.end_leaving(session, account_id)
    trail.record(session, actor, AccountsAction.ENABLED, _subject(account))
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def set_email(session: Session, actor: Actor, *, account_id: int, version: int, email: str) -> None:
    """Changes where an account's notices go; an empty address keeps them in the app.

    Raises:
        AccountRefused: that is no address.
    """
    account = _find_at_version(session, account_id, version)
    account.email = rules.checked_email(email)
    trail.record(session, actor, AccountsAction.ADDRESS_CHANGED, _subject(account))
    session.commit()


def disable_account(session: Session, actor: Actor, *, account_id: int, version: int) -> Account:
    """Disables an account and ends its sessions, within the transaction that hands its work over.

    Raises:
        AccountRefused: it would shut oneself out, or leave nobody to manage accounts.
    """
    account = _find_at_version(session, account_id, version)
    _check_someone_remains(session, actor, account)
    end_all(session, account_id)
    account.disabled_at = now(session)
    leaving.begin_leaving(session, account)
    trail.record(session, actor, AccountsAction.DISABLED, _subject(account))
    return account


def move_account(
    session: Session, actor: Actor, *, account_id: int, version: int, agency_id: str, answers: bool
) -> Account:
    """Moves a statutory partner's account to an agency, within the transaction that hands its work over.

    Raises:
        AccountRefused: the account is no statutory partner's, or the agency is not known.
    """
    account = _find_at_version(session, account_id, version)
    rules.check_role(Role(account.role), agency_id)
    _check_agency(session, agency_id)
    account.agency_id, account.answers = agency_id, answers
    trail.record(session, actor, AccountsAction.MOVED, _subject(account), agency=agency_id, answers=answers)
    return account


@needs(Permission.MANAGE_ACCOUNTS)
def set_deputy(session: Session, actor: Actor, *, account_id: int, version: int, deputy: bool) -> None:
    """Marks an account as its role's deputy, or as the holder of the role."""
    account = _find_at_version(session, account_id, version)
    if deputy and not rules.may_have_deputy(Role(account.role)):
        raise AccountRefused("Only the business manager and the safeguarding lead have deputies.")
    account.deputy = deputy
    trail.record(session, actor, AccountsAction.DEPUTY_CHANGED, _subject(account), deputy=deputy)
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def find_person(session: Session, actor: Actor, *, username: str) -> Person:
    """One account by user name."""
    row = session.exec(_select_people().where(Account.username == username.strip().lower())).first()
    if row is None:
        raise NotFound(f"There is no account called {username}.")
    return _view_of(*row)


def _select_people() -> Any:
    """Accounts with the agency, the second factor and the link after leaving that some of them have."""
    return (
        select(Account, Agency, SecondFactor, Leaving)
        .join(Agency, col(Agency.agency_id) == col(Account.agency_id), isouter=True)
        .join(SecondFactor, col(SecondFactor.account_id) == col(Account.account_id), isouter=True)
        .join(Leaving, col(Leaving.account_id) == col(Account.account_id), isouter=True)
        .where(_signs_in())
    )


def _signs_in() -> Any:
    """Leaves out whom a participation worker wrote for: of them nothing is kept but a code."""
    return col(Account.role) != Role.YOUNG_PERSON


def _find_at_version(session: Session, account_id: int, version: int) -> Account:
    account = session.get(Account, account_id)
    if account is None or account.role == Role.YOUNG_PERSON:
        raise NotFound("That account is not there any more.")
    if account.version != version:
        raise ChangedMeanwhile("Somebody changed this account while you were reading. Here is what it says now.")
    account.version += 1
    session.add(account)
    return account


def _check_agency(session: Session, agency_id: str) -> None:
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise AccountRefused("That agency is not known.")
    if agency.successor_id:
        raise AccountRefused("That agency has ended. Choose the one that took over.")


def _check_someone_remains(session: Session, actor: Actor, account: Account) -> None:
    if account.account_id == actor.account_id:
        raise AccountRefused("You cannot disable your own account. Ask your deputy.")
    if account.role != Role.BUSINESS_MANAGER:
        return
    others = (
        select(func.count())
        .select_from(Account)
        .where(
            Account.role == Role.BUSINESS_MANAGER,
            col(Account.disabled_at).is_(None),
            col(Account.password_hash).is_not(None),  # somebody who was only invited cannot sign in yet
            Account.account_id != account.account_id,
        )
    )
    if not session.exec(others).one():
        raise AccountRefused("This is the last business manager. Add another before you disable this one.")


def _make_link(session: Session, account: Account, hours: int) -> str:
    token = secrets.token_urlsafe(32)
    assert account.account_id is not None
    session.add(
        OneTimeLink(
            token_hash=token_hash(token),
            account_id=account.account_id,
            expires_at=now(session) + timedelta(hours=hours),
        )
    )
    return token


def _subject(account: Account) -> str:
    return f"account {account.account_id}"


def _view_of(account: Account, agency: Agency | None, factor: SecondFactor | None, left: Leaving | None) -> Person:
    assert account.account_id is not None
    return Person(
        account_id=account.account_id,
        username=account.username,
        name=account.name,
        role=Role(account.role),
        agency_id=account.agency_id,
        agency=agency.name if agency else "",
        answers=account.answers,
        deputy=account.deputy,
        has_password=account.password_hash is not None,
        email=account.email,
        last_sign_in_at=None if account.role in UNNAMED else account.last_sign_in_at,  # it would tell who wrote when
        disabled=account.disabled_at is not None,
        link_until=left.until.astimezone(ENGLAND).date() if left else None,
        second_factor=factor is not None and factor.confirmed_at is not None,
        version=account.version,
        wrong_tries=account.failed_attempts >= rules.FREE_TRIES,
    )
