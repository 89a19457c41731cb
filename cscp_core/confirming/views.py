"""What the screen that confirms is shown: frozen values, free of the session that read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cscp_core.confirming.rules import ReadingPace, RowState
from cscp_core.reading.pages import Box


@dataclass(frozen=True, kw_only=True)
class ReadingShown:
    """A reading in a list."""

    reading_id: int
    report_id: str
    file_name: str
    partnership: str
    home_area: str
    period: str
    is_pdf: bool
    pages: int
    notes: tuple[str, ...]
    before_id: str
    at: datetime
    version: int
    """Another one after every trial."""
    rows_version: int
    """Another one after every trial and every decision on a row."""
    is_finished: bool
    rows: int
    decided: int

    @property
    def title(self) -> str:
        return f"{self.partnership}, {self.period}"


@dataclass(frozen=True, kw_only=True)
class DraftRowShown:
    """One drafted row with all of its words. `share` is where it stands on its page: left, top, width and height, each
    from 0 to 1; None without a picture or a place."""

    row_number: int
    version: int
    place: float
    """Its order in the report."""
    sheet: str
    row_id: str
    section: str
    page: int | None
    sure: float
    because: str
    passage: str
    share: Box | None
    page_shape: tuple[float, float] | None
    """Width and height of its page in points."""
    cells: Mapping[str, str]
    drafted: Mapping[str, str]
    state: RowState
    decided_by: str = ""


@dataclass(frozen=True, kw_only=True)
class SectionShown:
    """A section of a reading with how many of its rows are decided. `by`: who works on it, where somebody else does."""

    section: str
    title: str
    rows: int
    decided: int
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a person has in front of them: their section, the row to decide, and how far everything is."""

    reading: ReadingShown
    section: str
    title: str
    row: DraftRowShown | None
    left: int
    """Rows that wait in the section, in the view that was chosen."""
    in_sample: bool
    """Whether the row is one of those that are looked at before sure ones may be kept together."""
    sample: int
    """Rows of that sample; 0 where the section needs none."""
    sure: tuple[tuple[int, int], ...]
    """The rows that may be kept together now, each with its version."""
    sure_later: int
    """How many may be kept together once the sample was right."""
    pace: ReadingPace
    last_act: int | None
    last_what: str
    alike: tuple[tuple[int, int], ...]
    """Waiting rows in which the same change may be made, each with its version."""
    kinds: Mapping[str, int]
    """How many rows of each kind wait in the section."""
