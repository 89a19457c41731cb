"""A drafted row: what it says, where it stands, how sure the rules are, and because of which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cscp_core.reading.pages import Box
from cscp_core.reading.sentences import Passage

Cell = str | float | None


@dataclass(frozen=True, kw_only=True)
class DraftedRow:
    """One row of a draft. `sheet` names its file; `sure` is from 0 to 1; `passage` is what the report prints there."""

    sheet: str
    row_id: str
    cells: dict[str, Cell]
    section: str
    page: int | None
    sure: float
    because: str
    passage: str = ""
    box: Box | None = None
    block: int = -1
    """Which block of the report it was drafted from; rows of one block stand together."""


def row_of(
    passage: Passage, sheet: str, row_id: str, cells: Mapping[str, Cell], *, sure: float, because: str
) -> DraftedRow:
    """A row that was drafted from one passage, with the place at which it is printed."""
    return DraftedRow(
        sheet=sheet,
        row_id=row_id,
        cells=dict(cells),
        section=passage.part.section,
        page=passage.page,
        sure=sure,
        because=because,
        passage=passage.text,
        box=passage.box,
        block=passage.block,
    )


@dataclass
class Numbering:
    """Ids such as "figure-2.1-03": the sheet's word, the section, a number."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def next_id(self, word: str, section: str) -> str:
        key = (word, section)
        self.counts[key] = self.counts.get(key, 0) + 1
        return f"{word}-{section.replace(' ', '-')}-{self.counts[key]:02d}"


def words_around(text: str, start: int, end: int, most: int = 9) -> str:
    """Up to nine printed words around a stretch of a text, to find it by."""
    before, inside, after = text[:start].split(), text[start:end].split(), text[end:].split()
    left = max(0, most - len(inside))
    ahead = min(len(before), left // 2)
    behind = min(len(after), left - ahead)
    ahead = min(len(before), left - behind)
    glued = bool(text[:start]) and not text[start - 1].isspace()
    words = before[len(before) - ahead :] + inside + after[:behind]
    text_ = " ".join(words)
    return text_ if not glued else " ".join(text[max(0, start - 30) : end + 30].split()[1:-1][:most])
