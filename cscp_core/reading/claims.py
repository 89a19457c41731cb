"""Claims: what the report says was done, changed or will be done; one row for each thing that a sentence says."""

import re
from collections.abc import Iterator, Sequence

from cscp_core.reading.agencies import agency_of
from cscp_core.reading.blocks import BlockKind
from cscp_core.reading.bodies import body_id_of
from cscp_core.reading.numbers import flat, numbers_of
from cscp_core.reading.rows import DraftedRow, Numbering, row_of
from cscp_core.reading.scale_words import PLANNED
from cscp_core.reading.scales import place_claim
from cscp_core.reading.sentences import Passage, is_quoted
from cscp_core.reading.themes import theme_of
from cscp_core.reading.times import ReportYear, times_of

VERB = re.compile(
    r"\b(?:now \w+|was|were|is|are|has|have|had|be|been|will|did|does|do|can|could|made|met|held|gave|led|ran|saw|"
    r"took|began|came|went|fell|rose|put|set|sent|told|said|"
    r"found|kept|brought|built|drew|heard|wrote|grew|read|[a-z]{3,}ed|moved|reach|show|shows|provides?|"
    r"ensures?|continues?|remains?|receives?|"
    r"includes?|offers?|meets?|enables?|aims?|intends?|monitors?|identif\w+|"
    r"delivers?|demonstrates?|understand|feel|believe|know|think)\b"
)
SPLIT = re.compile(
    r";\s+|,?\s+(?=(?:and|but|although|while|whereas)\s+(?:we|they|it|he|she|there|the|this|these|our|a|an|"
    r"all|each|no|most|some|schools|staff|[a-z]+s)\b[^.;,]{0,40}?\b"
    r"(?:was|were|is|are|has|have|had|will|do|does|did|[a-z]{3,}ed|held|made|met|led|took|gave|saw|chose|"
    r"found|rose|fell|kept)\b)"
    r"|,\s+and\s+(?=(?:served|made|held|gave|led|took|saw|ran|[a-z]{4,}ed)\s)|"
    r",\s+(?=which\s+(?:\w+\s+){0,3}(?:had|have|has|was|were|are|is|will)\b)"
)
NAVIGATES = re.compile(
    r"^(?:this (?:report|chapter|section|table|page)|the (?:table|chart|graph|figure|diagram|chapters?|"
    r"report|numbers) (?:below|above|opposite|in|shows?|provides?|gives?|should|is|say)|figures? \d|"
    r"tables? \d|as (?:figure|table)|see\b|please|further details|"
    r"for (?:more|further) |details? (?:of|can)|each chapter|readers|the following (?:table|chart)|below "
    r"(?:is|are)|more information)",
)
LAW = re.compile(
    r"\b(?:act|regulations|working together)\b.{0,60}\b(?:says|requires|states|places|sets out|defines)\b|"
    r"\bis one in which\b|\bmust (?:be|make|have|tell)\b|\bis defined as\b|\bit is (?:a )?statutory "
    r"duty\b"
)
THANKS = re.compile(r"\b(?:grateful|thank(?:s|ful)?|would like to (?:thank|acknowledge))\b")
GENERAL = re.compile(
    r"^(?:children|young people|families|practitioners|people|parents|most|some|many|it|they|neglect|abuse|when|if)\b"
)
DOES = re.compile(
    r"\b(?:we|partners?|partnership|agencies|services?|team|subgroup|group|board|panel|officers?|workers?|"
    r"practitioners|schools?|council|police|staff|professionals|audit\w*|programme|project|training|"
    r"plan|policy|strategy|inspect\w*|conference|review|social|health|hub|they|young advisors?|scrutineer)\b"
)
LONGEST_ATTRIBUTION = 9  # words


def claims_of(passage: Passage, year: ReportYear, home: str, bases: bool, ids: Numbering) -> Iterator[DraftedRow]:
    """The claims of one sentence. `bases` is whether a figure of it has its base printed."""
    if passage.kind is BlockKind.NOTE or is_quoted(passage) or not _may_claim(passage):
        return
    for piece in pieces_of(passage.text):
        yield _claim(piece, passage, year, home, bases, ids)


def _may_claim(passage: Passage) -> bool:
    plain = flat(passage.text)
    words = plain.split()
    if len(words) < 3 or plain.rstrip().endswith("?") or not (VERB.search(plain) or numbers_of(passage.text)):
        return False
    if NAVIGATES.search(plain) or LAW.search(plain) or THANKS.search(plain):
        return False
    return not (passage.text.rstrip().endswith(":") and len(words) < 14)


SAYS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|did|does|do|can|could|made|met|held|gave|led|ran|saw|took|"
    r"began|came|went|fell|rose|"
    r"put|set|sent|told|said|found|kept|brought|built|drew|heard|wrote|grew|moved|[a-z]{3,}ed|would|should|"
    r"chose|understand|believe|"
    r"think|reach|know)\b"
)


def pieces_of(text: str) -> list[str]:
    """A sentence as the things that it says: cut at semicolons, and before "and" or "but" with a new verb."""
    made: list[str] = []
    for piece in SPLIT.split(text):
        piece = piece.strip(" ,;")
        if not piece:
            continue
        if made and not (_says_something(made[-1]) and _says_something(piece)):
            made[-1] = text[text.find(made[-1]) : text.find(piece, text.find(made[-1])) + len(piece)]
        else:
            made.append(piece)
    return made


def _says_something(piece: str) -> bool:
    return len(piece.split()) >= 3 and bool(SAYS.search(flat(piece)) or numbers_of(piece))


def _claim(piece: str, passage: Passage, year: ReportYear, home: str, bases: bool, ids: Numbering) -> DraftedRow:
    part = passage.part
    numbers = numbers_of(piece)
    times = times_of(piece, year)
    placed = place_claim(piece, numbers, bases and bool(numbers), bool(times))
    theme, why_theme = theme_of(part, passage.under)
    agency, why_agency = agency_of(piece, part, home)
    plain = flat(piece)
    sure = 0.5 + 0.2 * bool(numbers) + 0.15 * bool(DOES.search(plain)) + 0.1 * bool(PLANNED.search(plain))
    sure -= 0.25 * bool(GENERAL.search(plain) and not numbers)
    because = f"{placed.far_because} {placed.known_because} Theme: {why_theme}. Agency: {why_agency}."
    if placed.hedge:
        because += f" Hedged: “{placed.hedge}”."
    cells = {
        "theme_id": theme,
        "text": piece,
        "hedged": "yes" if placed.hedge else "no",
        "plain": "",
        "how_far": placed.how_far.label,
        "how_known": placed.how_known.label,
        "reason": f"{placed.far_because} {placed.known_because}",
        "lacks": placed.lacks,
        "agency_id": body_id_of(agency),
        "agency": agency,
        "figure_ids": "",
    }
    return row_of(
        passage,
        "claims",
        ids.next_id("claim", part.section),
        cells,
        sure=round(min(max(sure, 0.15), 0.95), 2),
        because=because,
    )


def with_figures(claims: Sequence[DraftedRow], figures: Sequence[DraftedRow]) -> list[DraftedRow]:
    """The claims with the figures that they rest on: those of the same sentence whose number stands in the claim."""
    by_passage: dict[tuple[int, str], list[DraftedRow]] = {}
    for one in figures:
        by_passage.setdefault((one.block, one.passage), []).append(one)
    for claim in claims:
        near = by_passage.get((claim.block, claim.passage), [])
        held = [one.row_id for one in near if str(one.cells.get("as_printed") or "") in str(claim.cells["text"])]
        claim.cells["figure_ids"] = " ".join(held)
    return list(claims)
