"""Meetings as people read them: the list, one whole, the item on the screen, and what to put on the next agenda."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import ReportItem, find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Figure, Recommendation
from cscp_core.improvement import owners
from cscp_core.improvement import service as improvement
from cscp_core.improvement.actions import with_what_was_given
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, may, needs
from cscp_core.scrutiny.addressees import Addressees
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges import views
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.meetings import rules
from cscp_core.scrutiny.meetings.rules import MeetingKind, MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.ranking import Question
from cscp_core.scrutiny.missing.rules import action_lacks
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import ENGLAND, now, today

SUGGESTED = 10
WITH_WORDS = (SourceKind.CLAIM, SourceKind.RECOMMENDATION, SourceKind.FIGURE)
"""Of which the room is shown the words, where they stand and what is missing."""


@dataclass(frozen=True, kw_only=True)
class ListedItem:
    item_id: int
    position: int
    source_kind: str
    source_id: str
    report_id: str
    title: str
    question: str
    would_answer: str
    agency_id: str
    agency: str
    because: str
    minutes: int
    reached: bool
    asked_instead: str = ""
    """What those who run the meeting have to know of who is asked."""


@dataclass(frozen=True, kw_only=True)
class Captured:
    """A challenge, decision or spoken answer of a meeting."""

    note_id: int
    item_id: int | None
    kind: NoteKind
    words: str
    would_answer: str
    agencies: str
    owner: str
    due_on: date | None
    state: NoteState
    by: str
    at: datetime
    challenge_id: int | None


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """A meeting with its agenda and what was captured."""

    meeting_id: int
    version: int
    title: str
    kind: MeetingKind
    held_on: date
    attendees: tuple[str, ...]
    state: MeetingState
    report_id: str
    started_at: datetime | None
    ended_at: datetime | None
    current: int
    items: tuple[ListedItem, ...] = ()
    notes: tuple[Captured, ...] = ()

    @property
    def minutes(self) -> int:
        """Planned for the whole agenda."""
        return sum(one.minutes for one in self.items)

    @property
    def item(self) -> ListedItem | None:
        """The one on the screen."""
        return next((one for one in self.items if one.position == self.current), None)


@dataclass(frozen=True, kw_only=True)
class OnScreen:
    """What an item shows: the words asked about, where they stand, the figures, what is missing, the last answer."""

    item: ListedItem
    said: str
    section: str = ""
    theme_id: str = ""
    placed: str = ""
    figures: tuple[Figure, ...] = ()
    lacks: tuple[str, ...] = ()
    stands: str = ""
    challenge: ChallengeView | None = None
    answer: Answered | None = None
    theme: str = ""
    """What its theme is called."""

    @property
    def about(self) -> str:
        """Who is asked, and under which theme; a part that is not known is left out."""
        agency = self.item.agency or (self.challenge.agency if self.challenge else "")
        parts = (f"Asked of {agency}" if agency else "", f"Theme: {self.theme}" if self.theme else "")
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """That something from another room stood on an agenda."""

    meeting_id: int
    held_on: date
    state: MeetingState
    reached: bool

    @property
    def told(self) -> str:
        """For the person who asked it."""
        if self.reached:
            return f"Asked at the meeting on {self.held_on:%-d %B %Y}."
        if self.state is MeetingState.ENDED:
            return f"Not reached at the meeting on {self.held_on:%-d %B %Y}. It heads the next one."
        return f"On the agenda for {self.held_on:%-d %B %Y}."


@dataclass(frozen=True, kw_only=True)
class Clock:
    current: int
    """The position of the item that the meeting is at."""
    item_left: int
    meeting_left: int


@needs(Permission.READ_MEETINGS)
def list_meetings(session: Session, actor: Actor, *, page: int = 1) -> Page[Gathering]:
    """Meetings, those still to come or open first and the next of them on top, then the others, latest first."""
    day = today(session)
    rows = session.exec(select(Meeting)).all()
    in_time = sorted(rows, key=lambda one: (one.held_on, one.meeting_id))
    ahead = [one for one in in_time if one.state != MeetingState.ENDED]
    ahead.sort(key=lambda one: (one.state != MeetingState.OPEN, one.held_on < day))
    over = [one for one in reversed(in_time) if one.state == MeetingState.ENDED]
    start = offset(page)
    return Page([_gathering(one) for one in [*ahead, *over][start : start + PAGE_SIZE]], len(rows))


@needs(Permission.READ_MEETINGS)
def find_meeting(session: Session, actor: Actor, *, meeting_id: int) -> Gathering:
    """One meeting whole. What was only noted is for those who run meetings.

    Raises:
        NotFound: there is none.
    """
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise NotFound("There is no meeting at this address.")
    office = may(actor, Permission.RUN_MEETINGS)
    addressees = Addressees(session, actor, row.report_id or "")
    cards = addressees.cards
    items = session.exec(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(col(AgendaItem.position))
    )
    notes = session.exec(
        select(MeetingNote).where(MeetingNote.meeting_id == meeting_id).order_by(col(MeetingNote.note_id))
    )
    return _gathering(
        row,
        tuple(
            ListedItem(
                item_id=one.item_id or 0,
                position=one.position,
                source_kind=one.source_kind,
                source_id=one.source_id,
                report_id=one.report_id or "",
                title=one.title,
                question=one.question,
                would_answer=one.would_answer,
                agency_id=one.agency_id or "",
                agency=cards[one.agency_id].name if one.agency_id else "",
                because=one.because if office else "",
                minutes=one.minutes,
                reached=one.reached,
                asked_instead=addressees.find(one.agency_id or "").note if office else "",
            )
            for one in items
        ),
        tuple(
            Captured(
                note_id=one.note_id or 0,
                item_id=one.item_id,
                kind=NoteKind(one.kind),
                words=one.words,
                would_answer=one.would_answer,
                agencies=", ".join(cards[name].name for name in one.agency_ids.split() if name in cards),
                owner=one.owner,
                due_on=one.due_on,
                state=NoteState(one.state),
                by=directory.name_of(session, one.account_id),
                at=one.at,
                challenge_id=one.challenge_id,
            )
            for one in notes
            if office or one.state == NoteState.CONFIRMED
        ),
    )


def list_ahead(session: Session) -> list[Gathering]:
    """Meetings that have not ended."""
    return [_gathering(one) for one in session.exec(select(Meeting).where(Meeting.state != MeetingState.ENDED))]


def list_placements(session: Session, *, source_kind: str) -> dict[str, list[Placed]]:
    """On which agendas the things of one kind from another room stood, earliest first, by their ids."""
    rows = session.exec(
        select(AgendaItem, Meeting)
        .join(Meeting, col(Meeting.meeting_id) == col(AgendaItem.meeting_id))
        .where(AgendaItem.source_kind == source_kind)
        .order_by(col(Meeting.held_on), col(Meeting.meeting_id))
    )
    found: dict[str, list[Placed]] = {}
    for item, meeting in rows:
        place = Placed(
            meeting_id=item.meeting_id, held_on=meeting.held_on, state=MeetingState(meeting.state), reached=item.reached
        )
        found.setdefault(item.source_id, []).append(place)
    return found


@needs(Permission.READ_MEETINGS)
def on_screen(session: Session, actor: Actor, *, item: ListedItem) -> OnScreen:
    """What one item shows to the whole room: nothing private, no queue, no draft."""
    shown = OnScreen(item=item, said="" if item.source_kind == SourceKind.QUESTION else item.title)
    kind, source_id, report_id = item.source_kind, item.source_id, item.report_id
    if kind == SourceKind.QUESTION:
        shown = replace(shown, placed=item.title)
    if kind == SourceKind.CHALLENGE:
        challenge, answer = challenges.find_on_agenda(session, int(source_id))
        if challenge:
            shown = replace(
                shown,
                stands=challenge.stands,
                said=challenge.reported or challenge.question,
                section=challenge.section,
                theme_id=challenge.theme_id,
                challenge=challenge,
                answer=answer,
            )
            kind, source_id, report_id = challenge.source_kind, challenge.source_id, challenge.report_id
    if kind in WITH_WORDS and report_id:
        found = find_report_item(session, actor, report_id=report_id, kind=kind, source_id=source_id)
        shown = _with_words(session, actor, report_id, shown, found) if found else shown
    known = evidence.themes(session, actor, report_id=report_id) if report_id and shown.theme_id else []
    return replace(shown, theme=next((one.name for one in known if one.theme_id == shown.theme_id), ""))


def _with_words(session: Session, actor: Actor, report_id: str, shown: OnScreen, found: ReportItem) -> OnScreen:
    """The words of a finding, its figures, where it is placed and what it lacks."""
    placed, lacks = "", list[Missing]()
    if found.kind is SourceKind.CLAIM:
        graded = grades.graded_claims(session, actor, report_id=report_id, claim_id=found.source_id)
        placed = next((one.placed for one in graded if one.confirmed), "")
        lacks = missing.lacks_of_claim(session, actor, report_id=report_id, claim_id=found.source_id)
    elif isinstance(found.row, Recommendation):
        since = improvement.latest_updates(session, actor, report_id=report_id, recommendation_ids=[found.source_id])
        update = since.get(found.source_id)
        status = update.status if update else found.row.work_status
        placed = f"Status: {update.shown if update else status}" + ("" if update else " (suggested)")
        owner = owners.latest_owners(session, actor, report_id=report_id, recommendation_ids=[found.source_id])
        told = with_what_was_given(found.row, update, owner.get(found.source_id))
        lacks = [one.missing for one in action_lacks(told, status, bool(update and update.evidence))]
    cited = found.figure_ids
    return replace(
        shown,
        said=found.reported,
        section=found.section,
        theme_id=found.theme_id,
        placed=placed,
        figures=tuple(evidence.figures(session, actor, report_id=report_id, figure_ids=cited).items) if cited else (),
        lacks=tuple(one.label for one in lacks),
    )


@needs(Permission.READ_MEETINGS)
def read_clock(session: Session, actor: Actor, *, meeting_id: int) -> Clock:
    """Minutes left of the item and of the meeting; below 0 once they are over."""
    found = find_meeting(session, actor, meeting_id=meeting_id)
    row = session.get(Meeting, meeting_id)
    assert row is not None
    moment = now(session)
    planned = found.item.minutes if found.item else 0
    return Clock(
        current=found.current,
        item_left=rules.minutes_left(row.item_started_at, planned, moment),
        meeting_left=rules.minutes_left(row.started_at, found.minutes, moment),
    )


@needs(Permission.RUN_MEETINGS)
def suggest_items(
    session: Session, actor: Actor, *, report_id: str, most: int = SUGGESTED, worth: Sequence[Question] | None = None
) -> list[Pick]:
    """What the next agenda may hold: what last time did not reach, what is overdue, answers to judge, then the worst
    gaps. Each says why it is there. `worth` are the questions worth asking, from a caller that has kept them."""
    found: list[Pick] = [*_unreached(session)]
    for state, because in (
        (ChallengeState.RAISED, "overdue"),
        (ChallengeState.ESCALATED, "overdue"),
        (ChallengeState.ANSWERED, "to judge"),
    ):
        overdue = state is not ChallengeState.ANSWERED
        wanted = views.RegisterFilter(state=state, overdue=overdue)
        for one in challenges.list_register(session, actor, wanted=wanted).items:
            due = f", since {one.due_on:%-d %B %Y}" if overdue and one.due_on else ""
            why = f"The answer is {because}{due}." if overdue else "An answer waits to be judged."
            found.append(pick_of(one, why))
    found += _just_raised(session, actor)
    gaps = worth if worth is not None else missing.worth_asking(session, actor, report_id=report_id, most=most)
    found += [pick_of_question(question, report_id) for question in gaps]
    once: dict[tuple[str, str], Pick] = {}
    for pick in found:
        once.setdefault((pick.source_kind, pick.source_id or pick.question), pick)
    return list(once.values())[:most]


def _just_raised(session: Session, actor: Actor) -> list[Pick]:
    """Challenges with an agency that have been on no agenda yet, newest first."""
    placed = list_placements(session, source_kind=SourceKind.CHALLENGE)
    raised = challenges.list_register(session, actor, wanted=views.RegisterFilter(state=ChallengeState.RAISED)).items
    fresh = [(one.raised_at, one) for one in raised if one.raised_at and str(one.challenge_id) not in placed]
    fresh.sort(key=lambda pair: pair[0], reverse=True)
    return [pick_of(one, f"Raised on {at.astimezone(ENGLAND):%-d %B %Y}, on no agenda yet.") for at, one in fresh]


def pick_of(challenge: ChallengeView, because: str) -> Pick:
    """A challenge as an item for an agenda."""
    return Pick(
        source_kind=SourceKind.CHALLENGE,
        source_id=str(challenge.challenge_id),
        report_id=challenge.report_id,
        title=challenge.reported or challenge.question,
        question=challenge.question,
        would_answer=challenge.would_answer,
        missing="",
        agency_id=challenge.agency_id,
        because=because,
    )


def pick_of_question(question: Question, report_id: str) -> Pick:
    """A suggested question as an item for an agenda."""
    return Pick(
        source_kind=question.source_kind,
        source_id=question.source_id,
        report_id=report_id,
        title=question.reported,
        question=question.text,
        would_answer=question.would_answer,
        missing=question.missing,
        agency_id=question.agency_id,
        because=question.because,
        asked_instead=question.asked_instead,
    )


def _unreached(session: Session) -> list[Pick]:
    last = session.exec(
        select(Meeting)
        .where(Meeting.state == MeetingState.ENDED)
        .order_by(col(Meeting.held_on).desc(), col(Meeting.meeting_id).desc())
    ).first()
    if last is None:
        return []
    rows = session.exec(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == last.meeting_id, col(AgendaItem.reached).is_(False))
        .order_by(col(AgendaItem.position))
    )
    return [
        Pick(
            source_kind=one.source_kind,
            source_id=one.source_id,
            report_id=one.report_id or "",
            title=one.title,
            question=one.question,
            would_answer=one.would_answer,
            missing=one.missing,
            agency_id=one.agency_id or "",
            because=f"Not reached on {last.held_on:%-d %B %Y}.",
            minutes=one.minutes,
        )
        for one in rows
        if one.source_kind != SourceKind.QUESTION
        and (one.source_kind != SourceKind.CHALLENGE or challenges.is_open(session, int(one.source_id)))
    ]


def _gathering(row: Meeting, items: tuple[ListedItem, ...] = (), notes: tuple[Captured, ...] = ()) -> Gathering:
    return Gathering(
        meeting_id=row.meeting_id or 0,
        version=row.version,
        title=row.title,
        kind=MeetingKind(row.kind),
        held_on=row.held_on,
        attendees=tuple(line.strip() for line in row.attendees.splitlines() if line.strip()),
        state=MeetingState(row.state),
        report_id=row.report_id or "",
        started_at=row.started_at,
        ended_at=row.ended_at,
        current=row.current,
        items=items,
        notes=notes,
    )
