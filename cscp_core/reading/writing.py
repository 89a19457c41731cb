"""Writes a draft as a folder of CSV files: the columns of a report's folder, then page, sure, because."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

from cscp_core.errors import FileRefused
from cscp_core.reading.drafting import SHEETS, ReportDraft
from cscp_core.reading.rows import DraftedRow

FIRST = {
    "figures": (
        "figure_id",
        "indicator_id",
        "category",
        "area",
        "period",
        "value",
        "unit",
        "state",
        "qualifier",
        "numerator",
        "denominator",
        "section",
        "as_printed",
        "context",
        "note",
    ),
    "claims": (
        "claim_id",
        "section",
        "theme_id",
        "text",
        "hedged",
        "plain",
        "how_far",
        "how_known",
        "reason",
        "lacks",
        "agency_id",
        "figure_ids",
    ),
    "recommendations": (
        "recommendation_id",
        "review_id",
        "theme_id",
        "kind",
        "text",
        "plain",
        "owner",
        "agency_id",
        "due",
        "status_as_reported",
        "work_status",
        "evidence_of_impact",
        "section",
    ),
    "reviews": ("review_id", "kind", "title", "body", "theme_id", "dates", "scale_id", "outcome", "section", "summary"),
    "sections": ("section", "title", "starts_with"),
    "bodies": ("body_id", "kind", "name", "chair", "meets", "meets_per_year", "agency_id", "section", "note"),
    "glossary": ("term_id", "abbreviation", "expansion", "plain", "explained_in_report", "section"),
    "voices": ("voice_id", "theme_id", "section", "who", "text", "plain", "what_came"),
}
"""The columns of each sheet as a report's folder has them; a test holds them to it."""
MORE = {"figures": ("what", "box"), "claims": ("agency",), "recommendations": ("agency",), "sections": ("level",)}
"""Columns that only a draft has, beside page, sure and because."""
NUMBER = re.compile(r"[+-]?£?[\d.,]+%?")
LAST = ("page", "sure", "because")


def write_draft(made: ReportDraft, folder: Path, *, safe: Callable[[str], object]) -> list[Path]:
    """Writes the eight files and returns where they are. `safe` keeps a cell of words from being taken for a formula.

    Raises:
        FileRefused: where the folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(made, sheet, folder / f"{sheet}.csv", safe) for sheet in SHEETS]
    except OSError as error:
        raise FileRefused(f"{folder} cannot be written to: {error.strerror}.") from None


def _write(made: ReportDraft, sheet: str, path: Path, safe: Callable[[str], object]) -> Path:
    columns = (*FIRST[sheet], *MORE.get(sheet, ()), *LAST)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in made.rows[sheet]:
            cells = [_cell(row, one, FIRST[sheet][0]) for one in columns]
            writer.writerow([one if NUMBER.fullmatch(one) else safe(one) for one in cells])
    return path


def _cell(row: DraftedRow, column: str, id_column: str) -> str:
    own = {
        id_column: row.row_id,
        "section": row.section,
        "page": row.page,
        "sure": f"{row.sure:.2f}",
        "because": row.because,
        "box": " ".join(f"{one:g}" for one in row.box) if row.box else "",
    }
    value = own[column] if column in own else row.cells.get(column, "")
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
