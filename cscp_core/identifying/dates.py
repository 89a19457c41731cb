"""Dates of birth: a full date with something about birth beside it."""

import re
from collections.abc import Iterator

from cscp_core.identifying import names
from cscp_core.identifying.words import TextWord

FIRST_HALF = ("january", "february", "march", "april", "may", "june")
SECOND_HALF = ("july", "august", "september", "october", "november", "december")
MONTHS = {
    form: number for number, name in enumerate(FIRST_HALF + SECOND_HALF, start=1) for form in (name, name[:3])
} | {"sept": 9}
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH = rf"(?P<month>{MONTH_NAMES})(?![^\W\d])\.?"
DAY = r"(?<![\d£.:/])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
IN_FULL_OR_SHORT = r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d:%]| ?pm| ?am|th)"
YEAR = rf"(?:[ ,.'’/-]{{1,2}}{IN_FULL_OR_SHORT})"
CLOSE_YEAR = rf"(?:[ ,.'’/-]{{0,2}}{IN_FULL_OR_SHORT})"
PARTED = r" ?[/.\-–,|\\_ ] ?"
IN_FIGURES = re.compile(
    rf"{DAY}{PARTED}(?P<month>\d{{1,2}}){PARTED}(?P<year>(?:19|20)\d\d|\d\d)(?![\d:%]|[/.-]\d)", re.IGNORECASE
)
YEAR_FIRST = re.compile(r"(?<![\d£])(?P<year>(?:19|20)\d\d)[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)")
DAY_THEN_MONTH = re.compile(rf"{DAY}(?: ?[./-] ?| (?:of )?|){MONTH}{CLOSE_YEAR}?", re.IGNORECASE)
DAY_OF_MONTH = re.compile(
    rf"{DAY} (?:day )?(?:of )?(?:the )?(?P<month>\d{{1,2}})(?:st|nd|rd|th)(?: month)?{YEAR}?", re.IGNORECASE
)
MONTH_THEN_DAY = re.compile(rf"\b{MONTH}[ -]?(?:the )?{DAY}{YEAR}?(?!\d)", re.IGNORECASE)
CLOSED_UP = re.compile(
    r"(?:(?<!\w)|(?<=dob)|(?<=born|bday))(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d\d|\d\d)(?!\w)",
    re.IGNORECASE,
)
MONTH_AND_YEAR = re.compile(rf"\b{MONTH}(?: of)?[ ,.'’/-]{{1,2}}(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
WITHOUT_YEAR = re.compile(
    rf"{DAY}(?: ?/ ?(?P<month>1[0-2]|0?[1-9])(?![\d:%/])|[.-](?P<late>1[0-2]|0?[1-9])(?= ?[,!?)]|\.?$))"
)
DAYS = (
    "(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
IN_WORDS = re.compile(
    rf"\b{DAYS} (?:of )?(?:{MONTH_NAMES})\b\.?"
    r"(?:,? (?:two thousand|twenty)(?: (?:and|n))?(?: [a-z]+)?|,? (?:19|20)\d\d)?",
    re.IGNORECASE,
)
SHAPES = (IN_FIGURES, YEAR_FIRST, DAY_THEN_MONTH, DAY_OF_MONTH, MONTH_THEN_DAY, CLOSED_UP)
PARTS_OF_DATE = (MONTH_AND_YEAR, WITHOUT_YEAR)  # enough only close to a word of birth
ALL_DAY_AND_NIGHT = "24/7"

TEENS = r"(?:1\d|2[0-5]|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
BORN = (
    r"\b(?:born(?:ed)?|d[. /_-]{0,2}o[. /_-]{0,2}b|(?:birth ?|b['-]?|birf)days?|date[ -]of[ -]birth|birth ?dates?)"
    r"(?![a-z])"
)
BIRTH = rf"(?:{BORN}\.?|\bbirths?\b|\bturn(?:s|ed|ing)? {TEENS}\b)"
BEFORE = re.compile(rf"{BIRTH}(?P<between>\??[^!?\n]{{0,45}})$", re.IGNORECASE)
CLOSE_BEFORE = re.compile(
    rf"(?:\b(?:be|become|am|im|i['’]m|is|was|hits?|reach(?:es|ed)?|hes|shes|s?he['’]s|theyre|they['’]re)"
    rf" {TEENS},? (?:on|this|next)"
    rf"|\b(?:my|his|her|their|ur|your|\w+['’]?s) (?:1\d|2[0-5])(?:th|st|nd|rd)(?: is| was|['’]s)?(?: on|,|:)?)"
    r" ?(?:the )?$",
    re.IGNORECASE,
)
SAID_BRIEFLY = re.compile(
    r"(?:(?<!\w)b ?[.:]? ?|\baged? ?\d\d? ?[(,:-] ?|\b\d\d ?(?:yo|y/o|yrs?)(?: old)? ?[(,:-] ?)$", re.IGNORECASE
)
OF_ONE = re.compile(
    rf"(?<!kids )(?<!those )(?<!babies )(?<!people )(?<!children ){BORN}(?P<between>[^!?\n]{{0,24}})$", re.IGNORECASE
)
AFTER = re.compile(
    rf"^[ ,()\-–:]{{0,3}}(?:(?:is|was|thats|that's|that is|its|it's|the day|when|as) ){{0,2}}"
    rf"(?:(?:my|his|her|their|our|your|the|i|he|she|they|we|[\w'’]+s|was|were|actual|real) ){{0,3}}{BIRTH}(?! part)",
    re.IGNORECASE,
)
OTHER_MATTERS = re.compile(
    r"\b(?:meeting|review|conference|since|until|till|appointment|visit|referred|hearing|moved|started|ended|opened|closed|"
    r"went|cancelled|deadline|party|trip|leaflet|report|published|expires?|due|by|before|after|consultation)\b",
    re.IGNORECASE,
)
YOUNG = range(1998, 2017)  # years of birth of those whom the app is for; a later date beside a name is of an event


def dates_of_birth(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """Dates that a birth, a birthday or an age stands beside, that follow a name, or that say such a date again."""
    for match in IN_WORDS.finditer(text):
        if _is_of_birth(text, match):
            yield match.span()
    dates = [match for shape in SHAPES for match in shape.finditer(text) if _calendar_day(match)]
    after_name = {end for _, end in names.find_people(text, words)} if dates else set()
    births = [match for match in dates if _is_of_birth(text, match) or _follows(text, match, after_name)]
    said = {_calendar_day(match) for match in births if match["year"]}
    for match in dates:
        if match in births or _calendar_day(match) in said:
            yield match.start(), match.start() + len(match.group().rstrip(".,' "))
    for shape in PARTS_OF_DATE:
        for match in shape.finditer(text):
            if _is_close_to_birth(text, match):
                yield match.span()


def _is_close_to_birth(text: str, match: re.Match[str]) -> bool:
    lead = OF_ONE.search(text[max(0, match.start() - 45) : match.start()])
    return lead is not None and match.group() != ALL_DAY_AND_NIGHT and not OTHER_MATTERS.search(lead["between"])


def _calendar_day(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Day, month and year (0 for none), or nothing when the calendar has no such day."""
    written = match["month"].lower()
    month = int(written) if written.isdecimal() else MONTHS.get(written, 0)  # 0: a letter that only looks like one
    year = int(match["year"] or 0)
    if match["year"] and year < 100:
        year += 2000 if year < 30 else 1900
    return (int(match["day"]), month, year) if 1 <= int(match["day"]) <= 31 and 1 <= month <= 12 else None


def _is_of_birth(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 75) : match.start()]
    if CLOSE_BEFORE.search(before):
        return True
    if match.groupdict().get("year") and SAID_BRIEFLY.search(before) and _is_young(match):
        return True
    lead = BEFORE.search(before)
    if (
        lead
        and not OTHER_MATTERS.search(lead["between"])
        and (match.groupdict().get("year") or len(lead["between"]) < 25)
    ):
        return True
    return match.re is not CLOSED_UP and bool(AFTER.match(text[match.end() : match.end() + 50]))


def _follows(text: str, match: re.Match[str], after_name: set[int]) -> bool:
    gap = text[: match.start()].rstrip(" ,(:–-")
    return len(gap) in after_name and _is_young(match)


def _is_young(match: re.Match[str]) -> bool:
    day = _calendar_day(match)
    return day is not None and day[2] in YOUNG
