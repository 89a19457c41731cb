"""Kinds and states of meetings and notes, and how much time is left. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from cscp_core.errors import MeetingRefused
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import counted
from cscp_core.free_text import PARAGRAPH
from cscp_core.labelled import Labelled

MINUTES = 10  # planned for an item unless said otherwise
MOST_ITEMS = 30
IN_WRITING = "What was said, in writing, with what shows it."
"""What would answer such a question, where its item does not say."""
LONGEST = timedelta(hours=12)
"""How long a meeting may last, and those who run it stay signed in."""


class MeetingKind(Labelled):
    """The database keeps the value."""

    SCRUTINY = "scrutiny", "scrutiny meeting"
    PARTNERSHIP = "partnership", "partnership meeting"
    SUBGROUP = "subgroup", "subgroup"
    EXTRAORDINARY = "extraordinary", "extraordinary meeting"


class MeetingState(Labelled):
    """The database keeps the value."""

    PLANNED = "planned", "planned"
    OPEN = "open", "open"
    ADJOURNED = "adjourned", "adjourned"
    ENDED = "ended", "ended"


MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.OPEN}),
    MeetingState.OPEN: frozenset({MeetingState.ADJOURNED, MeetingState.ENDED}),
    MeetingState.ADJOURNED: frozenset({MeetingState.OPEN, MeetingState.ENDED}),
    MeetingState.ENDED: frozenset({MeetingState.OPEN}),
}


class ItemResult(Labelled):
    """What came of an item. The database keeps the value."""

    RECORDED = "recorded", "as recorded"
    DISCUSSED = "discussed", "discussed, nothing to record"
    CARRIED = "carried", "carried over"
    DROPPED = "dropped", "not carried over"


class NoteKind(Labelled):
    """What is captured in a meeting."""

    CHALLENGE = "challenge", "challenge"
    DECISION = "decision", "decision"
    SPOKEN = "spoken", "spoken answer"


class NoteState(Labelled):
    """The database keeps the value."""

    NOTED = "noted", "noted"
    CONFIRMED = "confirmed", "confirmed"
    STRUCK = "struck", "struck out"


def check_becomes(state: MeetingState, to: MeetingState) -> None:
    """Raises MeetingRefused unless a meeting in one state may come to the other."""
    if to not in MOVES[state]:
        raise MeetingRefused(f"A meeting that is {state} cannot become {to}.")


def check_minutes(minutes: int) -> None:
    """Raises MeetingRefused for less than a minute or more than two hours."""
    if not 1 <= minutes <= 120:
        raise MeetingRefused("Plan between 1 and 120 minutes for an item.")


def check_times(begins: time | None, ends: time | None) -> None:
    """Raises MeetingRefused for an end without a beginning, and for a meeting of no time or of more than `LONGEST`."""
    if ends is None:
        return
    if begins is None:
        raise MeetingRefused("Say when the meeting begins, too.")
    lasts = datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
    if not timedelta() < lasts % timedelta(days=1) <= LONGEST:
        raise MeetingRefused(
            "A meeting lasts up to 12 hours. If the end is earlier in the day than the start, it is on the next day."
        )


def describe_time(held_on: date, begins: time | None, ends: time | None) -> str:
    """When a meeting is planned, in words. It names the day of the end where that is the next."""
    day = f"{held_on:%A %-d %B %Y}"
    if begins is None:
        return day
    if ends is None:
        return f"{day}, {begins:%H:%M}"
    after = "" if ends > begins else f" on {held_on + timedelta(days=1):%A %-d %B %Y}"
    return f"{day}, {begins:%H:%M} to {ends:%H:%M}{after}"


def minutes_left(started_at: datetime | None, planned: int, moment: datetime) -> int:
    """Whole minutes that are left of those planned; below 0 once they are over."""
    if started_at is None:
        return planned
    return planned - int((moment - started_at).total_seconds() // 60)


def left_in_words(minutes: int) -> str:
    if minutes >= 0:
        return f"{counted(minutes, 'minute')} left"
    return f"{counted(-minutes, 'minute')} over"


def results_for(*, reached: bool, noted: bool, theirs: bool) -> tuple[ItemResult, ...]:
    """What may come of an item, the usual first. `noted`: something is recorded under it; `theirs`: young people's and
    lay members' questions, which only they can take off."""
    if noted:
        return (ItemResult.RECORDED, ItemResult.CARRIED)
    if reached:
        return (ItemResult.DISCUSSED, ItemResult.CARRIED)
    dropped = () if theirs else (ItemResult.DROPPED,)
    return (ItemResult.CARRIED, ItemResult.DISCUSSED, *dropped)


def check_result(result: ItemResult, possible: Sequence[ItemResult]) -> None:
    """Raises MeetingRefused unless an item may end so."""
    if result not in possible:
        raise MeetingRefused(f"This item can be {' or '.join(map(str, possible))}.")


def is_correctable(state: MeetingState, kind: NoteKind, note: NoteState, challenge_id: int | None) -> bool:
    """Whether a note in one state, of a meeting in another, can still be corrected: it is with no agency."""
    goes_on = state in (MeetingState.OPEN, MeetingState.ADJOURNED)
    return goes_on and kind is not NoteKind.CHALLENGE and note is not NoteState.STRUCK and challenge_id is None


def check_correctable(state: MeetingState, kind: NoteKind, note: NoteState, challenge_id: int | None) -> None:
    """Raises MeetingRefused unless it can."""
    if state is MeetingState.ENDED:
        raise MeetingRefused("This meeting is over. Open it again to correct its record.")
    if not is_correctable(state, kind, note, challenge_id):
        raise MeetingRefused("This note cannot be corrected.")


def question_in_writing(held_on: date, asked: str) -> str:
    """The question by which a spoken answer is asked for in writing, after what was asked where both fit."""
    put = f"Please put in writing what you told the meeting on {held_on:%-d %B %Y}."
    return f"{asked} {put}" if asked and len(asked) + len(put) < PARAGRAPH else put


def check_not_theirs(*source_kinds: str) -> None:
    """Raises MeetingRefused where a change would move, reword or remove what young people or lay members ask."""
    if SourceKind.QUESTION in source_kinds:
        raise MeetingRefused("Young people's and lay members' questions come first. Only they can take them off.")
