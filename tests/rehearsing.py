"""A small scene, written row by row: six challenges in different states, their meeting, a comment in every state.

Much quicker than the demonstration, and as small as tests of screens need it."""

from datetime import timedelta

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.reported import sentence
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.improvement.rules import Reference, to_json
from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened, Rating
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import Question
from cscp_core.storage.session import now, today
from feedback.comments import rules
from feedback.comments.rules import CommentKind, CommentState, Readers, Reason, ReplyKind, Stance, Stands
from feedback.comments.service import leave_tombstone, new_row, record_decision
from feedback.comments.sources import find_subject
from feedback.comments.tables import Comment, CommentReading, Reply
from feedback.together.questions import put_on_the_agenda
from feedback.together.tables import Agreement
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, SafeContact
from feedback.welfare.service import ContactAnswer

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
SAID = (
    (CommentState.DRAFT, Stance.NOT_SURE, Readers.SCRUTINEER, "I have to think about this one."),
    (CommentState.SENT, Stance.DOES_NOT, Readers.PARTNERS, "Nobody at my place knows that this exists."),
    (CommentState.PUBLISHED, Stance.DOES_NOT, Readers.ANYWHERE, "You wait for months, and then somebody new comes."),
    (CommentState.PUBLISHED, Stance.DO_NOT_GET_IT, Readers.PARTNERS, "What does this mean for us?"),
    (CommentState.PUBLISHED, Stance.MATCHES, Readers.SCRUTINEER, ""),
    (CommentState.SENT_BACK, Stance.DOES_NOT, Readers.PARTNERS, "The one in the blue house had the same."),
    (CommentState.HELD, None, Readers.SCRUTINEER, "A friend of mine is scared to go home."),
    (CommentState.WITHDRAWN, Stance.NOT_SURE, Readers.ANYWHERE, "Taken back."),
)


def add(session: Session, actor: Actor, *, report_id: str) -> int:
    """Adds the scene and returns the id of its meeting."""
    meeting_id = _add_challenges(session, actor, report_id)
    advisors = [session.get(Account, one) for one in directory.of_role(session, Role.YOUNG_ADVISOR)]
    writers = [
        Actor(account_id=one.account_id, username=one.username, name=one.name, role=Role.YOUNG_ADVISOR)
        for one in advisors
        if one
    ]
    claims = evidence.claims(session, actor, report_id=report_id)
    if writers and len(claims) > len(SAID):
        for place, (state, stance, readers, words) in enumerate(SAID):
            writer = writers[place % len(writers)]
            about = find_subject(
                session, writer, report_id=report_id, kind=SourceKind.CLAIM, source_id=claims[place * 7].claim_id
            )
            row = _comment(session, new_row(session, writer, about, CommentKind.VIEW), state, stance, readers, words)
            if place == 2:
                _reply(session, row, actor)
        theme_id = claims[0].theme_id
        _question(session, writers[0], report_id, theme_id)
        _together(session, writers, report_id, theme_id)
    session.commit()
    return meeting_id


def _add_challenges(session: Session, actor: Actor, report_id: str) -> int:
    partners = [
        one.agency_id
        for one in directory.agency_cards(session).values()
        if one.statutory_partner and not one.successor_id
    ]
    found = missing.worth_asking(session, actor, report_id=report_id, most=len(STATES))
    picks = []
    for place, (shows, state, days) in enumerate(STATES):
        row = _challenge(session, actor, report_id, found[place], partners[place % len(partners)], shows, state, days)
        picks.append(_pick(row, shows))
    return meetings.plan_meeting(
        session,
        actor,
        title=f"{MARK}: scrutiny meeting",
        kind=MeetingKind.SCRUTINY,
        held_on=today(session) + timedelta(days=7),
        attendees="Independent scrutineer\nCouncil\nHealth\nPolice\nBusiness manager",
        report_id=report_id,
        picks=picks[:5],
    )


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


def _comment(
    session: Session, row: Comment, state: CommentState, stance: Stance | None, readers: Readers, words: str
) -> Comment:
    sent = now(session) - timedelta(days=5)
    row.state, row.stance, row.readers = state, stance or "", readers
    row.words, row.made_at = f"{MARK}. {words}" if words else "", sent
    if state is not CommentState.DRAFT:
        row.sent_at, row.check_by, row.settled_at = sent, rules.check_by_day(sent.date()), sent + timedelta(days=1)
    if state is CommentState.PUBLISHED:
        row.published_at = row.settled_at
        if rules.wants_reply(CommentKind.VIEW, row.stance, row.words):
            row.round, row.reply_by = 1, rules.reply_by_day(sent.date())
    if state is CommentState.SENT_BACK:
        row.reason, row.told = Reason.IDENTIFIES, f"{MARK}. Leave out which house it was, and it can be published."
    if state is CommentState.HELD:
        row.held_by = "writer"
        answer = ContactAnswer(safe=SafeContact.AS_SAID, how=f"{MARK}. By message, and not in the evening.")
        welfare.open_record(session, row, about=About.SOMEBODY, held_by="writer", answer=answer)
    if state is CommentState.WITHDRAWN:
        leave_tombstone(session, row)
    session.add(row)
    session.flush()
    if state is CommentState.SENT_BACK:
        record_decision(session, SYSTEM, row, CommentState.SENT, row.reason)
    return row


def _reply(session: Session, row: Comment, actor: Actor) -> None:
    partners = [one for one in directory.agencies_that_can_answer(session) if directory.of_agency(session, one)]
    agency_id = row.agency_id if row.agency_id in partners else next(iter(sorted(partners)), None)
    writer = (directory.of_agency(session, agency_id) if agency_id else []) or [actor.own_id]
    session.add(
        Reply(
            comment_id=row.comment_id,
            round=1,
            agency_id=agency_id,
            kind=ReplyKind.WILL,
            words=f"{MARK}. We will tell you each month how long it takes, and who your worker is.",
            by_date=today(session) + timedelta(days=60),
            account_id=writer[0],
            at=now(session) - timedelta(days=1),
            due_on=row.reply_by or today(session),
            late=False,
        )
    )
    row.reply_by = None
    session.add(CommentReading(comment_id=row.comment_id, role=Role.PARTNER, at=now(session) - timedelta(days=2)))
    session.add(row)


def _question(session: Session, writer: Actor, report_id: str, theme_id: str) -> None:
    about = find_subject(session, writer, report_id=report_id, kind="theme", source_id=theme_id)
    row = _comment(
        session, new_row(session, writer, about, CommentKind.QUESTION), CommentState.PUBLISHED, None, Readers.ANYWHERE,
        "How will we hear what came of this meeting?",
    )  # fmt: skip
    row.in_line, row.reply_by, row.round = True, None, 0
    session.add(row)
    put_on_the_agenda(session)


def _together(session: Session, writers: list[Actor], report_id: str, theme_id: str) -> None:
    about = find_subject(session, writers[0], report_id=report_id, kind="theme", source_id=theme_id)
    draft = new_row(session, writers[0], about, CommentKind.TOGETHER)
    row = _comment(
        session, draft, CommentState.PUBLISHED, None, Readers.ANYWHERE,
        "Some of it matches. We do not see how you know that it got better.",
    )  # fmt: skip
    row.stance, row.reply_by, row.round = Stands.PARTLY, None, 0
    session.add_all([Agreement(comment_id=row.comment_id, account_id=one.own_id, at=now(session)) for one in writers])
