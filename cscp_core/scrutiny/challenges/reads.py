"""What can be asked of challenges: the register, one of them whole, what an agency owes, and an agency's record."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, or_
from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown, placed
from cscp_core.evidence.views import RecordedChallenge
from cscp_core.people import directory
from cscp_core.people.agencies import current, may_be_asked
from cscp_core.people.permissions import Actor, Permission, Role, may, needs
from cscp_core.people.tables import Account, Agency
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.answers import Answered, answers_of, last_answers
from cscp_core.scrutiny.challenges.rules import AskedBack, Happened, State
from cscp_core.scrutiny.challenges.tables import Answer, Challenge, ChallengeEvent
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import today

INVENTED = "Invented example"
NONE_SUCH = "There is no challenge at this address that you may see."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A challenge as a register shows it."""

    challenge_id: int
    version: int
    state: State
    agency_id: str
    agency: str
    question: str
    would_answer: str
    category: str
    theme_id: str
    section: str
    report_id: str
    source_kind: str
    source_id: str
    source_text: str
    due_on: date | None
    overdue: bool
    waiting_for: AskedBack | None
    said_until: date | None
    round: int
    raised_at: datetime | None
    closed_at: datetime | None
    how_far: HowFar | None
    how_known: HowKnown | None
    assurance: Assurance | None
    closing_reason: str
    recheck_on: date | None
    recheck_due: bool
    invented: bool
    opened: bool
    passed_on: bool = False
    """Told as to an agency that has it no more: what became of it is the next one's."""

    @property
    def name(self) -> str:
        """What people call it in the room."""
        return f"Challenge {self.challenge_id}"

    @property
    def said(self) -> str:
        """The question, marked where it is only a rehearsal's."""
        marked = self.invented and not self.question.startswith(INVENTED)
        return f"{INVENTED}. {self.question}" if marked else self.question

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        if self.passed_on:
            return f"passed on to {self.agency}"
        parts = [str(self.state)]
        if self.state in rules.WITH_AGENCY and self.due_on:
            parts.append(f"{'overdue since' if self.overdue else 'due'} {self.due_on:%-d %B %Y}")
        if self.waiting_for:
            stopped = self.waiting_for.stops_the_clock
            parts.append(f"the agency asked: {self.waiting_for}" + (", the deadline is paused" if stopped else ""))
        if self.said_until:
            parts.append(f"said in a meeting, written evidence awaited by {self.said_until:%-d %B %Y}")
        if self.state is State.CLOSED:
            parts.append(f"{self.assurance}; {self.placed}")
        if self.recheck_on and self.state is State.CLOSED:
            parts.append(f"look again on {self.recheck_on:%-d %B %Y}")
        return " · ".join(parts)

    @property
    def placed(self) -> str:
        """Both scales of the closing; empty while it is open."""
        return placed(self.how_far, self.how_known) if self.how_far and self.how_known else ""


@dataclass(frozen=True, kw_only=True)
class Event:
    at: datetime
    by: str
    kind: Happened
    words: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A challenge with everything that its reader may see of it."""

    asked: Asked
    agency_ids: tuple[str, ...]
    """Whom a draft is for."""
    answers: tuple[Answered, ...]
    draft: Answered | None
    """The agency's unsent draft of this round: only for the agency itself."""
    events: tuple[Event, ...]
    beside: tuple[Asked, ...]
    """The same question to other agencies, for readers who may see those."""
    can_answer: bool
    somebody_answers: bool


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a register is narrowed to; empty is everything."""

    state: str = ""
    agency_id: str = ""
    theme_id: str = ""
    overdue: bool = False
    text: str = ""
    by_agency: bool = False
    """Agency by agency rather than one list."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What one agency was asked and how it answered."""

    agency_id: str
    agency: str
    by_state: dict[State, int]
    overdue: int
    punctuality: str
    ratings: dict[str, int]
    asked: tuple[Asked, ...]
    passed_on: tuple[Asked, ...]
    """What another agency has now. How it answered until then counts here."""

    @property
    def open(self) -> int:
        return sum(number for state, number in self.by_state.items() if state in rules.OPEN)


