"""The table of words: what a word claims of a number, of a time, or of being done. Never certain. Pure."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from cscp_core.reconciliation.intervals import Interval


class Way(Enum):
    UP = "up"
    DOWN = "down"
    NOT_UP = "not up"
    NOT_DOWN = "not down"


class Time(Enum):
    """When words say that something is: done, going on, or still to come."""

    DONE = "done"
    NOW = "going on"
    AHEAD = "still to come"


@dataclass(frozen=True)
class Size:
    """The change in percent, either way, that a word allows, and the rule in a sentence."""

    allows: Interval
    rule: str


UP = ("increas", "rise", "rising", "risen", "rose", "grew", "grow", "higher", "up from", "went up", "more than last")
DOWN = ("decreas", "reduc", "fall", "fell", "drop", "lower", "declin", "fewer", "down from", "went down",
        "less than last")  # fmt: skip
ELSEWHERE = re.compile(
    r"\b(?:remain\w*\s+|stay\w*\s+)?(?:higher|lower|fewer|less|more|above|below)\s+(?:\w+\s+)?than\b"
    r"(?!\s+(?:last|before|(?:in\s+)?(?:the\s+)?(?:previous|prior|year|(?:19|20)\d\d)))[^,;.]*",
    re.IGNORECASE,
)
"""A comparison with another place or number, which says nothing of time: "remains higher than London"."""
NOT = re.compile(r"\b(?:no|not|nor|neither|never|without|cannot)\b(?!\s+(?:only|just|yet))|n[’']t\b", re.IGNORECASE)
REACH = 4
"""Up to how many words after a denial still belong to it: "no evidence of any increase"."""
SMALL = ("slight", "small", "marginal", "a little")
LEVEL = ("stabilis", "stable", "in line with", "similar", "consistent", "maintained", "unchanged", "steady",
         r"remain\w* (?:the same|at|around|constant|level|flat)")  # fmt: skip
LARGE = ("significant", "substantial", "dramatic", "sharp", "considerabl", "marked", "sizeable", r"large\b")

SIZES = (
    (LARGE, Size(Interval(Fraction(10), math.inf), "Such a word is usually kept for ten per cent or more.")),
    (SMALL, Size(Interval(Fraction(0), Fraction(10)), "Such a word usually means ten per cent or less.")),
    (LEVEL, Size(Interval(Fraction(0), Fraction(5)), "Such a word usually means five per cent or less either way.")),
)
NOT_LARGE = Size(Interval(Fraction(0), Fraction(10)), "Such words usually mean less than ten per cent.")
DONE = (
    r"(?:has|have|had) (?:\w+ly )?(?:been|taken|begun|put|set|held|led|brought|given|shown|made|run|built|done|become"
    r"|\w+ed)", "embedded", "was", "were", "completed", "delivered", "established", "implemented", "in place",
    "launched", "introduced", "developed", "taken forward", "achieved", "is now", "are now", "held", "took place",
    "successfully", "ensured", "continued", "agreed", "made",
)  # fmt: skip
NOW = ("participates?", "takes? part", "takes? place", "is held", "are held", "currently", "attends?", "delivers?",
       "provides?", "offers?", "runs?", "is run", "are run")  # fmt: skip
AHEAD = (
    "will", "to be", "planned", "plans? to", "due(?! to)", "intend(?:s|ed|ing)?", "aims?", "aiming", "going forward",
    "next year", "by the end", "(?:is|are) being", "in progress", "under ?way", "awaited", "yet to", "further work",
    r"propos\w*", "in development", "developing", "continues? to", "not yet", "would", "pending", "delayed",
    "postponed", "needs? to", "should", "work to", "to have", "to take", "to ensure", "to develop", "to complete",
    "expected",
)  # fmt: skip
TASK = re.compile(
    r"\s*(?:complete|consider|continue|create|deliver|develop|embed|ensure|establish|explore|implement|improve|increase"
    r"|introduce|launch|monitor|produce|provide|refresh|review|strengthen|update)\s+(?!(?:has|have|was|were|is|are)\b)",
    re.IGNORECASE,
)
"""An action as a list of actions words it: "Launch an updated report"."""

GIVEN_UP = re.compile(r"\b(?:will|would|shall|is to|are to) (?:not|never|no longer)\b|\bwon[’']t\b", re.IGNORECASE)
"""What is not to be, which is neither done nor still to come."""


def ways_said(words: str) -> frozenset[Way]:
    """Which ways words say that a number went, or did not go; none where they say none, or both up and down."""
    here = ELSEWHERE.sub(" ", words)
    said = {way for way, stems in ((Way.UP, UP), (Way.DOWN, DOWN)) if _affirmed(here, stems)}
    denied = {way for way, stems in ((Way.NOT_UP, UP), (Way.NOT_DOWN, DOWN)) if _denied(here, stems)}
    return frozenset(denied | (said if len(said) == 1 else set()))


def is_qualified(words: str) -> bool:
    """Whether only the size of a change is denied: "no significant increase"."""
    return _denied(words, LARGE)


def size_said(words: str) -> Size | None:
    """How large a change a word allows; None for words of no size."""
    if is_qualified(words):
        return NOT_LARGE
    here = ELSEWHERE.sub(" ", words)
    return next((size for said, size in SIZES if _affirmed(here, said)), None)


def time_said(words: str) -> Time | None:
    """When words say that something is; None where they say it with no word of the table. What is said not to have
    been done is still to come."""
    if GIVEN_UP.search(words):
        return None
    if _affirmed(words, AHEAD, whole=True) or TASK.match(words):
        return Time.AHEAD
    if _denied(words, DONE, whole=True):
        return Time.AHEAD
    if says_done(words):
        return Time.DONE
    return Time.NOW if _affirmed(words, NOW, whole=True) else None


def says_done(words: str) -> bool:
    """Whether words of something done stand in them, whatever stands beside."""
    return _affirmed(words, DONE, whole=True)


def _affirmed(words: str, stems: Sequence[str], *, whole: bool = False) -> bool:
    return any(not denied for denied in _found(words, stems, whole))


def _denied(words: str, stems: Sequence[str], *, whole: bool = False) -> bool:
    return any(_found(words, stems, whole))


def _found(words: str, stems: Sequence[str], whole: bool) -> Iterator[bool]:
    """For each place where one of the stems stands, whether it is denied in its own clause. The stems are beginnings
    of words, or `whole` ones."""
    end = r"\b" if whole else ""
    for one in re.finditer(rf"\b(?:{'|'.join(stems)}){end}", words, re.IGNORECASE):
        yield not is_affirmed(words, one)


def is_affirmed(words: str, found: re.Match[str]) -> bool:
    """Whether what was found in words is not denied in its own clause."""
    clause = re.split(r"[,;.:]|\b(?:but|although|then|yet)\b", words[: found.start()])[-1]
    denials = list(NOT.finditer(clause)) + list(NOT.finditer(found[0]))
    return not (denials and len(clause[denials[-1].end() :].split()) <= REACH)
