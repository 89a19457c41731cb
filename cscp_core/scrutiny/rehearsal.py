"""A meeting and six challenges to practise with, in demo mode only: marked as invented, removed in one step."""

from datetime import timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from cscp_core.errors import ChallengeRefused
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.reported import sentence
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.improvement.rules import Reference, to_json
from cscp_core.notices.tables import Notice
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened, Rating
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import Question
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.tables import Installation

MARK = "Invented example"
STATES = (
    ("raised", ChallengeState.RAISED, 6),
    ("overdue", ChallengeState.RAISED, -4),
    ("asked back", ChallengeState.RAISED, 3),
    ("answered", ChallengeState.ANSWERED, -1),
    ("escalated", ChallengeState.ESCALATED, -9),
    ("closed, to look at again", ChallengeState.CLOSED, -190),
)
"""What each is there to show, its state, and its due date in days from today."""


@needs(Permission.REHEARSE)
def is_there(session: Session, actor: Actor) -> bool:
    """Whether a rehearsal stands in this database."""
    return session.exec(select(Challenge).where(col(Challenge.invented).is_(True)).limit(1)).first() is not None


@needs(Permission.REHEARSE)
def add(session: Session, actor: Actor, *, report_id: str) -> int:
    """Adds the rehearsal and returns the id of its meeting.

    Raises:
        ChallengeRefused: this is a live installation, a rehearsal is there already, or nobody could be asked.
    """
    _check_demo(session)
    if is_there(session, actor):
        raise ChallengeRefused("The rehearsal is there already.")
    partners = [
        one.agency_id
        for one in directory.agency_cards(session).values()
        if one.statutory_partner and not one.successor_id
    ]
    found = missing.worth_asking(session, actor, report_id=report_id, most=len(STATES))
    if not partners or len(found) < len(STATES):
        raise ChallengeRefused("This report has too little to rehearse with.")
    picks = []
    for place, (shows, state, days) in enumerate(STATES):
        row = _challenge(session, actor, report_id, found[place], partners[place % len(partners)], shows, state, days)
        picks.append(_pick(row, shows))
    trail.record(session, actor, "added the rehearsal", "rehearsal", challenges=len(STATES))
    return meetings.plan_meeting(
        session,
        actor,
        title=f"{MARK}: scrutiny meeting",
        kind=MeetingKind.SCRUTINY,
        held_on=today(session) + timedelta(days=7),
        attendees="Independent scrutineer\nCouncil\nHealth\nPolice\nBusiness manager",
        report_id=report_id,
        picks=picks[:5],
        invented=True,
    )


@needs(Permission.REHEARSE)
def remove(session: Session, actor: Actor) -> None:
    """Removes everything that was invented, with whatever was done to it since."""
    _check_demo(session)
    invented = select(Challenge.challenge_id).where(col(Challenge.invented).is_(True))
    gatherings = select(Meeting.meeting_id).where(col(Meeting.invented).is_(True))
    ids = [str(one) for one in session.exec(invented)]
    elsewhere = select(AgendaItem.item_id).where(
        (col(AgendaItem.source_kind) == SourceKind.CHALLENGE) & col(AgendaItem.source_id).in_(ids)
        | col(AgendaItem.meeting_id).in_(gatherings)
    )
    session.execute(
        delete(MeetingNote).where(
            col(MeetingNote.meeting_id).in_(gatherings) | col(MeetingNote.challenge_id).in_(invented)
        )
    )
    session.execute(update(MeetingNote).where(col(MeetingNote.item_id).in_(elsewhere)).values(item_id=None))
    touched = session.exec(
        select(AgendaItem.meeting_id)
        .join(Meeting, col(Meeting.meeting_id) == col(AgendaItem.meeting_id))
        .where(col(AgendaItem.item_id).in_(elsewhere), col(Meeting.invented).is_(False))
        .distinct()
    ).all()
    going = session.exec(select(AgendaItem).where(col(AgendaItem.item_id).in_(elsewhere))).all()
    meetings.drop_items(session, touched, [one.item_id for one in going if one.item_id is not None])
    session.flush()
    session.execute(delete(AgendaItem).where(col(AgendaItem.meeting_id).in_(gatherings)))
    for table in (ChallengeAnswer, ChallengeEvent):
        session.execute(delete(table).where(col(table.challenge_id).in_(invented)))
    session.execute(delete(Challenge).where(col(Challenge.invented).is_(True)))
    session.execute(delete(Meeting).where(col(Meeting.invented).is_(True)))
    session.execute(delete(Notice).where(col(Notice.invented).is_(True)))
    meetings.release_sessions(session)
    trail.record(session, actor, "removed the rehearsal", "rehearsal")
    session.commit()