@needs(Permission.READ_CHALLENGES)
def register(session: Session, actor: Actor, *, wanted: Filter = Filter(), page: int | None = 1) -> Page[Asked]:
    """Challenges, overdue first, then what waits for the scrutineer, then by due date, then what is over.

    `page` counts from 1; None is all. A partner sees those put to the agencies that it answers for.
    """
    where = _wanted(session, actor, wanted)
    total = session.exec(select(func.count()).select_from(Challenge).where(*where)).one()
    query = select(Challenge).where(*where)
    if wanted.by_agency:
        query = query.join(Agency, col(Agency.agency_id) == col(Challenge.agency_id), isouter=True)
        query = query.order_by(col(Agency.name).nulls_last())
    query = query.order_by(*_order(session))
    if page is not None:
        query = query.offset(offset(page)).limit(PAGE_SIZE)
    return Page(as_asked(session, session.exec(query).all()), total)


@needs(Permission.READ_CHALLENGES)
def with_recorded(
    session: Session, actor: Actor, *, report_id: str, wanted: Filter = Filter(), page: int = 1
) -> tuple[Page[Asked], Sequence[RecordedChallenge]]:
    """The register, and after its last row the challenges that the report itself records: joined by reading.

    The page's `total` counts both; a filter by state or overdue asks for challenges of the app alone.
    """
    own = register(session, actor, wanted=wanted, page=page)
    if wanted.state or wanted.overdue or not may(actor, Permission.SEE_QUESTIONS):
        return own, ()
    recorded = evidence.recorded_challenges(session, actor, report_id=report_id, theme_id=wanted.theme_id)
    words, cards = wanted.text.casefold().split(), directory.cards(session)
    recorded = [
        one
        for one in recorded
        if all(word in f"{one.challenge_id} {one.text} {one.asked_of} {one.what_came}".casefold() for word in words)
        and (not wanted.agency_id or current(cards, one.agency_id or "") == wanted.agency_id)
    ]
    start = max(0, offset(page) - own.total)
    shown = recorded[start : start + PAGE_SIZE - len(own.items)]
    return Page(own.items, own.total + len(recorded)), shown


@needs(Permission.READ_CHALLENGES)
def find(session: Session, actor: Actor, *, challenge_id: int) -> Whole:
    """One challenge whole. An agency that it was passed on from reads what it was part of: the question, its own
    answers, and what happened until then.

    Raises:
        NotFound: there is none that this actor may see.
    """
    row = session.exec(
        select(Challenge).where(Challenge.challenge_id == challenge_id, *_visible(session, actor))
    ).first()
    mine = directory.works_for(session, actor)
    if row is None and actor.role is Role.PARTNER:
        return _as_it_was_for(session, challenge_id, mine)
    if row is None:
        raise NotFound(NONE_SUCH)
    partner = actor.role is Role.PARTNER
    answers = answers_of(session, challenge_id)
    beside: Sequence[Challenge] = ()
    if row.together is not None:
        beside = session.exec(
            select(Challenge)
            .where(
                Challenge.together == row.together,
                col(Challenge.challenge_id) != challenge_id,
                *_visible(session, actor),
            )
            .order_by(col(Challenge.challenge_id))
        ).all()
    unsent = next((one for one in answers if one.sent_at is None and one.round == row.round), None)
    return Whole(
        asked=as_asked(session, [row])[0],
        agency_ids=tuple(row.agency_ids.split()),
        answers=tuple(one for one in answers if one.sent_at is not None),
        draft=unsent if partner else None,
        events=_events_of(session, challenge_id),
        beside=tuple(as_asked(session, beside)),
        can_answer=partner and row.state in rules.WITH_AGENCY,
        somebody_answers=bool(row.agency_id) and directory.has_someone_to_answer(session, row.agency_id or ""),
    )


def _as_it_was_for(session: Session, challenge_id: int, agency_ids: Set[str]) -> Whole:
    """A challenge that was passed on, for the agency that had it before."""
    row = session.get(Challenge, challenge_id)
    happened = _events_of(session, challenge_id, agency_ids)
    if row is None or not happened:
        raise NotFound(NONE_SUCH)
    answers = answers_of(session, challenge_id, col(Answer.agency_id).in_(agency_ids))
    return Whole(
        asked=_handed_on(as_asked(session, [row])[0]),
        agency_ids=(),
        answers=tuple(one for one in answers if one.sent_at is not None),
        draft=None,
        events=happened,
        beside=(),
        can_answer=False,
        somebody_answers=True,
    )


