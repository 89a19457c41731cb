"""The table of words: what a word claims of a number, of a time, or of being done. Never certain. Pure."""

import math
import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from cscp_core.reconciliation.intervals import Interval


class Way(Enum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Size:
    """The change in percent, either way, that a word allows, and the rule in a sentence."""

    allows: Interval
    rule: str


UP = ("increas", "rise", "risen", "rose", "grew", "grow", "higher", "up from", "went up", "more than last")
DOWN = (
    "decreas",
    "reduc",
    "fall",
    "fell",
    "drop",
    "lower",
    "declin",
    "fewer",
    "down from",
    "went down",
    "less than last",
)
SMALL = ("slight", "small", "marginal", "a little")
LEVEL = ("stabilis", "stable", "in line with", "similar", "consistent", "maintained", "unchanged", "steady", "remain")
LARGE = ("significant", "substantial", "dramatic", "sharp", "considerabl", "marked", "sizeable", "large")

SIZES = (
    (LARGE, Size(Interval(Fraction(10), math.inf), "Such a word is usually kept for ten per cent or more.")),
    (SMALL, Size(Interval(Fraction(0), Fraction(10)), "Such a word usually means ten per cent or less.")),
    (LEVEL, Size(Interval(Fraction(0), Fraction(5)), "Such a word usually means five per cent or less either way.")),
)
DONE = (
    "embedded", "has been", "have been", "was", "were", "completed", "delivered", "established", "implemented",
    "in place", "launched", "introduced", "developed", "taken forward", "achieved", "is now", "are now", "held",
    "held in", "took place", "successfully", "ensured", "continued", "agreed", "made",
)  # fmt: skip
AHEAD = (
    "will", "to be", "planned", "plans to", "due", "intend", "aim", "going forward", "next year", "by the end",
    "is being", "are being", "in progress", "underway", "under way", "awaited", "yet to", "further work", "propos",
    "in development", "developing", "continue to", "not yet", "would", "pending", "delayed",
    "postponed", "needs to", "need to", "should", "work to", "to have", "to take", "to ensure", "to develop",
    "to complete", "expected",
)  # fmt: skip


def way_said(words: str) -> Way | None:
    """Which way a word says that a number went; None where it says none, or both."""
    up, down = _any(words, UP), _any(words, DOWN)
    return Way.UP if up and not down else Way.DOWN if down and not up else None


def size_said(words: str) -> Size | None:
    """How large a change a word allows; None for words of no size."""
    return next((size for said, size in SIZES if _any(words, said)), None)


def is_done(words: str) -> bool:
    """Whether words speak of something done, and not of something still to come."""
    return says_done(words) and not is_ahead(words)


def says_done(words: str) -> bool:
    """Whether words of something done stand in them, whatever stands beside."""
    return _any(words, DONE)


def is_ahead(words: str) -> bool:
    """Whether words speak of something still to come: "will be completed" does."""
    return _any(words, AHEAD)


def _any(words: str, stems: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(stem)}", words, re.IGNORECASE) for stem in stems)
