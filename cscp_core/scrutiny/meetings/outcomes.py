"""What came of each item of a meeting, in the words of its record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import counted
from cscp_core.scrutiny.meetings.reads import Captured, Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import NoteKind, NoteState
from cscp_core.storage.session import ENGLAND

CALLED = {NoteKind.DECISION: "decision", NoteKind.CHALLENGE: "challenge", NoteKind.SPOKEN: "spoken answer"}


@dataclass(frozen=True, kw_only=True)
class ItemOutcome:
    """One item with what was recorded under it."""

    item: ListedItem
    notes: tuple[Captured, ...] = ()

    @property
    def asked(self) -> str:
        """The question; of young people and lay members only whose it is, since their words are theirs to take back."""
        return self.item.title if self.item.source_kind == SourceKind.QUESTION else self.item.question

    @property
    def in_words(self) -> str:
        """What came of it: counts of what was recorded, or that nothing was, or that it was not reached."""
        if self.notes:
            kinds = [one.kind for one in self.notes]
            return ", ".join(counted(kinds.count(kind), word) for kind, word in CALLED.items() if kind in kinds)
        return "Discussed, nothing recorded" if self.item.reached else "Not reached"


def list_outcomes(meeting: Gathering) -> list[ItemOutcome]:
    """Every item of the agenda in order, with what stands in the record under it."""
    notes = _in_record(meeting)
    found: list[ItemOutcome] = []
    for item in meeting.items:
        under = tuple(one for one in notes if one.item_id == item.item_id)
        found.append(ItemOutcome(item=item, notes=under))
    return found


def number_decisions(meeting: Gathering) -> dict[int, str]:
    """What each decision is called, by the id of its note: `D2 (item 3)`, in the order in which they were recorded."""
    places = {one.item_id: one.position for one in meeting.items}
    numbers = count(1)
    return {
        one.note_id: f"D{next(numbers)}" + (f" (item {places[one.item_id]})" if one.item_id in places else "")
        for one in _in_record(meeting)
        if one.kind is NoteKind.DECISION
    }


def summarise(meeting: Gathering) -> str:
    """The whole meeting in one sentence: how many items were reached, and what was recorded."""
    reached = sum(one.reached for one in meeting.items)
    kinds = [one.kind for one in _in_record(meeting)]
    recorded = ", ".join(counted(kinds.count(kind), word) for kind, word in CALLED.items())
    return f"{reached} of {counted(len(meeting.items), 'item')} reached: {recorded}."


def when_held(meeting: Gathering) -> str:
    """When it began and ended, in English time; the day too where it ended on another. Empty before it began."""
    if meeting.started_at is None:
        return ""
    began = meeting.started_at.astimezone(ENGLAND)
    if meeting.ended_at is None:
        return f"Began at {_day(began)}."
    ended = meeting.ended_at.astimezone(ENGLAND)
    return (
        f"Began at {_day(began)}, ended at {ended:%H:%M}."
        if began.date() == ended.date()
        else (f"Began at {_day(began)}, ended at {_day(ended)}.")
    )


def _day(moment: datetime) -> str:
    return f"{moment:%H:%M} on {moment:%-d %B %Y}"


def _in_record(meeting: Gathering) -> Sequence[Captured]:
    return [one for one in meeting.notes if one.state is NoteState.CONFIRMED]
