"""When the business manager wants to talk with a Young Advisor about turning 18 or 25. No birth date is kept."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from cscp_core.errors import AccountRefused, ChangedMeanwhile, NotFound
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.people.tables import Account, TalkReminder
from cscp_core.storage import trail
from cscp_core.storage.session import today
from cscp_core.storage.trail_actions import AccountsAction

AGES = (18, 25)
CHANGED = "Somebody changed this reminder while you were reading. Here is what it says now."


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """With whom to talk about turning which age, from the first day of which month."""

    account_id: int
    name: str
    age: int
    month: date
    version: int


@needs(Permission.MANAGE_ACCOUNTS)
def set_reminder(session: Session, actor: Actor, *, account_id: int, version: int, age: int, month: date) -> None:
    """Sets or moves the reminder about somebody; `version` 0 says that there was none. Of the date the month is kept.

    Raises:
        AccountRefused: this is no Young Advisor who takes part, the age is another, or the month is over.
    """
    account, row = session.get(Account, account_id), session.get(TalkReminder, account_id)
    if account is None or account.role != Role.YOUNG_ADVISOR or account.disabled_at is not None:
        raise AccountRefused("Reminders are about Young Advisors who take part.")
    first = month.replace(day=1)
    if age not in AGES or first < today(session).replace(day=1):
        raise AccountRefused("Choose 18 or 25, and this month or a later one.")
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile(CHANGED)
    # another number than that of a reminder which is finished, so that a page that still shows that one is refused
    row = row or TalkReminder(account_id=account_id, age=age, month=first, version=secrets.randbelow(2**30))
    row.age, row.month, row.version = age, first, row.version + 1
    session.add(row)
    trail.record(session, actor, AccountsAction.REMINDER_SET, f"account {account_id}")
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def remove_reminder(session: Session, actor: Actor, *, account_id: int, version: int) -> None:
    """Takes a reminder away: they have talked, or there is no need. Nothing is kept of it."""
    row = session.get(TalkReminder, account_id)
    if row is None:
        raise NotFound("This reminder is not there any more.")
    if row.version != version:
        raise ChangedMeanwhile(CHANGED)
    session.delete(row)
    trail.record(session, actor, AccountsAction.REMINDER_REMOVED, f"account {account_id}")
    session.commit()


@needs(Permission.MANAGE_ACCOUNTS)
def list_reminders(session: Session, actor: Actor, *, due: bool = False) -> list[Reminder]:
    """Every reminder, the earliest month first; with `due` those whose month has come."""
    query = select(TalkReminder, Account).join(Account, col(Account.account_id) == col(TalkReminder.account_id))
    if due:
        query = query.where(col(TalkReminder.month) <= today(session))
    rows = session.exec(query.order_by(col(TalkReminder.month), col(TalkReminder.account_id)))
    return [
        Reminder(account_id=row.account_id, name=account.name, age=row.age, month=row.month, version=row.version)
        for row, account in rows
    ]
