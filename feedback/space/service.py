"""Choosing for a term, what two of them chose, and reminders that their owner switched on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.content_versions import version_of
from cscp_core.errors import ChangedMeanwhile
from cscp_core.evidence import service as evidence
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import today
from cscp_core.storage.trail_actions import SpaceAction
from feedback.space import rules
from feedback.space.rules import Often, SpaceChoice
from feedback.space.tables import OwnReminder, TermChoice

CHOSEN_ELSEWHERE = "You chose something else in another tab. Look at both, then save."


@dataclass(frozen=True, kw_only=True)
class Space:
    """What Young Advisors chose together for this term: codes; empty where no two chose the same."""

    term: str
    topics: tuple[str, ...]
    replies: tuple[str, ...]
    colour: str
    picture: str


@dataclass(frozen=True, kw_only=True)
class OwnChoice:
    """What one person wants of one kind: codes in order."""

    codes: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        return version_of(*self.codes)


@needs(Permission.READ_COMMENTS)
def find_space(session: Session, actor: Actor, *, report_id: str = "") -> Space:
    """What stands for this term. Whose choice it was is not said, nor how many chose it."""
    term = rules.term_of(today(session))
    young = directory.accounts_taking_part(session, Role.YOUNG_ADVISOR)
    rows = session.exec(select(TermChoice).where(TermChoice.term == term, col(TermChoice.account_id).in_(young))).all()
    topics = _topics(session, report_id)

    def together(what: SpaceChoice) -> tuple[str, ...]:
        picked = [row.code for row in rows if row.what == what]
        return rules.chosen_together(picked, rules.options(what, topics), rules.at_most(what))

    return Space(
        term=rules.name_of_term(term),
        topics=together(SpaceChoice.TOPIC),
        replies=together(SpaceChoice.REPLY),
        colour=next(iter(together(SpaceChoice.COLOUR)), ""),
        picture=next(iter(together(SpaceChoice.PICTURE)), ""),
    )


@needs(Permission.SPEAK_TOGETHER)
def list_own_choices(session: Session, actor: Actor) -> dict[SpaceChoice, OwnChoice]:
    """What the actor chose for this term."""
    term = rules.term_of(today(session))
    rows = [row for row in list_choices(session, actor.own_id) if row.term == term]
    return {what: OwnChoice(codes=tuple(row.code for row in rows if row.what == what)) for what in SpaceChoice}


@needs(Permission.SPEAK_TOGETHER)
def choose(
    session: Session, actor: Actor, *, report_id: str, what: SpaceChoice, version: int, codes: Sequence[str]
) -> None:
    """Says what the actor wants this term, in place of what they wanted before.

    Raises:
        CommentRefused: too many, or not among the options.
        ChangedMeanwhile: they chose something else in another tab since it was drawn.
    """
    rules.check_choice(what, codes, rules.options(what, _topics(session, report_id)))
    if list_own_choices(session, actor)[what].version != version:
        raise ChangedMeanwhile(CHOSEN_ELSEWHERE)
    term = rules.term_of(today(session))
    old = (TermChoice.account_id == actor.own_id, TermChoice.term == term, TermChoice.what == what)
    for row in session.exec(select(TermChoice).where(*old)).all():
        session.delete(row)
    session.flush()
    for code in sorted(set(codes)):
        session.add(TermChoice(account_id=actor.own_id, term=term, what=what, code=code))
    trail.record(session, actor, SpaceAction.TERM_CHOSEN, "of their own")
    session.commit()


@needs(Permission.KEEP_OWN_DATA)
def find_reminder(session: Session, actor: Actor) -> Often | None:
    """How often the actor wants to be reminded; nobody is until they say so."""
    row = session.get(OwnReminder, actor.own_id)
    return row.often if row else None


@needs(Permission.COMMENT)
def choose_reminder(session: Session, actor: Actor, *, often: Often | None) -> None:
    """Switches the actor's own reminder on or off."""
    row = session.get(OwnReminder, actor.own_id)
    if row is not None and often is None:
        session.delete(row)
    elif often is not None:
        row = row or OwnReminder(account_id=actor.own_id, often=often, next_on=today(session))
        row.often, row.next_on = often, rules.next_day(often, today(session))
        session.add(row)
    trail.record(session, actor, SpaceAction.REMINDER_CHOSEN, "of their own")
    session.commit()


@needs(Permission.APPLY_RETENTION)
def send_reminders(session: Session, actor: Actor) -> int:
    """Leaves each who wants it a notice without content, on its day. Returns how many."""
    day = today(session)
    rows = session.exec(select(OwnReminder).where(col(OwnReminder.next_on) <= day)).all()
    for row in rows:
        notify(session, [row.account_id], NoticeKind.REMINDER, "/home")
        row.next_on = rules.next_day(Often(row.often), day)
        session.add(row)
    if rows:
        session.commit()
    return len(rows)


# For other doors of this room, within their transactions


def list_choices(session: Session, account_id: int) -> list[TermChoice]:
    """What somebody chose, term by term, for their own copy."""
    query = select(TermChoice).where(TermChoice.account_id == account_id)
    return list(session.exec(query.order_by(col(TermChoice.term), col(TermChoice.what), col(TermChoice.code))))


def forget_space(session: Session, account_id: int) -> None:
    """Deletes what somebody chose and their reminder, within the caller's transaction."""
    for table in (TermChoice, OwnReminder):
        session.execute(delete(table).where(col(table.account_id) == account_id))


def label_of(what: SpaceChoice, code: str) -> str:
    """A choice as it is shown; a topic's name is the report's."""
    if what is SpaceChoice.REPLY:
        return rules.reply_criteria().get(code, code)
    found = rules.Colour.read(code) if what is SpaceChoice.COLOUR else None
    drawn = rules.Picture.read(code) if what is SpaceChoice.PICTURE else None
    return found.label if found else drawn.label if drawn else code


def _topics(session: Session, report_id: str) -> list[str]:
    return [one.theme_id for one in evidence.themes(session, SYSTEM, report_id=report_id)] if report_id else []
