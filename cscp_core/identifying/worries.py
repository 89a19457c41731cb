"""What in a text sounds as if somebody may not be safe. It suggests and never decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


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


_CUES = {
    WorryKind.SUICIDE: r"""kill(?:ing|ed)?\s+(?:my|him|her|them|your)\s?sel(?:f|ves) | suicid\w* | self[\s-]?harm\w*
    | unalive\w* | cut(?:s|ting)?\s+(?:my|him|her|them)\s?sel(?:f|ves) | want(?:s|ed)?\s+to\s+die
    | end\s+(?:it\s+all|my\s+life)""",
    WorryKind.HOME: r"""(?:hit|hits|beat|beats|hurt|hurts|punch\w*|slap\w*|strangl\w*|abus\w*)
    \s+(?:me|him|her|us|them|my|his) | (?:is|was|am|are|being|gets?|getting)\s+(?:beaten|abused|hurt|hit)
    | (?:scared|afraid|frightened|terrified)\s+(?:to\s+go\s+home|of\s+(?:my|him|her|going|what))
    | (?:not|isn'?t|ain'?t|don'?t\s+feel)\s+safe\s+(?:at\s+home|there|here|with)""",
    WorryKind.SEXUAL: r"rap(?:ed|ing|ist) | molest\w* | sexual(?:ly)?\s+\w+ | touch(?:es|ed|ing)\s+(?:me|him|her|us)",
    WorryKind.CRIMINAL: r"""county\s+lines | (?:is|was|am|are|being|gets?|getting)\s+(?:exploited|trafficked)
    | (?:has|got|carr(?:y|ies|ying))\s+a\s+(?:knife|blade|gun|shank)""",
    WorryKind.HONOUR: r"forced\s+(?:me|him|her|to) | fgm",
    WorryKind.THREAT: r"""threaten\w*\s+(?:me|him|her|us|them|my|his)
    | (?:is|was|am|are|being|gets?|getting)\s+(?:followed|threatened)""",
    WorryKind.RUNAWAY: r"run(?:ning)?\s+away",
    WorryKind.ONLINE: r"groom(?:ed|ing|er)",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{cues})\b", re.I | re.X) for kind, cues in _CUES.items()}


def worries(text: str) -> list[Worry]:
    """The worries noticed in a text, in its order. Two of different kinds may overlap."""
    return sorted(_noticed(text), key=lambda one: (one.start, one.end))


def _noticed(text: str) -> Iterator[Worry]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            yield Worry(kind=kind, start=match.start(), end=match.end())
