"""Checks of a report against itself: 10,000 figures and 2,000 checks, against the report's own."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bench.result import Line, compared
from bench.servers import Installation
from cscp_core.evidence.folder import Folder, read_folder
from cscp_core.reconciliation.checks import check_of, run
from cscp_core.reconciliation.rules import ID_COLUMNS, Check, Facts
from cscp_core.settings import Settings

AT_MOST = 20.0
FIGURES, CHECKS = 10_000, 2_000


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    read = read_folder(Settings().report_folders[0])
    own, grown = of_report(read), of_copies(read)
    seconds = [[_taken(*one) for _ in range(repeats)] for one in (own, grown)]
    sizes = [f"{len(rows['figures']):,} figures and {len(checks):,} checks" for rows, checks, _ in (grown, own)]
    what = " against ".join(sizes)
    return [compared("reconciling", what, seconds[1], seconds[0], AT_MOST)]


Rows = dict[str, list[dict[str, object]]]


def of_report(read: Folder) -> tuple[Rows, list[Check], str]:
    """The rows that checks look at, and the checks."""
    rows = {name: [dict(row.cells) for row in read.rows[name]] for name in ID_COLUMNS}
    return rows, [check_of(row.cells) for row in read.rows["checks"]], read.period


def of_copies(read: Folder) -> tuple[Rows, list[Check], str]:
    """As many copies of the figures and checks as it takes, each with ids of its own."""
    rows, checks, period = of_report(read)
    figures = rows["figures"]
    copies = -(-FIGURES // len(figures))
    many = [row | {"figure_id": f"{row['figure_id']}.{copy}"} for copy in range(copies) for row in figures]
    found = [
        replace(
            one,
            check_id=f"{one.check_id}.{copy}",
            figure_ids=tuple(f"{figure}.{copy}" for figure in one.figure_ids),
            against_ids=tuple(f"{figure}.{copy}" for figure in one.against_ids),
            refs=tuple(f"{ref}.{copy}" if ref.startswith("figure-") else ref for ref in one.refs),
        )
        for copy in range(copies)
        for one in checks
    ]
    return rows | {"figures": many[:FIGURES]}, found[:CHECKS], period


def _taken(rows: Rows, checks: list[Check], period: str) -> float:
    begun = perf_counter()
    run(checks, Facts(rows, period))
    return perf_counter() - begun
