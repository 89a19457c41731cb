"""Kinds and states of meetings and notes, and how much time is left. Pure."""

from datetime import datetime

from cscp_core.errors import MeetingRefused
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import counted
from cscp_core.labelled import Labelled

MINUTES = 10  # planned for an item unless said otherwise
MOST_ITEMS = 30


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
    ENDED = "ended", "ended"


MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.OPEN}),
    MeetingState.OPEN: frozenset({MeetingState.ENDED}),
    MeetingState.ENDED: frozenset({MeetingState.OPEN}),
}


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


def minutes_left(started_at: datetime | None, planned: int, moment: datetime) -> int:
    """Whole minutes that are left of those planned; below 0 once they are over."""
    if started_at is None:
        return planned
    return planned - int((moment - started_at).total_seconds() // 60)


def left_in_words(minutes: int) -> str:
    if minutes >= 0:
        return f"{counted(minutes, 'minute')} left"
    return f"{counted(-minutes, 'minute')} over"


def check_not_theirs(*source_kinds: str) -> None:
    """Raises MeetingRefused where a change would move, reword or remove what young people or lay members ask."""
    if SourceKind.QUESTION in source_kinds:
        raise MeetingRefused("Young people's and lay members' questions come first. Only they can take them off.")
