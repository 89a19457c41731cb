"""Answers as others read them: whose each is, whether it came late, and which was the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.improvement.rules import Reference, from_json
from cscp_core.people import directory
from cscp_core.scrutiny.challenges.rules import Boxes, Rating
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One round's answer; `sent_at` is None for the agency's own draft."""

    agency_id: str
    agency: str
    """Whose answer it is: the one that was asked then, wherever the challenge has been passed on to."""
    round: int
    version: int
    boxes: Boxes
    evidence: tuple[Reference, ...]
    by: str
    at: datetime
    sent_at: datetime | None
    late: bool | None
    due_on: date | None
    rating: Rating | None
    rating_reason: str


def answers_of(session: Session, challenge_id: int, *where: Any) -> list[Answered]:
    """Every round's answer to one challenge, the newest first, unsent drafts too; narrowed as asked."""
    query = (
        select(ChallengeAnswer)
        .where(ChallengeAnswer.challenge_id == challenge_id, *where)
        .order_by(col(ChallengeAnswer.round).desc())
    )
    return _views_of(session, session.exec(query).all())


def lateness_by_agency(session: Session, challenge_ids: Sequence[int]) -> dict[str, list[bool]]:
    """Whether each answer that was sent came late, by the agency that sent it."""
    found: dict[str, list[bool]] = {}
    rows = session.exec(
        select(ChallengeAnswer.agency_id, ChallengeAnswer.late)
        .where(col(ChallengeAnswer.challenge_id).in_(challenge_ids), col(ChallengeAnswer.sent_at).is_not(None))
        .order_by(col(ChallengeAnswer.answer_id))
    )
    for agency_id, late in rows:
        found.setdefault(agency_id, []).append(bool(late))
    return found


def last_answers(session: Session, challenge_ids: Sequence[int]) -> dict[int, Answered]:
    """The last answer that the agency asked now has sent, by challenge."""
    rows = session.exec(
        select(ChallengeAnswer)
        .join(Challenge, col(Challenge.challenge_id) == col(ChallengeAnswer.challenge_id))
        .where(
            col(ChallengeAnswer.challenge_id).in_(challenge_ids),
            col(ChallengeAnswer.sent_at).is_not(None),
            col(ChallengeAnswer.agency_id) == col(Challenge.agency_id),
        )
        .order_by(col(ChallengeAnswer.round))
    ).all()
    return {row.challenge_id: one for row, one in zip(rows, _views_of(session, rows), strict=True)}


def answers_before(session: Session, challenge_ids: Sequence[int]) -> dict[tuple[int, str], Answered]:
    """The last answer of each agency that a challenge was passed on from, by challenge and agency."""
    rows = session.exec(
        select(ChallengeAnswer)
        .join(Challenge, col(Challenge.challenge_id) == col(ChallengeAnswer.challenge_id))
        .where(
            col(ChallengeAnswer.challenge_id).in_(challenge_ids),
            col(ChallengeAnswer.sent_at).is_not(None),
            col(ChallengeAnswer.agency_id) != col(Challenge.agency_id),
        )
        .order_by(col(ChallengeAnswer.round))
    ).all()
    return {(row.challenge_id, row.agency_id): one for row, one in zip(rows, _views_of(session, rows), strict=True)}


def _views_of(session: Session, rows: Sequence[ChallengeAnswer]) -> list[Answered]:
    cards = directory.agency_cards(session) if rows else {}
    return [
        Answered(
            agency_id=row.agency_id,
            agency=cards[row.agency_id].name,
            round=row.round,
            version=row.version,
            boxes=Boxes(row.did, row.changed, row.known, row.next_step, row.next_owner, row.next_by),
            evidence=from_json(row.evidence),
            by=directory.name_of(session, row.sent_by or row.drafted_by),
            at=row.sent_at or row.drafted_at,
            sent_at=row.sent_at,
            late=row.late,
            due_on=row.due_on,
            rating=Rating.read(row.rating),
            rating_reason=row.rating_reason,
        )
        for row in rows
    ]
