"""The demonstration's accounts. Live mode never calls this."""

from sqlmodel import Session, col, delete, select

from cscp_core.errors import DemonstrationRefused
from cscp_core.people import sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account, Agency, Leaving, SecondFactor
from cscp_core.storage import trail
from cscp_core.storage.installation import is_demonstration
from cscp_core.storage.session import Store, now
from cscp_core.storage.trail_actions import AccountsAction

PASSWORD = "safe-thriving-heard"  # noqa: S105  shown on the demonstration's sign-in page
DRAFTS_ONLY = frozenset({"police.staff"})
DEPUTIES = frozenset({"safeguarding.deputy"})
ACCOUNTS: dict[str, tuple[str, Role, str | None]] = {  # name, role, and for a partner the kind of agency
    "scrutineer": ("Independent scrutineer", Role.SCRUTINEER, None),
    "young.advisor": ("Young Advisor", Role.YOUNG_ADVISOR, None),
    "young.advisor.2": ("Young Advisor", Role.YOUNG_ADVISOR, None),
    "young.advisor.3": ("Young Advisor", Role.YOUNG_ADVISOR, None),
    "lay.member": ("Lay member", Role.LAY_MEMBER, None),
    "council.partner": ("Council", Role.PARTNER, "council"),
    "health.partner": ("Health", Role.PARTNER, "health"),
    "police.partner": ("Police", Role.PARTNER, "police"),
    "police.staff": ("Police staff officer", Role.PARTNER, "police"),
    "business.manager": ("Business manager", Role.BUSINESS_MANAGER, None),
    "safeguarding.lead": ("Safeguarding lead", Role.SAFEGUARDING_LEAD, None),
    "safeguarding.deputy": ("Deputy safeguarding lead", Role.SAFEGUARDING_LEAD, None),
    "participation.worker": ("Participation worker", Role.PARTICIPATION_WORKER, None),
}


def add_accounts(store: Store) -> None:
    """Adds whichever of the demonstration's accounts are not there yet.

    A partner's account needs an agency of its kind that is a statutory partner today; without one it is left out.

    Raises:
        DemonstrationRefused: the database is not a demonstration's.
    """
    with store.writing() as session:
        if not is_demonstration(session):
            raise DemonstrationRefused("This installation is live: it has no accounts of the demonstration.")
        if _put_accounts(session, only_missing=True):
            session.commit()


def restore_accounts(session: Session) -> None:
    """Puts the demonstration's accounts back as they were made, within the caller's transaction: role, agency,
    password, no second factor, nobody who has left, steps not yet closed. Other accounts stay as they are."""
    _put_accounts(session, only_missing=False)


def _put_accounts(session: Session, *, only_missing: bool) -> bool:
    known = {one.username: one for one in session.exec(select(Account).where(col(Account.username).in_(ACCOUNTS)))}
    agencies = _partners_by_kind(session)
    wanted = {
        name: about
        for name, about in ACCOUNTS.items()
        if not (only_missing and name in known) and (about[2] is None or about[2] in agencies)
    }
    if not wanted:
        return False
    hashed = sign_in.hash_password(PASSWORD)  # one for all: it is printed on the page anyway
    for username, (name, role, kind) in wanted.items():
        row = known.get(username) or Account(username=username, name=name, role=role, made_at=now(session))
        row.name, row.role, row.agency_id = name, role, agencies[kind] if kind else None
        row.answers, row.deputy = role is Role.PARTNER and username not in DRAFTS_ONLY, username in DEPUTIES
        row.password_hash, row.disabled_at, row.failed_attempts, row.tour_open = hashed, None, 0, None
        session.add(row)
    session.flush()
    if only_missing:
        trail.record(session, SYSTEM, AccountsAction.DEMONSTRATION_ADDED, "accounts", added=sorted(wanted))
    else:
        ids = [row.account_id for row in known.values()]
        for table in (SecondFactor, Leaving):
            session.execute(delete(table).where(col(table.account_id).in_(ids)))
        trail.record(session, SYSTEM, AccountsAction.DEMONSTRATION_RESTORED, "accounts", restored=sorted(wanted))
    return True


def _partners_by_kind(session: Session) -> dict[str, str]:
    rows = session.exec(
        select(Agency)
        .where(col(Agency.statutory_partner).is_(True), col(Agency.successor_id).is_(None))
        .order_by(col(Agency.agency_id).desc())
    )
    return {row.kind: row.agency_id for row in rows}
