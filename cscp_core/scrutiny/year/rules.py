"""When a year of scrutiny begins and ends, and what the yearly report is asked to hold. Pure."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

BEFORE_QUOTING = (
    "The report shown was written under the edition of 2018. The paragraph numbers here are meant to be those of that "
    "edition, and were not checked against it. Later editions (2023, 2026) have other numbers. Check before you quote."
)
FILE = Path(__file__).resolve().parents[3] / "data" / "yearly_report.csv"


@dataclass(frozen=True)
class ScrutinyYear:
    """From the first to the last day, both in it."""

    starts: date
    ends: date

    @property
    def name(self) -> str:
        return f"{self.starts.day} {self.starts:%B %Y} to {self.ends.day} {self.ends:%B %Y}"


@dataclass(frozen=True)
class Required:
    """One thing that statutory guidance asks of a yearly report, with the paragraph, and what here can serve it."""

    guidance: str
    paragraph: str
    asks: str
    here: str


def year_of(day: date, begins: str) -> ScrutinyYear:
    """The year of scrutiny that a day lies in; `begins` is month and day, as "04-01"."""
    starts = date.fromisoformat(f"{day.year}-{begins}")
    if starts > day:
        starts = starts.replace(year=day.year - 1)
    return ScrutinyYear(starts, starts.replace(year=starts.year + 1) - timedelta(days=1))


@cache
def checklist() -> tuple[Required, ...]:
    """What the guidance asks of a yearly report, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Required(**row) for row in csv.DictReader(file))
