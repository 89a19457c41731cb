"""The results of a report folder, compared with the year before where its folder lies near. No database."""

import csv
from collections.abc import Iterable
from pathlib import Path

from cscp_core.evidence.folder import Folder, read_folder
from cscp_core.reconciliation import generated
from cscp_core.reconciliation.checks import check_of, facts_of
from cscp_core.reconciliation.rules import Result
from cscp_core.reconciliation.years import compared, year_before


def results(report: Path, others: Iterable[Path]) -> list[Result]:
    """The same list as on screen with the same reports loaded. The year before is looked for among `others` and the
    folders beside the report.

    Raises:
        LoadRefused: the report, or the year before, is no sound report folder.
    """
    own = read_folder(report)
    near = {one.resolve() for one in (*others, *report.resolve().parent.iterdir()) if (one / "report.csv").is_file()}
    told = {str(one): _whose(one) for one in near - {report.resolve()}}
    found = year_before(own.rows["report"][0].text("partnership"), own.period, told)
    return of_folder(own, read_folder(Path(found)) if found else None)


def of_folder(folder: Folder, before: Folder | None = None) -> list[Result]:
    """The results of a report folder, without a database; with the folder of the year before, what differs too."""
    facts = facts_of(folder)
    found = generated.run_all([check_of(row.cells) for row in folder.rows["checks"]], facts)
    return found + (compared(facts, facts_of(before)) if before else [])


def _whose(folder: Path) -> tuple[str, str]:
    """The partnership and the period that a folder names, without reading the rest of it."""
    with (folder / "report.csv").open(encoding="utf-8-sig", errors="replace", newline="") as rows:
        first: dict[str, str] = next(csv.DictReader(rows), {})
    return first.get("partnership") or "", first.get("period") or ""
