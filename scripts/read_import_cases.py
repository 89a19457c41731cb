"""Reads workbooks as people really fill them in, and says of each whether it comes out as it should.

    python -m scripts.read_import_cases ../shared/import-cases

The workbooks are not part of this repository; tests/evidence makes small ones of its own.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from cscp_core.errors import CscpError, LoadRefused
from cscp_core.evidence.folder import Folder, Row, read
from cscp_core.evidence.imports import LEAST
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.sources import upload

DATE = "holds a date. Format the cell as text and type it as printed."


def _figure(folder: Folder, figure_id: str) -> Row:
    return next(row for row in folder.rows["figures"] if row.text("figure_id") == figure_id)


def _awaits(count: int) -> Callable[[Folder], bool]:
    return lambda read_: sum(row.text("state") == ValueState.AWAITED for row in read_.rows["figures"]) == count


def _has_figures(count: int) -> Callable[[Folder], bool]:
    return lambda read_: len(read_.rows["figures"]) == count


LOADS: dict[str, Callable[[Folder], bool]] = {
    "leeds_2023-24_sound.xlsx": _has_figures(36),
    "one_fault_trailing_space_row.xlsx": _has_figures(36),
    "one_fault_title_row.xlsx": _has_figures(36),
    "one_fault_shared_agency_id_cscp.xlsx": lambda read_: "cscp" in read_.ids("agencies"),
    "one_fault_s11_2nd_is_no_postcode.xlsx": _has_figures(36),
    "one_fault_fall_in_words.xlsx": lambda read_: _figure(read_, "leeds-16").cells["value"] == -12,
    "one_fault_percent_cell.xlsx": lambda read_: (
        _figure(read_, "leeds-20").cells["value"] == 28 and _figure(read_, "leeds-20").text("as_printed") == "28%"
    ),
    "camden_2020-21_next_year_3_of_197_filled.xlsx": _awaits(194),
}
"""What loads, and what then holds of it."""
REFUSED = {
    "one_fault_dates_hide_later_faults.xlsx": [
        ("recommendations", "rows 2 and 3", "due", DATE),
        ("recommendations", "row 3", "work_status", "'Ontrack' is not one of:"),
    ],
}
"""What is refused, with every fault: sheet, rows, column, and how the sentence begins."""


def outcome(path: Path) -> str:
    """Empty where a workbook comes out as it should; otherwise what came of it."""
    wanted = REFUSED.get(path.name)
    try:
        folder = read(upload(path.read_bytes()), least=LEAST)
    except LoadRefused as error:
        found = [(one.where.removeprefix("sheet "), one.rows, one.column, one.what) for one in error.told]
        fits = wanted is not None and len(found) == len(wanted) and all(
            one[:3] == other[:3] and one[3].startswith(other[3]) for one, other in zip(found, wanted, strict=True)
        )  # fmt: skip
        return "" if fits else str(error)
    except CscpError as error:
        return str(error)
    if wanted is not None:
        return "It was read, and should be refused."
    return "" if LOADS[path.name](folder) else "It was read, and not as it should be."


def main() -> int:
    folder = Path(sys.argv[1])
    wrong = 0
    for name in sorted((*LOADS, *REFUSED)):
        path = folder / name
        said = outcome(path) if path.is_file() else "The file is not there."
        wrong += bool(said)
        print(f"{'WRONG' if said else 'right'}  {name}{f': {said}' if said else ''}")
    others = {one.name for one in folder.glob("*.xlsx")} - LOADS.keys() - REFUSED.keys()
    for name in sorted(others):
        print(f"?      {name}: nothing says how it should come out.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
