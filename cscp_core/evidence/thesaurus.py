"""Words that mean the same in a search: the rows of data/thesaurus.csv and the glossary of a report."""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cscp_core.evidence.words import SearchWord, read_tokens

FILE = Path(__file__).resolve().parents[2] / "data" / "thesaurus.csv"
UNEXPLAINED = ("a name", "not explained")
Phrase = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Thesaurus:
    """Which words and phrases mean the same."""

    one_word: dict[str, str]
    """Stems that are always read as another: "kid" as "child"."""
    concepts: dict[Phrase, str]
    """Phrases, as stems, by the token that finds all that mean the same."""
    known: frozenset[str]
    """Every folded word in it, which is therefore no misspelling."""
    _by_first: dict[str, list[Phrase]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Phrase]] = {}
        for phrase in sorted(self.concepts, key=lambda one: (-len(one), one)):
            found.setdefault(phrase[0], []).append(phrase)
        object.__setattr__(self, "_by_first", found)

    def stems_of(self, words: Sequence[SearchWord]) -> list[str]:
        return [self.one_word.get(word.stem, word.stem) for word in words]

    def concepts_at(self, stems: Sequence[str], place: int) -> list[tuple[int, str]]:
        """The phrases that begin at a place, longest first: how many words, and the token."""
        return [
            (len(phrase), self.concepts[phrase])
            for phrase in self._by_first.get(stems[place], ())
            if tuple(stems[place : place + len(phrase)]) == phrase
        ]

    def tokens_of(self, text: str) -> list[str]:
        """Every token that finds a text: stems, what is written as one, and concepts."""
        words = read_tokens(text)
        stems = self.stems_of(words)
        tokens = []
        for place, word in enumerate(words):
            if not word.is_stop_word:
                tokens.append(stems[place])
            tokens += word.also
            tokens += [concept for _, concept in self.concepts_at(stems, place)]
        return tokens

    def as_json(self) -> str:
        phrases = [[list(phrase), token] for phrase, token in self.concepts.items()]
        return json.dumps({"one_word": self.one_word, "concepts": phrases, "known": sorted(self.known)})


def from_json(text: str) -> Thesaurus:
    kept = json.loads(text)
    return Thesaurus(
        one_word=kept["one_word"],
        concepts={tuple(phrase): token for phrase, token in kept["concepts"]},
        known=frozenset(kept["known"]),
    )


def build_thesaurus(rows: Iterable[Sequence[str]], glossary: Iterable[tuple[str, str]]) -> Thesaurus:
    """A thesaurus of rows of words that mean the same, and of abbreviations with what they are short for.

    A row of single words replaces each of them by its first, within phrases too. All other rows, and the glossary, that
    share a phrase become one.
    """
    groups = [list(row) for row in rows]
    one_word: dict[str, str] = {}
    for group in groups:
        stems = [[word.stem for word in read_tokens(phrase)] for phrase in group]
        if all(len(one) == 1 for one in stems):
            one_word |= {one[0]: stems[0][0] for one in stems}
    concept_of: dict[Phrase, str] = {}
    explained = [[abbreviation, *expansions(expansion)] for abbreviation, expansion in glossary]
    for number, group in enumerate([*groups, *explained]):
        phrases = [phrase for one in group if (phrase := tuple(one_word.get(w.stem, w.stem) for w in read_tokens(one)))]
        if number >= len(groups) and phrases[0] in concept_of and read_tokens(group[0])[0].plain != phrases[0][0]:
            del phrases[0]  # an abbreviation whose last s is no plural: CICS is not CiC
        if len(set(phrases)) < 2:
            continue
        met = {concept_of[one] for one in phrases if one in concept_of}
        token = min(met) if met else "zz" + "".join(phrases[0])
        concept_of |= dict.fromkeys((one for one, known in concept_of.items() if known in met), token)
        concept_of |= dict.fromkeys(phrases, token)
    known = {word.plain for group in [*groups, *explained] for phrase in group for word in read_tokens(phrase)}
    return Thesaurus(one_word=one_word, concepts=concept_of, known=frozenset(known))


def expansions(expansion: str) -> list[str]:
    """What an abbreviation is short for, without what the glossary adds in brackets; none where it is not explained."""
    found = [one.strip() for one in re.sub(r"\([^)]*\)", "", expansion).split(";")]
    return [one for one in found if one and not one.startswith(UNEXPLAINED)]


@lru_cache(maxsize=1)
def read_rows(path: Path = FILE) -> tuple[tuple[str, ...], ...]:
    """The rows of the file: words and phrases that mean the same."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            tuple(phrase for one in row["words"].split("|") if (phrase := one.strip())) for row in csv.DictReader(file)
        )


def fingerprint() -> str:
    """Changes with the file, and with how words are read."""
    read_from = [FILE, Path(__file__), Path(__file__).with_name("words.py")]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in read_from)).hexdigest()[:16]
