"""Times as reports print them: what kind each is, and its days. What is not understood is a value too. Pure."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    """What kind of time a value is about. Values of unlike kinds are never compared, joined or drawn as one line."""

    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    CALENDAR_YEAR = "calendar year"
    HALF = "half-year"
    QUARTER = "quarter"
    TERM = "school term"
    SEASON = "season"
    MONTH = "month"
    MONTHS = "some months"
    DAY = "day"
    YEARS = "several years"
    OPEN = "open-ended"
    UNKNOWN = "not understood"


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included. An open-ended time lacks one of them; one that is not understood
    lacks both."""

    kind: PeriodKind
    first: date | None
    last: date | None
    printed: str = field(default="", compare=False)

    @property
    def is_definite(self) -> bool:
        """Whether it has a beginning and an end, so that what is counted in it can be compared at all."""
        return self.first is not None and self.last is not None

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common. What is not understood meets nothing."""
        if PeriodKind.UNKNOWN in (self.kind, other.kind):
            return False
        return _begins(self) <= _ends(other) and _begins(other) <= _ends(self)

    def is_same(self, other: "Period") -> bool:
        """Whether the two are the same days, however they are printed."""
        return self.is_definite and (self.first, self.last) == (other.first, other.last)

    def may_share_a_line(self, other: "Period") -> bool:
        """Whether the two are of one kind and length: four quarters make a line, and no conclusion."""
        return (
            self.is_definite and other.is_definite and self.kind is other.kind and self._in_months == other._in_months
        )

    def is_like(self, other: "Period") -> bool:
        """Whether the two are of one kind, length and season, so that what is counted in them can be compared."""
        return self.is_definite and other.is_definite and self.kind is other.kind and self._shape == other._shape

    @property
    def _in_months(self) -> int:
        assert self.first
        assert self.last
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month

    @property
    def _shape(self) -> tuple[int, ...]:
        assert self.first
        assert self.last
        if self.kind is PeriodKind.DAY:
            return (self.last.month,)
        return (
            self.first.month, self.first.day, self.last.month, _from_month_end(self.last),
            self.last.year - self.first.year,
        )  # fmt: skip


def _begins(period: Period) -> date:
    return period.first or date.min


def _ends(period: Period) -> date:
    return period.last or date.max


def _from_month_end(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1] - day.day


MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}
"""First and last month, as near as a report tells them."""
CENSUSES = {2001: date(2001, 4, 29), 2011: date(2011, 3, 27), 2021: date(2021, 3, 21)}
PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12} | {str(one): one for one in range(2, 13)}
MOST_YEARS = 20  # that one printed span may cover: "2019-04" is no span of 85 years

M = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
Y = r"(?:19|20)\d\d"
SPAN = rf"\b{Y} ?[-/] ?(?:{Y}|\d\d)\b(?![-/]?\d)"
"""Two years with a dash or a stroke: "2019-20", "2019/2020"."""
D = r"\d{1,2}(?:st|nd|rd|th)?"
TO = r"(?:-|to|until|through)"
DAY = rf"(?:\b{D}(?: of)? {M} {Y}|\b{M} {D},? {Y}|\b\d{{1,2}}[/.]\d{{1,2}}[/.]{Y}|\b{Y}-\d\d-\d\d)\b"

Dates = tuple[date, date]
Found = tuple[PeriodKind, date, date] | None


def _month(name: str, year: int) -> Dates:
    return _months(MONTHS[name.rstrip(".")], year, 1)


def _months(first: int, year: int, count: int) -> Dates:
    """So many whole months from one on."""
    after = first + count - 2
    last_year, last = year + after // 12, after % 12 + 1
    return date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])


def _span(words: str) -> tuple[int, int] | None:
    """The first year of a span, and how many years it covers."""
    begins, ends = re.split(r" ?[-/] ?", words)
    years = int(ends) - int(begins) if len(ends) == 4 else (int(ends) - int(begins)) % 100
    return (int(begins), years) if 1 <= years <= MOST_YEARS else None


def _of_span(words: str, first_month: int, kind: PeriodKind) -> Found:
    found = _span(words)
    if found is None:
        return None
    dates = _months(first_month, found[0], 12 * found[1])
    return (kind if found[1] == 1 else PeriodKind.YEARS, *dates)


def _end_of_year(words: str) -> date | None:
    found = _of_span(words, 4, PeriodKind.FINANCIAL_YEAR)
    return found[2] if found else None


def _part(words: str, place: int, months: int) -> Found:
    """One part of a financial year: the third of three months is its third quarter."""
    found = _span(words)
    if found is None or found[1] != 1 or not 1 <= place <= 12 // months:
        return None
    first = 4 + (place - 1) * months
    return _named(_months((first - 1) % 12 + 1, found[0] + (first - 1) // 12, months))


def _named(dates: Dates) -> Found:
    """A stretch of days with the kind that its beginning and end make it: April to June is a quarter."""
    first, last = dates
    if last < first:
        return None
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if first == last:
        return PeriodKind.DAY, first, last
    if first.day != 1 or _from_month_end(last):
        return PeriodKind.MONTHS, first, last
    starts = {1: (first.month, PeriodKind.MONTH), 3: (1 + (first.month - 1) // 3 * 3, PeriodKind.QUARTER)}
    starts |= {6: (first.month if first.month in (4, 10) else 0, PeriodKind.HALF)}
    if count == 12:
        year = {4: PeriodKind.FINANCIAL_YEAR, 9: PeriodKind.ACADEMIC_YEAR, 1: PeriodKind.CALENDAR_YEAR}
        return year.get(first.month, PeriodKind.MONTHS), first, last
    if count > 12:
        return PeriodKind.YEARS if count % 12 == 0 else PeriodKind.MONTHS, first, last
    starts_at, kind = starts.get(count, (0, PeriodKind.MONTHS))
    return kind if starts_at == first.month else PeriodKind.MONTHS, first, last


def _day(words: str) -> date | None:
    """One day, in words or digits, the day before the month."""
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    name = re.search(M, words)
    try:
        if name:
            return date(numbers[-1], MONTHS[name[0].rstrip(".")], numbers[0])
        if re.match(r"\d{4}-", words):
            return date(*numbers)
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None


def _on(day: date | None) -> Found:
    return (PeriodKind.DAY, day, day) if day else None


def _last_of(words: str) -> date | None:
    """The last day of what a time is said to run to: a day, or a month."""
    if re.fullmatch(DAY, words):
        return _day(words)
    name, year = words.rsplit(" ", 1)
    return _month(name, int(year))[1]


def _months_until(words: str, count: int) -> Found:
    last = _last_of(words)
    if last is None:
        return None
    after = last + timedelta(days=1)
    begins = after.year * 12 + after.month - 1 - count
    try:
        return _named((date(begins // 12, begins % 12 + 1, after.day), last))
    except ValueError:
        return None


def _range(first: str, first_year: str | None, last: str, last_year: str) -> Found:
    (begins, _), (_, ends) = _month(first, int(first_year or last_year)), _month(last, int(last_year))
    if not first_year and begins > ends:
        begins = begins.replace(year=begins.year - 1)
    return _named((begins, ends))


def _days(first: str, last: str) -> Found:
    begins, ends = _day(first), _day(last)
    return _named((begins, ends)) if begins and ends else None


def _season(name: str, year: str) -> Found:
    if re.fullmatch(Y, year):
        first, last = SEASONS.get(name, (0, 0))
        return (PeriodKind.SEASON, *_months(first, int(year), last - first + 1)) if first else None
    found = _span(year) if name == "winter" else None
    return (PeriodKind.SEASON, *_months(12, found[0], 3)) if found and found[1] == 1 else None


def _term(name: str, year: str) -> Found:
    first, last = TERMS[name]
    if not re.fullmatch(Y, year):
        found = _span(year)
        if found is None or found[1] != 1:
            return None
        return (PeriodKind.TERM, *_months(first, found[0] + (name != "autumn"), last - first + 1))
    return (PeriodKind.TERM, *_months(first, int(year), last - first + 1))


def _of_two_spans(first: str, last: str) -> Found:
    begins, ends = _of_span(first, 4, PeriodKind.FINANCIAL_YEAR), _of_span(last, 4, PeriodKind.FINANCIAL_YEAR)
    return _named((begins[1], ends[2])) if begins and ends else None


def _year(words: str) -> Found:
    return (PeriodKind.CALENDAR_YEAR, *_months(1, int(words), 12))


NAMED_FINANCIAL = r"(?:(?:financial|fiscal|council|reporting) year|fy)"
NAMED_ACADEMIC = r"(?:(?:academic|school) year|ay)"
ORDINAL = rf"(?:{'|'.join(PLACES)})"
COUNT = rf"(?:{'|'.join(NUMBERS)})"
SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Found]], ...] = tuple(
    (re.compile(shape), read)
    for shape, read in (
        (rf"\b(?:year|(?:12|twelve) months) (?:ending|ended|to|up to)(?: the)?(?: end of)? ({DAY}|{M} {Y})",
         lambda of: _months_until(of[1], 12)),
        (rf"\bquarter (?:ending|ended|to) ({DAY}|{M} {Y})", lambda of: _months_until(of[1], 3)),
        (rf"\b({COUNT}) months (?:ending|ended|to) ({DAY}|{M} {Y})", lambda of: _months_until(of[2], NUMBERS[of[1]])),
        (rf"(?:between |from )?({DAY}) ?(?:{TO}|and) ?({DAY})", lambda of: _days(of[1], of[2])),
        (rf"\b(?:q[1-4] )?(?:between |from )?({M})(?: ({Y}))? ?{TO} ?({M}) ({Y})\b",
         lambda of: _range(of[1], of[2], of[3], of[4])),
        (rf"\bbetween ({M})(?: ({Y}))? and ({M}) ({Y})\b", lambda of: _range(of[1], of[2], of[3], of[4])),
        (rf"({DAY})", lambda of: _on(_day(of[1]))),
        (rf"\bend of ({M}) ({Y})\b", lambda of: _on(_month(of[1], int(of[2]))[1])),
        (rf"\bend of ({SPAN})", lambda of: _on(_end_of_year(of[1]))),
        (rf"\bmid[- ]({Y})\b(?! ?[-/])", lambda of: _on(date(int(of[1]), 6, 30))),
        (rf"\b({Y}) census\b", lambda of: _on(CENSUSES.get(int(of[1])))),
        (rf"\b(?:q|quarter )([1-4])(?: of)? ({SPAN})", lambda of: _part(of[2], int(of[1]), 3)),
        (rf"({SPAN})[ :]*(?:q|quarter )([1-4])\b", lambda of: _part(of[1], int(of[2]), 3)),
        (rf"\b({ORDINAL}) quarter(?: of)?(?: the)?(?: financial year)? ({SPAN})",
         lambda of: _part(of[2], PLACES[of[1]], 3)),
        (rf"\bh([12])(?: of)? ({SPAN})", lambda of: _part(of[2], int(of[1]), 6)),
        (rf"\b(first|second) half(?: of)?(?: the)?(?: financial year)? ({SPAN})",
         lambda of: _part(of[2], PLACES[of[1]], 6)),
        (rf"\bfirst ({COUNT}) months of(?: the)?(?: financial year)? ({SPAN})",
         lambda of: _part(of[2], 1, NUMBERS[of[1]])),
        (rf"\b(autumn|spring|summer) term(?: of)?(?: the)?(?: {NAMED_ACADEMIC})? ({SPAN}|{Y}\b)",
         lambda of: _term(of[1], of[2])),
        (rf"({SPAN}|\b{Y}) (autumn|spring|summer) term\b", lambda of: _term(of[2], of[1])),
        (rf"\b(spring|summer|autumn|winter)(?: of)? ({SPAN}|{Y}\b)", lambda of: _season(of[1], of[2])),
        (rf"\b({M})(?: of)? ({Y})\b", lambda of: (PeriodKind.MONTH, *_month(of[1], int(of[2])))),
        (rf"\b({M})(?:-| ?')(\d\d)\b(?!\d)", lambda of: (PeriodKind.MONTH, *_month(of[1], 2000 + int(of[2])))),
        (rf"({SPAN}) {TO} ({SPAN})", lambda of: _of_two_spans(of[1], of[2])),
        (rf"\b{NAMED_ACADEMIC} ({SPAN})", lambda of: _of_span(of[1], 9, PeriodKind.ACADEMIC_YEAR)),
        (rf"({SPAN}) {NAMED_ACADEMIC}\b", lambda of: _of_span(of[1], 9, PeriodKind.ACADEMIC_YEAR)),
        (rf"(?:\b{NAMED_FINANCIAL} )?({SPAN})(?: {NAMED_FINANCIAL}\b)?",
         lambda of: _of_span(of[1], 4, PeriodKind.FINANCIAL_YEAR)),
        (rf"(?:\bcalendar year )?\b({Y})\b(?: calendar year\b)?", lambda of: _year(of[1])),
    )
)  # fmt: skip
"""Every shape of a time, the most exact first, with what it is read as."""
AROUND = re.compile(
    r"^(?:(?:in|during|for|over|throughout|across|on|as at|at|by|the|year|full year|whole year|snapshot|taken) )+"
    r"|(?: (?:outturn|provisional|full year|whole year|as a whole))+$"
)
"""Words round a time that do not change it."""
AHEAD_OF = re.compile(
    r"^(?:since|from|after) (?P<since>.+)|^(?:until|till|up to|before) (?P<until>.+)|^(?P<so>.+) onwards?"
)


@lru_cache(maxsize=4000)
def read(printed: str) -> Period:
    """The time that words name and nothing else: not understood where a word of them is not."""
    words = _flat(printed)
    bare = AROUND.sub("", AROUND.sub("", words))
    for one in dict.fromkeys((words, bare)):
        for shape, found_of in SHAPES:
            matched = shape.fullmatch(one)
            found = found_of(matched) if matched else None
            if found:
                return Period(*found, printed)
    opened = AHEAD_OF.fullmatch(words)
    if opened:
        inner = read(opened["since"] or opened["until"] or opened["so"])
        if inner.is_definite:
            if opened["until"]:
                return Period(PeriodKind.OPEN, None, inner.last, printed)
            return Period(PeriodKind.OPEN, inner.first, None, printed)
    return Period(PeriodKind.UNKNOWN, None, None, printed)


def times_in(text: str) -> list[Period]:
    """Every time that running text names, the most exact shapes first."""
    found, rest = [], _flat(text)
    for shape, found_of in SHAPES:
        for matched in list(shape.finditer(rest)):
            made = found_of(matched)
            if made:
                found.append(Period(*made, matched[0].strip()))
                rest = rest[: matched.start()] + " " * len(matched[0]) + rest[matched.end() :]
    return found


def are_alike(one: str, other: str) -> bool:
    """Whether two printed times are of one kind, length and season."""
    return read(one).is_like(read(other))


def _flat(words: str) -> str:
    """In small letters, with one kind of dash and one space."""
    plain = re.sub(r"[‐‑‒–—−]", "-", words.lower()).replace("’", "'").replace("‘", "'")
    plain = re.sub(r" ?- ?", "-", re.sub(r"[\s(),;]+", " ", plain))
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " - ", plain).strip()
