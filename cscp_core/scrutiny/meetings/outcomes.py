"""What came of each item of a meeting, in the words of its record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import counted
from cscp_core.scrutiny.meetings.reads import Captured, Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import ItemResult, NoteKind, NoteState
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
        asked = self.item.title if self.item.source_kind == SourceKind.QUESTION else self.item.question
        return f"{asked} ({self.item.origin})" if self.item.origin else asked

    @property
    def in_words(self) -> str:
        """What came of it: counts of what was recorded, and whether it was discussed, reached and carried over."""
        kinds = [one.kind for one in self.notes]
        parts = [counted(kinds.count(kind), word) for kind, word in CALLED.items() if kind in kinds]
        if not self.item.reached and not parts:
            parts.append("not reached")
        if self.item.reached and self.item.result == ItemResult.CARRIED:
            parts.append("adjourned")
        if self.item.result in (ItemResult.CARRIED, ItemResult.DROPPED):
            parts.append(describe_carrying(self.item))
        elif not parts:
            parts.append("discussed, nothing to record" if self.item.result else "discussed, nothing recorded")
        return with_capital(", ".join(parts))


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
    carried = sum(one.result == ItemResult.CARRIED for one in meeting.items)
    over = f" {counted(carried, 'item')} carried over." if carried else ""
    return f"{reached} of {counted(len(meeting.items), 'item')} reached: {recorded}.{over}"


def when_held(meeting: Gathering) -> str:
    """When it began, was adjourned and resumed, and ended, in English time; the day wherever it is another than before.
    Empty before it began."""
    moments = [
        ("began", meeting.started_at),
        *(pair for one in meeting.breaks for pair in (("adjourned", one.at), ("resumed", one.resumed_at))),
        ("ended", meeting.ended_at),
    ]
    said: list[str] = []
    day: date | None = None
    for what, moment in moments:
        if moment is not None:
            at = moment.astimezone(ENGLAND)
            said.append(f"{what} at {at:%H:%M}" + (f" on {at:%-d %B %Y}" if at.date() != day else ""))
            day = at.date()
    return f"{with_capital(', '.join(said))}." if said else ""


def describe_carrying(item: ListedItem) -> str:
    """Where an item was carried over to, as part of a sentence; empty where nothing was said of it."""
    if item.result == ItemResult.DROPPED:
        return "not carried over"
    if item.result != ItemResult.CARRIED:
        return ""
    on = item.carried_to
    return "carried over to " + (f"the meeting on {on:%-d %B %Y}" if on else "the next meeting")


def with_capital(words: str) -> str:
    """The words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def _in_record(meeting: Gathering) -> Sequence[Captured]:
    return [one for one in meeting.notes if one.state is NoteState.CONFIRMED]
