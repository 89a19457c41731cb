"""The year in scrutiny, and each agency's check of what it will say of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.free_text import tidy
from cscp_core.labelled import Labelled
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.answers import Answered, answers_before, last_answers, lateness_by_agency
from cscp_core.scrutiny.challenges.rules import WITH_AGENCY, ChallengeState, Happened, check_due, describe_punctuality
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeEvent
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.judgements.service import ThemeViews
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import Meeting, MeetingNote
from cscp_core.scrutiny.year.rules import ScrutinyYear
from cscp_core.scrutiny.year.tables import AccuracyCheck
from cscp_core.scrutiny.year.views import AgencyYear, Decision, Little, YearInScrutiny, fingerprint_of, said_of
from cscp_core.storage import trail
from cscp_core.storage.session import ENGLAND, now, today
from cscp_core.storage.trail_actions import YearAction


@dataclass(frozen=True, kw_only=True)
class AgencyCheck:
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
    young: Mapping[str, Labelled] | None = None,
) -> YearInScrutiny:
    """What was asked, of whom, what changed, what is unanswered, the judgements, and where progress is not shown.
    `young` is Young Advisors' joint view by theme, handed in as values."""
    return _the_year(session, actor, report_id, year, _of_year(session, year), young)


def _the_year(
    session: Session,
    actor: Actor,
    report_id: str,
    year: ScrutinyYear,
    rows: Sequence[Challenge],
    young: Mapping[str, Labelled] | None = None,
) -> YearInScrutiny:
    """What the year says of the challenges given."""
    seen = challenges.challenge_views(session, rows)
    answers = last_answers(session, [one.challenge_id for one in seen])
    views = tuple(judgements.list_theme_views(session, actor, report_id=report_id, young=young))
    begins, ends = _moments(year)
    closed = {one.challenge_id for one in seen if one.closed_at is not None and begins <= one.closed_at < ends}
    back = set(
        session.exec(
            select(ChallengeEvent.challenge_id).where(
                ChallengeEvent.kind == Happened.REOPENED,
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
            col(Meeting.held_on) >= year.starts,
            col(Meeting.held_on) <= year.ends,
        )
    ).all()
    return YearInScrutiny(
        year=year,
        agencies=tuple(_agencies(session, seen, answers)),
        changed=tuple(
            (one, answers[one.challenge_id])
            for one in seen
            if one.challenge_id in answers and one.challenge_id in closed
        ),
        unanswered=tuple(one for one in seen if one.state in WITH_AGENCY),
        closed_unanswered=tuple(one for one in seen if one.challenge_id in closed and one.challenge_id not in answers),
        reopened=tuple(one for one in seen if one.challenge_id in back),
        views=views,
        little=tuple(_little(session, actor, report_id, views, seen)),
        decisions=tuple(
            Decision(
                words=note.words,
                owner=note.owner,
                due_on=note.due_on,
                meeting=meeting.title,
                held_on=meeting.held_on,
            )
            for note, meeting in notes
        ),
        meetings=len(held),
    )


@needs(Permission.CHECK_YEAR)
def ask_to_check(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    year: ScrutinyYear,
    drawn: str,
    due_on: date,
    agency_ids: Sequence[str] = (),
) -> int:
    """Sends each agency what the year says of it, to be checked by a date, and returns how many were asked. `drawn` is
    the fingerprint of the year that the actor saw.

    Raises:
        ChallengeRefused: the date is not ahead, or the year says nothing of any of them.
        ChangedMeanwhile: the year says something else of an agency than what was drawn.
    """
    check_due(due_on, today(session))
    told = _the_year(session, actor, report_id, year, _of_year(session, year))
    if fingerprint_of(told) != drawn:
        raise ChangedMeanwhile("The year has changed since you opened it. Read it again, then send it.")
    found = [one for one in told.agencies if not agency_ids or one.agency_id in agency_ids]
    if not found:
        raise ChallengeRefused("The year says nothing about any agency yet: there is nothing to check.")
    for one in found:
        before = _newest(session, one.agency_id, year.starts)
        session.add(
            AccuracyCheck(
                agency_id=one.agency_id,
                year_starts=year.starts,
                version=(before.version if before else 0) + 1,
                says=json.dumps(said_of(told, one.agency_id), ensure_ascii=False),
                due_on=due_on,
                account_id=actor.own_id,
                asked_at=now(session),
            )
        )
        notify(session, directory.of_agency(session, one.agency_id), NoticeKind.CHECK_YEAR, "/what_we_owe")
    trail.record(
        session, actor, YearAction.CHECK_ASKED, f"year from {year.starts}", agencies=len(found),
        due=due_on.isoformat(),
    )  # fmt: skip
    session.commit()
    return len(found)


@needs(Permission.CHECK_YEAR)
def list_checks(session: Session, actor: Actor, *, year: ScrutinyYear) -> list[AgencyCheck]:
    """The newest check of each agency for a year."""
    rows = session.exec(
        select(AccuracyCheck)
        .where(AccuracyCheck.year_starts == year.starts)
        .order_by(col(AccuracyCheck.agency_id), col(AccuracyCheck.version))
    )
    newest = {row.agency_id: row for row in rows}
    return [_check(session, row) for row in newest.values()]


@needs(Permission.ANSWER)
def own_checks(session: Session, actor: Actor) -> list[AgencyCheck]:
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
        raise NotAllowed("Your account drafts for your agency. Only a colleague who answers for it can reply.")
    newest = _newest(session, row.agency_id, row.year_starts)
    if newest is not None and newest.check_id != check_id:
        raise ChangedMeanwhile(
            "This was sent to your agency again. What you wrote is still below; check the newer words."
        )
    if row.replied_at is not None:
        raise ChallengeRefused("Your agency has replied to this already. Write to the scrutineer if it must change.")
    row.correct = correct
    row.words = tidy(words, "what is not correct", needed=not correct)
    row.replied_by, row.replied_at = actor.account_id, now(session)
    session.add(row)
    scrutineers = directory.of_role(session, Role.SCRUTINEER)
    notify(session, scrutineers, NoticeKind.YEAR_CHECKED, "/the_year")
    trail.record(session, actor, YearAction.CHECKED, f"check {check_id}", correct=correct)
    session.commit()


def _agencies(session: Session, seen: Sequence[ChallengeView], answers: Mapping[int, Answered]) -> Iterator[AgencyYear]:
    """Every agency that was asked, by its name, with what it answered itself: also where another has the question
    now."""
    ids = {one.challenge_id: one for one in seen}
    by_agency: dict[str, list[ChallengeView]] = {}
    for one in seen:
        by_agency.setdefault(one.agency_id, []).append(one)
    before = {
        agency_id: tuple(one for one in ones if one.challenge_id in ids)
        for agency_id, ones in challenges.list_passed_on(session).items()
    }
    late, earlier = lateness_by_agency(session, list(ids)), answers_before(session, list(ids))
    cards = directory.agency_cards(session)
    named = {one for one in {*by_agency, *before} if by_agency.get(one) or before.get(one)}
    for agency_id in sorted(named, key=lambda one: cards[one].name):
        own = {one.challenge_id: answers.get(one.challenge_id) for one in by_agency.get(agency_id, ())}
        own |= {one.challenge_id: earlier.get((one.challenge_id, agency_id)) for one in before.get(agency_id, ())}
        yield AgencyYear(
            agency_id=agency_id,
            agency=cards[agency_id].name,
            challenges=tuple(by_agency.get(agency_id, ())),
            passed_on=before.get(agency_id, ()),
            answers={challenge_id: answer for challenge_id, answer in own.items() if answer},
            punctuality=describe_punctuality(late.get(agency_id, ())),
        )


def _little(
    session: Session, actor: Actor, report_id: str, views: Sequence[ThemeViews], seen: Sequence[ChallengeView]
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
            found.append(Little(theme=view.theme, why="; ".join(reasons)))
    return found


def _of_year(session: Session, year: ScrutinyYear) -> list[Challenge]:
    """Challenges raised in the year, and those from before that were still open in it."""
    begins, ends = _moments(year)
    rows = session.exec(
        select(Challenge)
        .where(
            col(Challenge.agency_id).is_not(None),
            Challenge.state != ChallengeState.WITHDRAWN,
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


def _check(session: Session, row: AccuracyCheck) -> AgencyCheck:
    return AgencyCheck(
        check_id=row.check_id or 0,
        agency_id=row.agency_id,
        agency=directory.agency_cards(session)[row.agency_id].name,
        year_starts=row.year_starts,
        says=tuple(json.loads(row.says)),
        due_on=row.due_on,
        overdue=row.replied_at is None and row.due_on < today(session),
        correct=row.correct,
        words=row.words,
        replied_by=directory.name_of(session, row.replied_by) if row.replied_by else "",
        replied_at=row.replied_at,
    )
