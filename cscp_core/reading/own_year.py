"""The year in scrutiny that this app writes as a Word file, read back row for row: its headings are known."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cscp_core.evidence.rules import HowFar, HowKnown, RecommendationKind, ReviewKind, WorkStatus
from cscp_core.reading.blocks import Block, BlockKind, GridRow
from cscp_core.reading.rows import Cell, DraftedRow, Numbering
from cscp_core.reading.sections import PlacedBlock
from cscp_core.reading.themes import theme_of

TITLE = re.compile(r"The year in scrutiny: \d{1,2} \w+ (?P<first>20\d\d) to \d{1,2} \w+ (?P<last>20\d\d)")
ASKED, CHANGED, UNANSWERED = "What was asked, and of whom", "What changed", "What is still unanswered"
JUDGEMENTS, DECISIONS = "Judgements", "What was decided in meetings"
LITTLE, CHECKLIST = "Where there is little or no evidence of progress", "What the yearly report should contain"
"""The headings of the file. A test holds them to what it writes."""
CHALLENGE = re.compile(r"Challenge \d+: (?P<question>.*?[?.]) (?P<came>It (?:is|was) .*)", re.DOTALL)
GRADE = re.compile(r"How far: (?P<far>\w+) · how we know: (?P<known>\w+)")
SCRUTINEER = "Independent scrutineer"
NO_OWNER, NO_DATE = "none named", "no date"
SHEETS = ("claims", "recommendations", "challenges", "gaps", "reviews")


def period_of(blocks: Sequence[Block]) -> str:
    """The year that such a file is about, "2026-27"; empty for any other file."""
    found = TITLE.search(blocks[0].text) if blocks else None
    return f"{found['first']}-{found['last'][-2:]}" if found else ""


@dataclass(frozen=True)
class _Read:
    """A row read from a block, before it has an id."""

    sheet: str
    cells: dict[str, Cell]
    passage: str


def read_back(
    placed: Sequence[PlacedBlock], rows: dict[str, list[DraftedRow]], ids: Numbering
) -> dict[str, list[DraftedRow]]:
    """The draft of such a file: in its known parts one row for each thing that it says, and as drafted elsewhere."""
    known = {at: list(reader(one)) for at, one in enumerate(placed) if (reader := _reader_of(one))}
    made = dict(rows)
    for sheet in SHEETS:
        kept = [one for one in rows[sheet] if one.block not in known]
        own = [_row(placed[at], at, one, ids) for at, found in known.items() for one in found if one.sheet == sheet]
        made[sheet] = sorted(kept + own, key=lambda one: one.block)
    return made


def _reader_of(one: PlacedBlock) -> Callable[[PlacedBlock], Iterator[_Read]] | None:
    """What reads a block; None for one that is drafted as in any report."""
    part = ASKED if ASKED in one.part.above else one.part.title
    if one.block.kind is BlockKind.HEADING:
        return None
    of_items = {ASKED: _asked, CHANGED: _changed, UNANSWERED: _gap, LITTLE: _gap}
    of_tables = {JUDGEMENTS: _judgements, DECISIONS: _decisions, CHECKLIST: _nothing}
    if one.block.kind is BlockKind.TABLE:
        return of_tables.get(part)
    if part == CHECKLIST:
        return _nothing
    if part == ASKED and one.block.kind is BlockKind.PARAGRAPH:
        return _in_sum
    return of_items.get(part) if one.block.kind is BlockKind.ITEM else None


def _nothing(one: PlacedBlock) -> Iterator[_Read]:
    """What guidance asks for is no part of the record."""
    return iter(())


def _asked(one: PlacedBlock) -> Iterator[_Read]:
    found = CHALLENGE.fullmatch(one.block.text)
    text, came = (found["question"], found["came"]) if found else (one.block.text, "")
    cells: dict[str, Cell] = {
        "category": "", "asked_by": SCRUTINEER, "asked_of": one.part.title, "agency_id": "", "text": text, "plain": "",
        "what_came": came,
    }  # fmt: skip
    yield _Read("challenges", cells, one.block.text)


def _in_sum(one: PlacedBlock) -> Iterator[_Read]:
    yield _claim(one.block.text, HowFar.ACTIVITY, HowKnown.SAID, "")


def _changed(one: PlacedBlock) -> Iterator[_Read]:
    grade = GRADE.search(one.block.text)
    far = HowFar.read(grade["far"]) if grade else None
    known = HowKnown.read(grade["known"]) if grade else None
    why = "As the scrutineer closed it." if grade else ""
    yield _claim(one.block.text, far or HowFar.ACTIVITY, known or HowKnown.SAID, why)


def _claim(text: str, far: HowFar, known: HowKnown, why: str) -> _Read:
    cells: dict[str, Cell] = {
        "text": text, "hedged": "no", "plain": "", "how_far": far.label, "how_known": known.label, "reason": why,
        "lacks": "", "agency_id": "", "agency": "", "figure_ids": "",
    }  # fmt: skip
    return _Read("claims", cells, text)


def _gap(one: PlacedBlock) -> Iterator[_Read]:
    yield _Read("gaps", {"text": one.block.text}, one.block.text)


def _judgements(one: PlacedBlock) -> Iterator[_Read]:
    for row in _below_head(one):
        theme, judgement, why, differ = row.cells
        cells: dict[str, Cell] = {
            "kind": ReviewKind.OTHER.label, "title": f"Judgement: {theme}", "body": SCRUTINEER, "dates": "",
            "scale_id": "", "outcome": judgement, "summary": " ".join(filter(None, (why, differ))),
        }  # fmt: skip
        yield _Read("reviews", cells, " | ".join(row.cells))


def _decisions(one: PlacedBlock) -> Iterator[_Read]:
    for row in _below_head(one):
        words, owner, due, meeting = row.cells
        cells: dict[str, Cell] = {
            "review_id": "", "kind": RecommendationKind.ACTION.value, "text": words.removeprefix("RESOLVED: "),
            "plain": "", "owner": "" if owner == NO_OWNER else owner, "agency_id": "", "agency": "",
            "due": "" if due == NO_DATE else due, "status_as_reported": f"Decided: {meeting}.",
            "work_status": WorkStatus.NOT_REPORTED.label, "evidence_of_impact": "",
        }  # fmt: skip
        yield _Read("recommendations", cells, " | ".join(row.cells))


def _below_head(one: PlacedBlock) -> Sequence[GridRow]:
    return [row for row in one.block.rows[1:] if len(row.cells) == 4]


WORDS = {"claims": "claim", "recommendations": "rec", "challenges": "challenge", "gaps": "gap", "reviews": "review"}


def _row(placed: PlacedBlock, at: int, read: _Read, ids: Numbering) -> DraftedRow:
    theme, why = theme_of(placed.part)
    return DraftedRow(
        sheet=read.sheet,
        row_id=ids.next_id(f"{WORDS[read.sheet]}-own", placed.part.section),
        cells=read.cells | {"theme_id": theme},
        section=placed.part.section,
        page=placed.block.page,
        sure=0.95,
        because=f"The year in scrutiny says it under “{placed.part.title}”. Theme: {why}.",
        passage=read.passage,
        block=at,
    )
