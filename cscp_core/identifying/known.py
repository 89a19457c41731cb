"""Names of the field: agencies, bodies, terms and places that everybody may name."""

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from cscp_core.identifying.words import WORD as WORD_PATTERN
from cscp_core.identifying.words import TextWord, lookup_key, normalise, read_lines

COLUMNS = {
    "agencies.csv": ("name", "short_name"),
    "bodies.csv": ("name",),
    "glossary.csv": ("abbreviation", "expansion"),
    "reviews.csv": ("title", "body"),
    "strands.csv": ("name",),
    "themes.csv": ("name", "plain_name"),
    "indicators.csv": ("name",),
    "recommendations.csv": ("owner",),
    "challenges.csv": ("asked_by", "asked_of"),
}
MOST_WORDS = 8
POST = "member"  # the kind of a body that is a post, with the name of the school or firm that sends its holder


def known_names(folder: Path) -> frozenset[str]:
    """The names of the field that a report folder holds, with those written by hand. A file that is not there is
    passed over."""
    return names_among(
        row.get(column) or ""
        for file, columns in COLUMNS.items()
        for row in _rows(folder / file)
        if row.get("kind") != POST
        for column in columns
    )


def names_among(titles: Iterable[str]) -> frozenset[str]:
    """The names of the field that titles hold, with those written by hand, in small letters.

    A name within a longer title ("Referrals to Camden Safety Net") counts by itself when it has two capitals or more.
    """
    names = set(read_lines("field_words.txt"))
    for title in titles:
        names.add(title)
        names.update(_capitalised(title))
    return frozenset(normalise(name).strip() for name in names if name.strip())


def known_spans(words: list[TextWord], known: frozenset[str]) -> list[tuple[int, int]]:
    """Where a text holds names of the field."""
    phrases = _phrases(known)
    found = []
    for first, word in enumerate(words):
        so_far = ""
        for last in words[first : first + MOST_WORDS]:
            so_far = f"{so_far} {last.key}".strip()
            if so_far in phrases:
                found.append((word.start, last.end))
    return found


@lru_cache(maxsize=4)
def _phrases(known: frozenset[str]) -> frozenset[str]:
    return frozenset(" ".join(lookup_key(word) for word in WORD_PATTERN.findall(normalise(name))) for name in known)


def _capitalised(title: str) -> list[str]:
    runs: list[list[str]] = [[]]
    for part in title.replace("(", " , ").replace(")", " , ").split():
        if part[0].isupper():
            runs[-1].append(part.strip(",;:."))
        if not part[0].isupper() or part[-1] in ",;:.":
            runs.append([])
    return [" ".join(run) for run in runs if len(run) > 1]


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
