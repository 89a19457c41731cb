"""Answering after a meeting, taking an answer back while the form is open, closing it, and what is told then."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from cscp_core.content_versions import version_of
from cscp_core.errors import ChangedMeanwhile, CommentRefused
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.storage import trail
from cscp_core.storage.session import mark_erasing, today
from cscp_core.storage.trail_actions import RatingsAction
from feedback.ratings import rules
from feedback.ratings.rules import Felt, HowItWas, Wish
from feedback.ratings.tables import MeetingRating

TOLD_FOR = timedelta(days=365)
ANSWERED_ELSEWHERE = "You answered otherwise in another tab. Look at both, then send."


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """A meeting that can be rated until a day, and what the actor has answered."""

    meeting_id: int
    held_on: date
    closes_on: date
    own: HowItWas | None

    @property
    def version(self) -> int:
        return version_of(*(self.own.codes if self.own else ()))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of the answers after one meeting, as sentences."""

    held_on: date
    sentences: tuple[str, ...]


@needs(Permission.RATE_ADULTS)
def list_open(session: Session, actor: Actor) -> list[OpenForm]:
    """The meetings that can be rated today, newest first."""
    found = []
    for meeting_id, held_on, ended_on in meetings.list_ended(session):
        closes = _closes_on(session, meeting_id, ended_on)
        if today(session) <= closes:
            own = _own(session, actor, meeting_id)
            form = OpenForm(meeting_id=meeting_id, held_on=held_on, closes_on=closes, own=_rating(own) if own else None)
            found.append(form)
    return found


@needs(Permission.RATE_ADULTS)
def rate(
    session: Session, actor: Actor, *, meeting_id: int, version: int, heard: Felt, straight: Felt,
    wishes: Sequence[Wish],
) -> None:  # fmt: skip
    """Answers after a meeting, in place of what the actor answered before.

    Raises:
        CommentRefused: too many wishes, or the form is closed.
        ChangedMeanwhile: they answered otherwise in another tab since it was drawn.
    """
    rules.check_wishes(wishes)
    form = _find_open(session, actor, meeting_id, version)
    row = _own(session, actor, meeting_id) or MeetingRating(
        rating_id=secrets.token_hex(8),
        meeting_id=meeting_id,
        account_id=actor.own_id,
        heard=heard,
        straight=straight,
        closes_on=form.closes_on,
    )
    row.heard, row.straight = heard, straight
    row.wishes = " ".join(one.value for one in Wish if one in wishes)
    session.add(row)
    trail.record(session, actor, RatingsAction.RATED, "of their own")
    session.commit()


@needs(Permission.RATE_ADULTS)
def take_back(session: Session, actor: Actor, *, meeting_id: int, version: int) -> None:
    """Takes the actor's answer back while the form is open.

    Raises:
        CommentRefused: the form is closed.
        ChangedMeanwhile: they answered otherwise in another tab since it was drawn.
    """
    _find_open(session, actor, meeting_id, version)
    row = _own(session, actor, meeting_id)
    if row is not None:
        mark_erasing(session)
        session.delete(row)
        trail.record(session, actor, RatingsAction.WITHDRAWN, "of their own")
        session.commit()


@needs(Permission.APPLY_RETENTION)
def close_forms(session: Session, actor: Actor) -> int:
    """After the last day of a form: parts its answers from who gave them, or drops them where there are fewer than
    three. Returns how many forms were closed."""
    over = session.exec(
        select(MeetingRating.meeting_id)
        .where(col(MeetingRating.closes_on) < today(session), col(MeetingRating.account_id).is_not(None))
        .distinct()
    ).all()
    for meeting_id in over:
        here = col(MeetingRating.meeting_id) == meeting_id
        mark_erasing(session)
        if len(session.exec(select(MeetingRating.rating_id).where(here)).all()) < rules.FEWEST:
            session.execute(delete(MeetingRating).where(here))
        else:
            session.execute(update(MeetingRating).where(here).values(account_id=None))
    if over:
        session.commit()
    return len(over)


@needs(Permission.READ_COMMENTS)
def tell_of(session: Session, actor: Actor, *, meeting_id: int) -> tuple[str, ...]:
    """What is told of the answers after a meeting, once its form is closed; nothing before, and nothing of fewer than
    three. It never changes afterwards, so that no difference tells who answered what."""
    rows = session.exec(select(MeetingRating).where(MeetingRating.meeting_id == meeting_id)).all()
    if any(row.account_id is not None or row.closes_on >= today(session) for row in rows):
        return ()
    return rules.tell([_rating(row) for row in rows])


@needs(Permission.RATE_ADULTS)
def list_of_last_year(session: Session, actor: Actor) -> list[Told]:
    """What was told of the meetings of the last year, newest first."""
    since = today(session) - TOLD_FOR
    ended = [(number, held_on) for number, held_on, _ in meetings.list_ended(session) if held_on >= since]
    told = [Told(held_on=held_on, sentences=tell_of(session, actor, meeting_id=number)) for number, held_on in ended]
    return [one for one in told if one.sentences]


# For other doors of this room, within their transactions


def list_own(session: Session, account_id: int) -> list[tuple[date, HowItWas]]:
    """What somebody answered in forms that are still open, with their last days."""
    rows = session.exec(select(MeetingRating).where(MeetingRating.account_id == account_id))
    return [(row.closes_on, _rating(row)) for row in rows]


def forget_ratings(session: Session, account_id: int) -> None:
    """Deletes what somebody answered in forms that are still open, within the caller's transaction."""
    session.execute(delete(MeetingRating).where(col(MeetingRating.account_id) == account_id))


def _find_open(session: Session, actor: Actor, meeting_id: int, version: int) -> OpenForm:
    form = next((one for one in list_open(session, actor) if one.meeting_id == meeting_id), None)
    if form is None:
        raise CommentRefused("This form is closed.")
    if form.version != version:
        raise ChangedMeanwhile(ANSWERED_ELSEWHERE)
    return form


def _closes_on(session: Session, meeting_id: int, ended_on: date) -> date:
    """A meeting that is opened again and ended later does not open its form again."""
    known = session.exec(select(MeetingRating).where(MeetingRating.meeting_id == meeting_id).limit(1)).first()
    return known.closes_on if known else rules.closes_on(ended_on)


def _own(session: Session, actor: Actor, meeting_id: int) -> MeetingRating | None:
    return session.exec(
        select(MeetingRating).where(MeetingRating.meeting_id == meeting_id, MeetingRating.account_id == actor.own_id)
    ).first()


def _rating(row: MeetingRating) -> HowItWas:
    wishes = [Wish.read(one) for one in row.wishes.split()]
    return HowItWas(heard=row.heard, straight=row.straight, wishes=tuple(one for one in wishes if one))
