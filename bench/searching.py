"""A search of the report and of everything that was asked since: the median over queries, in one process."""

from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.result import Line
from bench.servers import Installation
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.scrutiny.search import service

AT_MOST = 50.0
QUERIES = (
    "missing kids", "LAC", "domestic voilence", "s.47", "5,435", "re-referral rate 2019/20", "children",
    "how many young people went missing from home or care", "knife crime victims under 25", "zebra",
)  # fmt: skip


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    store = installation.store()
    scrutineer = replace(SYSTEM, role=Role.SCRUTINEER)
    report_id = "annual-report-2019-20"
    seconds = []
    try:
        for turn in range(repeats + 1):
            for text in QUERIES:
                begun = perf_counter()
                with store.reading() as session:
                    service.search(session, scrutineer, report_id=report_id, text=text)
                seconds += [perf_counter() - begun] if turn else []
    finally:
        store.engine.dispose()
    return [Line("searching", f"one search, of {len(QUERIES)} queries", 1000 * median(seconds), "ms", AT_MOST)]
