"""Notes of a meeting: capturing them, confirming them, striking them out."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from cscp_core.errors import ChangedMeanwhile, MeetingRefused, NotFound
from cscp_core.free_text import SHORT, tidy
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.challenges import changes
from cscp_core.scrutiny.challenges.rules import check_due, due_after
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind, NoteState
from cscp_core.scrutiny.meetings.service import find_item, find_row, list_items, subject_of
from cscp_core.scrutiny.meetings.settling import settle_note
from cscp_core.scrutiny.meetings.tables import Meeting, MeetingNote
from cscp_core.storage import trail
from cscp_core.storage.session import now, today


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
) -> int:
    """Keeps what was asked, decided or said, and returns the note's id. `agency_ids` says whom a question asks; of a
    spoken answer to several agencies, whose it is.

    What the scrutineer captures stands at once: a challenge is raised, a spoken answer stands with its challenge.
    What the business manager takes down is *noted* until the scrutineer confirms it.

    Raises:
        MeetingRefused, ChallengeRefused, TextRefused: something that the note needs is missing.
    """
    meeting = find_row(session, meeting_id)
    if meeting.state == MeetingState.PLANNED:
        raise MeetingRefused("Open the meeting first.")
    if item_id is not None:
        find_item(list_items(session, meeting_id), item_id)
    note = _complete_note(session, actor, meeting_id, item_id, kind, words, would_answer, agency_ids, owner, due_on)
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
    trail.record(session, actor, "noted in a meeting", subject_of(meeting), kind=kind, state=note.state)
    session.commit()
    assert note.note_id is not None
    return note.note_id


@needs(Permission.CONFIRM_NOTES)
def confirm_note(session: Session, actor: Actor, *, note_id: int, words: str = "") -> None:
    """Confirms what the business manager noted, in the scrutineer's own words where they are given; then it stands."""
    note, meeting = _find_note(session, note_id)
    if words.strip():
        note.words = tidy(words, "what was noted")
    settle_note(session, actor, meeting, note)
    trail.record(session, actor, "confirmed a note", subject_of(meeting), kind=note.kind)
    session.commit()


@needs(Permission.CONFIRM_NOTES)
def strike_note(session: Session, actor: Actor, *, note_id: int) -> None:
    """Strikes out what was noted wrongly: it never stands, and the record says that it was struck out."""
    note, meeting = _find_note(session, note_id)
    note.state, note.settled_by, note.settled_at = NoteState.STRUCK, actor.account_id, now(session)
    session.add(note)
    trail.record(session, actor, "struck out a note", subject_of(meeting), kind=note.kind)
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
    what = {NoteKind.CHALLENGE: "the question", NoteKind.DECISION: "what was decided", NoteKind.SPOKEN: "what was said"}
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
        words=tidy(words, what[kind]),
        would_answer=would_answer,
        agency_ids=" ".join(agency_ids),
        owner=tidy(owner, "the owner", most=SHORT, needed=False),
        due_on=due_on,
        state=NoteState.NOTED,
        account_id=actor.own_id,
        at=now(session),
    )


def _find_note(session: Session, note_id: int) -> tuple[MeetingNote, Meeting]:
    note = session.get(MeetingNote, note_id)
    if note is None:
        raise NotFound("There is no such note.")
    if note.state != NoteState.NOTED:
        raise ChangedMeanwhile(f"This note is {note.state} already.")
    return note, find_row(session, note.meeting_id)
