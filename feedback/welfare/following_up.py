"""Following up a worry: contacts with those who wrote, a date to look again, and one record as values for a paper."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from cscp_core.errors import NotFound, WelfareRefused
from cscp_core.free_text import SHORT, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import WelfareAction
from feedback.welfare import rules
from feedback.welfare.rules import How
from feedback.welfare.service import (
    WelfareRecord,
    find_at_version,
    may_see,
    note_read,
    notify_readers,
    record_act,
    view_of,
)
from feedback.welfare.tables import Concern, ContactAttempt


@needs(Permission.SEE_WELFARE)
def record_contact(
    session: Session,
    actor: Actor,
    *,
    concern_id: int,
    version: int,
    at: datetime,
    how: How,
    reached: bool,
    note: str = "",
) -> None:
    """Adds that the actor spoke, or tried to speak, to somebody, which they do only once they have read it. Earlier
    contacts stay as they are.

    Raises:
        WelfareRefused: the record is closed, or the time is ahead or before the worry came.
    """
    row = find_at_version(session, actor, concern_id, version)
    if row.closed_at:
        raise WelfareRefused("This is closed already.")
    rules.check_spoken(at, made=row.at, moment=now(session))
    if not row.acknowledged_at:
        note_read(session, actor, row)
    session.add(
        ContactAttempt(
            concern_id=concern_id,
            at=at,
            how=how,
            reached=reached,
            note=tidy(note, "the note", most=SHORT, needed=False),
            by=actor.name,
            recorded_at=now(session),
        )
    )
    record_act(session, actor, WelfareAction.CONTACT_RECORDED, row)


@needs(Permission.SEE_WELFARE)
def set_look_again(session: Session, actor: Actor, *, concern_id: int, version: int, day: date | None) -> None:
    """Sets the day on which lead and deputy are told to look at a record again; None takes the day off.

    Raises:
        WelfareRefused: the record is closed, or the day is not after today and within a year.
    """
    row = find_at_version(session, actor, concern_id, version)
    if row.closed_at:
        raise WelfareRefused("This is closed already.")
    if day is not None:
        rules.check_look_again(day, today(session))
    row.look_again_on, row.look_again_noticed = day, False
    record_act(session, actor, WelfareAction.REVIEW_SET, row)


@needs(Permission.WATCH_WELFARE)
def notify_of_days(session: Session, actor: Actor) -> int:
    """Leaves those who may see a record a notice, once, when its day to look again has come. Returns how many."""
    rows = session.exec(
        select(Concern).where(
            col(Concern.look_again_on) <= today(session),
            col(Concern.look_again_noticed).is_(False),
            col(Concern.closed_at).is_(None),
        )
    ).all()
    for row in rows:
        row.look_again_noticed = True
        session.add(row)
        notify_readers(session, row, NoticeKind.WELFARE_LOOK_AGAIN)
    if rows:
        trail.record(session, actor, WelfareAction.REVIEWS_REMINDED_OF, "welfare", records=len(rows))
        session.commit()
    return len(rows)


@needs(Permission.SEE_WELFARE)
def take_out(session: Session, actor: Actor, *, number: str) -> WelfareRecord:
    """One record, to be made into a file: a row of the trail says that the actor took it, before they get it.

    Raises:
        NotFound: no record has this number, or none that the actor may see.
    """
    row = session.exec(select(Concern).where(Concern.number == number)).first() if number else None
    if row is None or not may_see(session, row, actor.account_id, actor.deputy):
        raise NotFound("There is no such record for you here.")
    found = view_of(session, row)
    record_act(session, actor, WelfareAction.DOWNLOADED, row)
    return found


def in_order(found: Sequence[WelfareRecord], order: rules.Order) -> list[WelfareRecord]:
    """Records as the lead wants them: late ones first, then those that nobody has acknowledged, then those whose day
    has come, then by what was chosen."""
    newest = sorted(found, key=lambda one: one.at, reverse=order is rules.Order.NEWEST)
    if order is rules.Order.KIND:
        newest.sort(key=lambda one: one.kinds[0] if one.kinds else LAST)
    return sorted(newest, key=lambda one: (not one.late, one.acknowledged_at is not None, not one.look_again_is_due))


LAST = "\uffff"  # after every kind: a record in which no words were noticed
