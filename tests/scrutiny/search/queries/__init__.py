"""Queries with the sections that are right for them: see README.md."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    query: str
    sections: frozenset[str]


def _read(name: str) -> tuple[Asked, ...]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return tuple(Asked(row["query"], frozenset(row["sections"].split())) for row in csv.DictReader(file))


TUNED_ON = _read("tuned_on.csv")
KEPT_BACK = _read("kept_back.csv")
