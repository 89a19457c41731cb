"""The year in scrutiny, and each agency's check of what it will say of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.evidence.rules import HowFar, HowKnown, counted
from cscp_core.evidence.views import Theme
from cscp_core.free_text import tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import tell
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.reads import INVENTED, Answered, Asked
from cscp_core.scrutiny.challenges.rules import OPEN, WITH_AGENCY, State, check_due, punctuality
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeEvent
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.judgements.service import ThemeViews
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import Meeting, MeetingNote
from cscp_core.scrutiny.year.rules import ScrutinyYear
from cscp_core.scrutiny.year.tables import AccuracyCheck
from cscp_core.storage import trail
from cscp_core.storage.session import ENGLAND, now, today


@dataclass(frozen=True)
class AskedOf:
    """One agency in the year."""

    agency_id: str
    agency: str
    asked: tuple[Asked, ...]
    answers: dict[int, Answered]
    """The last answer by challenge."""
    punctuality: str

    @property
    def open(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.asked if one.state in OPEN)


@dataclass(frozen=True)
class Little:
    """A theme with little or no evidence of progress, and why it is called so."""

    theme: Theme
    why: str


@dataclass(frozen=True)
class Decision:
    words: str
    owner: str
    due_on: date | None
    meeting: str
    held_on: date


@dataclass(frozen=True)
class YearInScrutiny:
    """Everything that the year says, of one report's themes and of every challenge raised in the year or open in it."""

    year: ScrutinyYear
    agencies: tuple[AskedOf, ...]
    changed: tuple[tuple[Asked, Answered], ...]
    """Challenges closed in the year with the answer that closed them."""
    unanswered: tuple[Asked, ...]
    reopened: tuple[Asked, ...]
    views: tuple[ThemeViews, ...]
    little: tuple[Little, ...]
    decisions: tuple[Decision, ...]
    meetings: int

    @property
    def raised(self) -> int:
        return sum(len(one.asked) for one in self.agencies)


@dataclass(frozen=True)
class Check:
    """One agency's check of what the year says of it."""

    check_id: int
    agency_id: str
    agency: str
    year_starts: date
    says: tuple[str, ...]
    due_on: date
    overdue: bool
    correct: bool | None
    words: str
    replied_by: str
    replied_at: datetime | None


@needs(Permission.READ_YEAR)
def the_year(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    year: ScrutinyYear,
    young: Mapping[str, str] | None = None,
) -> YearInScrutiny:
    """What was asked, of whom, what changed, what is unanswered, the judgements, and where progress is not shown.
    `young` is Young Advisors' joint view by theme, handed in as values."""
    rows = _of_year(session, year)
    seen = challenges.as_asked(session, rows)
    answers = challenges.last_answers(session, [one.challenge_id for one in seen])
    lateness = challenges.lateness(session, [one.challenge_id for one in seen])
    by_agency: dict[str, list[Asked]] = {}
    for one in seen:
        by_agency.setdefault(one.agency_id, []).append(one)
    agencies = tuple(
        AskedOf(
            agency_id,
            ones[0].agency,
            tuple(ones),
            {one.challenge_id: answers[one.challenge_id] for one in ones if one.challenge_id in answers},
            punctuality([late for one in ones for late in lateness.get(one.challenge_id, ())]),
        )
        for agency_id, ones in sorted(by_agency.items(), key=lambda found: found[1][0].agency)
    )
    views = tuple(judgements.views(session, actor, report_id=report_id, young=young))
    begins, ends = _moments(year)
    back = set(
        session.exec(
            select(ChallengeEvent.challenge_id).where(
                ChallengeEvent.kind == "re-checked: did not hold",
                col(ChallengeEvent.at) >= begins,
                col(ChallengeEvent.at) < ends,
            )
        )
    )
    notes = session.exec(
        select(MeetingNote, Meeting)
        .join(Meeting, col(Meeting.meeting_id) == col(MeetingNote.meeting_id))
        .where(
            MeetingNote.kind == NoteKind.DECISION,
            MeetingNote.state == NoteState.CONFIRMED,
            col(Meeting.held_on) >= year.starts,
            col(Meeting.held_on) <= year.ends,
        )
        .order_by(col(Meeting.held_on), col(MeetingNote.note_id))
    ).all()
    held = session.exec(
        select(Meeting).where(
            Meeting.state == MeetingState.ENDED,
            col(Meeting.invented).is_(False),
            col(Meeting.held_on) >= year.starts,
            col(Meeting.held_on) <= year.ends,
        )
    ).all()
    return YearInScrutiny(
        year,
        agencies,
        tuple(
            (one, answers[one.challenge_id])
            for one in seen
            if one.state is State.CLOSED
            and one.challenge_id in answers
            and one.closed_at is not None
            and begins <= one.closed_at < ends
        ),
        tuple(one for one in seen if one.state in WITH_AGENCY),
        tuple(one for one in seen if one.challenge_id in back),
        views,
        tuple(_little(session, actor, report_id, views, seen)),
        tuple(
            Decision(
                f"{INVENTED}. {note.words}" if meeting.invented else note.words,
                note.owner,
                note.due_on,
                meeting.title,
                meeting.held_on,
            )
            for note, meeting in notes
        ),
        len(held),
    )


