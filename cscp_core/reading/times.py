"""Which time a number of a sentence is about: the one printed with it, the year before, or the report's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cscp_core.evidence.periods import MONTHS, SHAPES, M, PeriodKind, read
from cscp_core.reading.numbers import PrintedNumber, flat

REPORT_YEAR = re.compile(r"\b(20\d\d)\s?[-/–]\s?(\d\d|20\d\d)\b")
BEFORE = re.compile(
    r"\b(?:in |over |on |than |from |against |with )?(?:the |a )?(?:previous|preceding|prior|last) "
    r"(?:financial |reporting |academic )?year(?:'s)?\b"
    r"|\b(?:(?:a|the|one) year|(?:12|twelve) months) (?:before|earlier|previously|ago)\b|\blast year\b|"
    r"\bthe year before\b"
)
LATER = re.compile(r"\b(?:a|one|the) year (?:later|after|on)\b")
YEAR_END = re.compile(
    r"\b(?:at|by) (?:the )?(?:end of the (?:financial |reporting )?year|(?:financial )?year[- ]end)\b"
)
THIS = re.compile(
    r"\b(?:this year|(?:in|during|over|throughout|across) the (?:reporting |financial )?year|year to date)\b"
)
BARE_DAY = re.compile(rf"\b(?:at |on |as at )?(?:the end of |end of )?(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({M})(?! ?\d)")
BARE_MONTHS = re.compile(rf"\bbetween ({M}) and ({M})(?! ?\d)")
ORDINAL_QUARTER = re.compile(r"\b(first|second|third|fourth|final|last) quarter\b|\bq([1-4])\b(?! ?20)")
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
ROSE = (
    r"(?:up|down|rose|risen|increas\w+|decreas\w+|reduc\w+|fell|fall\w*|declin\w+|dropp?\w*|improve\w*|grew|"
    r"grown|changed|"
    r"went|gone|moved)"
)
COMPARED = re.compile(
    rf"(?:\b{ROSE}\b[^.;]{{0,70}}?|\d%?,\s+|cent,\s+)\bfrom\s+(?:only\s+)?$|\b(?:compared (?:with|to)|"
    rf"against|than(?: the)?)\s+(?:only\s+)?$"
)
TO_ANOTHER = re.compile(r"\bfrom\s+(?:only\s+)?$")
CHANGE = re.compile(
    r"\b(?:rise|fall|increase|decrease|reduction|drop|decline|growth|change|grown|rose|fell|up|down|higher|"
    r"lower|more|risen|"
    r"fallen|increased|decreased)(?: of| by)?\s+(?:only |over |just |about |nearly |almost )?$"
)
AFTER_CHANGE = re.compile(r"\s*(?:more|fewer|less|higher|lower|up|down|increase|decrease|reduction|rise|fall|drop)\b")
ENDS_REACH = re.compile(
    r"[;:]|\. |, (?:which|who|but|so|while|whereas|compared|against|up|down|a (?:rise|fall|rate))\b|\bcompared\b|"
    r"\bagainst\b|\bby\b|\bwill\b|\bthan\b|\bsimilar\b|\bsince\b|\binto\b|\bcarried\b|\bfrom\b"
)
MONTH_OF = re.compile(r"[A-Za-z]+ 20\d\d")
TARGET = re.compile(r"\b(?:target|aim|goal|ambition|benchmark)\b")


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time in a sentence: where it stands, and how it is written down."""

    start: int
    end: int
    period: str
    is_day: bool = False


@dataclass(frozen=True)
class ReportYear:
    """The year of the report: "2019-20"."""

    printed: str

    @property
    def first(self) -> int:
        return int(self.printed[:4]) if self.printed else 0

    def earlier(self, years: int = 1) -> str:
        """So many years before it, written the same way."""
        first = self.first - years
        return f"{first}-{(first + 1) % 100:02d}" if self.printed else ""

    def month(self, name: str, day: str = "") -> str:
        """A month without a year: the one within the report's year."""
        number = MONTHS[name.rstrip(".")]
        full = next(one for one, place in MONTHS.items() if place == number).capitalize()
        year = self.first + (number < 4)
        return f"{day} {full} {year}".strip() if self.printed else ""


