"""Where somebody lives: postcodes, and streets, houses and estates by name."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from cscp_core.identifying import names
from cscp_core.identifying.words import TextWord, commonness, is_compound, looks_mistyped, read_group, read_list

AREAS = read_group("place postcode areas")
POSTCODE = re.compile(
    r"(?<!\w)(?P<area>[a-z]{1,2})(?P<district>[0-9oil][0-9a-z]?)[ .\-]{0,3}"
    r"(?P<sector>[0-9oil])(?P<unit>[abd-hjlnp-uw-z]{2})(?!\w)",
    re.IGNORECASE,
)
MARK = r"[ .,\-_/*]"  # what is put between the signs of a postcode to hide it
FIGURE = r"(?:[0-9oil]|zero|one|two|three|four|five|six|seven|eight|nine)"
SPACED = re.compile(
    rf"(?<![\w])(?P<area>[a-z]{MARK}?[a-z]?){MARK}{{0,2}}(?P<district>{FIGURE}(?:{MARK}?[0-9a-z](?![a-z]{{2}}))?){MARK}{{0,3}}"
    rf"(?P<sector>{FIGURE}){MARK}{{0,2}}(?P<unit>[abd-hjlnp-uw-z]{MARK}?[abd-hjlnp-uw-z])(?!\w)",
    re.IGNORECASE,
)
OF_LONDON = frozenset(("nw", "wc", "ec", "se", "sw"))
SMALL_WORD = 4.5  # on the scale of commonness: two letters that are more likely a word
ORDINAL = re.compile(r"(?:1st|2nd|3rd)$")

STREETS = read_group("place streets")
HOUSES = read_group("place houses")
ESTATES = frozenset(("estate", "est"))
NUMBERED_ONLY = read_group("place numbered only")
WAYS = read_group("place ways")
ENDINGS = STREETS | HOUSES | ESTATES | NUMBERED_ONLY
SAFE_WITH_NUMBER = STREETS | ESTATES | {"st", "mansions", "villas", "heights"}
NUMBER = re.compile(r"\d{1,3}[a-h]?$")
NEAR = 5  # words between "live" and a name
FLATS = read_group("place flats")
NUMBERING = FLATS | {"no", "number", "num", "room"}
MOST_NAME_WORDS = 3
IN_PLACE_NAMES = read_group(
    "place in place names"
)  # ordinary words that are part of a name after a rarer one: kentish town
BEFORE_OF = read_group("place before of")  # prince of wales road
BLOCKS = read_group("place blocks")
CALLED = frozenset(("is", "called", "named", "was"))
ARTICLES = frozenset(("the", "st", "saint", "new", "old", "upper", "lower", "great", "little"))

LIVING = read_group("place living")
HOMES_OF_KIN = read_group("place homes of kin")  # at my nan's
BESIDE = read_group("place beside")
# Words that stand before "road", "house" or "estate" in ordinary talk and name none.
ORDINARY = read_group("place ordinary")
COMMON = 4.3  # on the scale of commonness: words below it can name a street
RARE = 3.7  # and below this a house or a way
UNUSUAL = 4.8  # and below this, with a capital, the name after a number where somebody lives
RARE_IN_SMALL = 2.2  # ... or in small letters
ON_NO_MAP = 1.5  # and below this a way that somebody lives on
NAMES_ESTATE = 5.0
PLACES_OF_ALL = read_group("place places of all")
FIRST_NAMES, NOT_NAMES = read_list("first_names.txt"), read_list("not_names.txt")


def find_postcodes(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """Whole postcodes, also with o for zero and l for one; the first half alone covers too many people."""
    for match in POSTCODE.finditer(text):
        outward, inward = match["area"] + match["district"], match["sector"] + match["unit"]
        figures = sum(mark.isdecimal() for mark in (match["district"][0], match["sector"]))
        word_like = any(part.isalpha() and commonness(part.lower()) >= 3 for part in (outward, inward))
        is_ordinal = ORDINAL.match(inward) and not outward.isupper()
        if match["area"].lower() in AREAS and figures and not word_like and not is_ordinal:
            yield match.span()
    yield from _spaced_postcodes(text)


def _spaced_postcodes(text: str) -> Iterator[tuple[int, int]]:
    """ "N W 1 8 Q P", "n.w.1 8q.p", "nw one 8qp"."""
    for match in SPACED.finditer(text):
        area, district, sector, unit = (
            "".join(mark for mark in match[part].lower() if mark.isalnum())
            for part in ("area", "district", "sector", "unit")
        )
        in_words = len(sector) > 2 or len(district) > 2
        figures = sum(part[0].isdecimal() or len(part) > 2 for part in (district, sector))
        certain = area in OF_LONDON or (match["unit"].isupper() and match["area"].isupper())
        if area in AREAS and figures == 2 and (certain or (not in_words and commonness(unit) < SMALL_WORD)):
            yield match.span()


def find_addresses(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """Streets with a number or by name, houses, blocks and estates by name, and a number with a name to live at."""
    somebody: bool | None = None  # whether anybody is named: asked only where a street stands without a number
    living = any(_says_living(words, place) for place in range(len(words)))
    for position, word in enumerate(words):
        if word.key not in ENDINGS or word.owner or _has_longer_name(words, position):
            continue
        first = _name_begins(words, position)
        name = words[first:position]
        number = _number_begins(words, first)
        flat = _flat_after(words, position)
        if name and flat > position:
            yield words[number].start, words[flat].end
        elif number < first and _is_street_after_number(words, first, position):
            yield words[number].start, word.end
        elif name and _is_named(words, first, position):
            if word.key in STREETS and not living:
                somebody = any(names.find_people(text, words)) if somebody is None else somebody
                if not somebody:
                    continue  # the town hall on Judd Street: a place that everybody knows
            yield name[0].start, word.end
    yield from _where_somebody_lives(words)
    yield from _blocks_called(words)


def is_lived_in(words: list[TextWord], start: int, end: int) -> bool:
    """Whether a street that everybody may name (Camden Road) is said to be where somebody lives."""
    first = bisect_left(words, start, key=lambda word: word.start)
    last = bisect_left(words, end, key=lambda word: word.end)
    is_street = last < len(words) and words[last].key in STREETS
    return is_street and (_lives(words, first) or bool(NUMBER.match(words[first].key)))


def _has_longer_name(words: list[TextWord], ending: int) -> bool:
    """The End of South End Green."""
    after = words[ending + 1] if ending + 1 < len(words) else None
    return after is not None and after.joined and after.key in ENDINGS and after.capital and words[ending].capital


def _where_somebody_lives(words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """ "i live at 33 Churchway", "she stays 18 The Grove"."""
    for position, word in enumerate(words):
        if not NUMBER.match(word.key) or position + 1 == len(words):
            continue
        first = last = position + 1
        while last < len(words) and last - first < MOST_NAME_WORDS and _names_home(words, last, first):
            last += 1
        name = [one for one in words[first:last] if one.key not in ARTICLES]
        before = words[position - 1].key if position else ""
        lived = (
            position > 0 and _lives(words, position) and (before in LIVING or before in ("at", "to", "is", *NUMBERING))
        )
        alone = position == 0 and last == len(words) and any(is_compound(one.key) for one in name)
        if name and (lived or alone):
            yield word.start, words[last - 1].end


def _names_home(words: list[TextWord], position: int, first: int) -> bool:
    word = words[position]
    if not word.joined or word.key in LIVING or (word.key in NOT_NAMES and word.key not in ENDINGS):
        return False
    if word.key in ARTICLES:
        return position == first and (word.capital or (position + 1 < len(words) and words[position + 1].capital))
    rarity = commonness(word.key)
    if word.capital:
        return rarity < UNUSUAL or word.key in ENDINGS
    return rarity < RARE_IN_SMALL and word.key.isalpha() and not looks_mistyped(word.key)


def _blocks_called(words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """ "My block is Gillfoot", "the hostel called Arlington"."""
    for position, word in enumerate(words):
        if word.key not in BLOCKS or word.owner:
            continue
        first = position + 1
        while first < len(words) and words[first].key in CALLED and words[first].joined:
            first += 1
        called = first > position + 1 and "called" in (words[first - 1].key, words[first - 2].key)
        if first == position + 1 or first == len(words) or not words[first].joined:
            continue
        name = words[first]
        rarity = commonness(name.key)
        capital = name.capital and rarity < RARE and name.key.isalpha()
        if (
            (capital or (called and rarity < RARE))
            and not name.key.endswith(("ed", "ing"))
            and name.key not in PLACES_OF_ALL
        ):
            last = first
            while last + 1 < len(words) and words[last + 1].joined and words[last + 1].capital and name.capital:
                last += 1
            yield name.start, words[last].end


def _flat_after(words: list[TextWord], ending: int) -> int:
    """The index of the number in "Kiln Place flat 12", or that of the ending."""
    if ending + 2 < len(words) and words[ending + 1].key in NUMBERING and words[ending + 1].before in (" ", ", "):
        return ending + 2 if NUMBER.match(words[ending + 2].key) and words[ending + 2].before in (" ", ". ") else ending
    return ending


def _name_begins(words: list[TextWord], ending: int) -> int:
    """The index of the first word of the name before an ending; of capitals only when the ending has one."""
    first = ending
    while (
        first
        and ending - first < MOST_NAME_WORDS
        and (_can_name(words[first - 1], words[ending]) or _is_within_name(words, first, ending))
    ):
        if words[first].before not in (" ", "-", ". ", "  "):
            break
        first -= 1
    return first


def _is_within_name(words: list[TextWord], first: int, ending: int) -> bool:
    """Whether an ordinary word is part of a name: the "town" of kentish town road, the "of" of prince of wales road."""
    if first < 2 or not words[first - 1].joined:
        return False
    word, before = words[first - 1], words[first - 2]
    if word.key == "of":
        return first < ending and before.key in BEFORE_OF
    return word.key in IN_PLACE_NAMES and word.joined and _can_name(before, words[ending]) and _is_telling(before)


def _can_name(word: TextWord, ending: TextWord) -> bool:
    return (
        (word.capital or not ending.capital)
        and not word.text[0].isdecimal()
        and word.key not in ORDINARY
        and (len(word.key) > 2 or word.key == "st")
    )


def _number_begins(words: list[TextWord], first: int) -> int:
    """The index of the first word of "flat 3, 12" before a name, or `first` when no number stands there."""
    begins = first
    if begins and NUMBER.match(words[begins - 1].key) and words[first].before in (" ", ", ", "  "):
        begins -= 1
        if begins and NUMBER.match(words[begins - 1].key):
            begins -= 1
        if begins and words[begins - 1].key in FLATS:
            begins -= 1
    return begins


def _is_street_after_number(words: list[TextWord], first: int, ending: int) -> bool:
    name, last = words[first:ending], words[ending]
    if not name:
        return False
    return last.key in SAFE_WITH_NUMBER or last.capital or _lives(words, first - 1) or any(map(_is_telling, name))


def _is_named(words: list[TextWord], first: int, ending: int) -> bool:
    """Whether a name without a number is a street, a house or an estate rather than ordinary words."""
    name, last = words[first:ending], words[ending]
    if all(word.key in PLACES_OF_ALL for word in name):
        return last.key in STREETS and _lives(words, first)
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


def _lives(words: list[TextWord], first: int) -> bool:
    return any(_says_living(words, position) for position in range(max(0, first - NEAR), first))


def _says_living(words: list[TextWord], position: int) -> bool:
    """ "I live", "the hostel", "my nan's on Malden Road"."""
    word = words[position]
    if word.key in LIVING:
        return True
    of_kin = word.key in HOMES_OF_KIN and (word.owner or word.key.endswith("s"))
    return of_kin and position + 1 < len(words) and words[position + 1].key in ("on", "at", "in", "off", "near")


def _is_telling(word: TextWord) -> bool:
    return word.key in FIRST_NAMES or word.key in PLACES_OF_ALL or commonness(word.key) < COMMON
