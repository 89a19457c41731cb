"""The table of words that the record can be held against: what a printed word claims of a number. Data, read once."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from cscp_core.labelled import Labelled
from cscp_core.reconciliation.sayings import is_affirmed
from cscp_core.settings import ROOT

FILE = ROOT / "data" / "official" / "words.csv"


class SetBeside(Labelled):
    """What a word compares a number with."""

    PLACE = "place", "other places"
    TIME = "time", "the time before"


class Claims(Labelled):
    """What a word says of a number."""

    LOW = "low", "low beside others"
    LITTLE_ABOVE = "little_above", "a little higher"
    LITTLE_BELOW = "little_below", "a little lower"
    FAR_ABOVE = "far_above", "much higher"
    FAR_BELOW = "far_below", "much lower"
    ALIKE = "alike", "about the same"
    ABOVE = "above", "higher"
    BELOW = "below", "lower"
    LEVEL = "level", "unchanged"
    LITTLE = "little", "a small change"
    MUCH = "much", "a large change"
    KEPT = "kept", "a change that lasted"
    DOWN = "down", "a fall"
    UP = "up", "a rise"


@dataclass(frozen=True, kw_only=True)
class WordRule:
    """One row of the table. `limit` is how far apart two numbers may be, or must be, in per cent of the other."""

    words: re.Pattern[str]
    about: SetBeside
    claims: Claims
    limit: Decimal
    rule: str


@dataclass(frozen=True, kw_only=True)
class ClaimedWord:
    """A word as it is printed, with its rule."""

    printed: str
    rule: WordRule


@cache
def word_rules(path: Path = FILE) -> tuple[WordRule, ...]:
    """The rows of the table, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            WordRule(
                words=re.compile(rf"\b(?:{row['words']})\w*", re.IGNORECASE),
                about=SetBeside(row["about"]),
                claims=Claims(row["claims"]),
                limit=Decimal(row["limit"] or 0),
                rule=row["rule"],
            )
            for row in csv.DictReader(file)
        )


def words_in(printed: str) -> list[ClaimedWord]:
    """The words of the table that stand in a text and are not denied there. Of words that overlap the first of the
    table counts: "slightly higher" is not also "slight"."""
    found: list[tuple[tuple[int, int], ClaimedWord]] = []
    for rule in word_rules():
        for match in rule.words.finditer(printed):
            overlaps = any(match.start() < end and start < match.end() for (start, end), _ in found)
            if not overlaps and is_affirmed(printed, match):
                found.append((match.span(), ClaimedWord(printed=match[0], rule=rule)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]