TITLE = re.compile(r"\b(?:report|review|year(?:ly)?)\b", re.IGNORECASE)


def year_of(texts: Sequence[str]) -> ReportYear:
    """The report's own year: the span of two years in its title, or else the one that it names most often."""
    for text in texts[:8]:
        found = REPORT_YEAR.search(text)
        if found and len(text) < 120 and TITLE.search(text) and _is_one_year(found):
            return ReportYear(f"{found[1]}-{found[2][-2:]}")
    counts: dict[str, int] = {}
    for text in texts:
        for found in REPORT_YEAR.finditer(text):
            if _is_one_year(found):
                span = f"{found[1]}-{found[2][-2:]}"
                counts[span] = counts.get(span, 0) + 1
    return ReportYear(max(sorted(counts), key=lambda one: counts[one], default=""))


def _is_one_year(found: re.Match[str]) -> bool:
    return (int(found[1]) + 1) % 100 == int(found[2]) % 100


def shifted(period: str, years: int) -> str:
    """A printed time so many years earlier or later: "31 March 2024" less one is "31 March 2023"."""
    found = list(re.finditer(r"\b(20\d\d)(-\d\d)?\b", period))
    if not found:
        return ""
    text = period
    for one in reversed(found):
        first = int(one[1]) + years
        span = f"-{(first + 1) % 100:02d}" if one[2] else ""
        text = f"{text[: one.start()]}{first}{span}{text[one.end() :]}"
    return text


def times_of(text: str, year: ReportYear, carried: str = "") -> list[PrintedTime]:
    """Every time that a sentence names, in order; words such as "the year before" as the time that they mean, counted
    from the day that the sentence before handed on, if it did."""
    plain = flat(text)
    made: list[PrintedTime] = []
    for read_all in (_printed_outright, _meant_by_words, _without_year):
        for time in read_all(text, plain, year, made, carried):
            if time.period and not any(one.start < time.end and time.start < one.end for one in made):
                made.append(time)
    return sorted(made, key=lambda one: one.start)


Reader = Iterator[PrintedTime]


def _printed_outright(text: str, plain: str, year: ReportYear, made: Sequence[PrintedTime], carried: str) -> Reader:
    """Times as they are printed, and two months of one year."""
    for shape, found_of in SHAPES:
        for one in shape.finditer(plain):
            found = found_of(one)
            if found and not _is_law(plain, one.start()):
                is_day = found[0] is PeriodKind.DAY and not one[0].startswith("mid")
                yield PrintedTime(*one.span(), _tidy(text[one.start() : one.end()]), is_day)
    for one in BARE_MONTHS.finditer(plain):
        yield PrintedTime(*one.span(), f"{year.month(one[1])} to {year.month(one[2])}")


def _meant_by_words(text: str, plain: str, year: ReportYear, made: Sequence[PrintedTime], carried: str) -> Reader:
    """The year before, a year later, the end of the year, this year, a quarter of it."""
    for one in BEFORE.finditer(plain):
        earlier = _year_before(made, year, one.start())
        is_of_day = earlier == year.earlier() and re.match(r"\d{1,2} ", carried)
        yield PrintedTime(*one.span(), shifted(carried, -1) if is_of_day else earlier)
    for one in LATER.finditer(plain):
        named = [time for time in made if time.end <= one.start()]
        yield PrintedTime(*one.span(), shifted(named[-1].period, 1) if named else "")
    if not year.printed:
        return
    for one in YEAR_END.finditer(plain):
        yield PrintedTime(*one.span(), f"31 March {year.first + 1}", True)
    for one in THIS.finditer(plain):
        yield PrintedTime(*one.span(), year.printed)
    for one in ORDINAL_QUARTER.finditer(plain):
        yield PrintedTime(*one.span(), f"{year.printed} Q{one[2] or QUARTERS[one[1]]}")


def _without_year(text: str, plain: str, year: ReportYear, made: Sequence[PrintedTime], carried: str) -> Reader:
    """Days and months without a year: those of the report's year, or of the next where they are still to come."""
    for one in BARE_DAY.finditer(plain):
        if not _is_month(one, text, plain):
            continue
        ahead = bool(re.search(r"\b(?:by|before|until)\s+(?:the )?(?:end of )?$", plain[: one.start()]))
        ahead = ahead or one[0].startswith(("by ", "before "))
        month = year.month(one[2], one[1] or "")
        yield PrintedTime(*one.span(), shifted(month, 1) if ahead else month, bool(one[1]))


