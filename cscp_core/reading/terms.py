"""The glossary: abbreviations with what they stand for, from lists, tables and "Words (ABC)"."""

import re
from collections import Counter
from collections.abc import Sequence

from cscp_core.reading.blocks import BlockKind
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
    used: Counter[str] = Counter()
    first: dict[str, tuple[ReportPart, int | None, str, int]] = {}
    for at, grid in grids:
        if len(grid.heads) >= 2 and (TERM_HEADS.search(grid.heads[0]) or _all_short(grid)):
            rows = list(grid.rows)
            for row in rows:
                short, words = row.cells[0].strip(), row.cells[1].strip()
                if short and words:
                    _add(
                        made,
                        short,
                        words,
                        grid.placed.part,
                        row.page,
                        0.95,
                        "A row of the report's own list.",
                        " | ".join(row.cells),
                        at,
                    )
    for at, one in enumerate(placed):
        block = one.block
        if block.kind in (BlockKind.TABLE, BlockKind.PICTURE):
            continue
        listed = LISTED.match(block.text)
        if listed and (_fits(listed["short"], listed["words"]) or _in_list(placed, at)):
            _add(
                made,
                listed["short"],
                listed["words"],
                one.part,
                block.page,
                0.9,
                "A line of the report's own list.",
                block.text,
                at,
            )
            continue
        for found in INLINE.finditer(block.text):
            words = _expansion(found["before"], found["short"])
            if words:
                _add(
                    made,
                    found["short"].removesuffix("s"),
                    words,
                    one.part,
                    block.page,
                    0.85,
                    f"Explained as “{words} ({found['short']})”.",
                    found[0],
                    at,
                )
        for found in ALONE.finditer(block.text):
            used[found[0].removesuffix("s")] += 1
            first.setdefault(found[0].removesuffix("s"), (one.part, block.page, block.text, at))
    for short, count in sorted(used.items()):
        if count > 1 and short not in made and short not in NO_TERM and len(short) > 1:
            part, page, text, at = first[short]
            made[short] = _row(short, "", part, page, 0.5, f"Used {count} times and never explained.", text[:200], at)
    return [made[short] for short in sorted(made)]


def _all_short(grid: Grid) -> bool:
    cells = [row.cells[0].strip() for row in grid.rows]
    return len(cells) > 2 and all(re.fullmatch(ABBREVIATION, one) for one in cells)


def _in_list(placed: Sequence[PlacedBlock], at: int) -> bool:
    """Whether the blocks beside it are lines of such a list too."""
    near = [*placed[max(0, at - 2) : at], *placed[at + 1 : at + 3]]
    return sum(bool(LISTED.match(one.block.text)) for one in near) >= 2


def _add(
    made: dict[str, DraftedRow],
    short: str,
    words: str,
    part: ReportPart,
    page: int | None,
    sure: float,
    because: str,
    passage: str,
    at: int,
) -> None:
    if short not in made or sure > made[short].sure:
        made[short] = _row(short, words, part, page, sure, because, passage, at)


def _row(
    short: str, words: str, part: ReportPart, page: int | None, sure: float, because: str, passage: str, at: int
) -> DraftedRow:
    cells = {"abbreviation": short, "expansion": words, "plain": "", "explained_in_report": "yes" if words else "no"}
    term_id = "term-" + "-".join(re.findall(r"[a-z0-9]+", short.lower()))
    return DraftedRow("glossary", term_id, dict(cells), part.section, page, sure, because, passage, None, at)


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
