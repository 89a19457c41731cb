"""What can be asked of challenges: the register, one of them whole, what an agency owes, and an agency's record."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any

from sqlalchemy import case, func, or_
from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.people import directory
from cscp_core.people.agencies import may_be_asked
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.people.tables import Account
from cscp_core.scrutiny.addressees import Addressees
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import rules, states
from cscp_core.scrutiny.challenges.answers import Answered, answers_of, last_answers
from cscp_core.scrutiny.challenges.changes import question_of
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.challenges.views import AgencyRecord, ChallengeView, LoggedEvent, RegisterFilter, WholeChallenge
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import today

NONE_SUCH = "There is no challenge at this address that you may see."


@needs(Permission.READ_CHALLENGES)
def list_register(
    session: Session, actor: Actor, *, wanted: RegisterFilter = RegisterFilter(), page: int | None = 1
) -> Page[ChallengeView]:
    """Challenges, overdue first, then what waits for the scrutineer, then by due date, then what is over.

    `page` counts from 1; None is all. A partner sees those put to the agencies that it answers for.
    """
    where = _matches(session, actor, wanted)
    total = session.exec(select(func.count()).select_from(Challenge).where(*where)).one()
    query = select(Challenge).where(*where)
    query = query.order_by(*_order(session))
    if page is not None:
        query = query.offset(offset(page)).limit(PAGE_SIZE)
    return Page(challenge_views(session, session.exec(query).all()), total)


@needs(Permission.READ_CHALLENGES)
def find_whole(session: Session, actor: Actor, *, challenge_id: int) -> WholeChallenge:
    """One challenge whole. An agency that it was passed on from reads what it was part of: the question, its own
    answers, and what happened until then.

    Raises:
        NotFound: there is none that this actor may see.
    """
    row = session.exec(
        select(Challenge).where(Challenge.challenge_id == challenge_id, *visible_to(session, actor))
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
                *visible_to(session, actor),
            )
            .order_by(col(Challenge.challenge_id))
        ).all()
    unsent = next((one for one in answers if one.sent_at is None and one.round == row.round), None)
    return WholeChallenge(
        challenge=challenge_views(session, [row])[0],
        agency_ids=tuple(row.agency_ids.split()),
        answers=tuple(one for one in answers if one.sent_at is not None),
        draft=unsent if partner else None,
        events=_events_of(session, challenge_id),
        beside=tuple(challenge_views(session, beside)),
        can_answer=partner and row.state in rules.WITH_AGENCY,
        somebody_answers=bool(row.agency_id) and directory.has_someone_to_answer(session, row.agency_id or ""),
    )


def _as_it_was_for(session: Session, challenge_id: int, agency_ids: Set[str]) -> WholeChallenge:
    """A challenge that was passed on, for the agency that had it before."""
    row = session.get(Challenge, challenge_id)
    happened = _events_of(session, challenge_id, agency_ids)
    if row is None or not happened:
        raise NotFound(NONE_SUCH)
    answers = answers_of(session, challenge_id, col(ChallengeAnswer.agency_id).in_(agency_ids))
    return WholeChallenge(
        challenge=_handed_on(challenge_views(session, [row])[0]),
        agency_ids=(),
        answers=tuple(one for one in answers if one.sent_at is not None),
        draft=None,
        events=happened,
        beside=(),
        can_answer=False,
        somebody_answers=True,
    )


def _handed_on(challenge: ChallengeView) -> ChallengeView:
    """A challenge without what the agency that has it now made of it."""
    return replace(
        challenge, passed_on=True, due_on=None, overdue=False, waiting_for=None, said_until=None, closed_at=None,
        how_far=None, how_known=None, assurance=None, closing_reason="", recheck_on=None, recheck_due=False,
    )  # fmt: skip


@needs(Permission.READ_CHALLENGES)
def list_about(
    session: Session, actor: Actor, *, report_id: str, source_kind: str, source_id: str
) -> list[ChallengeView]:
    """Challenges about one item of the report, newest first; drafts only for the scrutineer."""
    rows = session.exec(
        select(Challenge)
        .where(
            Challenge.report_id == report_id,
            Challenge.source_kind == source_kind,
            Challenge.source_id == source_id,
            Challenge.state != ChallengeState.WITHDRAWN,
            *visible_to(session, actor),
        )
        .order_by(col(Challenge.challenge_id).desc())
    ).all()
    return challenge_views(session, rows)


@needs(Permission.CHALLENGE)
def list_waiting(session: Session, actor: Actor) -> dict[str, list[ChallengeView]]:
    """What waits for the scrutineer, by what it waits for: the most pressing kind first; kinds without any left out."""
    day = today(session)
    rows = session.exec(
        select(Challenge)
        .where(
            or_(
                col(Challenge.state).in_([ChallengeState.DRAFT, ChallengeState.ANSWERED]),
                col(Challenge.waiting_for) > "",
                col(Challenge.state).in_(rules.WITH_AGENCY)
                & ((col(Challenge.due_on) < day) | (col(Challenge.said_until) < day)),
                (col(Challenge.state) == ChallengeState.CLOSED) & (col(Challenge.recheck_on) <= day),
            )
        )
        .order_by(col(Challenge.due_on), col(Challenge.challenge_id))
    ).all()
    found: dict[str, list[ChallengeView]] = {
        "Questions from agencies, waiting for your reply": [],
        "Answers to judge": [],
        "Said in a meeting, and the written evidence has not come": [],
        "Overdue": [],
        "To look at again": [],
        "Your drafts": [],
    }
    for one in challenge_views(session, rows):
        if one.state is ChallengeState.DRAFT:
            found["Your drafts"].append(one)
        elif one.waiting_for:
            found["Questions from agencies, waiting for your reply"].append(one)
        elif one.state is ChallengeState.ANSWERED:
            found["Answers to judge"].append(one)
        elif one.said_until and one.said_until < day:
            found["Said in a meeting, and the written evidence has not come"].append(one)
        elif one.overdue:
            found["Overdue"].append(one)
        elif one.recheck_due:
            found["To look at again"].append(one)
    return {name: ones for name, ones in found.items() if ones}


@needs(Permission.CHALLENGE)
def list_work(session: Session, actor: Actor) -> list[ChallengeView]:
    """Everything that is open, and what is to be looked at again, by what it needs today: the most pressing first."""
    day = today(session)
    is_open = col(Challenge.state).in_([ChallengeState.DRAFT, *rules.WITH_AGENCY, ChallengeState.ANSWERED])
    rows = session.exec(
        select(Challenge)
        .where(or_(is_open, (col(Challenge.state) == ChallengeState.CLOSED) & (col(Challenge.recheck_on) <= day)))
        .order_by(col(Challenge.due_on), col(Challenge.challenge_id))
    ).all()
    return sorted(challenge_views(session, rows), key=lambda one: states.need_of(one, day).rank)


@needs(Permission.ANSWER)
def list_owed(session: Session, actor: Actor) -> list[ChallengeView]:
    """What waits for the actor's agency: overdue first, then by due date."""
    rows = session.exec(
        select(Challenge)
        .where(col(Challenge.state).in_(rules.WITH_AGENCY), *visible_to(session, actor))
        .order_by(*_order(session))
    ).all()
    return challenge_views(session, rows)