def _is_month(found: re.Match[str], text: str, plain: str) -> bool:
    """Whether the word of a month is one: "may" and "march" are verbs as well."""
    doubtful = found[2].rstrip(".") in ("may", "mar", "march", "sept", "sep", "dec", "jan")
    if doubtful and not text[found.start(2)].isupper():
        return False
    if found[2] != "may" or found[1]:
        return True
    return bool(re.search(r"\b(?:in|of|by|since|to)\s+$", plain[: found.start(2)]))


def _is_law(plain: str, start: int) -> bool:
    """Whether a year belongs to the name of an act or of guidance."""
    return bool(
        re.search(r"\b(?:act|together|regulations|order|guidance|kcsie|education|review)[,( ]+$", plain[:start])
    )


def _tidy(printed: str) -> str:
    words = " ".join(printed.replace("–", "-").split()).strip(" ,;()")
    words = re.sub(r"^(?:end of|between|from|the) (?=\d)", "", words, flags=re.IGNORECASE)
    return re.sub(r"(20\d\d)\s?[-/]\s?(?:20)?(\d\d)$", r"\1-\2", words)


def _year_before(made: Sequence[PrintedTime], year: ReportYear, start: int) -> str:
    """The year before the report's, or before the day, month or term that was just named."""
    named = [one for one in made if one.end <= start and not one.period.lower().startswith(("mid", "year"))]
    near = [one for one in named if one.is_day or MONTH_OF.fullmatch(one.period) or "term" in one.period]
    if near and start - near[-1].end < 140:
        return shifted(near[-1].period, -1)
    return year.earlier()


@dataclass(frozen=True)
class Setting:
    """What else may tell the time of a number: the report's year, the section's own time, that of the sentence before,
    and the place, where the number is another place's."""

    year: ReportYear
    own: str = ""
    carried: str = ""
    place: str = ""

    @property
    def usual(self) -> tuple[str, str]:
        if self.own:
            return self.own, "the time in the heading"
        return self.year.printed or "not stated", "the report's own year"


def period_of(
    number: PrintedNumber,
    text: str,
    numbers: Sequence[PrintedNumber],
    times: Sequence[PrintedTime],
    setting: Setting,
) -> tuple[str, str]:
    """The time that a number is about, and why: printed after it, before it, meant by its words, carried over from the
    sentence before, or the report's own year."""
    plain = flat(text)
    ahead = plain[: number.start]
    after = [one for one in times if one.start >= number.end]
    if TARGET.search(ahead[-50:]):
        return (after[0].period, "the time of the target") if after else setting.usual
    changes = AFTER_CHANGE.match(plain[number.end :]) or CHANGE.search(ahead)
    if after and changes and BEFORE.match(plain[after[0].start :]):
        return setting.usual
    if after and _reaches(plain, number, after[0], numbers):
        return after[0].period, "the time printed after it"
    before = [one for one in times if one.end <= number.start and _hands_on(plain, one, number, numbers)]
    if (COMPARED.search(ahead) or _begins_change(plain, number)) and not setting.place:
        days = [one for one in before if one.is_day]
        earlier = shifted(days[-1].period, -1) if days else setting.year.earlier()
        return earlier or "not stated", "compared with, so the year before"
    if before:
        return before[-1].period, "the time printed before it"
    if setting.carried:
        return setting.carried, "the time of the sentence before"
    leading = [
        one
        for one in after[:1]
        if not ENDS_REACH.search(plain[number.end : one.start]) and not _is_crossed(number.end, one.start, numbers)
    ]
    return (leading[0].period, "the time later in the sentence") if leading else setting.usual


def _is_crossed(start: int, end: int, numbers: Sequence[PrintedNumber]) -> bool:
    return any(start <= one.start < end for one in numbers)


def _begins_change(plain: str, number: PrintedNumber) -> bool:
    """Whether a number is the first of "from 13% to 3.5%"."""
    return bool(
        TO_ANOTHER.search(plain[: number.start])
        and re.match(r"[^.;,]{0,45}?\bto\s+(?:only\s+)?£?\d", plain[number.end :])
    )


