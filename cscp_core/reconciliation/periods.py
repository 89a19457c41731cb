"""Reads times as reports print them: a financial year, a month, a year, a season. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
MONTH = r"\b(" + "|".join((*MONTHS, *SEASONS)) + r")\s+(\d{4})\b"
NAMES = "|".join((*MONTHS, *SEASONS))
RANGE = re.compile(
    rf"\b(?:between\s+({NAMES})(?:\s+(\d{{4}}))?\s+and|({NAMES})(?:\s+(\d{{4}}))?\s*(?:-|–|to|until))"
    rf"\s*({NAMES})\s+(\d{{4}})\b"
)
"""From one month to another: "April–September 2019", "April 2019 to March 2020"."""
OPEN_ENDED = re.compile(r"\b(?:since|from|until|till|up to|to date|so far|onwards?|before|after|previous|first)\b")
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
    """Every time that is named: ranges, months and seasons with a year, then financial years, then calendar years."""
    found, rest = [], words.lower()
    for ranged in RANGE.finditer(rest):
        begins, year = ranged[1] or ranged[3], ranged[2] or ranged[4] or ranged[6]
        found.append(Period(_month(begins, year).first, _month(ranged[5], ranged[6]).last))
    rest = RANGE.sub(" ", rest)
    for name, year in re.findall(MONTH, rest):
        found.append(_month(name, year))
    rest = re.sub(MONTH, " ", rest)
    for year, end in FINANCIAL.findall(rest):
        years = (int(end) - int(year)) % 100 or 100
        found.append(Period(date(int(year), 4, 1), date(int(year) + years, 3, 31)))
    rest = FINANCIAL.sub(" ", rest)
    return found + [Period(date(int(year), 1, 1), date(int(year), 12, 31)) for year in YEAR.findall(rest)]


def definite(words: str) -> Period | None:
    """The time that words name, where they name one that has a beginning and an end: not "since 2019"."""
    found = periods_in(words)
    is_open = OPEN_ENDED.search(words.lower()) and not RANGE.search(words.lower())
    return found[0] if len(found) == 1 and not is_open else None


def are_alike(one: str, other: str) -> bool:
    """Whether two times are of one length and one season, so that what is counted in them can be compared."""
    here, there = definite(one), definite(other)
    if here is None or there is None:
        return False
    return _shape(here) == _shape(there)


def _shape(period: Period) -> tuple[int, int, int, int]:
    years = period.last.year - period.first.year
    return period.first.month, period.first.day, period.last.month, years


def _month(name: str, year: str) -> Period:
    first, last = SEASONS.get(name, (MONTHS.get(name, 1),) * 2)
    return Period(date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1]))