@needs(Permission.CHECK_YEAR)
def ask_to_check(
    session: Session, actor: Actor, *, report_id: str, year: ScrutinyYear, due_on: date, agency_ids: Sequence[str] = ()
) -> int:
    """Sends each agency what the year will say of it, to be checked by a date, and answers how many were asked. What is
    only rehearsed is not sent.

    Raises:
        ChallengeRefused: the date is not ahead, or the year says nothing of any of them.
    """
    check_due(due_on, today(session))
    found = [
        replace(one, asked=real)
        for one in the_year(session, actor, report_id=report_id, year=year).agencies
        if (real := tuple(asked for asked in one.asked if not asked.invented))
        and (not agency_ids or one.agency_id in agency_ids)
    ]
    if not found:
        raise ChallengeRefused("The year says nothing of any agency yet: there is nothing to check.")
    for one in found:
        before = _newest(session, one.agency_id, year.starts)
        session.add(
            AccuracyCheck(
                agency_id=one.agency_id,
                year_starts=year.starts,
                version=(before.version if before else 0) + 1,
                says=json.dumps(said_of(one), ensure_ascii=False),
                due_on=due_on,
                account_id=actor.own_id,
                asked_at=now(session),
            )
        )
        tell(session, directory.of_agency(session, one.agency_id), NoticeKind.CHECK_YEAR, "/what_we_owe")
    trail.record(
        session, actor, "asked agencies to check the year", f"year from {year.starts}", agencies=len(found),
        due=due_on.isoformat(),
    )  # fmt: skip
    session.commit()
    return len(found)


@needs(Permission.CHECK_YEAR)
def checks(session: Session, actor: Actor, *, year: ScrutinyYear) -> list[Check]:
    """The newest check of each agency for a year."""
    rows = session.exec(
        select(AccuracyCheck)
        .where(AccuracyCheck.year_starts == year.starts)
        .order_by(col(AccuracyCheck.agency_id), col(AccuracyCheck.version))
    )
    newest = {row.agency_id: row for row in rows}
    return [_check(session, row) for row in newest.values()]


@needs(Permission.ANSWER)
def own_checks(session: Session, actor: Actor) -> list[Check]:
    """What the actor's agency is asked to check, the newest of each year; what it replied stands with it."""
    mine = directory.works_for(session, actor)
    rows = session.exec(
        select(AccuracyCheck)
        .where(col(AccuracyCheck.agency_id).in_(mine))
        .order_by(col(AccuracyCheck.year_starts), col(AccuracyCheck.version))
    )
    newest = {(row.agency_id, row.year_starts): row for row in rows}
    return [_check(session, row) for row in newest.values()]


