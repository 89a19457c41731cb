"""What young people call the themes of a report, in a few topics, by which words they look for each, and why each
matters. The words are the rows of data/in_their_words.csv. Pure."""

import csv
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cscp_core.evidence.views import Theme
from cscp_core.evidence.words import read_tokens

FILE = Path(__file__).resolve().parents[2] / "data" / "in_their_words.csv"
ELSE = "Everything else"


@dataclass(frozen=True, kw_only=True)
class NamedTopic:
    """What young people call several themes together, with what they call each, by theme id."""

    name: str
    themes: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class _Row:
    topic: str
    called: str
    why: str
    also: tuple[str, ...]
    """Words by which somebody may look for it."""


def topics_of(themes: Collection[Theme]) -> list[NamedTopic]:
    """The topics of a report's themes, in the order of the file. A theme that the file does not know keeps its plain
    name, in a topic of its own."""
    found: dict[str, dict[str, str]] = {name: {} for name in [*(row.topic for row in _rows().values()), ELSE]}
    plain = {one.theme_id: one.plain_name for one in themes}
    for theme_id in [*(one for one in _rows() if one in plain), *(one for one in plain if one not in _rows())]:
        row = _rows().get(theme_id)
        found[row.topic if row else ELSE][theme_id] = row.called if row else plain[theme_id]
    return [NamedTopic(name=name, themes=of_topic) for name, of_topic in found.items() if of_topic]


def name_for_young_people(theme_id: str, otherwise: str) -> str:
    """What young people call a theme; `otherwise` where the file does not know it."""
    row = _rows().get(theme_id)
    return row.called if row else otherwise


def why_it_matters(theme_id: str) -> str:
    """A sentence; empty where the file does not know the theme."""
    row = _rows().get(theme_id)
    return row.why if row else ""


def find_themes(themes: Collection[Theme], text: str, in_their_language: Callable[[str], str] = str) -> dict[str, str]:
    """What young people call the themes that somebody looks for, by id: those whose name holds every word, in English
    or in the reader's language, and those of which a word of the file stands in the text. In the order of the file."""
    wanted = _stems(text)
    if not wanted:
        return {}
    found = {}
    for topic in topics_of(themes):
        for theme_id, called in topic.themes.items():
            row = _rows().get(theme_id)
            names = {name for one in (called, topic.name) for name in (one, in_their_language(one))}
            words = [_stems(one) for one in (row.also if row else ())]
            if any(wanted <= _stems(one) for one in names) or any(one and one <= wanted for one in words):
                found[theme_id] = called
    return found


def _stems(text: str) -> frozenset[str]:
    """The words of a text that say something, as a search compares them."""
    words = read_tokens(text)
    return frozenset(one.stem for one in words if not one.is_stop_word) or frozenset(one.stem for one in words)


@cache
def _rows() -> dict[str, _Row]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["theme_id"]: _Row(
                topic=row["topic"],
                called=row["called"],
                why=row["why"],
                also=tuple(words for one in row["also"].split("|") if (words := one.strip())),
            )
            for row in csv.DictReader(file)
        }
