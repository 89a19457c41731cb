"""What reading a published file gives, and what every layout has in common."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from cscp_core.official.catalogue import Catalogue, KnownPlace, RateBase, SeriesSpec
from cscp_core.official.files import Faults, PublishedFile
from cscp_core.official.rules import Closeness, ObservationState, PlaceLevel, folded


class Observed(NamedTuple):
    """One value as it was read: numbers as their exact digits, None where there is none. `edition` is where the reading
    has its series: the id, and for rates on two populations in one release the population too."""

    edition: str
    place_code: str
    period: str
    value: str | None
    state: ObservationState
    rounded_to: int | None
    numerator: str | None
    denominator: str | None
    lower: str | None
    upper: str | None
    note: str


class ListedNeighbour(NamedTuple):
    """One neighbour as a list has it."""

    own_number: str
    position: int
    neighbour_number: str
    closeness: Closeness
    as_printed: str


@dataclass(kw_only=True)
class Reading:
    """A file in the course of being read. `series`, by edition, and `places` fill as rows come; `notes` are what was
    left out."""

    file: PublishedFile
    publication_id: str
    release: str
    source_table: str
    rate_base: RateBase
    known: Catalogue
    faults: Faults
    series: dict[str, SeriesSpec] = field(default_factory=dict)
    places: dict[str, KnownPlace] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)

    def fault(self, what: str, *, line: int = 0, column: str = "") -> None:
        self.faults.add(self.file.name, what, line=line, column=column)

    def leave_out(self, what: str) -> None:
        """Counts a row that is left out on purpose, by why."""
        self.notes[what] = self.notes.get(what, 0) + 1


class Layout(Protocol):
    """One way to lay a table of values out."""

    name: str

    def observed(self) -> Iterator[Observed]:
        """Its values; what cannot be read becomes a fault of the reading."""


def rounded_at(level: PlaceLevel, rounded_to: int | None) -> int | None:
    """What counts of a level are rounded to: those of authorities are not."""
    return None if level is PlaceLevel.AUTHORITY else rounded_to


class PlacesByNumber:
    """Places by the three-digit numbers of education statistics, and regions by their names."""

    def __init__(self, known: Catalogue) -> None:
        gone = {row["earlier_code"] for row in known.place_changes if row["how"] != "was split"}
        self._by_number: dict[str, KnownPlace] = {}
        self._by_name: dict[str, KnownPlace] = {}
        for place in known.places:
            if place.place_code not in gone:
                self._by_number[place.own_number] = place
            if place.level is not PlaceLevel.AUTHORITY:
                self._by_name[folded(place.name)] = place

    def find(self, number: str, name: str) -> KnownPlace | None:
        """The place of a number, or the region of a name; None where neither is known."""
        return self._by_number.get(number.strip()) or self._by_name.get(folded(name))
