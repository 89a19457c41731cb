"""The demonstration's accounts. Live mode never calls this."""

from sqlmodel import select

from cscp_core.people import sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import Store, now

PASSWORD = "safe-thriving-heard"  # noqa: S105  shown on the demonstration's sign-in page
ACCOUNTS: dict[str, tuple[str, Role, str | None]] = {
    "scrutineer": ("Independent scrutineer", Role.SCRUTINEER, None),
    "young.advisor": ("Young Advisor", Role.YOUNG_ADVISOR, None),
    "young.advisor.2": ("Young Advisor", Role.YOUNG_ADVISOR, None),
    "young.advisor.3": ("Young Advisor", Role.YOUNG_ADVISOR, None),
    "lay.member": ("Lay member", Role.LAY_MEMBER, None),
    "council.partner": ("Camden Council", Role.PARTNER, "camden-council"),
    "health.partner": ("Health", Role.PARTNER, "ncl-icb"),
    "police.partner": ("Metropolitan Police", Role.PARTNER, "met-police"),
    "business.manager": ("Business manager", Role.BUSINESS_MANAGER, None),
    "safeguarding.lead": ("Safeguarding lead", Role.SAFEGUARDING_LEAD, None),
}


def add_accounts(store: Store) -> None:
    """Adds whichever of the demonstration's accounts are not there yet."""
    with store.writing() as session:
        known = set(session.exec(select(Account.username)))
        missing = {name: about for name, about in ACCOUNTS.items() if name not in known}
        if not missing:
            return
        hashed = sign_in.hash_password(PASSWORD)  # one for all: it is printed on the page anyway
        for username, (name, role, agency_id) in missing.items():
            session.add(
                Account(
                    username=username,
                    name=name,
                    role=role,
                    agency_id=agency_id,
                    answers=role is Role.PARTNER,
                    password_hash=hashed,
                    made_at=now(session),
                )
            )
        session.flush()
        trail.record(session, SYSTEM, "added the demonstration's accounts", "accounts", added=sorted(missing))
        session.commit()
