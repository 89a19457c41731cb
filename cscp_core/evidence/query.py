"""What somebody asks a search for: words in groups, misspellings mended, each with what else would find it. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from cscp_core.evidence.thesaurus import Thesaurus
from cscp_core.evidence.words import SearchWord, read_tokens, stem
from cscp_core.identifying.words import commonness

MOST_WORDS = 24
ID = re.compile(r"(?=.*\d)[a-z].*-")
MOST_ENDINGS = 12
SHORTEST_BEGINNING = 3
SHORTEST_MENDED = 4
LIKE_ENOUGH = 0.3
ENGLISH = 3.1
"""How common a word must be to be none of the usual misspellings."""
ALIKE = 0.4
MOST_ALIKE = 3


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One word or phrase that was asked for."""

    typed: str
    ways: tuple[tuple[tuple[str, ...], float], ...]
    """Each finds it: tokens that must all be there, and what that is worth, at most 1."""


@dataclass(frozen=True, kw_only=True)
class Query:
    units: tuple[Unit, ...] = ()
    ids: tuple[str, ...] = ()
    """What was typed, and those parts of it that may be the id of an item."""
    mended: tuple[tuple[str, str], ...] = ()
    """Words that stand nowhere, each with the one that was searched for in its place."""
    unknown: tuple[str, ...] = ()
    """Words that stand nowhere, and nothing is like them."""

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for unit in self.units for way, _ in unit.ways for token in way)


class Vocabulary:
    """The words that can be found. Their runs of three letters are indexed at the first misspelling."""

    def __init__(self, thesaurus: Thesaurus, words: Mapping[str, int], tokens: Collection[str]) -> None:
        """`words`: folded words by the number of rows that they are in. `tokens`: what finds these rows."""
        self.thesaurus = thesaurus
        self.words = words
        self._stems = frozenset(tokens).union(thesaurus.one_word, *thesaurus.concepts)

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for word in {*self.words, *self.thesaurus.known}:
            if len(word) >= SHORTEST_MENDED and word.isalpha():
                for trigram in trigrams(word):
                    index[trigram].append(word)
        return dict(index)

    def has(self, word: SearchWord) -> bool:
        return word.stem in self._stems

    def beginning_with(self, plain: str) -> list[str]:
        """Stems of the commonest words that begin so."""
        if len(plain) < SHORTEST_BEGINNING:
            return []
        found = sorted((word for word in self.words if word.startswith(plain)), key=lambda one: (-self.words[one], one))
        return list(dict.fromkeys(stem(word) for word in found))[:MOST_ENDINGS]

    def nearest(self, plain: str, elsewhere: Callable[[], Mapping[str, int]] = dict) -> str:
        """The word that a misspelling most likely means; empty where none is like it, or it is an English word.
        `elsewhere` counts words that stand in something else."""
        beside = elsewhere()
        near = [
            (edit_distance(plain, word), -self.words.get(word, 0) - beside.get(word, 0), word)
            for share, word in [*self._sharing(plain), *_shares(plain, beside)]
            if share >= LIKE_ENOUGH and abs(len(word) - len(plain)) <= allowed_errors(plain)
        ]
        best = min(near, default=None)
        is_near = best is not None and best[0] <= allowed_errors(plain) and commonness(plain) < ENGLISH
        return best[2] if best and is_near else ""

    def like(self, unknown: Sequence[str]) -> tuple[str, ...]:
        """A few words that share most runs of three letters with those that stand nowhere."""
        shared = sorted((one for plain in unknown for one in self._sharing(plain)), key=lambda one: (-one[0], one[1]))
        near = (word for share, word in shared if share >= ALIKE and word in self.words)
        return tuple(dict.fromkeys(near))[:MOST_ALIKE]

    def _sharing(self, plain: str) -> list[tuple[float, str]]:
        """Which part of their runs of three letters other words share with this one, at most 1."""
        if len(plain) < SHORTEST_MENDED or not plain.isalpha():
            return []
        own = trigrams(plain)
        shared = Counter(word for trigram in own for word in self._by_trigram.get(trigram, ()))
        return [(2 * count / (len(own) + len(word)), word) for word, count in shared.items()]