@needs(Permission.READ_CHALLENGES)
def record_of_agency(session: Session, actor: Actor, *, agency_id: str) -> AgencyRecord:
    """What one agency was asked and how it answered.

    Raises:
        NotFound: the agency is not known, or a partner asks for another than its own.
    """
    cards = directory.agency_cards(session)
    foreign = actor.role is Role.PARTNER and agency_id not in directory.works_for(session, actor)
    if agency_id not in cards or foreign:
        raise NotFound("There is no record at this address that you may see.")
    rows = session.exec(select(Challenge).where(Challenge.agency_id == agency_id).order_by(*_order(session))).all()
    seen = challenge_views(session, rows)
    sent = session.exec(
        select(ChallengeAnswer)
        .where(ChallengeAnswer.agency_id == agency_id, col(ChallengeAnswer.sent_at).is_not(None))
        .order_by(col(ChallengeAnswer.answer_id))
    ).all()
    by_state: dict[ChallengeState, int] = {}
    for one in seen:
        by_state[one.state] = by_state.get(one.state, 0) + 1
    ratings: dict[str, int] = {}
    for answer in sent:
        if answer.rating:
            ratings[answer.rating] = ratings.get(answer.rating, 0) + 1
    return AgencyRecord(
        agency_id=agency_id,
        agency=cards[agency_id].name,
        by_state=by_state,
        overdue=sum(one.overdue for one in seen),
        punctuality=rules.describe_punctuality([bool(one.late) for one in sent]),
        ratings=ratings,
        challenges=tuple(seen),
        passed_on=tuple(list_passed_on(session, agency_id).get(agency_id, ())),
    )


