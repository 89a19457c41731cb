"""Meetings as people read them: the list, one whole, the item on the screen, and what to put on the next agenda."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import ReportItem, find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.reported import without_false_marks
from cscp_core.evidence.views import Figure, Recommendation
from cscp_core.improvement import owners
from cscp_core.improvement import service as improvement
from cscp_core.improvement.actions import with_what_was_given
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, may, needs
from cscp_core.scrutiny.addressees import Addressees
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.meetings import rules
from cscp_core.scrutiny.meetings.changes import list_items, question_of
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingKind, MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import Adjournment, AgendaItem, Meeting, MeetingNote
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.rules import action_lacks
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import ENGLAND, now, today

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
    result: str = ""
    carried_to: date | None = None
    """The day of the meeting to which it was carried over."""
    carried_from: date | None = None

    @property
    def origin(self) -> str:
        """Where it comes from, in words; empty where it begins here."""
        return f"carried over from {self.carried_from:%-d %B %Y}" if self.carried_from else ""


@dataclass(frozen=True, kw_only=True)
class Captured:
    """A challenge, decision or spoken answer of a meeting."""

    note_id: int
    version: int
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
    in_writing: bool = False

    @property
    def is_awaited(self) -> bool:
        """Whether something in writing is awaited, or will be once the note is confirmed."""
        return self.challenge_id is not None or self.in_writing


@dataclass(frozen=True, kw_only=True)
class Break:
    """A time in which a meeting was adjourned. `until` is the day on which it goes on, where that was said."""

    at: datetime
    until: date | None = None
    resumed_at: datetime | None = None


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
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    apologies: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def stands(self) -> str:
        """Its state in words."""
        if self.state is MeetingState.ADJOURNED and self.breaks and self.breaks[-1].until:
            return f"adjourned until {self.breaks[-1].until:%A %-d %B %Y}"
        return str(self.state)

    @property
    def when(self) -> str:
        """When and where it is planned, in words."""
        when = rules.describe_time(self.held_on, self.begins, self.ends)
        return f"{when}, {self.place}" if self.place else when

    @property
    def present(self) -> tuple[str, ...]:
        """Who attends, without those who sent apologies."""
        away = {one.casefold() for one in self.apologies}
        return tuple(one for one in self.attendees if one.casefold() not in away)

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
    def report_id(self) -> str:
        """The report that it is about; empty where it is about none."""
        return (self.challenge.report_id if self.challenge else self.item.report_id) or ""

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
    """Whether it was asked there and does not come again."""
    adjourned: bool = False
    """Whether it was begun there, and comes again."""
    said: tuple[str, ...] = ()
    """What was said and decided on it there, as sentences, once the scrutineer has confirmed it."""

    @property
    def as_sentence(self) -> str:
        """For the person who asked it."""
        if self.reached:
            return f"Asked at the meeting on {self.held_on:%-d %B %Y}."
        if self.state is MeetingState.ENDED:
            return f"{self._missed} at the meeting on {self.held_on:%-d %B %Y}. It heads the next one."
        return f"On the agenda for {self.held_on:%-d %B %Y}."

    @property
    def because(self) -> str:
        """Why it comes again."""
        return f"{self._missed} on {self.held_on:%-d %B %Y}."

    @property
    def _missed(self) -> str:
        return "Not finished" if self.adjourned else "Not reached"


@dataclass(frozen=True, kw_only=True)
class Clock:
    current: int
    """The position of the item that the meeting is at."""
    version: int
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
    shown = [*ahead, *over][start : start + PAGE_SIZE]
    breaks = _breaks(session, [one for one in shown if one.state == MeetingState.ADJOURNED])
    return Page([_gathering(one, breaks) for one in shown], len(rows))


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
    items = list_items(session, meeting_id)
    linked = {one.carried_to for one in items} | {one.carried_from for one in items}
    days: dict[int | None, date] = {
        one.meeting_id: one.held_on
        for one in session.exec(select(Meeting).where(col(Meeting.meeting_id).in_(linked - {None})))
    }
    notes = session.exec(
        select(MeetingNote).where(MeetingNote.meeting_id == meeting_id).order_by(col(MeetingNote.note_id))
    )
    titles = {one.item_id: one.title for one in items}
    return _gathering(
        row,
        _breaks(session, [row]),
        tuple(
            ListedItem(
                item_id=one.item_id or 0,
                position=one.position,
                source_kind=one.source_kind,
                source_id=one.source_id,
                report_id=one.report_id or "",
                title=one.title,
                question=question_of(one),
                would_answer=one.would_answer,
                agency_id=one.agency_id or "",
                agency=cards[one.agency_id].name if one.agency_id else "",
                because=one.because if office else "",
                minutes=one.minutes,
                reached=one.reached,
                asked_instead=addressees.find(one.agency_id or "").note if office else "",
                result=one.result,
                carried_to=days.get(one.carried_to),
                carried_from=days.get(one.carried_from),
            )
            for one in items
        ),
        tuple(
            Captured(
                note_id=one.note_id or 0,
                version=one.version,
                item_id=one.item_id,
                kind=NoteKind(one.kind),
                words=without_false_marks(one.words, titles.get(one.item_id, "")),
                would_answer=one.would_answer,
                agencies=", ".join(cards[name].name for name in one.agency_ids.split() if name in cards),
                owner=one.owner,
                due_on=one.due_on,
                state=NoteState(one.state),
                by=directory.name_of(session, one.account_id),
                at=one.at,
                challenge_id=one.challenge_id,
                in_writing=one.in_writing,
            )
            for one in notes
            if office or one.state == NoteState.CONFIRMED
        ),
    )


def list_ahead(session: Session) -> list[Gathering]:
    """Meetings that have not ended."""
    return [_gathering(one) for one in session.exec(select(Meeting).where(Meeting.state != MeetingState.ENDED))]


def list_ended(session: Session) -> list[tuple[int, date, date]]:
    """Meetings that ended within the last year, newest first: number, day, and the day on which they ended."""
    since = now(session) - timedelta(days=365)
    rows = session.exec(
        select(Meeting)
        .where(Meeting.state == MeetingState.ENDED, col(Meeting.ended_at) >= since)
        .order_by(col(Meeting.held_on).desc(), col(Meeting.meeting_id).desc())
    )
    return [(row.meeting_id or 0, row.held_on, row.ended_at.astimezone(ENGLAND).date()) for row in rows if row.ended_at]


def list_placements(session: Session, *, source_kind: str) -> dict[str, list[Placed]]:
    """On which agendas the things of one kind from another room stood, earliest first, by their ids."""
    rows = session.exec(
        select(AgendaItem, Meeting)
        .join(Meeting, col(Meeting.meeting_id) == col(AgendaItem.meeting_id))
        .where(AgendaItem.source_kind == source_kind)
        .order_by(col(Meeting.held_on), col(Meeting.meeting_id))
    ).all()
    said = _said_on(session, [item.item_id for item, meeting in rows if meeting.state == MeetingState.ENDED])
    found: dict[str, list[Placed]] = {}
    for item, meeting in rows:
        place = Placed(
            meeting_id=item.meeting_id,
            held_on=meeting.held_on,
            state=MeetingState(meeting.state),
            reached=item.reached and item.result != ItemResult.CARRIED,
            adjourned=item.reached and item.result == ItemResult.CARRIED,
            said=tuple(said.get(item.item_id or 0, ())),
        )
        found.setdefault(item.source_id, []).append(place)
    return found


def _said_on(session: Session, item_ids: Sequence[int | None]) -> dict[int, list[str]]:
    """What was said and decided on items, by item, in the order in which it was noted, once that was confirmed."""
    if not item_ids:
        return {}
    cards = directory.agency_cards(session)
    found: dict[int, list[str]] = {}
    for note in session.exec(
        select(MeetingNote)
        .where(
            col(MeetingNote.item_id).in_(item_ids),
            col(MeetingNote.kind).in_([NoteKind.SPOKEN, NoteKind.DECISION]),
            MeetingNote.state == NoteState.CONFIRMED,
        )
        .order_by(col(MeetingNote.note_id))
    ):
        names = ", ".join(cards[name].name for name in note.agency_ids.split() if name in cards)
        verb = "was decided" if note.kind == NoteKind.DECISION else "was said"
        told = f"This {verb} there{f' ({names})' if names else ''}: {note.words}"
        found.setdefault(note.item_id or 0, []).append(told)
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
        version=found.version,
        item_left=rules.minutes_left(row.item_started_at, planned, moment),
        meeting_left=rules.minutes_left(row.started_at, found.minutes, moment - _paused(found)),
    )


def _paused(meeting: Gathering) -> timedelta:
    """How long a meeting was adjourned in all, as far as it was resumed."""
    return sum((one.resumed_at - one.at for one in meeting.breaks if one.resumed_at), timedelta())


def _breaks(session: Session, rows: Sequence[Meeting]) -> dict[int, tuple[Break, ...]]:
    """The breaks of meetings in their order, by the meetings' ids."""
    ids = [one.meeting_id for one in rows]
    found: dict[int, tuple[Break, ...]] = {}
    if ids:
        which = select(Adjournment).where(col(Adjournment.meeting_id).in_(ids))
        for one in session.exec(which.order_by(col(Adjournment.adjournment_id))):
            added = Break(at=one.at, until=one.until, resumed_at=one.resumed_at)
            found[one.meeting_id] = (*found.get(one.meeting_id, ()), added)
    return found


def _gathering(
    row: Meeting,
    breaks: Mapping[int, tuple[Break, ...]] | None = None,
    items: tuple[ListedItem, ...] = (),
    notes: tuple[Captured, ...] = (),
) -> Gathering:
    return Gathering(
        meeting_id=row.meeting_id or 0,
        version=row.version,
        title=row.title,
        kind=MeetingKind(row.kind),
        held_on=row.held_on,
        attendees=_lines(row.attendees),
        state=MeetingState(row.state),
        report_id=row.report_id or "",
        started_at=row.started_at,
        ended_at=row.ended_at,
        current=row.current,
        items=items,
        notes=notes,
        begins=row.begins,
        ends=row.ends,
        place=row.place,
        apologies=_lines(row.apologies),
        breaks=(breaks or {}).get(row.meeting_id or 0, ()),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
