"""By when an action is due: the words that a report prints, read into the day after which they have passed. Pure.

A time without a year is the first one that ends after the report's own year: in a report on 2019-20, "the summer" ends
on 31 August 2020. Words that name no day, or that are not understood, give none: nothing is guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cscp_core.evidence import periods


@dataclass(frozen=True, kw_only=True)
class Due:
    """Words as printed, their last day where they have one, and why they have none or how it was counted."""

    words: str
    by: date | None
    why: str
    understood: bool = True
    """False where nobody could say what the words mean; then somebody has to be asked."""


NO_DAY = re.compile(
    r"tbc|tba|tbd|n/?a|none|not (?:stated|set|given)|to be (?:confirmed|agreed|decided|arranged|determined)|asap|"
    r"as soon as possible|immediate(?:ly)?|urgent(?:ly)?|soon|shortly|in due course|in (?:the )?future|"
    r"(?:in the )?(?:longer|long|medium|short)[- ]term|when possible"
)
REPEATS = re.compile(
    r"(?:every|each) .+|annual(?:ly)?|yearly|biannual(?:ly)?|half[- ]yearly|termly|quarterly|monthly|weekly|daily|"
    r"regular(?:ly)?|on-?going(?: basis)?|on an on-?going basis|continu(?:ing|ous|ously|al|ally)|always|rolling"
)
BEYOND = re.compile(r"(?P<from>.+?),? (?:and|or) (?:beyond|after|later|onwards?|following years)|(?P<on>.+) onwards?")
VAGUE = re.compile(
    r"^(?:by |in |at |before |until |over |during |throughout )*(?:the )?(?:very )?(?:early|mid|middle of|late|"
    r"later in|beginning of|start of|end of|close of|beginning|end|the end of)[ -](?:the )?"
)
ROUND = re.compile(r"^(?:by|in|at|before|until|till|over|during|throughout|within|for|no later than|due) |^the ")
SHORT_SPAN = re.compile(r"(?<![\d/.-])(\d\d)[/-](\d\d)(?![\d/.-])")
WITHIN = re.compile(rf"(?:next |coming |following )?(\d{{1,3}}|{'|'.join(periods.NUMBERS)}|one|a) (week|month|year)s?")
SOON = "next|coming|following"
Dates = tuple[date, date]


@lru_cache(maxsize=4000)
def read_due(printed: str, report_period: str) -> Due:
    """The last day of what a report of this period prints as the time by which something is due."""
    words = _flat(printed)
    if not words:
        return Due(words="", by=None, why="No date is given.")
    if NO_DAY.fullmatch(words):
        return Due(words=printed, by=None, why="These words name no day.")
    if REPEATS.fullmatch(words):
        return Due(words=printed, by=None, why="It is done again and again, so it has no last day.")
    if BEYOND.fullmatch(words):
        return Due(words=printed, by=None, why="It goes on after that time, so it has no last day.")
    for part in dict.fromkeys((words, *_bare(words))):
        found = periods.read(part)
        if found.kind is periods.PeriodKind.OPEN and not found.last:
            return Due(words=printed, by=None, why="It begins then, and has no last day.")
        if found.last:
            return Due(words=printed, by=found.last, why="")
    year = periods.read(report_period)
    counted = _without_a_year(_bare(words), year.last) if year.last else None
    if counted:
        return Due(words=printed, by=counted, why=f"Counted from the end of the report's year, {report_period}.")
    return Due(words=printed, by=None, why="The app cannot read these words as a date.", understood=False)


def _flat(printed: str) -> str:
    """In small letters with one kind of dash and one space; "20/21" as "2020-21", where the second year follows."""
    plain = re.sub(r"[‐‑‒–—−]", "-", printed.lower()).replace("’", "'")
    plain = " ".join(plain.split()).strip(" .;:,()")
    return SHORT_SPAN.sub(lambda of: f"20{of[1]}-{of[2]}" if int(of[2]) == int(of[1]) + 1 else of[0], plain)


def _bare(words: str) -> tuple[str, ...]:
    """The words without those around them, then also without "early", "late" or "the end of": what is due early in a
    year is certainly due by its end."""
    outer = words
    while (fewer := ROUND.sub("", outer)) != outer:
        outer = fewer
    inner = VAGUE.sub("", words)
    while (fewer := ROUND.sub("", inner)) != inner:
        inner = fewer
    return (outer, inner)


def _without_a_year(parts: tuple[str, ...], after: date) -> date | None:
    for part in parts:
        for shape, last in SHAPES:
            matched = shape.fullmatch(part)
            if matched:
                return last(matched, after)
    return None


def _next(of_year: Callable[[int], date | None], after: date) -> date | None:
    """The first of a time's last days, one in each year, after a day."""
    days = (of_year(year) for year in range(after.year, after.year + 3))
    return next((day for day in days if day and day > after), None)


