"""Runs the measurements, prints them as a table, writes build/bench.json, and returns 1 where a target is missed."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import crowd, filters, first_load, memory, official, reconciling, reruns, searching, servers, starts, volume
from bench.result import Line, table
from bench.stage import ROOT

MEASUREMENTS: dict[str, Callable[[servers.Installation, Path, int], list[Line]]] = {
    "reruns": reruns.measure,
    "filters": filters.measure,
    "crowd": crowd.measure,
    "first_load": first_load.measure,
    "start": starts.measure,
    "memory": memory.measure,
    "volume": volume.measure,
    "reconciling": reconciling.measure,
    "searching": searching.measure,
    "official": official.measure,
}
REPEATS, QUICK = 20, 5
DOCUMENT = ROOT / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- make bench writes from here -->", "<!-- to here -->"
KEPT = ROOT / "build" / "bench.json"
PACKAGES = ("streamlit", "pandas", "altair", "sqlmodel")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, help="this one; may be given again")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} repeats rather than {REPEATS}")
    asked = parser.parse_args()
    repeats = QUICK if asked.quick else REPEATS
    began = about_this_machine()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="cscp-bench-") as made:
        folder = Path(made)
        installation = servers.prepare(folder / "prepared")
        for name in asked.only or MEASUREMENTS:
            print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
            since = perf_counter()
            lines += MEASUREMENTS[name](installation, folder, repeats)
            print(f"{perf_counter() - since:.0f} s", file=sys.stderr)
    said = table(lines)
    print(said)
    ended = os.getloadavg()[0]
    print(
        f"\nMedians of {repeats}; other work on the {os.cpu_count()} cores: "
        f"load {began['load']:.1f} before, {ended:.1f} after (this bench included)."
    )
    keep(lines, {**began, "load_after": ended, "repeats": repeats})
    if not asked.only and not asked.quick:
        write_into_the_document(said, f"Commit {began['commit']}, {began['at'][:10]}, Python {began['python']}.")
    return 0 if all(line.met for line in lines) else 1


def about_this_machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["/usr/bin/env", "git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


def write_into_the_document(said: str, about: str) -> None:
    """Puts the figures of a whole run in the place of the earlier ones."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    DOCUMENT.write_text(f"{before}{BEGINS}\n\n{said}\n\n{about}\n\n{ENDS}{after}", encoding="utf-8")


def keep(lines: list[Line], about: dict[str, Any]) -> None:
    """Writes the numbers down for somebody who compares two runs."""
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({**about, "lines": [line.as_json for line in lines]}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
