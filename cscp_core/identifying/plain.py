"""A text in plain characters, and where each of them stands in the text that was written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

HIDDEN = frozenset(("Cf", "Me"))  # zero width, soft hyphen, the box of a key: nobody sees them between two letters
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # say how the character before them is drawn
NEW_LINES = frozenset("\n\r\u2028\u2029\u0085")
DASHES = frozenset("\u2212\u2011\u2010\u2012\u2013\u2014\u2015")
LOOK_LATIN = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxdqwABEZHIKMNOPTYXo")
WORD = re.compile(r"\w+")
HAS_LATIN = re.compile(r"[A-Za-z\d]")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text as it is looked at; `places` holds, for each character, where what was written starts and ends."""

    text: str
    places: list[tuple[int, int]] | None  # nothing where not one character moved

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in what was written."""
        if self.places is None:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def to_plain(text: str) -> Plain:
    """The text with wide, bold and other digits and letters, dashes and spaces as on a keyboard, and nothing unseen.

    Letters of other alphabets that look Latin become Latin in a word that has Latin letters or digits too.
    """
    if text.isascii():
        return Plain(text.replace("\t", " "), None)
    marks: list[str] = []
    places: list[tuple[int, int]] = []
    for position, written in enumerate(text):
        if _is_hidden(written):
            continue
        if unicodedata.combining(written) and marks:
            composed = unicodedata.normalize("NFC", marks[-1] + written)
            marks[-1] = composed if len(composed) == 1 else marks[-1]
            places[-1] = (places[-1][0], position + 1)
            continue
        for mark in _on_a_keyboard(written):
            marks.append(mark)
            places.append((position, position + 1))
    return Plain(_latin("".join(marks)), places)


@lru_cache(maxsize=4096)
def _is_hidden(written: str) -> bool:
    return written in VARIANTS or unicodedata.category(written) in HIDDEN


@lru_cache(maxsize=4096)
def _on_a_keyboard(written: str) -> str:
    if written in NEW_LINES:
        return "\n"
    if written in DASHES:
        return "-"
    if written.isspace():
        return " "
    digit = unicodedata.decimal(written, None)
    return unicodedata.normalize("NFKC", written) if digit is None else str(digit)


def _latin(text: str) -> str:
    return WORD.sub(
        lambda word: word.group().translate(LOOK_LATIN) if HAS_LATIN.search(word.group()) else word.group(), text
    )