def _hands_on(plain: str, time: PrintedTime, number: PrintedNumber, numbers: Sequence[PrintedNumber]) -> bool:
    """Whether a time reaches on to a number after it. One that belongs to another number ends with that number's part
    of the sentence; so does a time that is still to come."""
    between = plain[time.end : number.start]
    if between in (" (", "("):
        return True
    if CHANGE.search(plain[: number.start]) and re.search(r"[,(]", between):
        return False
    if re.search(r"\b(?:by|until|before)\s+(?:the )?(?:end of )?$", plain[: time.start]) or time.period == "":
        return False
    if time.is_day:
        return not re.search(r"\bfrom\b", between)
    owners = [one for one in numbers if one.end <= time.start and not re.search(r"[,;.]", plain[one.end : time.start])]
    if owners and time.start - owners[-1].end < 45:
        return not re.search(r"[,;(]|\band\b|^\s*\)?\s*to\b|\bwhich\b", between)
    return not re.search(r";", between) or len(between) < 12


def _reaches(plain: str, number: PrintedNumber, time: PrintedTime, numbers: Sequence[PrintedNumber]) -> bool:
    """Whether a time after a number is that number's: nothing ends between them, and no other number takes it."""
    between = plain[number.end : time.start]
    if ENDS_REACH.search(between) or re.search(r"\b(?:by|into|since|until)\s*$", between):
        return False
    if plain[time.start : time.end].startswith(("by ", "since ", "before ")):
        return False
    others = [one for one in numbers if number.end <= one.start and one.end <= time.start]
    if not others:
        return len(between) < 110
    joined = re.fullmatch(r"[^.;,]{0,30}\band\b.{0,60}|\s*\(.{0,30}", between)
    return len(others) == 1 and joined is not None and len(between) < 90


EVENTS = re.compile(
    r"\b(?:audit\w*|inspect\w*|delegates?|workshop|conference|briefing|event|sample|checked|them|the other|"
    r"remaining|those|"
    r"these|felt|said)\b"
)
GOES_ON = re.compile(r"^(?:this|these|that|those|it) (?:compares?|is|was|are|were|ranks?|equates?|represents?|means)\b")


def carried_from(times: Sequence[PrintedTime], text: str, before: str) -> str:
    """The time that a sentence hands on to the next: a day or month that it names. A bare year is handed on only where
    nothing closer was."""
    plain = flat(text)
    near = [one for one in times if (one.is_day or MONTH_OF.fullmatch(one.period)) and not _is_ahead(plain, one)]
    if near:
        return near[-1].period
    years = [one for one in times if re.fullmatch(r"20\d\d", one.period)]
    return before if before or not years else years[-1].period


def _is_ahead(plain: str, time: PrintedTime) -> bool:
    return bool(re.search(r"\b(?:by|until|before|from)\s+(?:the )?(?:end of )?$", plain[: time.start]))


def takes_over(text: str, carried: str, of_review: bool) -> bool:
    """Whether a sentence without a time of its own takes that of the sentence before."""
    plain = flat(text)
    if GOES_ON.match(plain):
        return True
    if re.match(r"\d{1,2} ", carried):
        return bool(STOCK.search(plain)) and not FLOW.search(plain)
    return MONTH_OF.fullmatch(carried) is not None and (of_review or bool(EVENTS.search(plain)))


STOCK = re.compile(r"\b(?:were|was|had|have|has|is|are|lived|live|placed|waiting|open|subject to|recorded as)\b")
FLOW = re.compile(
    r"\b(?:received|completed|started|made|held|opened|closed|became|referred|reported|trained|delivered|took part|"
    r"there were [\d,]+ (?!children|young|families|people)|reached|ran|drew|heard|visited|served|finished|"
    r"in the year|during the year|over the year|left care)\b"
)


def time_in_heading(title: str, year: ReportYear) -> str:
    """The time that a heading names, for what its section counts: "Ofsted focused visit, October 2023"."""
    found = times_of(title, year)
    return found[-1].period if found and re.search(r"20\d\d", title) else ""


def is_time(words: str) -> bool:
    """Whether words name a time and nothing else."""
    return read(words).is_definite
