"""What in a text could say who somebody is: which kinds there are, and which of two readings goes before the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from cscp_core.identifying import dates, names, numbers, online, places, schools
from cscp_core.identifying.known import known_spans
from cscp_core.identifying.plain import to_plain
from cscp_core.identifying.words import TextWord, split_words


class DetailKind(StrEnum):
    """A kind of detail that could say who somebody is."""

    PERSON = "person"
    SCHOOL = "school"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    DATE_OF_BIRTH = "date_of_birth"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"


@dataclass(frozen=True)
class Found:
    """A detail: text[start:end] and its kind."""

    kind: DetailKind
    start: int
    end: int


Finder = Callable[[str, list[TextWord]], Iterator[tuple[int, int]]]

# In the order of precedence: what is found first keeps its place, and what overlaps it is dropped.
FINDERS: tuple[tuple[DetailKind, Finder], ...] = (
    (DetailKind.EMAIL, online.find_emails),
    (DetailKind.NHS_NUMBER, numbers.nhs_numbers),
    (DetailKind.UPN, numbers.find_upns),
    (DetailKind.PHONE, numbers.find_phones),
    (DetailKind.HANDLE, online.find_handles),
    (DetailKind.POSTCODE, places.find_postcodes),
    (DetailKind.SCHOOL, schools.find_schools),
    (DetailKind.ADDRESS, places.find_addresses),
    (DetailKind.PERSON, names.find_people),
    (DetailKind.DATE_OF_BIRTH, dates.dates_of_birth),
)
NAMED = frozenset(
    (DetailKind.SCHOOL, DetailKind.ADDRESS, DetailKind.PERSON, DetailKind.HANDLE)
)  # kinds that a name of the field can look like


def find_details(text: str, known: frozenset[str] = frozenset()) -> list[Found]:
    """The details in a text, in its order, none overlapping another.

    `known` holds names of the field in small letters (agencies, programmes, places), which are never findings.
    """
    folded = to_plain(text)
    words = split_words(folded.text)
    public = _Public(known_spans(words, known))
    kept = _Kept()
    for kind, finder in FINDERS:
        for start, end in finder(folded.text, words):
            if not (kind in NAMED and public.holds(start, end)) or (
                kind is DetailKind.ADDRESS and places.is_lived_in(words, start, end)
            ):
                kept.add(kind, start, end)
    return [Found(kind, *folded.span(start, end)) for start, end, kind in kept.spans]


class _Kept:
    """Findings that do not overlap, in their order; the first to come keeps its place."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, DetailKind]] = []

    def add(self, kind: DetailKind, start: int, end: int) -> None:
        place = bisect_left(self.spans, (start,))
        after_one = place == 0 or self.spans[place - 1][1] <= start
        before_next = place == len(self.spans) or end <= self.spans[place][0]
        if after_one and before_next:
            self.spans.insert(place, (start, end, kind))


class _Public:
    """Where names of the field stand."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans = sorted(spans)
        self.starts = [start for start, _ in spans]
        self.farthest = list(accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        place = bisect_right(self.starts, start)
        return place > 0 and end <= self.farthest[place - 1]
