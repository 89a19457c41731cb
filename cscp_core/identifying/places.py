"""Where somebody lives: postcodes, and streets, houses and estates by name."""

import re
from collections.abc import Iterator

from cscp_core.identifying import names
from cscp_core.identifying.words import Word, commonness, group, listed

AREAS = group("place postcode areas")
POSTCODE = re.compile(
    r"(?<!\w)(?P<area>[a-z]{1,2})(?P<district>[0-9oil][0-9a-z]?)[ .\-]{0,3}"
    r"(?P<sector>[0-9oil])(?P<unit>[abd-hjlnp-uw-z]{2})(?!\w)",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"(?:1st|2nd|3rd)$")

STREETS = group("place streets")
HOUSES = group("place houses")
ESTATES = frozenset(("estate",))
NUMBERED_ONLY = group("place numbered only")
WAYS = group("place ways")
ENDINGS = STREETS | HOUSES | ESTATES | NUMBERED_ONLY
SAFE_WITH_NUMBER = STREETS | ESTATES | {"st", "mansions", "villas", "heights"}
NUMBER = re.compile(r"\d{1,3}[a-h]?$")
FLATS = group("place flats")
MOST_NAME_WORDS = 3

LIVING = group("place living")
BESIDE = group("place beside")
# Words that stand before "road", "house" or "estate" in ordinary talk and name none.
ORDINARY = group("place ordinary")
COMMON = 4.3  # on the scale of commonness: words below it can name a street
RARE = 3.7  # and below this a house or a way
ON_NO_MAP = 1.5  # and below this a way that somebody lives on
NAMES_ESTATE = 5.0
PLACES_OF_ALL = group("place places of all")
FIRST_NAMES = listed("first_names.txt")


def postcodes(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Whole postcodes, also with o for nought and l for one; the first half alone covers too many people."""
    for match in POSTCODE.finditer(text):
        outward, inward = match["area"] + match["district"], match["sector"] + match["unit"]
        figures = sum(mark.isdecimal() for mark in (match["district"][0], match["sector"]))
        word_like = any(part.isalpha() and commonness(part.lower()) >= 3 for part in (outward, inward))
        is_ordinal = ORDINAL.match(inward) and not outward.isupper()
        if match["area"].lower() in AREAS and figures and not word_like and not is_ordinal:
            yield match.span()


def addresses(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Streets with a number or by name, houses and blocks by name, and estates."""
    somebody: bool | None = None  # whether anybody is named: asked only where a street stands without a number
    for position, word in enumerate(words):
        if word.key not in ENDINGS or word.owner:
            continue
        first = _name_begins(words, position)
        name = words[first:position]
        number = _number_begins(words, first)
        if number < first and _is_street_after_number(words, first, position):
            yield words[number].start, word.end
        elif name and _is_named(words, first, position):
            if word.key in STREETS and not any(one.key in LIVING for one in words):
                somebody = any(names.people(text, words)) if somebody is None else somebody
                if not somebody:
                    continue  # the town hall on Judd Street: a place that everybody knows
            yield name[0].start, word.end


def _name_begins(words: list[Word], ending: int) -> int:
    """The index of the first word of the name before an ending; of capitals only when the ending has one."""
    first = ending
    while first and ending - first < MOST_NAME_WORDS and _can_name(words[first - 1], words[ending]):
        if words[first].before not in (" ", "-", ". ", "  "):
            break
        first -= 1
    return first


def _can_name(word: Word, ending: Word) -> bool:
    return (
        (word.capital or not ending.capital)
        and not word.text[0].isdecimal()
        and word.key not in ORDINARY
        and (len(word.key) > 2 or word.key == "st")
    )


def _number_begins(words: list[Word], first: int) -> int:
    """The index of the first word of "flat 3, 12" before a name, or `first` when no number stands there."""
    begins = first
    if begins and NUMBER.match(words[begins - 1].key) and words[first].before in (" ", ", ", "  "):
        begins -= 1
        if begins and NUMBER.match(words[begins - 1].key):
            begins -= 1
        if begins and words[begins - 1].key in FLATS:
            begins -= 1
    return begins


def _is_street_after_number(words: list[Word], first: int, ending: int) -> bool:
    name, last = words[first:ending], words[ending]
    if not name:
        return False
    return last.key in SAFE_WITH_NUMBER or last.capital or _lives(words, first - 1) or any(map(_is_telling, name))


def _is_named(words: list[Word], first: int, ending: int) -> bool:
    """Whether a name without a number is a street, a house or an estate rather than ordinary words."""
    name, last = words[first:ending], words[ending]
    if all(word.key in PLACES_OF_ALL for word in name):
        return False
    before = words[first - 1].key if first else ""
    capitals = last.capital and all(word.capital for word in name)
    telling, rare = any(map(_is_telling, name)), any(commonness(word.key) < RARE for word in name)
    if last.key in NUMBERED_ONLY:
        if last.key in WAYS and before in BESIDE and any(commonness(word.key) < ON_NO_MAP for word in name):
            return True
        lived_in = _lives(words, first) and (capitals or telling)
        a_way = (capitals and last.key in WAYS) or (rare and last.key == "way")
        return lived_in or (a_way and before in BESIDE | {"the"})
    if last.key in STREETS:
        return capitals or telling or before in BESIDE | {"the"} or _lives(words, first)
    if last.key in ESTATES:
        return any(word.capital or _is_telling(word) or commonness(word.key) < NAMES_ESTATE for word in name)
    if any(word.owner or word.key.endswith("ed") for word in name):
        return False
    return (capitals and telling) or (rare and before in BESIDE)


def _lives(words: list[Word], first: int) -> bool:
    return any(word.key in LIVING for word in words[max(0, first - 4) : first])


def _is_telling(word: Word) -> bool:
    return word.key in FIRST_NAMES or commonness(word.key) < COMMON
