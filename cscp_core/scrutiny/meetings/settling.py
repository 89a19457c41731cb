"""How what was captured in a meeting comes to stand: which challenges it raises, and which a spoken answer answers."""

from sqlmodel import Session, col, select

from cscp_core.evidence.items import REPORTED
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import WITH_AGENCY
from cscp_core.scrutiny.challenges.sources import FREE, source_of
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings.changes import question_of
from cscp_core.scrutiny.meetings.rules import IN_WRITING, NoteKind, NoteState, question_in_writing
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from cscp_core.scrutiny.missing.kinds import CATEGORY, Missing
from cscp_core.storage.session import now, today


def settle_note(session: Session, actor: Actor, meeting: Meeting, note: MeetingNote) -> None:
    """Makes a note stand: challenges are raised, what was said stands with those that it answers. Each challenge has a
    note of its own, with its agency and the date that holds, so that record and register say the same."""
    item = session.get(AgendaItem, note.item_id) if note.item_id is not None else None
    about: list[Challenge] = []
    if note.kind == NoteKind.CHALLENGE:
        about = _raise(session, actor, meeting, note, item, note.words, note.would_answer)
    elif note.kind == NoteKind.SPOKEN and item and note.due_on:
        about = _spoken_of(session, note, item)
        if note.in_writing and not has_challenge(session, item):
            about = _ask_in_writing(session, actor, meeting, note, item)
            note.due_on = about[0].due_on or note.due_on
        for one in about:
            assert one.challenge_id is not None
            challenges.note_spoken(session, actor, challenge_id=one.challenge_id, words=note.words, until=note.due_on)
    note.state, note.settled_by, note.settled_at = NoteState.CONFIRMED, actor.account_id, now(session)
    notes = [note, *(MeetingNote(**note.model_dump(exclude={"note_id"})) for _ in about[1:])]
    for one_note, one in zip(notes, about, strict=False):  # where there is no challenge the note stands by itself
        one_note.challenge_id, one_note.agency_ids = one.challenge_id, one.agency_id or ""
        if note.kind == NoteKind.CHALLENGE:
            one_note.due_on = one.due_on
    session.add_all(notes)
    session.flush()


def has_challenge(session: Session, item: AgendaItem) -> bool:
    """Whether an item is a challenge, or one was raised on it."""
    raised = select(MeetingNote.note_id).where(
        MeetingNote.item_id == item.item_id, col(MeetingNote.challenge_id).is_not(None)
    )
    return item.source_kind == SourceKind.CHALLENGE or session.exec(raised.limit(1)).first() is not None


def _ask_in_writing(
    session: Session, actor: Actor, meeting: Meeting, note: MeetingNote, item: AgendaItem
) -> list[Challenge]:
    """The challenges that ask for a spoken answer in writing. What young people or lay members asked is named by its
    title: their words are theirs to take back."""
    asked = f"{item.title}." if item.source_kind == SourceKind.QUESTION else question_of(item)
    question = question_in_writing(meeting.held_on, asked)
    return _raise(session, actor, meeting, note, item, question, item.would_answer or IN_WRITING)


def _spoken_of(session: Session, note: MeetingNote, item: AgendaItem) -> list[Challenge]:
    """What a spoken answer answers: the challenge that is the item; else of those raised on the item the newest, to
    every agency that was asked or to those named, as far as they still wait for an answer."""
    if item.source_kind == SourceKind.CHALLENGE:
        challenge = session.get(Challenge, int(item.source_id))
        return [challenge] if challenge else []
    raised = session.exec(
        select(Challenge)
        .where(
            col(Challenge.challenge_id).in_(
                select(MeetingNote.challenge_id).where(MeetingNote.item_id == note.item_id)
            ),
            col(Challenge.state).in_(WITH_AGENCY),
        )
        .order_by(col(Challenge.challenge_id).desc())
    ).all()
    named = note.agency_ids.split()
    waiting = [one for one in raised if not named or one.agency_id in named]
    newest = waiting[:1]
    if newest and newest[0].together is not None:
        newest = [one for one in waiting if one.together == newest[0].together]
    return sorted(newest, key=lambda one: one.challenge_id or 0)


def _raise(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    note: MeetingNote,
    item: AgendaItem | None,
    question: str,
    would_answer: str,
) -> list[Challenge]:
    """The challenges that a note becomes, one for each agency. One that asks what the item asks is about what the item
    lacks."""
    source, missing = FREE, ""
    if item and item.source_kind in REPORTED and item.report_id:
        same = (question_of(item), question_in_writing(meeting.held_on, question_of(item)))
        missing = item.missing if question in same else ""
        about = {"report_id": item.report_id, "kind": item.source_kind, "source_id": item.source_id}
        source = source_of(session, actor, **about, missing=missing)
    elif item and item.source_kind == SourceKind.CHALLENGE:
        earlier = session.get(Challenge, int(item.source_id))
        if earlier and earlier.report_id and earlier.source_kind:
            about = {"report_id": earlier.report_id, "kind": earlier.source_kind, "source_id": earlier.source_id}
            source = source_of(session, actor, **about)
    category = CATEGORY.get(Missing(missing), ChallengeCategory.A) if missing else ChallengeCategory.B
    draft = drafting.new_draft(
        session,
        actor,
        source,
        question=question,
        would_answer=would_answer,
        category=category,
        agency_ids=note.agency_ids.split(),
        meeting_id=meeting.meeting_id,
    )
    due_on = note.due_on if note.due_on and note.due_on > today(session) else None
    raised = drafting.raise_for_agencies(session, actor, draft, due_on)
    return [one for challenge_id in raised if (one := session.get(Challenge, challenge_id))]
