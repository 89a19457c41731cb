"""Reads times as reports print them: a financial year, a month, a year, a season. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
MONTH = r"\b(" + "|".join((*MONTHS, *SEASONS)) + r")\s+(\d{4})\b"
FINANCIAL = re.compile(r"\b(\d{4})\s*[-/–]\s*(\d{2})\b(?!\d)")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    def meets(self, other: "Period") -> bool:
        return self.first <= other.last and other.first <= self.last


def period_of(words: str) -> Period | None:
    """The one time that words name, the most exact first; None where they name none."""
    found = periods_in(words)
    return found[0] if found else None


def periods_in(words: str) -> list[Period]:
    """Every time that is named: months and seasons with a year, then financial years, then calendar years."""
    found, rest = [], words.lower()
    for name, year in re.findall(MONTH, rest):
        first, last = SEASONS.get(name, (MONTHS.get(name, 1),) * 2)
        found.append(Period(date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])))
    rest = re.sub(MONTH, " ", rest)
    for year, end in FINANCIAL.findall(rest):
        years = (int(end) - int(year)) % 100 or 100
        found.append(Period(date(int(year), 4, 1), date(int(year) + years, 3, 31)))
    rest = FINANCIAL.sub(" ", rest)
    return found + [Period(date(int(year), 1, 1), date(int(year), 12, 31)) for year in YEAR.findall(rest)]
