"""What in a text sounds as if somebody may not be safe. It suggests and never decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import groupby

from cscp_core.identifying.worry_lists import ANY, BETWEEN, SCENES, Expression, Lists, SceneItem, Words, load_lists
from cscp_core.identifying.worry_words import SENTENCE_END, Token

TOGETHER = 25  # words: two hints farther apart than this have nothing to do with each other
NEAR = 8  # words between a topic and whom it is about, at most
WITHIN = 12  # words that a scene spans, at most
ROUND = 4  # words before and after a scene that may say that it is about a service, at most
LOOKED_BACK = 3  # skipped words between a "not" and what it denies, at most


class WorryKind(StrEnum):
    """A kind of worry that a youth worker would act on. The short code is what files and databases keep."""

    SUICIDE = "suicide"
    HOME = "home"
    SEXUAL = "sexual"
    CRIMINAL = "criminal"
    HONOUR = "honour"
    NEGLECT = "neglect"
    THREAT = "threat"
    RUNAWAY = "runaway"
    ONLINE = "online"

    @property
    def label(self) -> str:
        """The kind in words, for the safeguarding lead."""
        return LABELS[self]


LABELS = {
    WorryKind.SUICIDE: "suicide and self-harm",
    WorryKind.HOME: "abuse at home",
    WorryKind.SEXUAL: "sexual harm and exploitation",
    WorryKind.CRIMINAL: "criminal exploitation and weapons",
    WorryKind.HONOUR: "forced marriage, FGM and honour",
    WorryKind.NEGLECT: "neglect",
    WorryKind.THREAT: "being followed or threatened",
    WorryKind.RUNAWAY: "running away",
    WorryKind.ONLINE: "grooming and images",
}


@dataclass(frozen=True, kw_only=True)
class Worry:
    """What was noticed: text[start:end], counted in characters of the text as it was given, and the kind."""

    kind: WorryKind
    start: int
    end: int


Span = tuple[int, int]  # of tokens: from the first up to the one after the last
Places = Callable[[SceneItem], tuple[Span, ...]]


def find_worries(text: str) -> list[Worry]:
    """The worries noticed in a text, in its order. Two of different kinds may overlap, two of one kind never do."""
    known = load_lists()
    tokens = known.spellings.tokens(text)
    cues: list[tuple[str, Span]] = []
    hints: list[tuple[Expression, Span]] = []
    for sentence in _sentences(tokens):
        remarks: list[tuple[str, Span]] = []
        found: list[tuple[Expression, Span]] = []
        for one, span in _matches(known, tokens, sentence):
            if one.section == "remarks":
                remarks.append((one.kind, span))
            elif one.section == SCENES or not _is_denied(known, tokens, span):
                found.append((one, span))
        for one, span in found:
            if any(kind in (ANY, one.kind) and _overlap(span, other) for kind, other in remarks):
                continue
            if one.section in ("cues", SCENES) or (
                one.section == "topics" and _is_of_somebody(known, tokens, span, sentence)
            ):
                cues.append((one.kind, span))
            elif one.section == "hints":
                hints.append((one, span))
    cues.extend(_together(hints))
    return sorted(_worries(tokens, cues), key=lambda one: (one.start, one.end, one.kind))


def _sentences(tokens: list[Token]) -> Iterator[Span]:
    start = 0
    for place, token in enumerate(tokens):
        if token.word == SENTENCE_END:
            yield start, place
            start = place + 1
    yield start, len(tokens)


def _matches(known: Lists, tokens: list[Token], sentence: Span) -> Iterator[tuple[Expression, Span]]:
    """What of the lists stands in one sentence, with its place among the tokens."""
    first, last = sentence
    stream, starts, ends = "", [], {}
    standing: dict[str, list[int]] = {}
    for place in range(first, last):
        word = tokens[place].word
        mark = "!" if word in known.negating else "~" if word in known.skipped else ""
        standing.setdefault(word, []).append(place)
        starts.append(len(stream))
        stream += f"{mark}{word} "
        ends[len(stream)] = place + 1
    words = standing.keys()
    places = cache(partial(_places, known, tokens, standing, last))
    for one in {one for word in words for one in known.by_word.get(word, ())}:
        if any(words.isdisjoint(some) for some in one.needs):
            continue
        if one.section == SCENES:
            yield from ((one, span) for span in _scenes(known, one, tokens, sentence, places))
            continue
        for place in (place for word in words & one.needs[0] for place in standing[word]):
            match = one.pattern.match(stream, starts[place - first])
            if match is None:
                continue
            end = ends[match.end()]
            while end - 1 > place and tokens[end - 1].word in known.skipped:
                end -= 1  # skipped words at the end are no part of what was noticed
            yield one, (place, end)


def _scenes(known: Lists, one: Expression, tokens: list[Token], sentence: Span, places: Places) -> Iterator[Span]:
    """Where all items of a scene stand close together, in any order, and nothing near says that it is on a service."""
    every = sorted((places(item) for item in one.items), key=len)  # the rarest item first
    for anchor in every[0]:
        chosen = [anchor]
        for some in every[1:]:
            near = [span for span in some if abs(span[0] - anchor[0]) <= WITHIN]
            free = [span for span in near if not any(_overlap(span, other) for other in chosen)]
            if not free:
                break
            chosen.append(min(free, key=lambda span: abs(span[0] - anchor[0])))
        else:
            first, last = min(span[0] for span in chosen), max(span[1] for span in chosen)
            needed = {place for span in chosen for place in range(*span)}
            around = range(max(sentence[0], first - ROUND), min(sentence[1], last + ROUND))
            if last - first <= WITHIN and all(
                tokens[place].word not in known.elsewhere for place in around if place not in needed
            ):
                yield first, last


def _places(
    known: Lists, tokens: list[Token], standing: dict[str, list[int]], end: int, item: SceneItem
) -> tuple[Span, ...]:
    """Where an item of a scene stands, other than right after a "not"."""
    return tuple(
        (start, last)
        for word in standing.keys() & item.by_first.keys()
        for words in item.by_first[word]
        for start in standing[word]
        if (last := _end_of(known, tokens, words, start, end)) and not _is_denied(known, tokens, (start, last))
    )


def _end_of(known: Lists, tokens: list[Token], words: Words, start: int, end: int) -> int:
    """The place after some words that stand at a place, small words between them left out; 0 where they do not."""
    place = start + 1
    for word in words[1:]:
        for _ in range(BETWEEN):
            if place < end and tokens[place].word != word and tokens[place].word in known.skipped:
                place += 1
        if place >= end or tokens[place].word != word:
            return 0
        place += 1
    return place


def _is_denied(known: Lists, tokens: list[Token], span: Span) -> bool:
    """Whether a "not" stands right before."""
    place = span[0] - 1
    for _ in range(LOOKED_BACK):
        if place >= 0 and tokens[place].word in known.skipped:
            place -= 1
    return place >= 0 and tokens[place].word in known.negating


def _is_of_somebody(known: Lists, tokens: list[Token], span: Span, sentence: Span) -> bool:
    """Whether somebody in particular stands near a topic, and nothing in its sentence says that it is about a service,
    a game, or people in general."""
    near = tokens[max(sentence[0], span[0] - NEAR) : min(sentence[1], span[1] + NEAR)]
    return any(token.word in known.somebody for token in near) and all(
        token.word not in known.elsewhere for token in tokens[sentence[0] : sentence[1]]
    )


def _together(hints: list[tuple[Expression, Span]]) -> Iterator[tuple[str, Span]]:
    """Hints of one kind that stand near another hint of it, or near one that counts for any kind."""
    for one, span in hints:
        for other, elsewhere in hints:
            apart = not _overlap(span, elsewhere) and abs(span[0] - elsewhere[0]) <= TOGETHER
            if one.kind != ANY and other is not one and other.kind in (ANY, one.kind) and apart:
                yield one.kind, span
                break


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _worries(tokens: list[Token], cues: list[tuple[str, Span]]) -> Iterator[Worry]:
    for kind, some in groupby(sorted(set(cues)), key=lambda one: one[0]):
        merged: list[Span] = []
        for _, (first, last) in some:
            if merged and first < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        for first, last in merged:
            yield Worry(kind=WorryKind(kind), start=tokens[first].start, end=tokens[last - 1].end)
