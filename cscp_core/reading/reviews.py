"""Reviews, audits and inspections that the report describes, with the words of their outcome."""

import re
from collections.abc import Sequence

from cscp_core.evidence.rules import ReviewKind
from cscp_core.reading.numbers import flat
from cscp_core.reading.rows import DraftedRow
from cscp_core.reading.sections import ReportPart
from cscp_core.reading.sentences import Passage
from cscp_core.reading.themes import theme_of
from cscp_core.reading.times import ReportYear, times_of

KINDS: tuple[tuple[ReviewKind, str], ...] = (
    (ReviewKind.SECTION_11, r"section 11\b"),
    (
        ReviewKind.SCHOOL_AUDIT,
        r"section 17[05]\b|section 157|school safeguarding (?:compliance )?audit|schools? safeguarding "
        r"audit|safeguarding (?:self-)?audit of schools",
    ),
    (
        ReviewKind.INSPECTION,
        r"inspect\w*|ofsted|focused visit|hmip?\b|hm inspectorate|jtai|joint targeted area|cqc|ilacs|hmicfrs|peel",
    ),
    (
        ReviewKind.PRACTICE_REVIEW,
        r"practice reviews?|serious case reviews?|rapid reviews?|lcspr|extended learning review|child "
        r"[a-z]\b|case reviews?",
    ),
    (ReviewKind.LEARNING_EVENT, r"learning events?|learning workshop|practice week|learning day|workshop"),
    (
        ReviewKind.MULTI_AGENCY_AUDIT,
        r"multi-agency (?:\w+ )?audits?|themed audits?|thematic audits?|joint audits?|audit: |partnership "
        r"audits?|deep dives?",
    ),
    (
        ReviewKind.SINGLE_AGENCY_AUDIT,
        r"single[- ]agency audits?|baseline audit|audits? (?:by|undertaken by|of)|dip sample|audits?\b",
    ),
    (
        ReviewKind.OTHER,
        r"peer (?:review|challenge)|systems? (?:thinking )?review|review of\b|challenge panel|external review",
    ),
)
PLURAL = re.compile(r"\b(?:reviews|audits|inspections|visits|events)\b")
OFSTED = ("requires improvement to be good", "requires improvement", "outstanding", "inadequate", "good")
NO_GRADE = re.compile(
    r"\b(?:no (?:overall )?grades?|carries no grade|without a grade|not graded|ungraded|no judgement)\b"
)
GRADED = re.compile(
    rf"\b(?:rated|graded|judged|rating (?:was|of|is)|judgement (?:was|of)|awarded|"
    rf"overall)\b[^.;]{{0,60}}?\b(?P<word>{'|'.join(OFSTED)})\b"
)
INSPECTORS = (
    ("hmip", r"probation|youth justice|youth offending|hmip?\b"),
    ("ofsted", r"ofsted|ilacs|focused visit|children's services|send\b"),
    ("cqc", r"cqc|care quality"),
    ("hmicfrs", r"hmicfrs|constabulary|peel"),
)
BODIES = {
    "hmip": "HM Inspectorate of Probation",
    "ofsted": "Ofsted",
    "cqc": "Care Quality Commission",
    "hmicfrs": "HMICFRS",
}
RESULT = re.compile(
    r"\b(?:found|judged|rated|graded|returned|concluded|showed|published|finished|recommendations?|grade|"
    r"outcome|identified|positive|assured|drew|held|brought|attended|looked)\b"
)


def reviews_of(
    parts: Sequence[ReportPart], passages: Sequence[Passage], year: ReportYear, home: str
) -> list[DraftedRow]:
    """One row for each section about a review, and for each other review that its sentences begin with."""
    by_part: dict[str, list[Passage]] = {}
    for one in passages:
        by_part.setdefault(one.part.section, []).append(one)
    made: list[DraftedRow] = []
    for part in parts:
        inside = by_part.get(part.section, [])
        kinds = _kinds(part, inside)
        for kind, title, because, sure in kinds:
            made.append(_row(kind, title, because, sure, part, inside, year, home, len(made)))
    return made