def _handed_on(asked: Asked) -> Asked:
    """A challenge without what the agency that has it now made of it."""
    return replace(
        asked, passed_on=True, due_on=None, overdue=False, waiting_for=None, said_until=None, closed_at=None,
        how_far=None, how_known=None, assurance=None, closing_reason="", recheck_on=None, recheck_due=False,
    )  # fmt: skip


@needs(Permission.READ_CHALLENGES)
def about(session: Session, actor: Actor, *, report_id: str, source_kind: str, source_id: str) -> list[Asked]:
    """Challenges about one item of the report, newest first; drafts only for the scrutineer."""
    rows = session.exec(
        select(Challenge)
        .where(
            Challenge.report_id == report_id,
            Challenge.source_kind == source_kind,
            Challenge.source_id == source_id,
            Challenge.state != State.WITHDRAWN,
            *_visible(session, actor),
        )
        .order_by(col(Challenge.challenge_id).desc())
    ).all()
    return as_asked(session, rows)


@needs(Permission.CHALLENGE)
def waiting(session: Session, actor: Actor) -> dict[str, list[Asked]]:
    """What waits for the scrutineer, by what it waits for: the most pressing kind first; kinds without any left out."""
    day = today(session)
    rows = session.exec(
        select(Challenge)
        .where(
            or_(
                col(Challenge.state).in_([State.DRAFT, State.ANSWERED]),
                col(Challenge.waiting_for) > "",
                col(Challenge.state).in_(rules.WITH_AGENCY)
                & ((col(Challenge.due_on) < day) | (col(Challenge.said_until) < day)),
                (col(Challenge.state) == State.CLOSED) & (col(Challenge.recheck_on) <= day),
            )
        )
        .order_by(col(Challenge.due_on), col(Challenge.challenge_id))
    ).all()
    found: dict[str, list[Asked]] = {
        "Asked back: the agency waits for you": [],
        "Answers to judge": [],
        "Said in a meeting, and the written evidence has not come": [],
        "Overdue": [],
        "To look at again": [],
        "Your drafts": [],
    }
    for one in as_asked(session, rows):
        if one.state is State.DRAFT:
            found["Your drafts"].append(one)
        elif one.waiting_for:
            found["Asked back: the agency waits for you"].append(one)
        elif one.state is State.ANSWERED:
            found["Answers to judge"].append(one)
        elif one.said_until and one.said_until < day:
            found["Said in a meeting, and the written evidence has not come"].append(one)
        elif one.overdue:
            found["Overdue"].append(one)
        elif one.recheck_due:
            found["To look at again"].append(one)
    return {name: ones for name, ones in found.items() if ones}


@needs(Permission.ANSWER)
def owed(session: Session, actor: Actor) -> list[Asked]:
    """What waits for the actor's agency: overdue first, then by due date."""
    rows = session.exec(
        select(Challenge)
        .where(col(Challenge.state).in_(rules.WITH_AGENCY), *_visible(session, actor))
        .order_by(*_order(session))
    ).all()
    return as_asked(session, rows)


@needs(Permission.READ_CHALLENGES)
def record(session: Session, actor: Actor, *, agency_id: str) -> Record:
    """What one agency was asked and how it answered.

    Raises:
        NotFound: the agency is not known, or a partner asks for another than its own.
    """
    cards = directory.cards(session)
    foreign = actor.role is Role.PARTNER and agency_id not in directory.works_for(session, actor)
    if agency_id not in cards or foreign:
        raise NotFound("There is no record at this address that you may see.")
    rows = session.exec(select(Challenge).where(Challenge.agency_id == agency_id).order_by(*_order(session))).all()
    seen = as_asked(session, rows)
    sent = session.exec(
        select(Answer)
        .where(Answer.agency_id == agency_id, col(Answer.sent_at).is_not(None))
        .order_by(col(Answer.answer_id))
    ).all()
    by_state: dict[State, int] = {}
    for one in seen:
        by_state[one.state] = by_state.get(one.state, 0) + 1
    ratings: dict[str, int] = {}
    for answer in sent:
        if answer.rating:
            ratings[answer.rating] = ratings.get(answer.rating, 0) + 1
    return Record(
        agency_id=agency_id,
        agency=cards[agency_id].name,
        by_state=by_state,
        overdue=sum(one.overdue for one in seen),
        punctuality=rules.punctuality([bool(one.late) for one in sent]),
        ratings=ratings,
        asked=tuple(seen),
        passed_on=tuple(passed_on(session, agency_id).get(agency_id, ())),
    )


