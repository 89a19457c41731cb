"""The words of a text in one usual spelling: abbreviations, missing apostrophes, slang, stretched, mistyped words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cscp_core.identifying.plain import to_plain
from cscp_core.identifying.words import commonness, normalise

TOKEN = re.compile(r"[^\W_]+(?:['’‘`´*!@$#/][^\W_]+)*|[.!?;\n…]")
SENTENCE_END = "|"
APOSTROPHES = re.compile(r"['’‘`´]")
INNER_MARKS = re.compile(r"[*!@$#/]")
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
SIGNS_FOR_LETTERS = str.maketrans("@$!01345", "asioieas")
SHORTEST_MISTYPED = 5
RARE = 2.7  # on the scale of commonness: a usual word is never taken for a mistyped one
LONGEST_SPELLING = 4  # words


@dataclass(frozen=True, slots=True)
class Token:
    """One word in its usual spelling, or the end of a sentence, and where it stands in the text as given."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Spellings:
    """How words are written. `usual` maps what is written to the usual words; `known` holds every word that a cue uses,
    and `people` those to which a possessive s may be joined."""

    usual: Mapping[tuple[str, ...], tuple[str, ...]]
    known: Collection[str]
    people: Collection[str]

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text, in its order."""
        folded = to_plain(text)
        found: list[Token] = []
        for match in TOKEN.finditer(folded.text):
            start, end = folded.span(*match.span())
            written = match.group()
            words = self._usual(written) if written[0].isalnum() else (SENTENCE_END,)
            found.extend(Token(word, start, end) for word in words)
        return list(self._joined(found))

    def rewrite(self, words: list[str]) -> list[str]:
        """The words of a list in their usual spelling."""
        tokens = [Token(one, 0, 0) for word in words for one in self.usual.get((word,), (word,))]
        return [token.word for token in self._joined(tokens)]

    def _joined(self, tokens: list[Token]) -> Iterator[Token]:
        """Brings words that are written apart together: step dad."""
        place = 0
        while place < len(tokens):
            for length in range(min(LONGEST_SPELLING, len(tokens) - place), 1, -1):
                some = tokens[place : place + length]
                usual = self.usual.get(tuple(token.word for token in some))
                if usual is not None:
                    yield from (Token(word, some[0].start, some[-1].end) for word in usual)
                    place += length
                    break
            else:
                yield tokens[place]
                place += 1

    @lru_cache(maxsize=20_000)  # noqa: B019 one object lives as long as the process
    def _usual(self, written: str) -> tuple[str, ...]:
        key = APOSTROPHES.sub("'", normalise(written))
        joined = key.replace("'", "")
        known = self._known(key) or self._known(joined)
        if known:
            return known
        if INNER_MARKS.search(joined):
            return self._censored(joined) or tuple(
                word for part in INNER_MARKS.split(joined) for word in self._usual(part)
            )
        if joined.endswith("s") and joined[:-1] in self.people:
            return (joined[:-1],)
        for shorter in (STRETCHED.sub(r"\1\1", joined), STRETCHED.sub(r"\1", joined)):
            known = self._known(shorter)
            if known:
                return known
        return (
            self._known(joined + "g") if joined.endswith("in") and self._known(joined + "g") else self._mended(joined)
        )

    def _known(self, key: str) -> tuple[str, ...]:
        return self.usual.get((key,)) or ((key,) if key in self.known else ())

    def _censored(self, key: str) -> tuple[str, ...]:
        """r*pe, su!cide: signs stand for letters, an asterisk for any."""
        known = self._known(key.translate(SIGNS_FOR_LETTERS))
        if known or "*" not in key:
            return known
        pattern = re.compile(re.escape(key.translate(SIGNS_FOR_LETTERS)).replace(r"\*", "[a-z]"))
        written = sorted(self.known) + sorted(words[0] for words in self.usual if len(words) == 1)
        return next((self._known(word) for word in written if pattern.fullmatch(word)), ())

    def _mended(self, key: str) -> tuple[str, ...]:
        with_letters = key.translate(SIGNS_FOR_LETTERS)
        if with_letters != key and not key.isdigit() and self._known(with_letters):
            return self._known(with_letters)
        key = STRETCHED.sub(r"\1", key)
        if len(key) < SHORTEST_MISTYPED or key.isdigit() or commonness(key) > RARE:
            return (key,)
        found = {word for part in {key, *_shorter(key)} for word in self._near().get(part, ())}
        near = sorted(found, key=lambda word: (sorted(word) != sorted(key), abs(len(word) - len(key)), word))
        return next(((word,) for word in near if _one_apart(key, word)), (key,))

    @lru_cache(maxsize=1)  # noqa: B019
    def _near(self) -> dict[str, list[str]]:
        """Known words by what is left of them when one letter is missing."""
        near: dict[str, list[str]] = {}
        for word in self.known:
            if len(word) >= SHORTEST_MISTYPED and not word.isdigit():
                for part in {word, *_shorter(word)}:
                    near.setdefault(part, []).append(word)
        return near


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, other or moved makes the one the other; the first letter stays."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return shorter in _shorter(longer)
    differ = [place for place in range(len(one)) if one[place] != other[place]]
    moved = len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]]
    return len(differ) <= 1 or (moved and one[differ[1]] == other[differ[0]])
