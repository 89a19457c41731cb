"""What the scrutineer does with a challenge that is raised: replies, rates, takes it further, closes, re-checks."""

from datetime import date

from sqlmodel import Session

from cscp_core.errors import ChallengeRefused
from cscp_core.evidence.rules import HowFar, HowKnown, placed
from cscp_core.free_text import SHORT, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.changes import (
    answer_of,
    check_state,
    find_at_version,
    find_row,
    known_agency,
    log_event,
    notify_agency,
    subject_of,
)
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened, Rating
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import ChallengesAction


@needs(Permission.CHALLENGE)
def reply(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    words: str,
    due_on: date | None = None,
    agency_id: str = "",
) -> None:
    """Answers what the agency asked back. The clock goes on, put off by the days that it stood; with a date of one's
    own, that date holds; with another agency, the challenge passes to it and its time begins again."""
    row = find_at_version(session, actor, challenge_id, version)
    if not row.waiting_for or row.due_on is None or row.waiting_since is None:
        raise ChallengeRefused("The agency has not asked you anything.")
    words = tidy(words, "your reply")
    asked, day, before = AskedBack(row.waiting_for), today(session), row.agency_id
    if due_on:
        rules.check_due(due_on, day)
    if agency_id and agency_id != row.agency_id:
        if asked is not AskedBack.NOT_OURS:
            raise ChallengeRefused("You can pass on a challenge only if the agency says that it is not theirs.")
        notify_agency(session, row, NoticeKind.REPLIED)
        row.agency_id = known_agency(session, agency_id)
        row.due_on, row.said_until = due_on or rules.due_after(day), None
        row.round += answer_of(session, row) is not None  # what the first agency drafted stays its own
        words = f"Passed on to {directory.agency_cards(session)[row.agency_id].name}. {words}"
        notify_agency(session, row, NoticeKind.RAISED)
    else:
        if due_on:
            row.due_on = due_on
        elif asked.stops_the_clock:
            row.due_on = rules.due_after_pause(row.due_on, row.waiting_since, day)
        notify_agency(session, row, NoticeKind.REPLIED)
    row.waiting_for, row.waiting_since = "", None
    log_event(session, actor, row, Happened.REPLIED, words, before)
    trail.record(
        session, actor, ChallengesAction.AGENCY_REPLIED_TO, subject_of(row), asked=asked, due=row.due_on.isoformat()
    )
    session.commit()


@needs(Permission.CHALLENGE)
def rate(session: Session, actor: Actor, *, challenge_id: int, version: int, rating: Rating, reason: str = "") -> None:
    """Says how far the answer answers the question. It can be changed until the challenge moves on."""
    row = find_at_version(session, actor, challenge_id, version)
    check_state(row, ChallengeState.ANSWERED)
    answer = answer_of(session, row)
    if answer is None or answer.sent_at is None:
        raise ChallengeRefused("There is no written answer to rate.")
    answer.rating = rating
    answer.rating_reason = tidy(reason, "the reason", needed=rating is not Rating.ANSWERS)
    session.add(answer)
    log_event(session, actor, row, Happened.RATED, f"{rating}. {answer.rating_reason}".strip())
    trail.record(session, actor, ChallengesAction.ANSWER_RATED, subject_of(row), rating=rating)
    session.commit()


@needs(Permission.CHALLENGE)
def open_to_voices(session: Session, actor: Actor, *, challenge_id: int, version: int, opened: bool) -> None:
    """Lets Young Advisors and lay members read the question, nothing else of it, and say what they think; or not."""
    row = find_at_version(session, actor, challenge_id, version)
    if row.state in (ChallengeState.DRAFT, ChallengeState.WITHDRAWN):
        raise ChallengeRefused("Raise the challenge first: nobody else sees a draft.")
    row.opened = opened
    action = ChallengesAction.SHOWN if opened else ChallengesAction.HIDDEN
    trail.record(session, actor, action, subject_of(row))
    session.commit()


@needs(Permission.CHALLENGE)
def challenge_further(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    words: str,
    would_answer: str = "",
    due_on: date | None = None,
) -> None:
    """Takes an answered challenge back to raised. What would answer it may change only here; what it was stays on
    record."""
    row = find_at_version(session, actor, challenge_id, version)
    if row.state not in (ChallengeState.ANSWERED, ChallengeState.ESCALATED):
        raise ChallengeRefused(f"A challenge that is {row.state} has no answer to challenge further.")
    words = tidy(words, "the further challenge")
    if would_answer.strip():
        row.would_answer = tidy(would_answer, "what would answer this")
    _back_to_raised(session, row, due_on)
    log_event(session, actor, row, Happened.FURTHER, f"{words}\n\nWhat would answer this: {row.would_answer}")
    notify_agency(session, row, NoticeKind.FURTHER)
    trail.record(session, actor, ChallengesAction.CHALLENGED_FURTHER, subject_of(row), round=row.round)
    session.commit()