@needs(Permission.READ_CHALLENGES)
def answers_to(session: Session, actor: Actor, *, challenge_ids: Sequence[int]) -> dict[int, Answered]:
    """The last answer that the agency asked now has sent, by challenge, of those that the actor may see."""
    visible = select(Challenge.challenge_id).where(
        col(Challenge.challenge_id).in_(challenge_ids), *_visible(session, actor)
    )
    return last_answers(session, [one for one in session.exec(visible) if one is not None])


def passed_on(session: Session, agency_id: str = "") -> dict[str, list[Asked]]:
    """What was passed on, by each agency that had it before or by one of them, for other parts of this room."""
    query = (
        select(ChallengeEvent.agency_id, Challenge.challenge_id)
        .join(Challenge, col(Challenge.challenge_id) == col(ChallengeEvent.challenge_id))
        .where(col(ChallengeEvent.agency_id) != col(Challenge.agency_id), Challenge.state != State.WITHDRAWN)
        .distinct()
        .order_by(col(Challenge.challenge_id))
    )
    if agency_id:
        query = query.where(ChallengeEvent.agency_id == agency_id)
    pairs = session.exec(query).all()
    rows = session.exec(select(Challenge).where(col(Challenge.challenge_id).in_([one for _, one in pairs]))).all()
    told = {one.challenge_id: _handed_on(one) for one in as_asked(session, rows)}
    found: dict[str, list[Asked]] = {}
    for whose, challenge_id in pairs:
        if whose and challenge_id:
            found.setdefault(whose, []).append(told[challenge_id])
    return found


@needs(Permission.READ_CHALLENGES)
def last_words(session: Session, actor: Actor, *, kind: Happened) -> dict[int, str]:
    """What was written when something last happened to a challenge, by challenge, of those that the actor may see."""
    rows = session.exec(
        select(ChallengeEvent.challenge_id, ChallengeEvent.words)
        .join(Challenge, col(Challenge.challenge_id) == col(ChallengeEvent.challenge_id))
        .where(ChallengeEvent.kind == kind, *_visible(session, actor))
        .order_by(col(ChallengeEvent.event_id))
    )
    return dict(rows.all())


def is_open(session: Session, challenge_id: int) -> bool:
    """Whether a challenge still waits for anybody, for other parts of this room."""
    row = session.get(Challenge, challenge_id)
    return row is not None and row.state in rules.OPEN


def put_to_the_room(session: Session, challenge_id: int) -> tuple[Asked | None, Answered | None]:
    """A raised challenge that stands on an agenda, with its last answer, for everybody in the room."""
    row = session.get(Challenge, challenge_id)
    if row is None or row.agency_id is None:
        return None, None
    return as_asked(session, [row])[0], last_answers(session, [challenge_id]).get(challenge_id)


@needs(Permission.READ_COMMENTS)
def opened(session: Session, actor: Actor, *, report_id: str = "") -> list[Asked]:
    """Challenges whose question the scrutineer opened to Young Advisors and lay members, newest first."""
    query = select(Challenge).where(
        col(Challenge.opened).is_(True), col(Challenge.state).not_in([State.DRAFT, State.WITHDRAWN])
    )
    if report_id:
        query = query.where(Challenge.report_id == report_id)
    return as_asked(session, list(session.exec(query.order_by(col(Challenge.challenge_id).desc()))))


@needs(Permission.READ_CHALLENGES)
def agencies_to_ask(session: Session, actor: Actor) -> dict[str, str]:
    """Name by id of the agencies of today, statutory partners first."""
    return may_be_asked(directory.cards(session))


@needs(Permission.SEE_QUESTIONS)
def nobody_answers(session: Session, actor: Actor) -> dict[str, int]:
    """Open challenges by the name of each agency for which no account can answer."""
    rows = session.exec(
        select(Challenge.agency_id, func.count())
        .where(col(Challenge.state).in_(rules.WITH_AGENCY))
        .group_by(col(Challenge.agency_id))
    ).all()
    cards = directory.cards(session)
    return {
        cards[agency_id].name: number
        for agency_id, number in rows
        if agency_id and not directory.has_someone_to_answer(session, agency_id)
    }


