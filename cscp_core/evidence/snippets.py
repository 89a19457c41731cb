"""The words that a search found, marked where they stand in a text. Pure."""

from cscp_core.evidence.query import Query
from cscp_core.evidence.thesaurus import Thesaurus
from cscp_core.evidence.words import read_tokens

Marked = tuple[tuple[str, bool], ...]
LONGEST = 320
BEFORE = 80


def mark_found(text: str, query: Query, thesaurus: Thesaurus) -> Marked:
    """A text in pieces, and whether each is something that was asked for."""
    words = read_tokens(text)
    stems = thesaurus.stems_of(words)
    wanted = query.tokens
    spans: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if not word.is_stop_word and (stems[place] in wanted or wanted.intersection(word.also)):
            spans.append((word.start, word.end))
        spans += [
            (word.start, words[place + count - 1].end)
            for count, concept in thesaurus.concepts_at(stems, place)
            if concept in wanted
        ]
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in sorted(spans, key=lambda one: (one[0], -one[1])):
        if end <= done:
            continue
        start = max(start, done)
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])


def cut_around(pieces: Marked) -> Marked:
    """The part of a long text around the first that was found."""
    text = "".join(piece for piece, _ in pieces)
    if len(text) <= LONGEST:
        return pieces
    first = 0
    for piece, is_found in pieces:
        if is_found:
            break
        first += len(piece)
    start = 0 if first <= BEFORE or first == len(text) else text.rfind(" ", 0, first - BEFORE) + 1
    end = min(start + LONGEST, len(text))
    kept: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = 0
    for piece, is_found in pieces:
        part = piece[max(0, start - at) : max(0, end - at)]
        kept += [(part, is_found)] if part else []
        at += len(piece)
    return (*kept, *((" …", False),) * (end < len(text)))
