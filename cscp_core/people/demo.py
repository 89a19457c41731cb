"""The demonstration's accounts. Live mode never calls this."""

from sqlmodel import Session, col, select

from cscp_core.people import sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account, Agency
from cscp_core.storage import trail
from cscp_core.storage.session import Store, now

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
}


def add_accounts(store: Store) -> None:
    """Adds whichever of the demonstration's accounts are not there yet.

    A partner's account needs an agency of its kind that is a statutory partner today; without one it is left out.
    """
    with store.writing() as session:
        known = set(session.exec(select(Account.username)))
        agencies = _partners_by_kind(session)
        missing = {
            name: about
            for name, about in ACCOUNTS.items()
            if name not in known and (about[2] is None or about[2] in agencies)
        }
        if not missing:
            return
        hashed = sign_in.hash_password(PASSWORD)  # one for all: it is printed on the page anyway
        for username, (name, role, kind) in missing.items():
            session.add(
                Account(
                    username=username,
                    name=name,
                    role=role,
                    agency_id=agencies[kind] if kind else None,
                    answers=role is Role.PARTNER and username not in DRAFTS_ONLY,
                    deputy=username in DEPUTIES,
                    password_hash=hashed,
                    made_at=now(session),
                )
            )
        session.flush()
        trail.record(session, SYSTEM, "added the demonstration's accounts", "accounts", added=sorted(missing))
        session.commit()


def _partners_by_kind(session: Session) -> dict[str, str]:
    rows = session.exec(
        select(Agency)
        .where(col(Agency.statutory_partner).is_(True), col(Agency.successor_id).is_(None))
        .order_by(col(Agency.agency_id).desc())
    )
    return {row.kind: row.agency_id for row in rows}