@needs(Permission.READ_CHALLENGES)
def answers_to(session: Session, actor: Actor, *, challenge_ids: Sequence[int]) -> dict[int, Answered]:
    """The last answer that the agency asked now has sent, by challenge, of those that the actor may see."""
    visible = select(Challenge.challenge_id).where(
        col(Challenge.challenge_id).in_(challenge_ids), *visible_to(session, actor)
    )
    return last_answers(session, [one for one in session.exec(visible) if one is not None])


def list_passed_on(session: Session, agency_id: str = "") -> dict[str, list[ChallengeView]]:
    """What was passed on, by each agency that had it before or by one of them, for other parts of this room."""
    query = (
        select(ChallengeEvent.agency_id, Challenge.challenge_id)
        .join(Challenge, col(Challenge.challenge_id) == col(ChallengeEvent.challenge_id))
        .where(col(ChallengeEvent.agency_id) != col(Challenge.agency_id), Challenge.state != ChallengeState.WITHDRAWN)
        .distinct()
        .order_by(col(Challenge.challenge_id))
    )
    if agency_id:
        query = query.where(ChallengeEvent.agency_id == agency_id)
    pairs = session.exec(query).all()
    rows = session.exec(select(Challenge).where(col(Challenge.challenge_id).in_([one for _, one in pairs]))).all()
    told = {one.challenge_id: _handed_on(one) for one in challenge_views(session, rows)}
    found: dict[str, list[ChallengeView]] = {}
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
        .where(ChallengeEvent.kind == kind, *visible_to(session, actor))
        .order_by(col(ChallengeEvent.event_id))
    )
    return dict(rows.all())


def is_open(session: Session, challenge_id: int) -> bool:
    """Whether a challenge still waits for anybody, for other parts of this room."""
    row = session.get(Challenge, challenge_id)
    return row is not None and row.state in rules.OPEN


def find_on_agenda(session: Session, challenge_id: int) -> tuple[ChallengeView | None, Answered | None]:
    """A raised challenge that stands on an agenda, with its last answer, for everybody in the room."""
    row = session.get(Challenge, challenge_id)
    if row is None or row.agency_id is None:
        return None, None
    return challenge_views(session, [row])[0], last_answers(session, [challenge_id]).get(challenge_id)


@needs(Permission.READ_COMMENTS)
def list_opened(session: Session, actor: Actor, *, report_id: str = "") -> list[ChallengeView]:
    """Challenges whose question the scrutineer opened to Young Advisors and lay members, newest first."""
    query = select(Challenge).where(
        col(Challenge.opened).is_(True), col(Challenge.state).not_in([ChallengeState.DRAFT, ChallengeState.WITHDRAWN])
    )
    if report_id:
        query = query.where(Challenge.report_id == report_id)
    return challenge_views(session, list(session.exec(query.order_by(col(Challenge.challenge_id).desc()))))


@needs(Permission.READ_CHALLENGES)
def agencies_to_ask(session: Session, actor: Actor) -> dict[str, str]:
    """Name by id of the agencies of today, statutory partners first."""
    return may_be_asked(directory.agency_cards(session))


@needs(Permission.CHALLENGE)
def notes_on_asking(session: Session, actor: Actor, *, report_id: str) -> dict[str, str]:
    """What the asker has to know before they ask: by id, of each agency for which nobody signs in."""
    found = Addressees(session, actor, report_id)
    notes = {agency_id: found.find(agency_id).note for agency_id in may_be_asked(found.cards)}
    return {agency_id: note for agency_id, note in notes.items() if note}