@needs(Permission.CHALLENGE)
def escalate(session: Session, actor: Actor, *, challenge_id: int, version: int, to: str, why: str) -> None:
    """Takes a challenge above the agency, to somebody and for a reason; the agency still owes the answer."""
    row = find_at_version(session, actor, challenge_id, version)
    rules.check_becomes(ChallengeState(row.state), ChallengeState.ESCALATED)
    if (
        row.state == ChallengeState.ANSWERED
    ):  # it was answered in time or not, for good: what is owed now is another answer
        row.round, row.due_on = row.round + 1, rules.due_after(today(session))
    to, why = tidy(to, "who it is escalated to", most=SHORT), tidy(why, "why it is escalated")
    row.state = ChallengeState.ESCALATED
    log_event(session, actor, row, Happened.ESCALATED, f"To {to}. {why}")
    notify_agency(session, row, NoticeKind.ESCALATED)
    trail.record(session, actor, ChallengesAction.ESCALATED, subject_of(row))
    session.commit()


@needs(Permission.CHALLENGE)
def withdraw(session: Session, actor: Actor, *, challenge_id: int, version: int, reason: str = "") -> None:
    """Takes a challenge back, with a reason; a draft needs none."""
    row = find_at_version(session, actor, challenge_id, version)
    was = ChallengeState(row.state)
    rules.check_becomes(was, ChallengeState.WITHDRAWN)
    reason = tidy(reason, "why it is withdrawn", needed=was is not ChallengeState.DRAFT)
    row.state, row.waiting_for, row.waiting_since, row.said_until = ChallengeState.WITHDRAWN, "", None, None
    log_event(session, actor, row, Happened.WITHDRAWN, reason)
    if was is not ChallengeState.DRAFT:
        notify_agency(session, row, NoticeKind.WITHDRAWN)
    trail.record(session, actor, ChallengesAction.WITHDRAWN, subject_of(row))
    session.commit()


@needs(Permission.CHALLENGE)
def close(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    how_far: HowFar,
    how_known: HowKnown,
    assurance: Assurance,
    reason: str,
    why_assured: str = "",
    recheck_on: date | None = None,
) -> None:
    """Closes a challenge on both scales, with a reason, and sets one dated re-check: six months on unless said
    otherwise."""
    row = find_at_version(session, actor, challenge_id, version)
    rules.check_becomes(ChallengeState(row.state), ChallengeState.CLOSED)
    reason, why_assured = tidy(reason, "the reason"), tidy(why_assured, "why you are assured", needed=False)
    rules.check_closing(how_far, how_known, assurance, reason, why_assured)
    recheck_on = recheck_on or today(session) + rules.RECHECK_AFTER
    if recheck_on <= today(session):
        raise ChallengeRefused("Choose a day after today to look again.")
    row.state, row.closed_at, row.recheck_on = ChallengeState.CLOSED, now(session), recheck_on
    row.how_far, row.how_known, row.assurance = how_far, how_known, assurance
    excused = assurance is Assurance.ASSURED and how_far.rank < HowFar.PRACTICE.rank
    row.closing_reason = f"{reason}\n\nAssured all the same: {why_assured}" if excused else reason
    row.waiting_for, row.waiting_since, row.said_until = "", None, None
    log_event(session, actor, row, Happened.CLOSED, f"{assurance}. {placed(how_far, how_known)}. {row.closing_reason}")
    notify_agency(session, row, NoticeKind.CLOSED)
    trail.record(
        session, actor, ChallengesAction.CLOSED, subject_of(row),
        how_far=how_far, how_known=how_known, assurance=assurance, recheck=recheck_on.isoformat(),
    )  # fmt: skip
    session.commit()


@needs(Permission.CHALLENGE)
def recheck(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    held: bool,
    found: str,
    due_on: date | None = None,
) -> None:
    """Looks again at what was closed. It held, or the challenge reopens with what was found beside the old claim."""
    row = find_at_version(session, actor, challenge_id, version)
    check_state(row, ChallengeState.CLOSED)
    if row.recheck_on is None:
        raise ChallengeRefused("This challenge was looked at again already, and it held.")
    found = tidy(found, "what you found: the figure or the evidence, with its date")
    row.recheck_on = None
    if held:
        log_event(session, actor, row, Happened.HELD, found)
    else:
        before = f"Then: {row.source_text or row.question}\n\nClosed as {row.assurance}: {row.closing_reason}"
        _back_to_raised(session, row, due_on)
        row.closed_at = None
        row.how_far = row.how_known = row.assurance = row.closing_reason = ""
        log_event(session, actor, row, Happened.REOPENED, f"{before}\n\nNow: {found}")
        notify_agency(session, row, NoticeKind.REOPENED)
    trail.record(session, actor, ChallengesAction.RECHECKED, subject_of(row), held=held)
    session.commit()


def note_spoken(session: Session, actor: Actor, *, challenge_id: int, words: str, until: date) -> None:
    """Keeps what was said in a meeting, within the caller's transaction: it stays open until the written answer."""
    row = find_row(session, challenge_id)
    if row.state not in rules.WITH_AGENCY:
        raise ChallengeRefused(f"This challenge is {row.state}: you cannot add a spoken answer to it.")
    row.said_until = until
    row.version += 1
    log_event(session, actor, row, Happened.SAID, f"{words}\n\nWritten evidence awaited by {until:%-d %B %Y}.")
    session.add(row)


def _back_to_raised(session: Session, row: Challenge, due_on: date | None) -> None:
    if due_on:
        rules.check_due(due_on, today(session))
    answer = answer_of(session, row)
    row.round += answer is not None and answer.sent_at is not None
    row.state, row.due_on = ChallengeState.RAISED, due_on or rules.due_after(today(session))
    row.waiting_for, row.waiting_since, row.said_until = "", None, None
