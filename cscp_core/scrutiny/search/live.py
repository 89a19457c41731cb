"""What a search can find beside the report: challenges, answers, meetings, and what was asked and noted in them.

Each is read through its own room, which gives a reader only what they may see. Nothing that young people or lay members
wrote is among it: neither comments nor their questions on an agenda, nor what was noted under these.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import and_, case, or_, select, true
from sqlmodel import Session, col

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.ranking import Candidate
from cscp_core.evidence.reported import without_false_marks
from cscp_core.evidence.thesaurus import Thesaurus
from cscp_core.evidence.views import Hit
from cscp_core.evidence.words import read_tokens
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, may, needs
from cscp_core.scrutiny.challenges.reads import visible_to
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.meetings.rules import NoteKind, NoteState
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote

CHALLENGE = "challenge"
ANSWER, DECISION, NOTE, ITEM, MEETING = "answer", "decision", "note", "agenda_item", "meeting"
KINDS = (CHALLENGE, ANSWER, DECISION, NOTE, ITEM, MEETING)
READ = 20_000  # texts whose tokens are kept


class Entry(NamedTuple):
    """Something that people added, as a search finds it. A row of the report has the same parts in its index."""

    kind: str
    row_id: str
    opens: str
    """The number of the challenge or meeting that a link opens."""
    section: str
    theme_id: str
    name: str
    """What it is known by, and whom it is about: these words count for more."""
    shown: str
    """How a hit reads."""
    text: str
    """All of it."""
    permission: Permission

    @property
    def hit(self) -> Hit:
        return Hit(
            kind=self.kind,
            row_id=self.row_id,
            section=self.section,
            text=self.shown,
            plain=self.shown,
            theme_id=self.theme_id,
            opens=self.opens,
            said=self.text,
        )


def list_entries(session: Session, actor: Actor) -> list[Entry]:
    """Everything beside the report that this actor may find."""
    found: list[Entry] = []
    if may(actor, Permission.READ_CHALLENGES):
        found += list_challenge_entries(session, actor)
    if may(actor, Permission.READ_MEETINGS):
        found += list_meeting_entries(session, actor)
    return [one for one in found if may(actor, one.permission)]


def candidate_of(entry: Entry, place: int, thesaurus: Thesaurus) -> Candidate:
    """An entry as ranking takes it."""
    heading = tokens_of(entry.name, thesaurus)
    return Candidate(
        kind=entry.kind,
        row_id=entry.row_id,
        section=entry.section,
        place=place,
        words=heading | tokens_of(entry.text, thesaurus),
        heading=heading,
    )


def has_any(entry: Entry, wanted: frozenset[str], thesaurus: Thesaurus) -> bool:
    """Whether an entry has any of some tokens."""
    return any(not wanted.isdisjoint(tokens_of(text, thesaurus)) for text in (entry.text, entry.name))


def count_words(entries: Sequence[Entry]) -> Counter[str]:
    """In how many entries each folded word is, to find what a misspelling means."""
    return Counter(word for one in entries for word in _words_of(one.text))


@lru_cache(maxsize=READ)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(one.plain for one in read_tokens(text) if not one.is_stop_word)


@lru_cache(maxsize=READ)
def tokens_of(text: str, thesaurus: Thesaurus) -> frozenset[str]:
    return frozenset(thesaurus.tokens_of(text))


@needs(Permission.READ_CHALLENGES)
def list_challenge_entries(session: Session, actor: Actor) -> list[Entry]:
    """Challenges that the actor may see, and the answers that were sent to them; none that was withdrawn. A partner
    also finds challenges that were passed on from its agency, and the answers that it gave before."""
    names = {agency_id: card.name for agency_id, card in directory.agency_cards(session).items()}
    c, a, e = Challenge, ChallengeAnswer, ChallengeEvent
    stands = col(c.state) != ChallengeState.WITHDRAWN
    mine = directory.works_for(session, actor) if actor.role is Role.PARTNER else frozenset()
    visible = and_(true(), *visible_to(session, actor))
    had_before = col(c.challenge_id).in_(select(col(e.challenge_id)).where(col(e.agency_id).in_(mine)))
    closed = case((visible, col(c.closing_reason)), else_="")  # not of one that another agency has by now
    parts = map(col, (c.challenge_id, c.agency_id, c.section, c.theme_id, c.question, c.source_text))
    columns: list[Any] = [*parts, col(c.would_answer), closed]
    asked = select(*columns)
    found: list[Entry] = []
    for number, agency_id, section, theme_id, question, *more in session.execute(
        asked.where(stands, or_(visible, had_before)).order_by(col(c.challenge_id))
    ):
        name = f"Challenge {number} {names.get(agency_id, '')}"
        question = without_false_marks(question, more[0])
        text = _lines(question, *more)
        found.append(
            Entry(
                kind=CHALLENGE,
                row_id=str(number),
                opens=str(number),
                section=section,
                theme_id=theme_id,
                name=name,
                shown=question,
                text=text,
                permission=Permission.READ_CHALLENGES,
            )
        )
    sent = select(
        *map(col, (a.answer_id, c.challenge_id, c.section, c.theme_id, a.agency_id)),
        *map(col, (a.did, a.changed, a.known, a.next_step, a.next_owner)),
    ).join(c, col(c.challenge_id) == col(a.challenge_id))
    theirs = (col(a.sent_at).is_not(None), stands, or_(visible, col(a.agency_id).in_(mine)))
    for answer_id, number, section, theme_id, agency_id, *boxes in session.execute(
        sent.where(*theirs).order_by(col(a.answer_id))
    ):
        name, text = f"Answer {names.get(agency_id, '')}", _lines(*boxes)
        found.append(
            Entry(
                kind=ANSWER,
                row_id=str(answer_id),
                opens=str(number),
                section=section,
                theme_id=theme_id,
                name=name,
                shown=text,
                text=text,
                permission=Permission.READ_CHALLENGES,
            )
        )
    return found


@needs(Permission.READ_MEETINGS)
def list_meeting_entries(session: Session, actor: Actor) -> list[Entry]:
    """Meetings, the items of their agendas, and what was confirmed in them; what was only noted is for those who run
    meetings, and what was struck out for nobody."""
    m, i, n = Meeting, AgendaItem, MeetingNote
    meeting = (col(m.meeting_id), col(m.title), col(m.held_on))
    found = [
        _of_meeting(MEETING, number, (number, "", held_on), title)
        for number, title, held_on in session.execute(select(*meeting).order_by(col(m.meeting_id)))
    ]
    items = select(*meeting, *map(col, (i.item_id, i.title, i.question, i.would_answer)))
    items = items.join(i, col(m.meeting_id) == col(i.meeting_id)).where(col(i.source_kind) != SourceKind.QUESTION)
    for *of, number, title, question, would_answer in session.execute(items.order_by(col(i.item_id))):
        found.append(_of_meeting(ITEM, number, of, title, without_false_marks(question, title), would_answer))
    notes = (
        select(*meeting, *map(col, (i.title, n.note_id, n.kind, n.words, n.would_answer, n.owner)))
        .join(n, col(m.meeting_id) == col(n.meeting_id))
        .join(i, col(i.item_id) == col(n.item_id), isouter=True)
        .where(
            or_(col(i.source_kind).is_(None), col(i.source_kind) != SourceKind.QUESTION),
            col(n.state) != NoteState.STRUCK,
        )
    )
    if not may(actor, Permission.RUN_MEETINGS):
        notes = notes.where(col(n.state) == NoteState.CONFIRMED)
    for *of, about, number, kind, words, would_answer, owner in session.execute(notes.order_by(col(n.note_id))):
        words = without_false_marks(words, about or "")
        found.append(
            _of_meeting(DECISION if kind == NoteKind.DECISION else NOTE, number, of, words, would_answer, owner)
        )
    return found


def _of_meeting(kind: str, number: int, of: Sequence[Any], shown: str, *more: str) -> Entry:
    meeting_id, title, held_on = of
    name, text = f"{title} {held_on:%-d %B %Y}", _lines(shown, *more)
    if kind == MEETING:
        shown = text = f"{shown}, {held_on:%-d %B %Y}"
    return Entry(
        kind=kind,
        row_id=str(number),
        opens=str(meeting_id),
        section="",
        theme_id="",
        name=name,
        shown=shown,
        text=text,
        permission=Permission.READ_MEETINGS,
    )


def _lines(*parts: str) -> str:
    return "\n".join(dict.fromkeys(one for one in parts if one))