def _kinds(part: ReportPart, inside: Sequence[Passage]) -> list[tuple[ReviewKind, str, str, float]]:
    """The kinds of review that a section is about: by its heading, or where that names several, by its sentences."""
    heading = flat(part.title)
    named = [(kind, found[0]) for kind, words in KINDS if (found := re.search(rf"\b(?:{words})", heading))]
    above = flat(" ".join(part.above[-1:]))
    made: list[tuple[ReviewKind, str, str, float]] = []
    if (
        not named
        and re.search(r"reviews?|inspections?", above)
        and re.fullmatch(r"child(?:ren)? [a-z]\b.*|\w+", heading)
    ):
        made.append((ReviewKind.PRACTICE_REVIEW, part.title, f"its place below “{part.above[-1]}”", 0.75))
    if not inside:
        return made
    if re.search(r"recommendation", heading):
        return made
    several = (
        bool(PLURAL.search(heading))
        or len({kind for kind, _ in named if kind is not ReviewKind.SINGLE_AGENCY_AUDIT}) > 1
    )
    if named and not several:
        made.append((named[0][0], part.title, f"the words “{named[0][1]}” in its heading", 0.9))
        return made
    seen: set[ReviewKind] = set()
    for passage in inside:
        plain = flat(passage.text)
        for kind, words in KINDS[:7]:
            found = re.search(rf"\b(?:{words})", plain)
            if (
                found
                and kind not in seen
                and RESULT.search(plain)
                and (several or kind in (ReviewKind.SECTION_11, ReviewKind.SCHOOL_AUDIT, ReviewKind.LEARNING_EVENT))
            ):
                if (kind is ReviewKind.SINGLE_AGENCY_AUDIT and seen) or (not several and found.start() > 70):
                    continue
                seen.add(kind)
                made.append((kind, _title(kind, passage), f"the words “{found[0]}” in its text", 0.6))
                break
    return made


def _title(kind: ReviewKind, passage: Passage) -> str:
    words = " ".join(passage.text.split()[:12])
    return (
        f"{kind.label[:1].upper()}{kind.label[1:]}: {words}"
        if kind in (ReviewKind.OTHER, ReviewKind.PRACTICE_REVIEW)
        else f"{kind.label[:1].upper()}{kind.label[1:]}"
    )


def _row(
    kind: ReviewKind,
    title: str,
    because: str,
    sure: float,
    part: ReportPart,
    inside: Sequence[Passage],
    year: ReportYear,
    home: str,
    at: int,
) -> DraftedRow:
    text = " ".join(one.text for one in inside)
    plain = flat(f"{title}. {text}")
    inspector = (
        next((name for name, words in INSPECTORS if re.search(rf"\b(?:{words})", flat(f"{title} {text[:300]}"))), "")
        if kind is ReviewKind.INSPECTION
        else ""
    )
    graded, none = GRADED.search(plain), NO_GRADE.search(plain)
    outcome = graded["word"] if graded else "no grade" if none else ""
    result = next((one for one in inside if RESULT.search(flat(one.text))), inside[0] if inside else None)
    times = times_of(title, year) or times_of(text[:400], year)
    theme, _ = theme_of(part)
    cells = {
        "kind": kind.label,
        "title": title,
        "body": BODIES.get(inspector, home if not inspector else ""),
        "theme_id": theme,
        "dates": times[0].period if times else "",
        "scale_id": inspector if graded else "",
        "outcome": outcome,
        "summary": result.text if result else "",
    }
    word = graded or none
    why = f"Found by {because}. " + (f"Outcome: “{word[0]}”." if word else "It names no outcome.")
    first = inside[0] if inside else None
    return DraftedRow(
        sheet="reviews",
        row_id=f"review-{part.section.replace(' ', '-')}-{at + 1:02d}",
        cells=dict(cells),
        section=part.section,
        page=first.page if first else part.page,
        sure=sure,
        because=why,
        passage=result.text if result else "",
        box=result.box if result else None,
        block=first.block if first else -1,
    )
