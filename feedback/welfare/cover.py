"""Who looks after worries today, whom to ring, and whether the form for comments is open."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from cscp_core.errors import ChangedMeanwhile, CommentsClosed, NotFound, WelfareRefused
from cscp_core.free_text import tidy
from cscp_core.notices.rules import Email, NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, before_sign_in, needs
from cscp_core.people.tables import Account
from cscp_core.settings import Mode, settings
from cscp_core.storage import trail
from cscp_core.storage.session import today
from cscp_core.storage.tables import Installation
from cscp_core.storage.trail_actions import WelfareAction
from feedback.welfare import rules
from feedback.welfare.rules import About, ContactKind
from feedback.welfare.tables import Absence, Contact


@dataclass(frozen=True, kw_only=True)
class ListedAbsence:
    absence_id: int
    whose: str
    starts_on: date
    ends_on: date
    own: bool


@before_sign_in
def find_contacts(session: Session) -> dict[ContactKind, str]:
    """Whom to ring, by kind: what the lead has set, else what the installation sets."""
    return contacts_from_settings() | {row.kind: row.words for row in session.exec(select(Contact)) if row.words}


def contacts_from_settings() -> dict[ContactKind, str]:
    """Whom to ring as far as the installation's settings say it."""
    own = settings()
    return {
        ContactKind.CHILDRENS_SERVICES: own.childrens_services_contact.strip() or rules.NOT_SET,
        ContactKind.PARTICIPATION_WORKER: own.participation_worker.strip() or rules.NOT_SET,
        ContactKind.LADO: rules.NOT_SET,
        ContactKind.READING_HOURS: rules.NOT_SET,
        ContactKind.CARERS: rules.NOT_SET,
    }


def check_open(session: Session, about: About | None = None) -> None:
    """Raises CommentsClosed, saying whom to ring, while nobody could act on a worry."""
    why = _why_closed(session, about)
    if why:
        ring = find_contacts(session)[ContactKind.CHILDRENS_SERVICES]
        where = f"Children's services here: {ring}. " if ring != rules.NOT_SET else ""
        raise CommentsClosed(
            f"{why} So nothing can be sent now. If you are worried about somebody, ring. {where}"
            "In danger: 999. Childline, up to 18: 0800 1111. Samaritans, any age: 116 123."
        )


@needs(Permission.COMMENT)
def closed_because(session: Session, actor: Actor) -> str:
    """Why the form is closed and whom to ring; the empty string while it is open."""
    try:
        check_open(session)
    except CommentsClosed as error:
        return str(error)
    return ""


def _why_closed(session: Session, about: About | None) -> rules.Why | None:
    mark = session.exec(select(Installation)).first()
    live = mark is None or mark.mode != Mode.DEMO
    everyone = find_leads(session)
    away = find_away_today(session)
    here = [one for one in everyone if one.account_id not in away]
    return rules.why_closed(
        live=live,
        contacts=find_contacts(session),
        leads_here=[one.account_id or 0 for one in here if not one.deputy],
        deputies_here=[one.account_id or 0 for one in here if one.deputy],
        has_lead_and_deputy={one.deputy for one in everyone} == {True, False},
        can_be_told=not live or _can_be_told(session, everyone),
        about=about,
    )


def _can_be_told(session: Session, leads: list[Account]) -> bool:
    if not settings().sends_email or not all(one.email for one in leads):
        return False
    failed = select(Notice.notice_id).where(
        Notice.kind == NoticeKind.WELFARE,
        col(Notice.account_id).in_([one.account_id for one in leads]),
        col(Notice.read_at).is_(None),
        col(Notice.tries) > 0,
        col(Notice.email).in_([Email.WAITING, Email.GIVEN_UP]),
    )
    return session.exec(failed.limit(1)).first() is None


def find_leads(session: Session) -> list[Account]:
    rows = select(Account).where(
        Account.role == Role.SAFEGUARDING_LEAD,
        col(Account.disabled_at).is_(None),
        col(Account.password_hash).is_not(None),
    )
    return list(session.exec(rows.order_by(col(Account.deputy), col(Account.account_id))))


def find_away_today(session: Session) -> set[int]:
    day = today(session)
    rows = session.exec(select(Absence).where(col(Absence.ends_on) >= day))
    return {row.account_id for row in rows if rules.is_away(row.starts_on, row.ends_on, day)}


@needs(Permission.SEE_WELFARE)
def list_absences(session: Session, actor: Actor) -> list[ListedAbsence]:
    """When lead and deputies are away, from today on."""
    rows = session.exec(select(Absence).where(col(Absence.ends_on) >= today(session)).order_by(col(Absence.starts_on)))
    return [
        ListedAbsence(
            absence_id=one.absence_id or 0,
            whose=directory.name_of(session, one.account_id),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            own=one.account_id == actor.account_id,
        )
        for one in rows
    ]


@needs(Permission.SEE_WELFARE)
def add_absence(session: Session, actor: Actor, *, starts_on: date, ends_on: date) -> None:
    """Says when one is away oneself. While nobody is here, the form is closed."""
    if not today(session) <= starts_on <= ends_on:
        raise WelfareRefused("Choose a first day that is not in the past, and a last day that is not before it.")
    session.add(Absence(account_id=actor.own_id, starts_on=starts_on, ends_on=ends_on))
    trail.record(session, actor, WelfareAction.ABSENCE_ADDED, "welfare cover", starts=f"{starts_on}", ends=f"{ends_on}")
    session.commit()


@needs(Permission.SEE_WELFARE)
def remove_absence(session: Session, actor: Actor, *, absence_id: int) -> None:
    """Takes an absence of one's own back."""
    row = session.get(Absence, absence_id)
    if row is None or row.account_id != actor.own_id:
        raise NotFound("You have no absence here. It may be cancelled already.")
    session.delete(row)
    trail.record(session, actor, WelfareAction.ABSENCE_CANCELLED, "welfare cover")
    session.commit()


@needs(Permission.SEE_WELFARE)
def describe_cover(session: Session, actor: Actor) -> str:
    """Who looks after worries today, or why the form is closed, as a sentence."""
    return describe_cover_within(session)


def describe_cover_within(session: Session) -> str:
    """The same, for the person who holds something."""
    try:
        check_open(session)
    except CommentsClosed as error:
        return str(error)
    away = find_away_today(session)
    here = [one.name for one in find_leads(session) if one.account_id not in away]
    return f"Here today: {', '.join(here)}. The form for comments is open."


@needs(Permission.SEE_WELFARE)
def contacts_version(session: Session, actor: Actor) -> int:
    """How often contacts were set: what `set_contacts` is held against."""
    return _contacts_version(session)


@needs(Permission.SEE_WELFARE)
def set_contacts(session: Session, actor: Actor, *, version: int, words: dict[ContactKind, str]) -> None:
    """Sets whom people are told to ring, and what is said to carers.

    Raises:
        ChangedMeanwhile: somebody set one after they were read.
    """
    if _contacts_version(session) != version:
        raise ChangedMeanwhile("Somebody changed the contacts while you were reading. Here is what they say now.")
    for kind, text in words.items():
        row = session.get(Contact, kind) or Contact(kind=kind, words="", version=0)
        row.words, row.version = tidy(text, "the contact", needed=False), row.version + 1
        session.add(row)
    trail.record(
        session, actor, WelfareAction.CONTACTS_CHANGED, "welfare contacts", kinds=sorted(kind.value for kind in words)
    )
    session.commit()


def _contacts_version(session: Session) -> int:
    return session.exec(select(func.coalesce(func.sum(Contact.version), 0))).one()
