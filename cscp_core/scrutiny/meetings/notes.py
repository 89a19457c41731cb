"""Notes of a meeting: capturing them, confirming them, striking them out."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from cscp_core.errors import ChangedMeanwhile, MeetingRefused, NotFound
from cscp_core.free_text import SHORT, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, may, needs
from cscp_core.scrutiny.challenges import changes
from cscp_core.scrutiny.challenges.rules import check_due, due_after
from cscp_core.scrutiny.meetings.changes import find_item, find_row, list_items, subject_of
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind, NoteState, check_correctable
from cscp_core.scrutiny.meetings.settling import has_challenge, settle_note
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import MeetingsAction

CHANGED = "Somebody changed this note while you were reading. Here is what it says now."
WHAT = {NoteKind.CHALLENGE: "the question", NoteKind.DECISION: "what was decided", NoteKind.SPOKEN: "what was said"}


@needs(Permission.RUN_MEETINGS)
def capture_note(
    session: Session,
    actor: Actor,
    *,
    meeting_id: int,
    item_id: int | None,
    kind: NoteKind,
    words: str,
    would_answer: str = "",
    agency_ids: Sequence[str] = (),
    owner: str = "",
    due_on: date | None = None,
    in_writing: bool = True,
) -> int:
    """Keeps what was asked, decided or said, and returns the note's id. `agency_ids` says whom a question asks; of a
    spoken answer, whose it is; without them, of the item's agency. `in_writing`: a spoken answer on an item that has no
    challenge yet raises one, which asks for it in writing.

    What the scrutineer captures stands at once: a challenge is raised, a spoken answer stands with its challenge.
    What the business manager takes down is *noted* until the scrutineer confirms it.

    Raises:
        MeetingRefused, ChallengeRefused, TextRefused: something that the note needs is missing.
    """
    meeting = find_row(session, meeting_id)
    if meeting.state == MeetingState.PLANNED:
        raise MeetingRefused("Open the meeting first.")
    item = find_item(list_items(session, meeting_id), item_id) if item_id is not None else None
    note = _complete_note(session, actor, meeting_id, item_id, kind, words, would_answer, agency_ids, owner, due_on)
    if kind is NoteKind.SPOKEN and in_writing and item and not has_challenge(session, item):
        note.in_writing = True
        note.agency_ids = note.agency_ids or _agency_of(session, item)
    session.add(note)
    session.flush()
    if actor.role is Role.SCRUTINEER:
        settle_note(session, actor, meeting, note)
    else:
        notify(
            session,
            directory.of_role(session, Role.SCRUTINEER),
            NoticeKind.NOTED,
            f"/meeting?id={meeting_id}",
        )
    trail.record(session, actor, MeetingsAction.NOTED, subject_of(meeting), kind=kind, state=note.state)
    session.commit()
    assert note.note_id is not None
    return note.note_id


@needs(Permission.CONFIRM_NOTES)
def confirm_note(session: Session, actor: Actor, *, note_id: int, version: int, words: str = "") -> None:
    """Confirms what the business manager noted, in the scrutineer's own words where they are given; then it stands.

    Raises:
        ChangedMeanwhile: somebody corrected or settled it meanwhile.
    """
    note, meeting = _find_note(session, note_id, version)
    note.version += 1
    if words.strip():
        note.words = tidy(words, "what was noted")
    settle_note(session, actor, meeting, note)
    trail.record(session, actor, MeetingsAction.NOTE_CONFIRMED, subject_of(meeting), kind=note.kind)
    session.commit()


@needs(Permission.CONFIRM_NOTES)
def strike_note(session: Session, actor: Actor, *, note_id: int, version: int) -> None:
    """Strikes out what was noted wrongly: it never stands, and the record says that it was struck out. Raises as
    `confirm_note`."""
    note, meeting = _find_note(session, note_id, version)
    note.state, note.settled_by, note.settled_at = NoteState.STRUCK, actor.account_id, now(session)
    session.add(note)
    trail.record(session, actor, MeetingsAction.NOTE_STRUCK_OUT, subject_of(meeting), kind=note.kind)
    session.commit()


@needs(Permission.RUN_MEETINGS)
def correct_note(
    session: Session,
    actor: Actor,
    *,
    note_id: int,
    version: int,
    words: str,
    owner: str = "",
    due_on: date | None = None,
) -> None:
    """Corrects a decision, or a spoken answer that stands by itself, until its meeting ends. What stands already only
    the scrutineer corrects. A question and what was said to it are with the agency, and stay as they are.

    Raises:
        MeetingRefused: that note cannot be corrected, or not by the actor.
        ChangedMeanwhile: somebody corrected or settled it meanwhile.
    """
    note = session.get(MeetingNote, note_id)
    if note is None:
        raise NotFound("There is no such note.")
    if note.version != version:
        raise ChangedMeanwhile(CHANGED, note.words)
    meeting = find_row(session, note.meeting_id)
    check_correctable(MeetingState(meeting.state), NoteKind(note.kind), NoteState(note.state), note.challenge_id)
    if note.state == NoteState.CONFIRMED and not may(actor, Permission.CONFIRM_NOTES):
        raise MeetingRefused("This is in the record. Only the scrutineer can correct it.")
    note.words = tidy(words, WHAT[NoteKind(note.kind)])
    note.owner, note.due_on = tidy(owner, "the owner", most=SHORT, needed=False), due_on
    note.version += 1
    session.add(note)
    trail.record(session, actor, MeetingsAction.NOTE_CORRECTED, subject_of(meeting), kind=note.kind)
    session.commit()


def _complete_note(
    session: Session,
    actor: Actor,
    meeting_id: int,
    item_id: int | None,
    kind: NoteKind,
    words: str,
    would_answer: str,
    agency_ids: Sequence[str],
    owner: str,
    due_on: date | None,
) -> MeetingNote:
    """The note with what its kind needs."""
    if due_on is None and kind is not NoteKind.DECISION:
        due_on = due_after(today(session))
    if due_on is not None and kind is not NoteKind.DECISION:
        check_due(due_on, today(session))
    if kind is NoteKind.CHALLENGE:
        would_answer = tidy(would_answer, "what would answer this")
        if not agency_ids:
            raise MeetingRefused("Choose whom to ask.")
    agency_ids = [changes.known_agency(session, one) for one in agency_ids]
    return MeetingNote(
        meeting_id=meeting_id,
        item_id=item_id,
        kind=kind,
        words=tidy(words, WHAT[kind]),
        would_answer=would_answer,
        agency_ids=" ".join(agency_ids),
        owner=tidy(owner, "the owner", most=SHORT, needed=False),
        due_on=due_on,
        state=NoteState.NOTED,
        account_id=actor.own_id,
        at=now(session),
    )


def _agency_of(session: Session, item: AgendaItem) -> str:
    if not item.agency_id:
        raise MeetingRefused("Choose whom to ask for it in writing, or switch that off.")
    return changes.known_agency(session, item.agency_id)


def _find_note(session: Session, note_id: int, version: int) -> tuple[MeetingNote, Meeting]:
    note = session.get(MeetingNote, note_id)
    if note is None:
        raise NotFound("There is no such note.")
    if note.state != NoteState.NOTED:
        raise ChangedMeanwhile(f"This note is {note.state} already.")
    if note.version != version:
        raise ChangedMeanwhile(CHANGED, note.words)
    return note, find_row(session, note.meeting_id)
