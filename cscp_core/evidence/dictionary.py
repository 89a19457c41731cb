"""The data dictionary as text: every file and column, and how many rows each section of a report gave."""

from collections import Counter
from pathlib import Path

from cscp_core.evidence.folder import Folder, read_folder
from cscp_core.evidence.sheets import SHEETS, Column, Kind

COUNTED = ("figures", "claims", "reviews", "recommendations", "challenges", "voices", "gaps")
OPENING = """# The evidence base

One folder for each yearly report, CSV in UTF-8, no code. `python -m cscp_core load DIR` checks a folder whole and
loads it; `python -m cscp_core verify SOURCE.txt` looks every figure and quotation up in the text of the report. This
page is written by `python -m scripts.write_dictionary`, and a test keeps it so.

**Source of `annual-report-2019-20`:** the annual report 2019-20 of the Camden Safeguarding Children Partnership. Facts
and figures are the report's; sentences are paraphrased. Grades and statuses are suggestions until the scrutineer
confirms them. An empty owner, date or base means that the report does not state it. People are posts, never names.
"""


def written(path: Path) -> str:
    """The whole of data/README.md for one report folder."""
    folder = read_folder(path)
    parts = [OPENING, *(_sheet(name) for name in range(len(SHEETS))), _sections(folder)]
    return "\n".join(parts)


def _sheet(number: int) -> str:
    sheet = SHEETS[number]
    lines = [f"## `{sheet.file}`", "", sheet.about, "", "| Column | What it says | Holds | Unit |", "|---|---|---|---|"]
    lines += [f"| `{one.name}` | {one.about} | {_holds(one)} | {one.unit or '–'} |" for one in sheet.columns]
    return "\n".join(lines) + "\n"


def _holds(column: Column) -> str:
    said = ", ".join(column.choices) if column.choices else str(column.kind)
    if column.refers:
        said = (
            f"an id of `{column.refers}.csv`"
            if column.kind is not Kind.IDS
            else f"ids of `{column.refers}.csv`, spaced"
        )
    return said if column.required else f"{said}; may be empty"


def _sections(folder: Folder) -> str:
    counts = {name: Counter(row.text("section") for row in folder.rows[name]) for name in COUNTED}
    lines = [f"## Rows by section of `{folder.report_id}`", "", f"| Section | {' | '.join(COUNTED)} |"]
    lines.append("|---|" + "---:|" * len(COUNTED))
    for row in folder.rows["sections"]:
        section = row.text("section")
        lines.append(
            f"| {section} {row.text('title')} | {' | '.join(str(counts[name][section]) for name in COUNTED)} |"
        )
    lines.append(f"| **all** | {' | '.join(str(sum(counts[name].values())) for name in COUNTED)} |")
    return "\n".join(lines) + "\n"
