"""The rehearsal with voices: three Young Advisors' comments in every state, a reply, a view together, one worry."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor, Permission, Role, needs
from cscp_core.people.tables import Account
from cscp_core.scrutiny import rehearsal
from cscp_core.scrutiny.rehearsal import MARK
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from feedback.comments import rules
from feedback.comments.rules import CommentKind, CommentState, Readers, Reason, ReplyKind, Stance, Stands
from feedback.comments.service import leave_tombstone, new_row, record_decision
from feedback.comments.sources import find_subject
from feedback.comments.tables import Comment, CommentReading, Reply, WriterLookup
from feedback.together.questions import put_on_the_agenda
from feedback.together.tables import Agreement
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, SafeContact
from feedback.welfare.service import ContactAnswer
from feedback.welfare.tables import Concern

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


@needs(Permission.REHEARSE)
def add(session: Session, actor: Actor, *, report_id: str) -> int:
    """Adds the rehearsal with its voices and returns the id of its meeting.

    Raises:
        ChallengeRefused: this is a live installation, a rehearsal is there already, or nobody could be asked.
    """
    meeting_id = rehearsal.add(session, actor, report_id=report_id)
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
    trail.record(session, actor, "added voices to the rehearsal", "rehearsal", comments=len(SAID))
    session.commit()
    return meeting_id


@needs(Permission.REHEARSE)
def remove(session: Session, actor: Actor) -> None:
    """Removes everything that was invented, with whatever was done to it since."""
    rows = session.exec(select(Comment).where(col(Comment.invented).is_(True))).all()
    for row in rows:
        leave_tombstone(session, row)
    ids = [row.comment_id for row in rows]
    for table in (CommentReading, Reply, WriterLookup, Comment):
        session.execute(delete(table).where(col(table.comment_id).in_(ids)))
    session.execute(delete(Concern).where(col(Concern.invented).is_(True)))
    rehearsal.remove(session, actor)


def _comment(
    session: Session, row: Comment, state: CommentState, stance: Stance | None, readers: Readers, words: str
) -> Comment:
    sent = now(session) - timedelta(days=5)
    row.invented, row.state, row.stance, row.readers = True, state, stance or "", readers
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
        row.invented = True
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
