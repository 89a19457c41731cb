"""The door of this room: a file in, a draft of every kind of row out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cscp_core.evidence.rules import ValueState, in_words
from cscp_core.reading.blocks import CAPTION, Block, BlockKind
from cscp_core.reading.bodies import bodies_of, body_rows
from cscp_core.reading.claims import claims_of, with_figures
from cscp_core.reading.figures import ProseFigures, dated_by_notes
from cscp_core.reading.grid_figures import Grid, figures_of, grid_of, is_of_numbers, is_wordy
from cscp_core.reading.layout import blocks_of_pages
from cscp_core.reading.mending import mend_blocks
from cscp_core.reading.opening import OpenedFile, ask_process
from cscp_core.reading.own_year import period_of as own_year_of
from cscp_core.reading.own_year import read_back
from cscp_core.reading.people_named import without_names
from cscp_core.reading.places import home_of
from cscp_core.reading.recommendations import from_grid, from_passage, with_reviews
from cscp_core.reading.reviews import reviews_of
from cscp_core.reading.rows import Cell, DraftedRow, Numbering
from cscp_core.reading.sections import PlacedBlock, ReportPart, listed, parts_of
from cscp_core.reading.sentences import Passage, passages_of
from cscp_core.reading.terms import term_rows
from cscp_core.reading.text_file import blocks_of_text
from cscp_core.reading.times import ReportYear, year_of
from cscp_core.reading.unheaded import NOT_PRINTED, with_headings
from cscp_core.reading.voices import challenges_of, gaps_of, is_chart, voices_of
from cscp_core.reading.word_blocks import blocks_of_parts

SHEETS = ("figures", "claims", "recommendations", "reviews", "sections", "bodies", "glossary", "voices")
"""The sheets of a draft's folder. Challenges and gaps are drafted too, for the screen that confirms."""


@dataclass(frozen=True, kw_only=True)
class ReportDraft:
    """A draft evidence base. Rows of each sheet in the order of the report; `notes` are sentences about what could not
    be read."""

    name: str
    partnership: str
    home: str
    period: str
    pages: int
    rows: dict[str, list[DraftedRow]]
    notes: list[str] = field(default_factory=list)
    page_sizes: list[tuple[float, float]] = field(default_factory=list)
    """Width and height of each page of a PDF, in points."""

    def count(self, sheet: str) -> int:
        return len(self.rows.get(sheet, []))


def draft_file(path: Path) -> ReportDraft:
    """Reads a report, PDF, Word (.docx) or text, in the bounded process. The same file gives the same draft.

    Raises:
        FileRefused: with a sentence that says why the file is not read.
    """
    made = ask_process("draft", path)
    rows = {sheet: [_row_from(one) for one in rows] for sheet, rows in made["rows"].items()}
    sizes = [(width, height) for width, height in made["page_sizes"]]
    return ReportDraft(**(made | {"rows": rows, "page_sizes": sizes}))


def _row_from(made: dict[str, Any]) -> DraftedRow:
    return DraftedRow(**(made | {"box": tuple(made["box"]) if made["box"] else None}))


def draft_opened(opened: OpenedFile) -> ReportDraft:
    """A draft of what stands in a file, in this process."""
    made = draft(opened.name, blocks_in(opened), pages=len(opened.pages), notes=_notes(opened))
    return replace(made, page_sizes=[(one.width, one.height) for one in opened.pages])


def blocks_in(opened: OpenedFile) -> list[Block]:
    """The blocks of whatever a file holds, with words whole."""
    if opened.pages:
        return mend_blocks(blocks_of_pages(opened.pages))
    if opened.parts:
        return mend_blocks(blocks_of_parts(opened.parts))
    return with_headings(mend_blocks(blocks_of_text(opened.text)))


def draft(name: str, blocks: list[Block], *, pages: int = 0, notes: Sequence[str] = ()) -> ReportDraft:
    """A draft of blocks in reading order."""
    placed = parts_of(blocks)
    passages = passages_of(placed)
    texts = [one.text for one in blocks if one.text]
    home, partnership = home_of(texts)
    own_year = own_year_of(blocks)
    year = ReportYear(own_year) if own_year else year_of(texts)
    grids = _grids(placed)
    ids = Numbering()
    rows: dict[str, list[DraftedRow]] = {}
    rows["figures"] = _figures(placed, passages, grids, year, home, ids)
    rows["sections"] = [_section(one) for one in listed(placed)]
    bases = {(one.block, one.passage) for one in rows["figures"] if one.cells.get("denominator")}
    claims = [row for one in passages for row in claims_of(one, year, partnership, (one.block, one.text) in bases, ids)]
    rows["claims"] = with_figures(claims, rows["figures"])
    rows["reviews"] = reviews_of(list(listed(placed)), passages, year, partnership)
    found = [row for at, grid in grids for row in from_grid(grid, at, partnership, ids)]
    found += [row for one in passages for row in from_passage(one, partnership, ids)]
    rows["recommendations"] = with_reviews(sorted(found, key=lambda one: one.block), rows["reviews"])
    rows["bodies"] = body_rows(bodies_of(placed, grids))
    rows["glossary"] = term_rows(placed, grids)
    rows["voices"] = voices_of(passages, ids)
    rows["challenges"] = list(challenges_of(passages, ids))
    rows["gaps"] = list(gaps_of(passages, placed, ids))
    if own_year:
        rows = read_back(placed, rows, ids)
    rows = {sheet: [without_names(one, home) for one in of_sheet] for sheet, of_sheet in rows.items()}
    return ReportDraft(
        name=name,
        partnership=partnership,
        home=home,
        period=year.printed,
        pages=pages,
        rows=rows,
        notes=list(notes),
    )


