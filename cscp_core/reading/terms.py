"""The glossary: abbreviations with what they stand for, from lists, tables and "Words (ABC)"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cscp_core.reading.grid_figures import Grid
from cscp_core.reading.rows import DraftedRow
from cscp_core.reading.sections import PlacedBlock, ReportPart

ABBREVIATION = r"[A-Z][A-Za-z]?(?:[A-Z&]|-[A-Z]|[a-z](?=[A-Z]))*[A-Z](?:s(?=\)))?|[A-Z]{2,}[a-z]?"
INLINE = re.compile(
    rf"(?P<before>(?:[\w’'&/-]+[,]?\s+){{1,9}})\((?:the |known as )?[‘“\"']?(?P<short>{ABBREVIATION})[’”\"']?\)"
)
LISTED = re.compile(rf"^(?P<short>{ABBREVIATION})\s*(?:[:–-]\s*|\s)(?P<words>[A-Z(][^.]{{3,90}})$")
SMALL = frozenset(["of", "and", "the", "for", "in", "on", "to", "a", "an", "with", "or", "by", "from"])
TERM_HEADS = re.compile(r"\b(?:term|abbreviation|acronym|word|initials)\b", re.IGNORECASE)
ALONE = re.compile(r"(?<![\w@.-])[A-Z][A-Z]{1,6}s?\b(?![.@-]\w)")
_NO_TERM = """
UK NHS HM OK PDF II III IV VI TV ID AND THE OF DR QPM OBE MBE CBE
"""
NO_TERM = frozenset(_NO_TERM.split())


def term_rows(placed: Sequence[PlacedBlock], grids: Sequence[tuple[int, Grid]]) -> list[DraftedRow]:
    """One row an abbreviation. Those that the report never explains are told too."""
    made: dict[str, DraftedRow] = {}
    for row in (*_from_grids(grids), *_from_text(placed)):
        short = str(row.cells["abbreviation"])
        if short not in made or row.sure > made[short].sure:
            made[short] = row
    for row in _unexplained(placed, frozenset(made)):
        made[str(row.cells["abbreviation"])] = row
    return [made[short] for short in sorted(made)]


def _from_grids(grids: Sequence[tuple[int, Grid]]) -> Iterator[DraftedRow]:
    because = "A row of the report's own list."
    for at, grid in grids:
        if len(grid.heads) < 2 or not (TERM_HEADS.search(grid.heads[0]) or _all_short(grid)):
            continue
        for row in grid.rows:
            short, words = row.cells[0].strip(), row.cells[1].strip()
            if short and words:
                yield _row(short, words, grid.placed.part, row.page, 0.95, because, " | ".join(row.cells), at)


def _from_text(placed: Sequence[PlacedBlock]) -> Iterator[DraftedRow]:
    for at, one in enumerate(placed):
        block = one.block
        listed = LISTED.match(block.text)
        if listed and (_fits(listed["short"], listed["words"]) or _in_list(placed, at)):
            because = "A line of the report's own list."
            yield _row(listed["short"], listed["words"], one.part, block.page, 0.9, because, block.text, at)
            continue
        for found in INLINE.finditer(block.text):
            short, words = found["short"].removesuffix("s"), _expansion(found["before"], found["short"])
            if words:
                because = f"Explained as “{words} ({found['short']})”."
                yield _row(short, words, one.part, block.page, 0.85, because, found[0], at)


def _unexplained(placed: Sequence[PlacedBlock], known: frozenset[str]) -> Iterator[DraftedRow]:
    """Abbreviations that the report uses more than once and never explains."""
    used: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, one in enumerate(placed):
        for found in ALONE.finditer(one.block.text):
            short = found[0].removesuffix("s")
            used[short] += 1
            first.setdefault(short, at)
    for short, count in sorted(used.items()):
        if count > 1 and short not in known and short not in NO_TERM and len(short) > 1:
            one, at = placed[first[short]], first[short]
            because = f"Used {count} times and never explained."
            yield _row(short, "", one.part, one.block.page, 0.5, because, one.block.text[:200], at)


def _all_short(grid: Grid) -> bool:
    cells = [row.cells[0].strip() for row in grid.rows]
    return len(cells) > 2 and all(re.fullmatch(ABBREVIATION, one) for one in cells)


def _in_list(placed: Sequence[PlacedBlock], at: int) -> bool:
    """Whether the blocks beside it are lines of such a list too."""
    near = [*placed[max(0, at - 2) : at], *placed[at + 1 : at + 3]]
    return sum(bool(LISTED.match(one.block.text)) for one in near) >= 2


def _row(
    short: str, words: str, part: ReportPart, page: int | None, sure: float, because: str, passage: str, at: int
) -> DraftedRow:
    cells = {"abbreviation": short, "expansion": words, "plain": "", "explained_in_report": "yes" if words else "no"}
    term_id = "term-" + "-".join(re.findall(r"[a-z0-9]+", short.lower()))
    return DraftedRow(
        sheet="glossary",
        row_id=term_id,
        cells=dict(cells),
        section=part.section,
        page=page,
        sure=sure,
        because=because,
        passage=passage,
        box=None,
        block=at,
    )


def _fits(short: str, words: str) -> bool:
    letters = [one.lower() for one in short if one.isalpha() and one.isupper()]
    initials = [one[0].lower() for one in re.findall(r"[^\W\d_]+", words)]
    return (
        bool(initials) and initials[0] == letters[0] and sum(one in initials for one in letters) >= 0.6 * len(letters)
    )


def _expansion(before: str, short: str) -> str:
    """The words before a bracket whose first letters make the abbreviation."""
    letters = [one.lower() for one in short.removesuffix("s") if one.isalpha() and one.isupper()]
    words = before.split()
    for size in range(1, min(len(words), len(letters) + 5) + 1):
        tail = words[-size:]
        initials = [part[0].lower() for one in tail for part in re.split(r"[-/]", one) if part and part[0].isalpha()]
        strong = list(initials)
        if not initials or initials[0] != letters[0] or tail[0].lower().strip(",") in SMALL:
            continue
        at = 0
        for one in strong:
            if at < len(letters) and one == letters[at]:
                at += 1
        if at == len(letters):
            return " ".join(tail).strip(" ,")
    return ""
