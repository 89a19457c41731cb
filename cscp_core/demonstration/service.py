"""Making the demonstration, starting it again, and starting empty. A live installation has none of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.demonstration import came_of_it, challenges, meetings, voices, work, worries
from cscp_core.demonstration.stage import Stage
from cscp_core.demonstration.timeline import Timeline
from cscp_core.errors import ChangedMeanwhile, DemonstrationRefused
from cscp_core.evidence.tables import Report
from cscp_core.improvement import tables as improvement
from cscp_core.notices import tables as notices
from cscp_core.people import askers, demo, directory
from cscp_core.people.permissions import SYSTEM, Actor, Permission, needs
from cscp_core.people.tables import Account, OwnDraft, TalkReminder
from cscp_core.reconciliation import tables as explanations
from cscp_core.scrutiny.challenges import tables as answers_and_challenges
from cscp_core.scrutiny.grades import tables as grades
from cscp_core.scrutiny.judgements import tables as judgements
from cscp_core.scrutiny.meetings import tables as gatherings
from cscp_core.scrutiny.meetings.ending import release_sessions
from cscp_core.scrutiny.missing import tables as wordings
from cscp_core.scrutiny.notebook import tables as notebook
from cscp_core.scrutiny.year import tables as years
from cscp_core.settings import Mode, settings
from cscp_core.storage import trail
from cscp_core.storage.base import Table
from cscp_core.storage.installation import is_demonstration
from cscp_core.storage.session import ENGLAND, mark_erasing, now
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import DemonstrationAction
from feedback.because import tables as because
from feedback.comments import tables as comments
from feedback.ratings import tables as ratings
from feedback.space import tables as space
from feedback.together import tables as together
from feedback.welfare import tables as welfare

REPORT = "annual-report-2019-20"
"""The report that the story is about. Without it there is no demonstration."""
SUBJECT = "demonstration"
ROOMS = (
    answers_and_challenges, grades, judgements, gatherings, wordings, notebook, years, improvement, notices,
    explanations, because, comments, ratings, space, together, welfare,
)  # fmt: skip
WRITTEN = frozenset(
    one.__tablename__
    for room in ROOMS
    for one in vars(room).values()
    if isinstance(one, type) and issubclass(one, Table) and one.__module__ == room.__name__
) | {OwnDraft.__tablename__, TalkReminder.__tablename__}
"""Tables of what people write, which starting again and starting empty delete. Reports, official statistics, accounts,
sign-in and the trail stay."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Whether the demonstration is here, and since when."""

    version: int
    """Another number after each start; 0 before the first."""
    made_on: date | None
    """None where it was emptied, or never made."""

    @property
    def sentence(self) -> str:
        if self.made_on is None:
            return "This demonstration is empty."
        return (
            f"This demonstration was made on {self.made_on:%-d %B %Y}. Everything that people wrote in it is invented."
        )


@needs(Permission.START_AGAIN)
def read_standing(session: Session, actor: Actor) -> Standing:
    """Whether the demonstration is here."""
    last = _last_start(session)
    made_on = last.at.astimezone(ENGLAND).date() if last and last.action in DemonstrationAction.MADE.written else None
    return Standing(version=last.number if last else 0, made_on=made_on)


@needs(Permission.START_AGAIN)
def make_once(session: Session, actor: Actor) -> bool:
    """Makes the demonstration where its report is loaded and nobody has written anything yet; says whether it did.
    What was made, emptied or begun to be used stays as it is.

    Raises:
        DemonstrationRefused: this installation is live.
    """
    _check_demo(session)
    if _last_start(session) or not _can_be_made(session) or _has_been_used(session):
        return False
    _make(session, actor)
    session.commit()
    return True


@needs(Permission.START_AGAIN)
def start_again(session: Session, actor: Actor, *, version: int) -> None:
    """Deletes what everybody wrote, puts the demonstration's accounts back as they were, and makes it afresh: its dates
    fit today. All of it happens, or nothing.

    Raises:
        DemonstrationRefused: this installation is live, or the report that the story is about is not loaded.
        ChangedMeanwhile: somebody started it again, or emptied it, after it was read.
    """
    _check_demo(session)
    _check_version(session, version)
    if not _can_be_made(session):
        raise DemonstrationRefused(f"The demonstration is about the report {REPORT}, which is not loaded here.")
    _delete_written(session, actor)
    demo.restore_accounts(session)
    _make(session, actor)
    session.commit()


@needs(Permission.START_AGAIN)
def start_empty(session: Session, actor: Actor, *, version: int) -> None:
    """Deletes what everybody wrote. Reports, accounts and the trail stay.

    Raises:
        DemonstrationRefused: this installation is live.
        ChangedMeanwhile: somebody started it again, or emptied it, after it was read.
    """
    _check_demo(session)
    _check_version(session, version)
    _delete_written(session, actor)
    session.commit()


def _make(session: Session, actor: Actor) -> None:
    accounts = session.exec(select(Account).where(col(Account.username).in_(demo.ACCOUNTS))).all()
    people = {one.username: directory.actor_of(one) for one in accounts}
    stage = Stage(session, Timeline(now(session)), people, REPORT)
    parts = (challenges, meetings, voices, came_of_it, worries, work)
    stage.play(scene for part in parts for scene in part.scenes(stage))
    session.expire_all()
    trail.record(session, actor, DemonstrationAction.MADE, SUBJECT)


def _delete_written(session: Session, actor: Actor) -> None:
    mark_erasing(session)
    for table in reversed(Table.metadata.sorted_tables):
        if table.name in WRITTEN:
            session.execute(delete(table))
    askers.forget_askers(session)
    release_sessions(session)
    trail.record(session, actor, DemonstrationAction.EMPTIED, SUBJECT)


def _check_demo(session: Session) -> None:
    """Refuses unless both the settings and the database say that this is a demonstration."""
    if settings().mode is not Mode.DEMO or not is_demonstration(session):
        raise DemonstrationRefused("This installation is live: there is no demonstration in it.")


def _check_version(session: Session, version: int) -> None:
    if read_standing(session, SYSTEM).version != version:
        raise ChangedMeanwhile("Somebody started the demonstration again while you were reading. Look at it first.")


def _can_be_made(session: Session) -> bool:
    """Whether its report is loaded, and everybody in it has an account."""
    known = set(session.exec(select(Account.username)))
    return session.get(Report, REPORT) is not None and known >= set(demo.ACCOUNTS)


def _has_been_used(session: Session) -> bool:
    return any(
        session.execute(table.select().limit(1)).first() is not None
        for table in Table.metadata.sorted_tables
        if table.name in WRITTEN
    )


def _last_start(session: Session) -> TrailRow | None:
    starts = [word for one in DemonstrationAction for word in one.written]
    query = select(TrailRow).where(TrailRow.subject == SUBJECT, col(TrailRow.action).in_(starts))
    return session.exec(query.order_by(col(TrailRow.number).desc()).limit(1)).first()