def _notes(opened: OpenedFile) -> list[str]:
    if not opened.scanned:
        return []
    pages = in_words(map(str, opened.scanned))
    many = len(opened.scanned) > 1
    return [
        f"Page{'s' if many else ''} {pages} {'are' if many else 'is'} scanned: pictures without text. "
        f"Nothing was read there."
    ]


def _grids(placed: Sequence[PlacedBlock]) -> list[tuple[int, Grid]]:
    """Every table with its place and its caption: the caption above it, below it, or the line above it."""
    made = []
    for at, one in enumerate(placed):
        if one.block.kind is not BlockKind.TABLE:
            continue
        above = placed[at - 1].block if at else None
        below = placed[at + 1].block if at + 1 < len(placed) else None
        caption = ""
        if above and above.kind is BlockKind.CAPTION:
            caption = above.text
        elif (
            below
            and below.kind is BlockKind.CAPTION
            and CAPTION.match(below.text)
            and below.text.lower().startswith("table")
        ):
            caption = below.text
        elif above and above.kind is BlockKind.PARAGRAPH and len(above.text.split()) <= 14:
            caption = above.text
        made.append((at, grid_of(one, caption)))
    return made


def _figures(
    placed: Sequence[PlacedBlock],
    passages: Sequence[Passage],
    grids: Sequence[tuple[int, Grid]],
    year: ReportYear,
    home: str,
    ids: Numbering,
) -> list[DraftedRow]:
    prose = ProseFigures(year=year, home=home, ids=ids)
    rows = [row for one in passages for row in prose.read(one)]
    dated_by_notes(rows, passages, year, home)
    for at, grid in grids:
        if is_of_numbers(grid) and not is_wordy(grid.placed.block.rows):
            rows += figures_of(grid, year, home, ids, at)
        else:
            rows += _in_cells(grid, at, year, home, ids)
    rows += [_chart(placed[at], at, year, home, ids) for at in range(len(placed)) if is_chart(placed, at)]
    return sorted(rows, key=lambda one: one.block)


def _in_cells(grid: Grid, at: int, year: ReportYear, home: str, ids: Numbering) -> list[DraftedRow]:
    """Shares and sums of money in a table of sentences; small counts there are no figures."""
    made = []
    prose = ProseFigures(year=year, home=home, ids=ids)
    for row in grid.rows:
        for cell in row.cells:
            passage = Passage(
                text=cell, part=grid.placed.part, page=row.page, box=row.box, block=at, kind=BlockKind.PARAGRAPH
            )
            made += [one for one in prose.read(passage) if one.cells["unit"] in ("%", "£", "per 10,000 children")]
    return made


def _chart(placed: PlacedBlock, at: int, year: ReportYear, home: str, ids: Numbering) -> DraftedRow:
    title = CAPTION.sub("", placed.block.text, count=1).strip()
    page, box = placed.block.place(0, 1)
    cells = {
        "what": title,
        "area": home,
        "period": year.printed or "not stated",
        "value": None,
        "unit": "not stated",
        "state": ValueState.CHART_ONLY.label,
        "qualifier": "",
        "numerator": None,
        "denominator": None,
        "as_printed": "",
        "context": " ".join(placed.block.text.split()[:9]),
        "note": "Its numbers are only in a picture.",
    }
    section = placed.part.section
    return DraftedRow(
        sheet="figures",
        row_id=ids.next_id("figure", section),
        cells=dict(cells),
        section=section,
        page=page,
        sure=0.7,
        because="A caption of a chart, with a picture and no table beside it.",
        passage=placed.block.text,
        box=box,
        block=at,
    )


def _section(part: ReportPart) -> DraftedRow:
    because = "A heading with a number." if part.section[:1].isdigit() else "Its size or style makes it a heading."
    sure = 0.95 if part.section[:1].isdigit() else 0.75
    if part.level == NOT_PRINTED:
        because, sure = "No heading is printed. Its words say what it is about.", 0.4
    if part.section == "front":
        because, sure = "The text before the first heading.", 0.5
    cells: dict[str, Cell] = {
        "section": part.section,
        "title": part.title,
        "starts_with": part.starts_with,
        "level": part.level,
    }
    return DraftedRow(
        sheet="sections",
        row_id=part.section,
        cells=cells,
        section=part.section,
        page=part.page,
        sure=sure,
        because=because,
        passage=part.title,
    )
