"""How old somebody must be to read a text, and which of its words are hard. Pure.

Two published formulas, each a school grade in the United States, to which five years are added: Flesch-Kincaid
(Kincaid and others, 1975: words in a sentence, syllables in a word) and the Automated Readability Index (Smith and
Senter, 1967: words in a sentence, letters in a word). They know nothing of meaning: a short word can be hard too.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen
import snowballstemmer

FILE = Path(__file__).resolve().parents[1] / "data" / "long_words.csv"
GRADE_TO_AGE = 5  # years
FEWEST = 4  # words: fewer are a label and no sentence
MANY_SYLLABLES = 5
TOO_HARD = 14  # years: a reply that asks for more says why
AIM = 12  # years
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


@dataclass(frozen=True, kw_only=True)
class HardWord:
    """A word or phrase as it was written, and what to say in its place; empty where the list knows nothing shorter."""

    written: str
    say: str


def sentences(text: str) -> list[str]:
    """What ends like a sentence, and each line, of four words or more."""
    parts = re.split(r"(?<=[.!?:])\s+|\n+", text)
    return [part for part in parts if len(WORD.findall(part)) >= FEWEST]


def flesch_kincaid(text: str) -> float:
    """Age in years by syllables; 0 where there is no sentence."""
    told = sentences(text)
    words = [word for one in told for word in WORD.findall(one)]
    if not words:
        return 0.0
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / len(told) + 11.8 * syllables / len(words) - 15.59 + GRADE_TO_AGE


def automated_index(text: str) -> float:
    """Age in years by letters; 0 where there is no sentence."""
    told = sentences(text)
    words = [word for one in told for word in WORD.findall(one)]
    if not words:
        return 0.0
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(told) - 21.43 + GRADE_TO_AGE


def reading_age(text: str) -> float:
    """The higher of the two ages, in years; 0 where there is no sentence."""
    return max(flesch_kincaid(text), automated_index(text))


def count_syllables(word: str) -> int:
    """One more than the places where British rules hyphenate it: now and then one too few."""
    return len(_hyphenation().positions(word)) + 1


def find_hard_words(text: str) -> list[HardWord]:
    """Words and phrases of data/long_words.csv, then other words of five syllables or more; each once, as written."""
    words = WORD.findall(text)
    stems = [_stem(one) for one in words]
    found: dict[str, HardWord] = {}
    taken: set[int] = set()
    for place in range(len(stems)):
        for phrase, say in _listed().get(stems[place], ()):
            places = range(place, place + len(phrase))
            if tuple(stems[place : place + len(phrase)]) == phrase and taken.isdisjoint(places):
                written = " ".join(words[one] for one in places)
                found.setdefault(written.casefold(), HardWord(written=written, say=say))
                taken |= set(places)
    for place, word in enumerate(words):
        if place not in taken and count_syllables(word) >= MANY_SYLLABLES:
            found.setdefault(word.casefold(), HardWord(written=word, say=""))
    return list(found.values())


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word.casefold().replace("’", "'")))


@cache
def _listed() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases as stems with what to say in their place, by their first stem, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            phrase = tuple(_stem(one) for one in WORD.findall(row["words"]))
            found.setdefault(phrase[0], []).append((phrase, row["say"]))
    return {first: sorted(phrases, key=lambda one: -len(one[0])) for first, phrases in found.items()}
