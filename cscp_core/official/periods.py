"""Times of official series: how publishers write them, how they are stored, and from which day to which they go. Pure.

| Kind of year | stored as | covers |
|---|---|---|
| year to 31 March, school year | `2019-20` | April to March, September to August |
| calendar year | `2019` | January to December |
| year to 30 September, at 30 September | `2020-09-30` | October to September; that day |
| at 31 March, at 30 June | `2020-03-31`, `2019-06-30` | that day |
| school census in January | `2020-01` | that month |
| several years together | `2018-19 to 2020-21`, `2014 to 2016` | from the first to the last |
"""

import re
from datetime import date

from cscp_core.official.rules import YearType

YEAR = re.compile(r"(?:19|20)\d\d")
SPAN = re.compile(r"((?:19|20)\d\d)\s*[-/]?\s*(\d\d)")
POOLED_SPANS = re.compile(r"((?:19|20)\d\d)/(\d\d)\s*-\s*((?:19|20)?\d\d)/(\d\d)")
IDENTIFIERS = {
    "reporting year": YearType.FINANCIAL,
    "financial year": YearType.FINANCIAL,
    "academic year": YearType.ACADEMIC,
    "calendar year": YearType.CALENDAR,
}
"""What `time_identifier` says of `time_period` in Explore Education Statistics. A reporting year is named by the year
in which it ends: 2020 is 2019-20."""
DAYS = {
    YearType.AT_31_MARCH: "03-31",
    YearType.AT_30_SEPTEMBER: "09-30",
    YearType.YEAR_TO_SEPTEMBER: "09-30",
    YearType.MID_YEAR: "06-30",
}
ENDS = {YearType.FINANCIAL: (3, 31), YearType.ACADEMIC: (8, 31), YearType.CALENDAR: (12, 31)}


def of_span(first: int, last_two_digits: str) -> str | None:
    """ "2019-20" from its two ends; None where the second is not the year after the first."""
    return f"{first}-{last_two_digits}" if (first + 1) % 100 == int(last_two_digits) else None


def read_period(printed: str, year_type: YearType) -> str | None:
    """A time as it is stored, from what a publisher prints for a series of that kind; None where it is none, such as
    the year 0. A single year names the one in which a financial or school year ends."""
    text = printed.strip()
    if year_type in (YearType.POOLED_FINANCIAL, YearType.POOLED_CALENDAR):
        return _pooled(text, year_type)
    span = SPAN.fullmatch(text)
    if span and year_type in (YearType.FINANCIAL, YearType.ACADEMIC):
        return of_span(int(span[1]), span[2])
    if not YEAR.fullmatch(text):
        return None
    year = int(text)
    if year_type in (YearType.FINANCIAL, YearType.ACADEMIC):
        return f"{year - 1}-{year % 100:02}"
    if year_type in DAYS:
        return f"{year}-{DAYS[year_type]}"
    return f"{year}-01" if year_type is YearType.JANUARY else str(year)


def _pooled(text: str, year_type: YearType) -> str | None:
    spans = POOLED_SPANS.fullmatch(text)
    if spans and year_type is YearType.POOLED_FINANCIAL:
        first = of_span(int(spans[1]), spans[2])
        last = of_span(int(spans[3] if len(spans[3]) == 4 else f"20{spans[3]}"), spans[4])
        return f"{first} to {last}" if first and last and first < last else None
    span = SPAN.fullmatch(text)
    if span and year_type is YearType.POOLED_CALENDAR:
        last_year = int(span[1]) // 100 * 100 + int(span[2])
        return f"{span[1]} to {last_year}" if last_year > int(span[1]) else None
    return None


def days_of(period: str, year_type: YearType) -> tuple[date, date]:
    """The first and the last day of a stored period; one day twice for a count at a day.

    Raises:
        ValueError: it is no period of that kind.
    """
    if " to " in period:
        first, last = period.split(" to ")
        single = YearType.CALENDAR if year_type is YearType.POOLED_CALENDAR else YearType.FINANCIAL
        return days_of(first, single)[0], days_of(last, single)[1]
    if year_type in DAYS:
        day = date.fromisoformat(period)
        began = date(day.year - 1, 10, 1) if year_type is YearType.YEAR_TO_SEPTEMBER else day
        return began, day
    year = int(period[:4])
    if year_type is YearType.JANUARY:
        return date(year, 1, 1), date(year, 1, 31)
    month, day_of_month = ENDS[year_type]
    if year_type is YearType.CALENDAR:
        return date(year, 1, 1), date(year, month, day_of_month)
    return date(year, month + 1, 1), date(year + 1, month, day_of_month)


def shown(period: str, year_type: YearType) -> str:
    """A stored period as people read it: "31 March 2020", "January 2020", "2019-20"."""
    if year_type in DAYS:
        day = date.fromisoformat(period)
        words = f"{day:%-d %B %Y}"
        return f"year to {words}" if year_type is YearType.YEAR_TO_SEPTEMBER else words
    if year_type is YearType.JANUARY:
        return f"January {period[:4]}"
    return f"school year {period}" if year_type is YearType.ACADEMIC else period


def when(period: str, year_type: YearType) -> str:
    """A stored period within a sentence: "at 31 March 2020", "in 2019-20", "in the school year 2019-20"."""
    said = shown(period, year_type)
    if year_type is YearType.YEAR_TO_SEPTEMBER or year_type is YearType.ACADEMIC:
        return f"in the {said}"
    return f"at {said}" if year_type in DAYS else f"in {said}"


def short(period: str, year_type: YearType) -> str:
    """A stored period as it stands under an axis whose title says what it is: "2020", "2019-20"."""
    return period[:4] if year_type in DAYS or year_type is YearType.JANUARY else period


def between(first: str, last: str, year_type: YearType) -> list[str]:
    """Every period from the first to the last, a year apart, both included.

    Raises:
        ValueError: one of them is no period of that kind, or the last is before the first.
    """
    begins, ends = days_of(first, year_type)[0].year, days_of(last, year_type)[0].year
    if ends < begins:
        raise ValueError(f"{last} is before {first}.")
    return [_moved(first, years, year_type) for years in range(ends - begins + 1)]


def _moved(period: str, years: int, year_type: YearType) -> str:
    """The period of the same kind so many years later."""
    if " to " in period:
        single = YearType.CALENDAR if year_type is YearType.POOLED_CALENDAR else YearType.FINANCIAL
        return " to ".join(_moved(one, years, single) for one in period.split(" to "))
    year = int(period[:4]) + years
    if year_type in (YearType.FINANCIAL, YearType.ACADEMIC):
        return f"{year}-{(year + 1) % 100:02}"
    return f"{year}{period[4:]}"


def ends_in(period: str, year_type: YearType) -> int:
    """The year in which a period ends, by which values of several series are set side by side."""
    return days_of(period, year_type)[1].year


def base_of_rate(period: str, year_type: YearType) -> str:
    """The mid-year estimate that a rate for a year to 31 March, or at 31 March, is worked out on: the one of the summer
    before. The rate of 2019-20 has the estimate of 30 June 2019."""
    last = days_of(period, year_type)[1]
    return f"{last.year - 1 if last.month < 7 else last.year}-06-30"