@needs(Permission.SEE_QUESTIONS)
def count_unanswerable(session: Session, actor: Actor) -> dict[str, int]:
    """Open challenges by the name of each agency for which no account can answer."""
    rows = session.exec(
        select(Challenge.agency_id, func.count())
        .where(col(Challenge.state).in_(rules.WITH_AGENCY))
        .group_by(col(Challenge.agency_id))
    ).all()
    cards = directory.agency_cards(session)
    return {
        cards[agency_id].name: number
        for agency_id, number in rows
        if agency_id and not directory.has_someone_to_answer(session, agency_id)
    }


def visible_to(session: Session, actor: Actor) -> list[Any]:
    """Drafts are the scrutineer's; a partner sees what was put to the agencies that it answers for, no more."""
    if actor.role is Role.SCRUTINEER:
        return []
    raised = col(Challenge.agency_id).is_not(None)
    if actor.role is Role.PARTNER:
        return [raised, col(Challenge.agency_id).in_(directory.works_for(session, actor))]
    return [raised]


def _matches(session: Session, actor: Actor, wanted: RegisterFilter) -> list[Any]:
    where = visible_to(session, actor)
    if wanted.state:
        where.append(Challenge.state == wanted.state)
    else:
        where.append(Challenge.state != ChallengeState.WITHDRAWN)
    if wanted.agency_id:
        where.append(Challenge.agency_id == wanted.agency_id)
    if wanted.theme_id:
        where.append(Challenge.theme_id == wanted.theme_id)
    if wanted.overdue:
        where.append(_is_late(session))
    for word in wanted.text.split()[:12]:
        columns = (Challenge.question, Challenge.would_answer, Challenge.source_id, Challenge.source_text)
        where.append(or_(*(col(column).icontains(word, autoescape=True) for column in columns)))
    return where


def _is_late(session: Session) -> Any:
    stopped = [one for one in AskedBack if one.stops_the_clock]
    return (
        col(Challenge.state).in_(rules.WITH_AGENCY)
        & (col(Challenge.due_on) < today(session))
        & col(Challenge.waiting_for).not_in(stopped)
    )


def _order(session: Session) -> tuple[Any, ...]:
    over = col(Challenge.state).in_([ChallengeState.CLOSED, ChallengeState.WITHDRAWN])
    place = case(
        (_is_late(session), 0),
        (col(Challenge.waiting_for) != "", 1),
        (col(Challenge.state) == ChallengeState.ANSWERED, 2),
        (over, 5),
        (col(Challenge.state) == ChallengeState.DRAFT, 4),
        else_=3,
    )
    return place, col(Challenge.due_on), col(Challenge.challenge_id)


def _events_of(session: Session, challenge_id: int, agency_ids: Set[str] | None = None) -> tuple[LoggedEvent, ...]:
    """What happened to a challenge, newest first; with agencies, only while it was with them."""
    query = select(ChallengeEvent).where(ChallengeEvent.challenge_id == challenge_id)
    if agency_ids is not None:
        query = query.where(col(ChallengeEvent.agency_id).in_(agency_ids))
    names = {one.account_id or 0: one.name for one in session.exec(select(Account))}
    return tuple(
        LoggedEvent(
            at=one.at,
            by=names.get(one.account_id or 0, "the command line"),
            kind=Happened(one.kind),
            words=one.words,
            due_on=one.due_on,
        )
        for one in session.exec(query.order_by(col(ChallengeEvent.event_id).desc()))
    )


def challenge_views(session: Session, rows: Sequence[Challenge]) -> list[ChallengeView]:
    """Rows as a register shows them, for other parts of this room."""
    cards = directory.agency_cards(session) if rows else {}
    day = today(session)
    found = []
    for row in rows:
        state = ChallengeState(row.state)
        waiting_for = AskedBack.read(row.waiting_for)
        paused = waiting_for is not None and waiting_for.stops_the_clock
        found.append(
            ChallengeView(
                challenge_id=row.challenge_id or 0,
                version=row.version,
                state=state,
                agency_id=row.agency_id or "",
                agency=cards[row.agency_id].name if row.agency_id else "not put yet",
                question=question_of(row),
                sent_with_marks=question_of(row) != row.question,
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
                recheck_due=state is ChallengeState.CLOSED and row.recheck_on is not None and row.recheck_on <= day,
                opened=row.opened,
                agency_in_short=(cards[row.agency_id].short_name or cards[row.agency_id].name) if row.agency_id else "",
            )
        )
    return found