def _shares(plain: str, words: Iterable[str]) -> list[tuple[float, str]]:
    """The same share of a few words that have no index."""
    if len(plain) < SHORTEST_MENDED or not plain.isalpha():
        return []
    own = trigrams(plain)
    long = (word for word in words if len(word) >= SHORTEST_MENDED and word.isalpha())
    return [(2 * len(own & trigrams(word)) / (len(own) + len(word)), word) for word in long]


def trigrams(word: str) -> set[str]:
    """Runs of three letters, with the beginning and the end of the word marked."""
    marked = f" {word} "
    return {marked[place : place + 3] for place in range(len(marked) - 2)}


def allowed_errors(plain: str) -> int:
    """How many letters may be wrong in a word of this length."""
    return 1 if len(plain) < 6 else 2 if len(plain) < 10 else 3


def edit_distance(one: str, other: str) -> int:
    """How many letters are wrong, left out, too many or swapped with their neighbour (Damerau and Levenshtein)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def parse_query(
    text: str,
    vocabulary: Vocabulary,
    elsewhere: Callable[[str], bool] = lambda _: False,
    words_elsewhere: Callable[[], Mapping[str, int]] = dict,
) -> Query:
    """What was asked. Words that say nothing are left out. `elsewhere`: whether a stem that the
    vocabulary does not have can be found all the same. `words_elsewhere` counts the words that stand there, for
    misspellings."""
    said = text.strip().casefold()
    mended: dict[str, str] = {}
    unknown: list[str] = []
    beginnings: dict[str, list[str]] = {}
    words: list[SearchWord] = []
    for word in read_tokens(text)[:MOST_WORDS]:
        if word.is_stop_word or word.whole or word.plain[0].isdigit() or vocabulary.has(word) or elsewhere(word.stem):
            words.append(word)
        elif found := vocabulary.beginning_with(word.plain):
            beginnings[word.stem] = found
            words.append(word)
        elif near := vocabulary.nearest(word.plain, words_elsewhere):
            mended[word.plain] = near
            words.append(SearchWord(stem(near), near, word.start, word.end))
        else:
            unknown.append(word.plain)
            words.append(word)
    return Query(
        units=tuple(_units(words, text, vocabulary.thesaurus, beginnings)),
        ids=tuple(dict.fromkeys(one for one in (said, *said.split()[:MOST_WORDS]) if one == said or ID.match(one))),
        mended=tuple(mended.items()),
        unknown=tuple(unknown),
    )


def _units(
    words: Sequence[SearchWord], text: str, thesaurus: Thesaurus, beginnings: Mapping[str, Sequence[str]]
) -> list[Unit]:
    stems = thesaurus.stems_of(words)
    found: dict[tuple[tuple[str, ...], ...], Unit] = {}
    place = 0
    while place < len(words):
        long, concept = next(iter(thesaurus.concepts_at(stems, place)), (0, ""))
        whole = words[place].whole
        count = long or _parts_of(words[place:])
        part = words[place : place + count]
        telling = tuple(dict.fromkeys(thesaurus.stems_of([one for one in part if not one.is_stop_word])))
        ways: list[tuple[tuple[str, ...], float]] = []
        if long:
            ways.append(((concept,), 1.0))
        elif whole:
            ways.append(((whole,), 1.0))
        elif part[0].stem in beginnings:
            ways += [((one,), 0.8) for one in beginnings[part[0].stem]]
        if telling:
            ways.append((telling, _worth(long, telling)))
        ways += [((token,), 0.7) for one in part if not whole and not long for token in one.also]
        if ways:
            unit = Unit(typed=text[part[0].start : part[-1].end], ways=tuple(ways))
            found.setdefault(tuple(way for way, _ in ways), unit)
        place += count
    return list(found.values())


def _parts_of(words: Sequence[SearchWord]) -> int:
    """How many words from the first on are parts of one with hyphens; 1 where it has none."""
    whole = words[0].whole
    return sum(1 for _ in takewhile(lambda one: one.whole == whole, words)) if whole else 1


def _worth(of_a_concept: int, telling: Collection[str]) -> float:
    """What the words themselves are worth where they do not stand together; one word is as good as its concept."""
    return 1.0 if not of_a_concept or len(telling) == 1 else 0.6
