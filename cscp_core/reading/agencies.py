"""Which agency a claim is about: a body that the sentence names, or the service that its words belong to."""

import re
from collections.abc import Iterable

from cscp_core.reading.bodies import names_in
from cscp_core.reading.numbers import flat
from cscp_core.reading.sections import ReportPart

SERVICES: tuple[tuple[str, str], ...] = (
    ("CAMHS", r"camhs|child and adolescent mental health"),
    ("MARAC", r"marac|multi-agency risk assessment conference"),
    ("MASH", r"mash|multi-agency safeguarding hub|front door|the hub"),
    ("LADO", r"lado|designated officer"),
    ("Child Death Overview Panel", r"cdop|child death (?:overview|review)? ?panel|death overview"),
    ("Youth Justice", r"youth justice|youth offending|yos|yjs"),
    ("Probation Service", r"probation|nps|crc|rehabilitation company"),
    ("Police", r"police|officers visited|all officers|constabulary|operation encompass|bcu|detective"),
    ("Midwifery", r"midwi\w+|pre-birth|maternity"),
    ("General practice", r"gps?|general practi\w+|practices? (?:trained|not yet)"),
    ("Virtual School", r"virtual school|care leavers|had left care"),
    (
        "Education",
        r"schools?|pupils?|teachers?|designated safeguarding leads?|education|colleges?|head ?teachers?|"
        r"nurser(?:y|ies)|suspensions?|exclusions?",
    ),
    (
        "Health",
        r"health visit\w+|school nurs\w+|hospitals?|health professionals?|health assessments?|dental|"
        r"dentists?|paediatric\w*|nurses?|emergency department|safer sleep|health services|nhs",
    ),
    ("ICB", r"icb|integrated care board|ccg|clinical commissioning"),
    ("Housing", r"housing"),
    (
        "Voluntary sector",
        r"voluntary|charit(?:y|ies)|youth workers|refuges?|drop-in|barnardo\S*|children's society|nspcc",
    ),
    ("Early Help", r"early help|family hubs?|graded care profile"),
    (
        "Children's Social Care",
        r"social (?:care|work(?:ers?)?)|section 47|conferences?|assessments? (?:were )?completed|referrals?|"
        r"looked after|in need|protection plans?|fostering|placements?",
    ),
    ("Workforce and Training subgroup", r"courses?|training|e-learning"),
    ("Independent scrutineer", r"scrutineer|\bi am\b|my view|\bi have\b"),
    ("Lay members", r"lay members?"),
    ("Youth Council", r"youth council|young advisors?"),
    ("Ofsted", r"ofsted|inspectors"),
)
"""Services that reports speak of, each with the words that point to it."""


def agency_of(text: str, part: ReportPart, home: str, known: Iterable[str] = ()) -> tuple[str, str]:
    """The agency and why: the one named first in the sentence, one of its section's heading, or the partnership."""
    plain = flat(text)
    best: tuple[int, str, str] | None = None
    for name, _, _ in names_in(text):
        at = text.find(name)
        if 0 <= at < 60 and (best is None or at < best[0]):
            best = (at, name, f"it names “{name}”")
    for service, words in SERVICES:
        found = re.search(rf"\b(?:{words})(?!\w)", plain)
        if found and (best is None or found.start() < best[0]):
            best = (found.start(), service, f"the words “{found[0]}”")
    if best and best[0] < 90:
        return best[1], best[2]
    heading = flat(part.title)
    for service, words in SERVICES:
        found = re.search(rf"\b(?:{words})(?!\w)", heading)
        if found:
            return service, f"the word “{found[0]}” in the heading"
    return home or "Partnership", "no agency is named: the partnership"