def _named(shape: str, after: date, *, begins_after: bool = False) -> date | None:
    """The end of the first time of this shape, `{year}` and `{span}` filled in, that ends (or begins) after a day."""
    for year in range(after.year - 1, after.year + 3):
        found = periods.read(shape.format(year=year, span=f"{year}-{(year + 1) % 100:02}"))
        day = found.first if begins_after else found.last
        if day and found.last and day > after:
            return found.last
    return None


def _end_of_term(after: date) -> date | None:
    found = (_named(f"{name} term {{year}}", after) for name in periods.TERMS)
    return min((day for day in found if day), default=None)


def _after_months(number: str, unit: str, after: date) -> date | None:
    count = {"one": 1, "a": 1}.get(number) or periods.NUMBERS.get(number) or int(number)
    if unit == "week":
        return after + timedelta(weeks=count)
    months = after.year * 12 + after.month + count * (12 if unit == "year" else 1)  # the first day of the month after
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = tuple(
    (re.compile(shape), last)
    for shape, last in (
        (r"(?:next |coming |following )?(spring|summer|autumn)(?: months| holidays| period)?",
         lambda of, after: _named(f"{of[1]} {{year}}", after)),
        (r"(?:next |coming |following )?winter", lambda _, after: _named("winter {span}", after)),
        (r"(?:next |coming |following )?(spring|summer|autumn) term",
         lambda of, after: _named(f"{of[1]} term {{year}}", after)),
        (r"(?:next |coming |following |school )?term", lambda _, after: _end_of_term(after)),
        (r"(?:q|quarter )([1-4])", lambda of, after: _named(f"q{of[1]} {{span}}", after)),
        (r"(first|second|third|fourth|final) quarter", lambda of, after: _named(f"{of[1]} quarter {{span}}", after)),
        (rf"({periods.M})", lambda of, after: _named(f"{of[1]} {{year}}", after)),
        (rf"({periods.D}(?: of)? {periods.M})", lambda of, after: _named(f"{of[1]} {{year}}", after)),
        (r"christmas", lambda _, after: _next(lambda year: date(year, 12, 25), after)),
        (r"new year", lambda _, after: _next(lambda year: date(year, 1, 1), after)),
        (rf"(?:{SOON}) (?:academic|school) year",
         lambda _, after: _named("academic year {span}", after, begins_after=True)),
        (r"(?:academic|school) year(?:[- ]end)?", lambda _, after: _named("academic year {span}", after)),
        (r"calendar year(?:[- ]end)?", lambda _, after: _named("{year}", after)),
        (rf"(?:(?:{SOON}) )?(?:financial |fiscal |council |reporting )?year(?:[- ]end)?",
         lambda _, after: _named("{span}", after)),
        (WITHIN.pattern, lambda of, after: _after_months(of[1], of[2], after)),
    )
)  # fmt: skip
"""Times without a year, each with its last day after that of the report's year."""
