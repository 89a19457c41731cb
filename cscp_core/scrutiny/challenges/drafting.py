"""Drafts of challenges, and raising them: one challenge for each agency."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.free_text import tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.changes import (
    check_state,
    find_at_version,
    id_of,
    known_agency,
    log_event,
    notify_agency,
    subject_of,
)
from cscp_core.scrutiny.challenges.rules import ChallengeState, Happened
from cscp_core.scrutiny.challenges.sources import Source, source_of
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import ChallengesAction


@needs(Permission.CHALLENGE)
def make_draft(
    session: Session,
    actor: Actor,
    *,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    report_id: str = "",
    source_kind: str = "",
    source_id: str = "",
    missing: str = "",
    seen_text: str = "",
) -> int:
    """Keeps a question that only the scrutineer sees, and returns its id. It may be about any item of a report.

    Raises:
        NotFound: that item is not in the report.
        ChangedMeanwhile: what it is about says something else than `seen_text`, which was drawn.
        ChallengeRefused, TextRefused: there is no question, or an agency is not known.
    """
    about = {"report_id": report_id, "kind": source_kind, "source_id": source_id, "missing": missing}
    row = _new_challenge(session, actor, _as_drawn(source_of(session, actor, **about), seen_text))
    _set_wording(session, row, question, would_answer, category, agency_ids)
    session.add(row)
    session.flush()
    trail.record(session, actor, ChallengesAction.DRAFTED, subject_of(row))
    session.commit()
    return id_of(row)


@needs(Permission.CHALLENGE)
def change_draft(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
) -> None:
    """Words a draft again."""
    row = find_at_version(session, actor, challenge_id, version)
    check_state(row, ChallengeState.DRAFT)
    _set_wording(session, row, question, would_answer, category, agency_ids)
    trail.record(session, actor, ChallengesAction.DRAFT_CHANGED, subject_of(row))
    session.commit()


@needs(Permission.CHALLENGE)
def raise_draft(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    due_on: date | None = None,
) -> list[int]:
    """Puts a draft, worded as given, to its agencies: one challenge for each. Due in ten working days unless said."""
    row = find_at_version(session, actor, challenge_id, version)
    rules.check_becomes(ChallengeState(row.state), ChallengeState.RAISED)
    check_state(row, ChallengeState.DRAFT)
    _set_wording(session, row, question, would_answer, category, agency_ids)
    raised = raise_for_agencies(session, actor, row, due_on)
    session.commit()
    return raised


@needs(Permission.CHALLENGE)
def raise_new(
    session: Session,
    actor: Actor,
    *,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    due_on: date | None = None,
    report_id: str = "",
    source_kind: str = "",
    source_id: str = "",
    missing: str = "",
    seen_text: str = "",
) -> list[int]:
    """Puts a question that was never a draft to its agencies, and returns the ids, one for each."""
    about = {"report_id": report_id, "kind": source_kind, "source_id": source_id, "missing": missing}
    row = _new_challenge(session, actor, _as_drawn(source_of(session, actor, **about), seen_text))
    _set_wording(session, row, question, would_answer, category, agency_ids)
    raised = raise_for_agencies(session, actor, row, due_on)
    session.commit()
    return raised


def raise_for_agencies(session: Session, actor: Actor, draft: Challenge, due_on: date | None) -> list[int]:
    """Raises a draft within the caller's transaction and returns the ids, one for each agency."""
    wanted = draft.agency_ids.split()
    if not wanted:
        raise ChallengeRefused("Choose whom to ask.")
    tidy(draft.would_answer, "what would answer this")
    due_on = due_on or rules.due_after(today(session))
    rules.check_due(due_on, today(session))
    session.add(draft)
    session.flush()
    rows = [draft] + [_copy_of(draft) for _ in wanted[1:]]
    for row, agency_id in zip(rows, wanted, strict=True):
        row.agency_id, row.state, row.due_on, row.round = agency_id, ChallengeState.RAISED, due_on, 1
        row.raised_at = now(session)
        row.together = draft.challenge_id if len(rows) > 1 else None
        session.add(row)
        session.flush()
        log_event(session, actor, row, Happened.RAISED, row.would_answer)
        notify_agency(session, row, NoticeKind.RAISED)
        trail.record(session, actor, ChallengesAction.RAISED, subject_of(row), agency=agency_id, due=due_on.isoformat())
    return [id_of(row) for row in rows]


def new_draft(
    session: Session,
    actor: Actor,
    source: Source,
    *,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    meeting_id: int | None = None,
) -> Challenge:
    """A draft within the caller's transaction, for a meeting that raises it at once."""
    row = _new_challenge(session, actor, source)
    row.meeting_id = meeting_id
    _set_wording(session, row, question, would_answer, category, agency_ids)
    return row


def _as_drawn(found: Source, seen_text: str) -> Source:
    """An item of a report that still says what the scrutineer read, its arithmetic included; without `seen_text`
    nothing was drawn."""
    if seen_text and found.text != seen_text:
        raise ChangedMeanwhile("What you ask about has changed since you opened it. Read it again.", found.text)
    return found


def _new_challenge(session: Session, actor: Actor, source: Source) -> Challenge:
    if source.missing and source.missing not in set(Missing):
        raise ChallengeRefused("The rules do not find that missing.")
    return Challenge(
        state=ChallengeState.DRAFT,
        report_id=source.report_id,
        source_kind=source.kind,
        source_id=source.source_id,
        theme_id=source.theme_id,
        section=source.section,
        source_text=source.text,
        data_version=source.data_version,
        missing=source.missing,
        question="",
        would_answer="",
        category="",
        account_id=actor.own_id,
        made_at=now(session),
    )


def _copy_of(draft: Challenge) -> Challenge:
    kept = draft.model_dump(exclude={"challenge_id"})
    return Challenge(**kept)


def _set_wording(
    session: Session,
    row: Challenge,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
) -> None:
    row.question = tidy(question, "the question")
    row.would_answer = tidy(would_answer, "what would answer this", needed=False)
    row.category = category
    row.agency_ids = " ".join(dict.fromkeys(known_agency(session, one) for one in agency_ids))