def _check_demo(session: Session) -> None:
    mark = session.exec(select(Installation)).first()
    if mark is None or mark.mode != "demo":
        raise ChallengeRefused("A rehearsal belongs in a demonstration. This installation is live.")


def _challenge(
    session: Session,
    actor: Actor,
    report_id: str,
    about: Question,
    agency_id: str,
    shows: str,
    state: ChallengeState,
    days: int,
) -> Challenge:
    due_on = today(session) + timedelta(days=days)
    raised_at = now(session) + timedelta(days=days - 14)
    asked_back = shows == "asked back"
    row = Challenge(
        state=state,
        invented=True,
        agency_id=agency_id,
        agency_ids=agency_id,
        report_id=report_id,
        source_kind=about.source_kind,
        source_id=about.source_id,
        theme_id=about.theme_id,
        section=about.section,
        source_text=about.source_text,
        missing=about.missing,
        question=f"{MARK}. {about.text}",
        would_answer=about.would_answer,
        category=about.category,
        due_on=due_on,
        round=1,
        waiting_for=AskedBack.MEANING if asked_back else "",
        waiting_since=today(session) - timedelta(days=2) if asked_back else None,
        account_id=actor.own_id,
        made_at=raised_at,
        raised_at=raised_at,
    )
    session.add(row)
    session.flush()
    assert row.challenge_id is not None

    challenge_id = row.challenge_id

    of_agency = directory.of_agency(session, agency_id) or [actor.own_id]

    def note(kind: Happened, words: str, after: int, *, by_agency: bool = False) -> None:
        session.add(
            ChallengeEvent(
                challenge_id=challenge_id,
                agency_id=agency_id,
                at=raised_at + timedelta(days=after),
                account_id=of_agency[0] if by_agency else actor.own_id,
                kind=kind,
                words=f"{MARK}. {words}",
                state=row.state,
                due_on=due_on,
            )
        )

    note(Happened.RAISED, about.would_answer, 0)
    if asked_back:
        note(
            Happened.ASKED_BACK, "What is meant. Do you ask about all children of the borough, or those on a plan?", 12
        )
    if state in (ChallengeState.ANSWERED, ChallengeState.CLOSED):
        _answer(session, actor, row, rated=state is ChallengeState.CLOSED)
        note(Happened.ANSWERED, "on time", 12, by_agency=True)
    if state is ChallengeState.ESCALATED:
        note(Happened.ESCALATED, "To the lead safeguarding partners. Nine days overdue, and no reply.", 22)
    if state is ChallengeState.CLOSED:
        row.closed_at = raised_at + timedelta(days=20)
        row.how_far, row.how_known = HowFar.PRACTICE, HowKnown.SHOWN
        row.assurance, row.closing_reason = Assurance.PARTLY, f"{MARK}. A first audit shows it; no child was asked."
        row.recheck_on = today(session) - timedelta(days=1)
        note(Happened.CLOSED, f"{Assurance.PARTLY}. {row.closing_reason}", 20)
    return row


def _answer(session: Session, actor: Actor, row: Challenge, *, rated: bool) -> None:
    assert row.challenge_id is not None
    assert row.agency_id is not None
    assert row.raised_at is not None
    writers = directory.of_agency(session, row.agency_id) or directory.of_role(session, Role.SCRUTINEER)
    sent_at = row.raised_at + timedelta(days=12)
    reference = Reference(
        "Dip sample of twelve files", "Quality assurance lead", "last month", "the agency's own files"
    )
    session.add(
        ChallengeAnswer(
            challenge_id=row.challenge_id,
            agency_id=row.agency_id,
            round=1,
            did=f"{MARK}. We looked at twelve files and spoke to the two teams.",
            changed=f"{MARK}. In nine of the twelve the plan names what the child asked for; a year ago it was four.",
            known=f"{MARK}. A dip sample by somebody outside the teams.",
            next_step=f"{MARK}. A second sample, with children's own account.",
            next_owner="Head of service",
            next_by=today(session) + timedelta(days=60),
            evidence=to_json([reference]),
            drafted_by=writers[0],
            drafted_at=sent_at,
            sent_by=writers[0],
            sent_at=sent_at,
            due_on=row.due_on,
            late=False,
            rating=Rating.PARTLY if rated else "",
            rating_reason=f"{MARK}. It says what changed, not yet how children see it." if rated else "",
        )
    )


def _pick(row: Challenge, shows: str) -> Pick:
    return Pick(
        source_kind=SourceKind.CHALLENGE,
        source_id=str(row.challenge_id),
        report_id=row.report_id or "",
        title=sentence(row.source_kind, row.section, row.source_text),
        question=row.question,
        would_answer=row.would_answer,
        missing="",
        agency_id=row.agency_id or "",
        because=f"{MARK}: {shows}.",
    )
