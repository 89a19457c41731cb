"""Suggests a theme: one of the shared list by the words of the headings, otherwise the chapter's own title."""

import re

from cscp_core.reading.numbers import flat
from cscp_core.reading.sections import ReportPart

SHARED: tuple[tuple[str, str], ...] = (
    ("budget", r"budget|financ|income|expenditure"),
    ("lado", r"lado\b|allegations?|designated officer"),
    ("child-deaths", r"child deaths?|cdop|death overview|infant death|sudden unexpected"),
    ("private-fostering", r"private fostering"),
    ("elective-home-education", r"home[- ]educat|elective home|educated at home"),
    (
        "out-of-school",
        r"out[- ]of[- ]school|exclusions?|missing education|supplementary school|not in education|children "
        r"missing from education",
    ),
    ("faith-and-belief", r"faith|fgm|female genital"),
    ("radicalisation", r"radicalis|extremis|prevent duty|\bprevent\b"),
    ("child-sexual-abuse", r"sexual abuse|csa\b|lighthouse"),
    ("domestic-abuse", r"domestic|dva\b"),
    ("neglect", r"neglect"),
    ("youth-violence", r"youth violence|serious violence|knife|youth justice|youth offending"),
    ("custody", r"custody"),
    (
        "vulnerable-adolescents",
        r"adolescen|exploitation|missing|county lines|contextual|substance|mental health|wellbeing|self-harm|online",
    ),
    ("disabilities-send", r"disabilit|disabled|send\b|special educational|complex medical"),
    ("looked-after", r"looked after|in care|care leavers?|our care"),
    ("child-protection", r"child protection|protection plans?|section 47|conference"),
    ("children-in-need", r"children in need|child in need|family group"),
    ("front-door", r"front door|contacts?|referrals?|mash\b|early help|assessments?|family hubs?|thresholds?"),
    ("training", r"training|workforce|learning and development|courses"),
    (
        "serious-incidents",
        r"practice reviews?|serious incidents?|rapid reviews?|case reviews?|learning from reviews?|lcspr",
    ),
    ("covid", r"covid|pandemic|lockdown"),
    ("communications", r"communicat|website|social media|newsletter"),
    ("identity", r"identity|ethnicity|race\b|racial|diversity|anti-racis|equalit"),
    ("community", r"communit"),
    (
        "governance",
        r"governance|arrangements|foreword|partners?|structure|priorities|scrutin|business plan|executive|"
        r"membership|introduction|about",
    ),
)
"""Ids of the themes that reports share, with the words of a heading that lead to each; the first that fits."""


def theme_of(part: ReportPart, under: str = "") -> tuple[str, str]:
    """A theme's id and why. Nearest heading first, then the parts above it."""
    for heading in filter(None, (under, part.title, *reversed(part.above))):
        found = _shared(heading)
        if found:
            return found
    chapter = part.above[0] if part.above else part.title
    return "-".join(re.findall(r"[a-z0-9]+", chapter.lower())[:5]) or "other", f"the chapter “{chapter}”"


def _shared(heading: str) -> tuple[str, str] | None:
    plain = flat(heading)
    for theme, words in SHARED:
        found = re.search(rf"\b(?:{words})", plain)
        if found:
            return theme, f"the word “{found[0]}” in the heading “{heading}”"
    return None