@needs(Permission.ANSWER)
def reply_to_check(session: Session, actor: Actor, *, check_id: int, correct: bool, words: str = "") -> None:
    """Says that the sentences are correct, or what is not.

    Raises:
        NotFound: it is not put to the actor's agency.
        NotAllowed: this account drafts for its agency.
        ChallengeRefused: it was replied to already.
    """
    row = session.get(AccuracyCheck, check_id)
    if row is None or row.agency_id not in directory.works_for(session, actor):
        raise NotFound("There is no such check for your agency.")
    if not actor.answers:
        raise NotAllowed("Your account drafts for your agency. A colleague who answers for it replies to this.")
    newest = _newest(session, row.agency_id, row.year_starts)
    if newest is not None and newest.check_id != check_id:
        raise ChangedMeanwhile(
            "This was sent to your agency anew. What you wrote is still below; check the newer words."
        )
    if row.replied_at is not None:
        raise ChallengeRefused("Your agency has replied to this already. Write to the scrutineer if it must change.")
    row.correct = correct
    row.words = tidy(words, "what is not correct", needed=not correct)
    row.replied_by, row.replied_at = actor.account_id, now(session)
    session.add(row)
    scrutineers = directory.of_role(session, Role.SCRUTINEER)
    tell(session, scrutineers, NoticeKind.YEAR_CHECKED, "/the_year")
    trail.record(session, actor, "checked the year", f"check {check_id}", correct=correct)
    session.commit()


def said_of(one: AskedOf) -> list[str]:
    """Every sentence that the year says of an agency."""
    sentences = [
        f"{one.agency} was asked {counted(len(one.asked), 'question')}; {one.punctuality}; "
        f"{counted(len(one.open), 'question')} still open."
    ]
    for asked in one.asked:
        answer = one.answers.get(asked.challenge_id)
        changed = f" What changed for children, in its words: {answer.boxes.changed}" if answer else " No answer yet."
        sentences.append(f"{asked.name}: {asked.said} It is {asked.stands}.{changed}")
    return sentences


def _little(
    session: Session, actor: Actor, report_id: str, views: Sequence[ThemeViews], seen: Sequence[Asked]
) -> list[Little]:
    """Themes judged not assured, closed as not assured, or priorities where no claim is shown to reach practice."""
    proven = grades.proven_themes(session, report_id, HowFar.PRACTICE, HowKnown.SHOWN)
    closed_badly = {one.theme_id for one in seen if one.assurance == Assurance.NOT}
    found = []
    for view in views:
        reasons = []
        if view.assurance is Assurance.NOT:
            reasons.append("judged not assured")
        if view.theme.theme_id in closed_badly:
            reasons.append("a challenge on it was closed as not assured")
        if view.theme.is_priority and view.theme.theme_id not in proven:
            reasons.append("no claim on it is shown or tested at Practice or beyond")
        if reasons:
            found.append(Little(view.theme, "; ".join(reasons)))
    return found


def _of_year(session: Session, year: ScrutinyYear) -> list[Challenge]:
    """Challenges raised in the year, and those from before that were still open in it."""
    begins, ends = _moments(year)
    rows = session.exec(
        select(Challenge)
        .where(
            col(Challenge.agency_id).is_not(None),
            Challenge.state != State.WITHDRAWN,
            col(Challenge.raised_at) < ends,
            (col(Challenge.raised_at) >= begins)
            | col(Challenge.closed_at).is_(None)
            | (col(Challenge.closed_at) >= begins),
        )
        .order_by(col(Challenge.challenge_id))
    )
    return list(rows)


def _moments(year: ScrutinyYear) -> tuple[datetime, datetime]:
    ends = date.fromordinal(year.ends.toordinal() + 1)
    return datetime.combine(year.starts, time(), ENGLAND), datetime.combine(ends, time(), ENGLAND)


def _newest(session: Session, agency_id: str, starts: date) -> AccuracyCheck | None:
    return session.exec(
        select(AccuracyCheck)
        .where(AccuracyCheck.agency_id == agency_id, AccuracyCheck.year_starts == starts)
        .order_by(col(AccuracyCheck.version).desc())
    ).first()


def _check(session: Session, row: AccuracyCheck) -> Check:
    return Check(
        row.check_id or 0,
        row.agency_id,
        directory.cards(session)[row.agency_id].name,
        row.year_starts,
        tuple(json.loads(row.says)),
        row.due_on,
        row.replied_at is None and row.due_on < today(session),
        row.correct,
        row.words,
        directory.name_of(session, row.replied_by) if row.replied_by else "",
        row.replied_at,
    )
