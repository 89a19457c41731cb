"""What in a text could say who somebody is: which kinds there are, and which of two readings goes before the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cscp_core.identifying import dates, names, numbers, online, places, schools
from cscp_core.identifying.known import spans
from cscp_core.identifying.words import Word, read


class Kind(StrEnum):
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

    kind: Kind
    start: int
    end: int


Finder = Callable[[str, list[Word]], Iterator[tuple[int, int]]]

# In the order of precedence: what is found first keeps its place, and what overlaps it is dropped.
FINDERS: tuple[tuple[Kind, Finder], ...] = (
    (Kind.EMAIL, online.emails),
    (Kind.NHS_NUMBER, numbers.nhs_numbers),
    (Kind.UPN, numbers.upns),
    (Kind.PHONE, numbers.phones),
    (Kind.HANDLE, online.handles),
    (Kind.POSTCODE, places.postcodes),
    (Kind.SCHOOL, schools.schools),
    (Kind.ADDRESS, places.addresses),
    (Kind.PERSON, names.people),
    (Kind.DATE_OF_BIRTH, dates.dates_of_birth),
)
NAMED = frozenset((Kind.SCHOOL, Kind.ADDRESS, Kind.PERSON, Kind.HANDLE))  # kinds that a name of the field can look like


def find(text: str, known: frozenset[str] = frozenset()) -> list[Found]:
    """The details in a text, in its order, none overlapping another.

    `known` holds names of the field in small letters (agencies, programmes, places), which are never findings.
    """
    words = read(text)
    public = spans(words, known)
    kept: list[Found] = []
    for kind, finder in FINDERS:
        for start, end in finder(text, words):
            of_the_field = kind in NAMED and any(first <= start and end <= last for first, last in public)
            if not of_the_field and all(end <= other.start or other.end <= start for other in kept):
                kept.append(Found(kind, start, end))
    return sorted(kept, key=lambda found: found.start)
