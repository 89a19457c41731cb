"""Figures of tables: each number with its row's label, its column's heading and the caption."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.evidence.cells import number_in, state_of
from cscp_core.evidence.rules import ValueState
from cscp_core.reading.blocks import CAPTION, GridRow
from cscp_core.reading.nouns import UNITS
from cscp_core.reading.numbers import flat
from cscp_core.reading.places import COMPARED, _shown
from cscp_core.reading.rows import Cell, DraftedRow, Numbering
from cscp_core.reading.sections import PlacedBlock
from cscp_core.reading.times import ReportYear, times_of

TOTAL = re.compile(r"^(?:grand )?total\b|^all\b|\boverall\b", re.IGNORECASE)
NO_FIGURES = re.compile(
    r"^(?:no\.?|ref\w*|page|rank|due|by when|date|when|deadline|timescale|term|age|years?)$", re.IGNORECASE
)
SHARE = re.compile(r"%|\bshare\b|\bper ?cent|\bpercentage|\bproportion\b|\brate\b", re.IGNORECASE)
CHANGE = re.compile(r"\bchange\b|\bdifference\b|[+-]/[-+]|\btrend\b", re.IGNORECASE)
ALMOST = re.compile(r"^(?P<number>[+-]?£?\s?[\d,. ]*\d(?:\.\d+)?\s?%?)(?:\s?(?:[*†‡]|\(\w+\)|p\.?a\.?))?$")


@dataclass(frozen=True)
class Grid:
    """A table with its caption, and the headings of its columns."""

    placed: PlacedBlock
    caption: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def title(self) -> str:
        return CAPTION.sub("", self.caption, count=1).strip()


def grid_of(placed: PlacedBlock, caption: str) -> Grid:
    """A table read: its first row is its heading unless it holds numbers."""
    rows = placed.block.rows
    first = rows[0].cells
    numeric = [_number(one) is not None and not re.fullmatch(r"(?:19|20)\d\d", one.strip()) for one in first[1:]]
    has_head = len(rows) > 1 and not any(numeric)
    heads = first if has_head else ("",) * len(first)
    if not has_head and caption and not CAPTION.match(caption):
        words = caption.split()
        tail = words[-(len(first) - 1) :]
        heads = (" ".join(words[: -(len(first) - 1)]), *tail) if len(words) >= len(first) else heads
    return Grid(placed, caption, tuple(heads), rows[1:] if has_head else rows)


def is_of_numbers(grid: Grid) -> bool:
    """Whether a table holds figures rather than sentences: a third of its cells beside the labels are numbers."""
    cells = [cell for row in grid.rows for cell in row.cells[1:] if cell]
    return bool(cells) and sum(_number(one) is not None or state_of(one) is not None for one in cells) * 3 >= len(cells)


def figures_of(grid: Grid, year: ReportYear, home: str, ids: Numbering, block: int) -> list[DraftedRow]:
    """Every number of a table of numbers."""
    made = []
    totals = {
        at: _number(row.cells[at]) for row in grid.rows if TOTAL.search(row.cells[0]) for at in range(1, len(row.cells))
    }
    for row in grid.rows:
        for at in range(1, len(row.cells)):
            cell = row.cells[at].strip()
            value = _number(cell)
            state = state_of(cell) if value is None and cell else None
            if (value is None and state is None) or NO_FIGURES.match(grid.heads[at].strip()):
                continue
            made.append(_figure(grid, row, at, value, state, year, home, ids, block, totals))
    return made


def _number(cell: str) -> float | None:
    found = ALMOST.match(cell.strip().replace("−", "-"))
    if not found:
        return None
    digits = re.sub(r"(?<=\d),\s(?=\d{3})", ",", found["number"].strip())
    return number_in(digits) if digits else None


def _figure(
    grid: Grid,
    row: GridRow,
    at: int,
    value: float | None,
    state: ValueState | None,
    year: ReportYear,
    home: str,
    ids: Numbering,
    block: int,
    totals: dict[int, float | None],
) -> DraftedRow:
    cell, head, label = row.cells[at].strip(), grid.heads[at].strip(), row.cells[0].strip()
    period, why = _period(grid, head, label, year)
    unit, why_unit = _unit(cell, head, label, grid.title, grid.heads[0])
    if value is None and _is_share_column(grid, at):
        unit, why_unit = "%", "the other cells of its column"
    above, below = _base(row, at, unit, totals, grid)
    area = next((_shown(one) for one in COMPARED if flat(head) == one or flat(label) == one), home)
    what = ", ".join(filter(None, (label, head if not _is_time(head, year) else "", grid.title)))
    cells: dict[str, Cell] = {
        "what": what,
        "category": label,
        "area": area,
        "period": period,
        "value": value,
        "unit": unit,
        "state": (state or ValueState.PRINTED).label,
        "qualifier": "",
        "numerator": above,
        "denominator": below,
        "as_printed": cell if value is not None else "",
        "context": " ".join(f"{label} {cell}".split()[-9:]),
        "note": f"Printed as {cell}." if value is None else "",
    }
    section = grid.placed.part.section
    because = (
        f"A number in the table “{grid.title or 'without a caption'}”, row “{label}”. Unit: {why_unit}. Time: {why}."
    )
    passage = " | ".join(row.cells)
    return DraftedRow(
        sheet="figures",
        row_id=ids.next_id("figure", section),
        cells=cells,
        section=section,
        page=row.page,
        sure=0.9,
        because=because,
        passage=passage,
        box=row.box,
        block=block,
    )


def _period(grid: Grid, head: str, label: str, year: ReportYear) -> tuple[str, str]:
    named = times_of(grid.title, year)
    base = next((one for one in named if not one.is_day), None)
    for words, where in ((head, "the column's heading"), (label, "the row's label")):
        plain = flat(words).strip()
        quarter = re.fullmatch(r"q(?:uarter )?([1-4])", plain)
        if quarter:
            return f"{base.period if base else year.printed} Q{quarter[1]}", where
        found = times_of(words, year)
        if found and (where.startswith("the column") or found[0].end - found[0].start >= len(words) - 3):
            is_year = re.fullmatch(r"(?:19|20)\d\d", found[0].period)
            return _on_day(grid, found[0].period) if is_year else found[0].period, where
    if CHANGE.search(head):
        spans = [one for one in (times_of(one, year) for one in grid.heads) if one]
        if len(spans) >= 2:
            ends = [_on_day(grid, one[0].period) for one in (spans[0], spans[-1])]
            return f"{ends[0]} to {ends[1]}", "the columns that it compares"
    if named:
        return named[-1].period, "the table's caption"
    return year.printed or "not stated", "the report's own year"


def _on_day(grid: Grid, year: str) -> str:
    """A year of a heading on the day that the caption names: "at 31 March" and "2023"."""
    day = re.search(r"(\d{1,2} [A-Z][a-z]+)(?! ?\d)", grid.title)
    return f"{day[1]} {year}" if day else year


def _is_time(words: str, year: ReportYear) -> bool:
    found = times_of(words, year)
    whole = bool(found) and found[0].end - found[0].start >= len(words.strip()) - 2
    return whole or bool(re.fullmatch(r"Q[1-4]", words.strip()))


def _unit(cell: str, head: str, label: str, title: str, first_head: str) -> tuple[str, str]:
    if "%" in cell:
        return "%", "the sign %"
    if "£" in cell or "£" in head:
        return "£", "the pound sign"
    if re.search(r"\bper 10,?000\b", f"{head} {label} {title}", re.IGNORECASE):
        return "per 10,000 children", "the words “per 10,000”"
    if (SHARE.search(head) and "number" not in head.lower()) or label.strip().endswith("%") or label.startswith("%"):
        return "%", "the heading or label says that it is a share"
    sources = [(head, "the column's heading"), (label, "the row's label"), (title, "the caption")]
    leading = re.match(r"[a-z'-]+", flat(title))
    if CATEGORY.search(first_head) or (leading and leading[0] in UNITS and not _begins_with_noun(label)):
        sources = [sources[0], sources[2], sources[1]]
    if re.search(r"attend|deleg|train", flat(title)) and not _noun(head):
        return "people", "the caption speaks of attendance"
    for words, where in sources:
        noun = _noun(words)
        if noun:
            return noun, where
    return "not stated", "neither heading, label nor caption names one"


def _is_share_column(grid: Grid, at: int) -> bool:
    cells = [row.cells[at] for row in grid.rows if _number(row.cells[at]) is not None]
    return bool(cells) and all("%" in one for one in cells)


CATEGORY = re.compile(
    r"^(?:source|sector|agency|agencies|categor(?:y|ies)|type|age|ethnicity|gender|organisation|referrer|"
    r"reason|partner|group|"
    r"issue|presenting issue|year|period|quarter)\b",
    re.IGNORECASE,
)


def _begins_with_noun(words: str) -> bool:
    first = re.match(r"[a-z'-]+", flat(words).strip())
    return first is not None and first[0] in UNITS


def _noun(words: str) -> str:
    """The first counted noun of a heading, label or caption."""
    plain = flat(words)
    found = [one for one in re.findall(r"[a-z][a-z'-]+", plain) if one in UNITS]
    if not found:
        return ""
    return "young people" if found[0] == "people" and "young people" in plain else found[0]


def _base(row: GridRow, at: int, unit: str, totals: dict[int, float | None], grid: Grid) -> tuple[Cell, Cell]:
    """For a share: the count in its row and the total of that column, where they give it."""
    value = _number(row.cells[at])
    if unit != "%" or value is None or TOTAL.search(row.cells[0]):
        return None, None
    for other in range(1, len(row.cells)):
        count, total = _number(row.cells[other]), totals.get(other)
        if other == at or "%" in row.cells[other] or count is None or not total or count > total:
            continue
        if abs(100 * count / total - value) < 2:
            return count, total
    return None, None


def is_wordy(rows: Sequence[GridRow]) -> bool:
    """Whether a table's cells are sentences."""
    lengths = [len(cell.split()) for row in rows[1:] for cell in row.cells if cell]
    return bool(lengths) and sum(lengths) / len(lengths) > 3.5
