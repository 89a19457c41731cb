"""What in a text sounds as if somebody may not be safe. It suggests and never decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from cscp_core.identifying.worry_lists import ANY, Expression, Lists, lists
from cscp_core.identifying.worry_words import SENTENCE_END, Token

TOGETHER = 25  # words: two hints farther apart than this have nothing to do with each other
NEAR = 8  # words between a topic and whom it is about, at most
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


def worries(text: str) -> list[Worry]:
    """The worries noticed in a text, in its order. Two of different kinds may overlap, two of one kind never do."""
    known = lists()
    tokens = known.spellings.tokens(text)
    cues: list[tuple[str, Span]] = []
    hints: list[tuple[Expression, Span]] = []
    for sentence in _sentences(tokens):
        remarks: list[tuple[str, Span]] = []
        found: list[tuple[Expression, Span]] = []
        for one, span in _matches(known, tokens, sentence):
            if one.section == "remarks":
                remarks.append((one.kind, span))
            elif not _is_denied(known, tokens, span):
                found.append((one, span))
        for one, span in found:
            if any(kind in (ANY, one.kind) and _overlap(span, other) for kind, other in remarks):
                continue
            if one.section == "cues" or (one.section == "topics" and _is_of_somebody(known, tokens, span, sentence)):
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
    for one in {one for word in words for one in known.by_word.get(word, ())}:
        if any(words.isdisjoint(some) for some in one.needs):
            continue
        for place in (place for word in words & one.needs[0] for place in standing[word]):
            match = one.pattern.match(stream, starts[place - first])
            if match is None:
                continue
            end = ends[match.end()]
            while end - 1 > place and tokens[end - 1].word in known.skipped:
                end -= 1  # skipped words at the end are no part of what was noticed
            yield one, (place, end)


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
