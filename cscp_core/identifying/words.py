"""Words of a text: where each stands, whether it opens a sentence or has a telling capital, how rare it is."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

LISTS = Path(__file__).parent / "lists"
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
WITHIN_A_SENTENCE = frozenset(" \u00a0,'’-–()/&+")
MANY_CAPITALS = 0.5  # of the words inside sentences: from there on a capital tells nothing
SHORT_TEXT, SMALL_WORD = 5, 5.7  # a few words, none of them "said" or "the": they may all be names
SHORTEST_MISTYPED, USUAL = 4, 3.4  # letters; on the scale of commonness
LONGEST_WORD = 30
SHORTEST_PART, PART_OF_COMPOUND = 4, 3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWord:
    """One word; `lookup_key` is how it is looked up: small letters, no accents, no 's. `end` leaves out the 's."""

    text: str
    key: str
    start: int
    end: int
    before: str  # what stands between this word and the one before
    capital: bool
    opens: bool
    owner: bool

    @property
    def joined(self) -> bool:
        """Whether it goes on from the word before, as a surname does from a first name."""
        return self.before in (" ", "-", "  ", "\u00a0")


def normalise(text: str) -> str:
    """Small letters without accents and with straight apostrophes."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("ı", "i").replace("ł", "l"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def lookup_key(word: str) -> str:
    """How a word is looked up: small letters, no accents, no 's."""
    return normalise(word).removesuffix("'s").replace("'", "")


def read_list(name: str) -> frozenset[str]:
    """The entries of a hand-written list: words parted by space, lines that begin with # left out."""
    return frozenset(lookup_key(word) for line in read_lines(name) for word in line.split())


def read_group(name: str) -> frozenset[str]:
    """A group of words of cues.txt."""
    return frozenset(lookup_key(word) for word in _groups()[name])


def read_phrases(name: str) -> frozenset[tuple[str, ...]]:
    """A group of cues.txt whose entries are words joined by a line: name_is."""
    return frozenset(tuple(phrase.split("_")) for phrase in _groups()[name])


@lru_cache(maxsize=1)
def _groups() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    name = ""
    for line in read_lines("cues.txt"):
        if line.startswith("["):
            name = line.strip("[]")
        groups.setdefault(name, []).extend([] if line.startswith("[") else line.split())
    return groups


def read_lines(name: str) -> list[str]:
    """The lines of a hand-written list that are not remarks."""
    text = (LISTS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def split_words(text: str) -> list[TextWord]:
    """The words of a text in their order."""
    found = list(WORD.finditer(text))
    tells = _capitals_tell(text, found)
    words: list[TextWord] = []
    after = 0
    for match in found:
        before = text[after : match.start()]
        words.append(_word(match, before, opens=not words or not WITHIN_A_SENTENCE.issuperset(before), tells=tells))
        after = match.end()
    return words


@lru_cache(maxsize=20_000)
def commonness(word: str) -> float:
    """How often English has the word, on the scale of Zipf: 7 for "the", 4.5 for "mum", 2.5 for "Kaleb", 0 for none."""
    from wordfreq import zipf_frequency  # heavy: loaded with the first text, not with the program

    return zipf_frequency(word, "en")


def _word(match: re.Match[str], before: str, *, opens: bool, tells: bool) -> TextWord:
    text = match.group()
    owner = normalise(text).endswith("'s")
    capital = tells and text[0].isupper() and (len(text) == 1 or not text.isupper())
    return TextWord(
        text=text,
        key=lookup_key(text),
        start=match.start(),
        end=match.end() - 2 * owner,
        before=before,
        capital=capital,
        opens=opens,
        owner=owner,
    )


def _capitals_tell(text: str, found: list[re.Match[str]]) -> bool:
    after_space = [match.group() for match in found if text[match.start() - 1 : match.start()] == " "]
    inside = [word for word in after_space if len(word) > 1]
    capitals = [word for word in inside if word[0].isupper()]
    if len(capitals) <= max(2, MANY_CAPITALS * len(inside)):
        return True
    return len(capitals) <= SHORT_TEXT and not any(
        word.isupper() or commonness(lookup_key(word)) > SMALL_WORD for word in capitals
    )


@lru_cache(maxsize=20_000)
def looks_mistyped(key: str) -> bool:
    """Whether one letter more, less, other or moved makes it a usual word."""
    if not SHORTEST_MISTYPED <= len(key) <= LONGEST_WORD:
        return len(key) < SHORTEST_MISTYPED
    halves = [(key[:place], key[place:]) for place in range(len(key) + 1)]
    near = {first + rest[1:] for first, rest in halves if rest}
    near |= {first + rest[1] + rest[0] + rest[2:] for first, rest in halves if len(rest) > 1}
    near |= {first + letter + rest[1:] for first, rest in halves if rest for letter in ascii_lowercase}
    near |= {first + letter + rest for first, rest in halves for letter in ascii_lowercase}
    return any(commonness(one) > USUAL for one in near if one != key)


@lru_cache(maxsize=20_000)
def is_compound(key: str) -> bool:
    """Whether it is two ordinary words written as one: footlocker, groupchats."""
    return len(key) <= LONGEST_WORD and any(
        commonness(key[:place]) > PART_OF_COMPOUND and commonness(key[place:]) > PART_OF_COMPOUND
        for place in range(SHORTEST_PART, len(key) - SHORTEST_PART + 1)
    )