def _visible(session: Session, actor: Actor) -> list[Any]:
    """Drafts are the scrutineer's; a partner sees what was put to the agencies that it answers for, no more."""
    if actor.role is Role.SCRUTINEER:
        return []
    raised = col(Challenge.agency_id).is_not(None)
    if actor.role is Role.PARTNER:
        return [raised, col(Challenge.agency_id).in_(directory.works_for(session, actor))]
    return [raised]


def _wanted(session: Session, actor: Actor, wanted: Filter) -> list[Any]:
    where = _visible(session, actor)
    if wanted.state:
        where.append(Challenge.state == wanted.state)
    else:
        where.append(Challenge.state != State.WITHDRAWN)
    if wanted.agency_id:
        where.append(Challenge.agency_id == wanted.agency_id)
    if wanted.theme_id:
        where.append(Challenge.theme_id == wanted.theme_id)
    if wanted.overdue:
        where.append(_late(session))
    for word in wanted.text.split()[:12]:
        columns = (Challenge.question, Challenge.would_answer, Challenge.source_id, Challenge.source_text)
        where.append(or_(*(col(column).icontains(word, autoescape=True) for column in columns)))
    return where


def _late(session: Session) -> Any:
    stopped = [one for one in AskedBack if one.stops_the_clock]
    return (
        col(Challenge.state).in_(rules.WITH_AGENCY)
        & (col(Challenge.due_on) < today(session))
        & col(Challenge.waiting_for).not_in(stopped)
    )


def _order(session: Session) -> tuple[Any, ...]:
    over = col(Challenge.state).in_([State.CLOSED, State.WITHDRAWN])
    place = case(
        (_late(session), 0),
        (col(Challenge.waiting_for) != "", 1),
        (col(Challenge.state) == State.ANSWERED, 2),
        (over, 5),
        (col(Challenge.state) == State.DRAFT, 4),
        else_=3,
    )
    return place, col(Challenge.due_on), col(Challenge.challenge_id)


def _events_of(session: Session, challenge_id: int, agency_ids: Set[str] | None = None) -> tuple[Event, ...]:
    """What happened to a challenge, newest first; with agencies, only while it was with them."""
    query = select(ChallengeEvent).where(ChallengeEvent.challenge_id == challenge_id)
    if agency_ids is not None:
        query = query.where(col(ChallengeEvent.agency_id).in_(agency_ids))
    names = {one.account_id or 0: one.name for one in session.exec(select(Account))}
    return tuple(
        Event(
            at=one.at,
            by=names.get(one.account_id or 0, "the command line"),
            kind=Happened(one.kind),
            words=one.words,
            due_on=one.due_on,
        )
        for one in session.exec(query.order_by(col(ChallengeEvent.event_id).desc()))
    )


def as_asked(session: Session, rows: Sequence[Challenge]) -> list[Asked]:
    """Rows as a register shows them, for other parts of this room."""
    cards = directory.cards(session) if rows else {}
    day = today(session)
    found = []
    for row in rows:
        state = State(row.state)
        waiting_for = AskedBack.read(row.waiting_for)
        paused = waiting_for is not None and waiting_for.stops_the_clock
        found.append(
            Asked(
                challenge_id=row.challenge_id or 0,
                version=row.version,
                state=state,
                agency_id=row.agency_id or "",
                agency=cards[row.agency_id].name if row.agency_id else "not put yet",
                question=row.question,
                would_answer=row.would_answer,
                category=ChallengeCategory(row.category).words,
                theme_id=row.theme_id,
                section=row.section,
                report_id=row.report_id or "",
                source_kind=row.source_kind,
                source_id=row.source_id,
                source_text=row.source_text,
                due_on=row.due_on,
                overdue=rules.is_overdue(state, row.due_on, paused, day),
                waiting_for=waiting_for,
                said_until=row.said_until,
                round=row.round,
                raised_at=row.raised_at,
                closed_at=row.closed_at,
                how_far=HowFar.read(row.how_far),
                how_known=HowKnown.read(row.how_known),
                assurance=Assurance.read(row.assurance),
                closing_reason=row.closing_reason,
                recheck_on=row.recheck_on,
                recheck_due=state is State.CLOSED and row.recheck_on is not None and row.recheck_on <= day,
                invented=row.invented,
                opened=row.opened,
            )
        )
    return found
