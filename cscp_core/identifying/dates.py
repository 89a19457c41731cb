"""Dates of birth: a full date with something about birth beside it."""

import re
from collections.abc import Iterator

from cscp_core.identifying import names
from cscp_core.identifying.words import Word

FIRST_HALF = ("january", "february", "march", "april", "may", "june")
SECOND_HALF = ("july", "august", "september", "october", "november", "december")
MONTHS = {
    form: number for number, name in enumerate(FIRST_HALF + SECOND_HALF, start=1) for form in (name, name[:3])
} | {"sept": 9}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?<![\d£.:/])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?:[ ,.'’/-]{1,2}(?P<year>(?:19|20)\d\d|\d\d)(?![\d:%]|pm|am|th))"
IN_FIGURES = re.compile(
    rf"{DAY} ?[/.\-– ] ?(?P<month>\d{{1,2}}) ?[/.\-– ] ?(?P<year>(?:19|20)\d\d|\d\d)(?![\d:%]|[/.-]\d)", re.IGNORECASE
)
YEAR_FIRST = re.compile(r"(?<![\d£])(?P<year>(?:19|20)\d\d)[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)")
DAY_THEN_MONTH = re.compile(rf"{DAY} ?(?:of )?{MONTH}{YEAR}?", re.IGNORECASE)
MONTH_THEN_DAY = re.compile(rf"\b{MONTH} ?(?:the )?{DAY}{YEAR}?(?!\d)", re.IGNORECASE)
CLOSED_UP = re.compile(r"(?<!\w)(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d\d|\d\d)(?!\w)")
DAYS = (
    "(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
IN_WORDS = re.compile(
    rf"\b{DAYS} (?:of )?(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
    r"(?:,? (?:two thousand|twenty)(?: (?:and|n))?(?: [a-z]+)?|,? (?:19|20)\d\d)?",
    re.IGNORECASE,
)
SHAPES = (IN_FIGURES, YEAR_FIRST, DAY_THEN_MONTH, MONTH_THEN_DAY, CLOSED_UP)

BIRTH = r"(?:\bborn\b|\bd\.?o\.?b\b\.?|\b(?:birth ?|b['-]?|birf)days?\b|\bdate of birth\b|\bbirth ?dates?\b|\bbirths?\b"
AGE = r"|\bturn(?:s|ed|ing)? (?:\d\d|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b)"
BEFORE = re.compile(rf"{BIRTH}{AGE}(?P<between>\??[^!?\n]{{0,45}})$", re.IGNORECASE)
AFTER = re.compile(
    rf"^[ ,()\-–:]{{0,3}}(?:(?:is|was|thats|that's|that is|its|it's|the day|when|as) ){{0,2}}"
    rf"(?:(?:my|his|her|their|our|your|the|i|he|she|they|we|[\w'’]+s|was|were|actual|real) ){{0,3}}{BIRTH})(?! part)",
    re.IGNORECASE,
)
OTHER_MATTERS = re.compile(
    r"\b(?:meeting|review|conference|since|until|till|appointment|visit|referred|hearing|moved|started|ended|opened|closed|"
    r"went|cancelled|deadline|party|trip|leaflet|report|published|expires?|due|by|before|after|consultation)\b",
    re.IGNORECASE,
)
YOUNG = range(1998, 2017)  # years of birth of those whom the app is for; a later date beside a name is of an event


def dates_of_birth(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Dates that a birth, a birthday or an age stands beside, that follow a name, or that say such a date again."""
    for match in IN_WORDS.finditer(text):
        if _is_of_birth(text, match):
            yield match.span()
    dates = [match for shape in SHAPES for match in shape.finditer(text) if _calendar_day(match)]
    if not dates:
        return
    after_name = {end for _, end in names.people(text, words)}
    births = [match for match in dates if _is_of_birth(text, match) or _follows(text, match, after_name)]
    said = {_calendar_day(match) for match in births if match["year"]}
    for match in dates:
        if match in births or _calendar_day(match) in said:
            yield match.start(), match.start() + len(match.group().rstrip(".,' "))


def _calendar_day(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Day, month and year (0 for none), or nothing when the calendar has no such day."""
    written = match["month"].lower()
    month = int(written) if written.isdecimal() else MONTHS.get(written, 0)  # 0: a letter that only looks like one
    year = int(match["year"] or 0)
    if match["year"] and year < 100:
        year += 2000 if year < 30 else 1900
    return (int(match["day"]), month, year) if 1 <= int(match["day"]) <= 31 and 1 <= month <= 12 else None


def _is_of_birth(text: str, match: re.Match[str]) -> bool:
    lead = BEFORE.search(text[max(0, match.start() - 75) : match.start()])
    if (
        lead
        and not OTHER_MATTERS.search(lead["between"])
        and (match.groupdict().get("year") or len(lead["between"]) < 25)
    ):
        return True
    return match.re is not CLOSED_UP and bool(AFTER.match(text[match.end() : match.end() + 50]))


def _follows(text: str, match: re.Match[str], after_name: set[int]) -> bool:
    gap = text[: match.start()].rstrip(" ,(:–-")
    day = _calendar_day(match)
    return bool(day and day[2] in YOUNG and len(gap) in after_name)
