"""Numbers in a sentence: their value and kind, without those that are dates, ages, lengths of time, numbers of
sections, telephone numbers or addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cscp_core.evidence.periods import SHAPES, M

TEENS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER_WORDS = {word: number for number, word in enumerate(TEENS)} | TENS
W = (
    rf"(?:(?:{'|'.join(TENS)})[- ](?:{'|'.join(TEENS[1:10])})|(?:a|one|two|three|four|five|six|seven|eight|"
    rf"nine)\s+hundred|" + ("|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r"|a dozen)")
)
"""A number in words."""
N = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{W})"
DIGITS = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
TIME_UNIT = r"(?:minute|hour|day|week|weekend|fortnight|month|year|night|term|decade|lesson)s?"
LAWS = (
    r"sections?|chapters?|tables?|figures?|charts?|graphs?|appendix|annex|pages?|paragraphs?|parts?|articles?|schedule|"
    r"objectives?|priority|priorities|stages?|levels?|tiers?|phases?|steps?|key stage|ks|volume|issue|version|form|act|"
    r"domains?|bands?|outcome|covid|ref|item|cohort|wave|step|strand"
)
QUALIFIER = (
    r"just over|just under|slightly (?:over|under|more than|less than)|well over|more than|fewer than|less than|"
    r"no more than|no fewer than|at least|at most|up to|as many as|in excess of|nearly|almost|over|under|about|around|"
    r"approximately|approx\.?|roughly|circa|c\.|some|only|estimated|an estimated|below|above"
)


class NumberKind(StrEnum):
    PERCENT = "per cent"
    SHARE = "a share in words"
    MONEY = "pounds"
    COUNT = "a count"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, kw_only=True)
class PrintedNumber:
    """A number in a text: where it stands, with its qualifier, and what it is worth."""

    start: int
    end: int
    value: float | None
    kind: NumberKind
    printed: str
    qualifier: str = ""
    numerator: float | None = None
    denominator: float | None = None
    in_words: bool = False
    bare: str = ""
    """As printed, without its qualifier."""


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


NOT_FIGURES: tuple[re.Pattern[str], ...] = tuple(
    map(
        _shape,
        (
            r"https?://\S+|www\.\S+|\S+@\S+|[\w-]+\.(?:org|gov|co|com)\b\S*",
            r"(?:\+44|\b0)\s?\d(?:[\s-]?\d){8,10}\b",
            r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b",
            r"\b\d{1,4}[a-z]?,? (?:[a-z]+ ){1,3}(?:street|road|lane|avenue|close|square|gardens|drive|"
            r"terrace|crescent)\b",
            r"\b\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b|\b\d{1,2}:\d\d\b|\bat \d{1,2}\.\d\d\b",
            rf"\b(?:{LAWS})\.? ?\d+(?:\.\d+)*(?:(?:,| and| or| to|-) ?\d+(?:\.\d+)*)*\b",
            r"\bs\.? ?(?:11|17|20|31|42|47|175)\b|\bno\. ?\d+\b",
            rf"\b(?:section|chapter|part|stage|level|tier|phase|priority|objective) (?:{W})\b|\bchallenge \d+(?=[:.])",
            rf"\b(?:aged?|ages)(?: of| between| from)? ?(?:over |under )?{N}(?:(?:,| to|-| and| or| and "
            rf"over)+ ?{N})*(?: (?:years?|and over|or over|and under))*",
            rf"\bbetween the ages of {N}(?: ?(?:-|and|to) ?{N})?(?: years)?",
            rf"\b{N}(?: ?(?:-|to|or|and) ?{N})?[- ](?:{TIME_UNIT})[- ]olds?\b",
            rf"\b(?:the age of|aged|turn(?:s|ed|ing)?|years?) {N}(?: ?(?:-|to|and) ?{N})?\b",
            r"\bunder[- ](?:the age of )?(?:1?\d|2[0-5]|one|five|ten|sixteen|eighteen)(?:s|-year)?\b(?! ?%| ?per cent)",
            r"\bover[- ](?:1[0-9]|2[0-5]|6[05])s\b|\bover (?:the age of )?(?:1[0-9]|2[0-5]|sixteen|"
            r"eighteen)(?= years\b)",
            r"\b\d{1,2} ?- ?\d{1,2}(?:s\b| (?:population|cohort|age|years?\b))",
            rf"\b(?:child|baby|boy|girl|son|daughter|person) of {N}\b",
            r"\b(?:girl|boy|child|young person|mother|father|parent|care leaver),? (?:aged )?\d{1,2}\b(?! ?%)",
            rf"\bbetween (?:{W}) and (?:{W})(?! (?:children|families|cases|referrals|people))",
            rf"\b(?:in|for|over|within|of|after|every|each|the|next|last|past|previous)? ?\b{N}(?: ?(?:-|to|"
            rf"or|and) ?{N})?[- ]"
            rf"(?:(?:working|school|calendar|consecutive|clear|full|whole|half)[- ])?{TIME_UNIT}\b(?!'? of "
            rf"(?:age|the children))",
            rf"\bwithin (?:{N})(?=[.,;)]|$| of)",
            rf"\b{N} times (?:or more|a year|a week|a month|as|yearly|more|higher|lower)\b",
            rf"\b(?:\d+|{W})-(?:point|page|year|month|week|day|hour|minute|stage|step|tier|part|way|to-one|"
            rf"storey|fold|sided|"
            r"person|bed|bedroom|monthly|weekly|yearly|star)\b",
            rf"\b{N} miles?\b|\b{N} (?:square )?(?:kilometres|km|metres)\b",
            r"\b(?:covid|ks)-? ?\d+\b|\b[yqhvrtmbe]-?\d+\b|\b\d+/7\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b10/10\b|"
            r"\b20\d\d?/\d\d\b",
            r"\b(?!x\d)[a-z]+-?\d+[a-z]*\b|\bpost[- ]16\b|(?<=\))\d(?=[.,;\s]|$)|^\s*\d{1,2}\s{2,}(?=[a-z])",
            r"\bper (?:1,?000|10,?000|100,?000|\d+)\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{M})",
            rf"\b(?:{M}) \d{{1,2}}\b(?! ?%)",
            r"\b\d+(?:st|nd|rd|th)\b",
            r"\bone (?:another|of|or|which|that|who|led|has|is|was|page|side|hand|day|place|log|single|"
            r"shared?)\b|\bone-\w+|\b(?:no|any|each|every|some|this|that|the|an earlier|earlier|"
            r"number) one\b",
            r"\b(?:first|second) half\b|\bhalf[- ](?:term\w*|day|an? \w+|yearly|hour)\b|\bthird (?:party|"
            r"parties|sector|year|time)\b",
            r"\b(?:each|every|first|second|third|fourth|last|next|this|per|one) quarter\b",
        ),
    )
)
"""What looks like a number and is none that a scrutineer could use: each shape on text in small letters."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|by|during|before|after|from|between|year|the|and|to|act|together|mid|early|late|"
    r"(?:spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|end|"
    r"start|beginning)(?: of)?)\s+$"
)
AFTER_COUNT = re.compile(
    r"\s+(?!goal|ambition|strateg|vision|target|plan|was\b|were\b|saw\b|has\b|had\b|when\b|that\b|with\b|from\b|census\b|report\b|will\b|shows?\b|showed\b|onwards\b|"
    r"until\b|under\b|after\b|before\b|there\b|which\b|where\b|while\b|also\b|have\b|this\b|these\b|they\b)[a-z][a-z-]{3,}\b"
)
MARKED = "\u00a7"
"""Stands for each sign of a stretch without figures while numbers are looked for."""

PERCENT = re.compile(
    rf"(?P<digits>[-+−]?(?:{DIGITS}))\s?(?:%|per ?cent\b)(?P<points> ?(?:percentage )?points?)?", re.IGNORECASE
)
MONEY = re.compile(rf"£\s?(?P<digits>{DIGITS})\s?(?P<scale>k|mn|m|bn|thousand|million|billion)?\b", re.IGNORECASE)
SHARE = re.compile(
    rf"\b(?P<n>{N})\s+(?P<noun>(?:child|pupil|person|family|adult|woman|school|young person|household)\s+)?"
    rf"(?P<how>in|out of)\s+(?:every\s+)?(?P<d>{N})\b(?!\s*(?:{TIME_UNIT}|%|areas|schools|settings|places|of "
    rf"the|january|"
    rf"february|march|april|may|june|july|august|september|october|november|december))",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?P<n>(?:a|one|two|three|four|five|nine)[\s-]+)?(?P<of>half|thirds?|quarters?|fifths?|sixths?|"
    r"eighths?|tenths?)\b"
    r"|(?<![\d/])(?P<a>[1-9])/(?P<b>[2-9]|10)(?![\d/])",
    re.IGNORECASE,
)
WORD_PERCENT = re.compile(rf"(?<![\w-])(?P<word>{W})\s+per\s?cent\b", re.IGNORECASE)
SUPPRESSED = re.compile(r"<\s?\d{1,2}\b")
COUNT = re.compile(
    rf"(?<![\w.,£/<])(?P<digits>{DIGITS})(?:\s?(?P<scale>million|thousand|billion)\b)?(?![\w%/]|\.\d)", re.IGNORECASE
)
COUNT_WORD = re.compile(
    rf"(?<![\w-])(?P<word>{W}|none(?=\s+(?:of|was|were|had|attended))|twice|hundreds|thousands)(?![\w-])", re.IGNORECASE
)
TIMES_SIGN = re.compile(r"(?<=\s)x\s?(?P<digits>\d{1,3})\b(?!\s*(?:yearly|a year|weekly|monthly|per))")
BEFORE = re.compile(rf"(?:^|(?<=[\s(]))(?P<words>(?:{QUALIFIER}))\s+$", re.IGNORECASE)
AFTER = re.compile(r"\s+(?P<words>or more|or fewer|or over|plus)\b", re.IGNORECASE)


def numbers_of(text: str) -> list[PrintedNumber]:
    """Every number of a sentence that may be a figure, in order."""
    hidden = _hidden(text)
    made: list[PrintedNumber] = []
    taken: list[tuple[int, int]] = list(hidden)
    masked = list(text)
    for start, end in hidden:
        masked[start:end] = MARKED * (end - start)
    for found in _found("".join(masked)):
        if not any(start < found.end and found.start < end for start, end in taken):
            made.append(_qualified(text, found))
            taken.append((found.start, found.end))
    return sorted(made, key=lambda one: one.start)


def flat(text: str) -> str:
    """In small letters with plain dashes and quotation marks, sign for sign."""
    table = str.maketrans("‐‑‒–—−’‘“”\u00a0\n\t", "------''\"\"   ")
    return text.lower().translate(table) if len(text.lower()) == len(text) else text.translate(table)


def _hidden(text: str) -> list[tuple[int, int]]:
    """Stretches that hold no figures."""
    plain = flat(text)
    spans = [one.span() for shape in NOT_FIGURES for one in shape.finditer(plain)]
    spans += [one.span() for shape, read in SHAPES[:-1] for one in shape.finditer(plain) if read(one)]
    for year in YEAR.finditer(plain):
        is_count = AFTER_COUNT.match(plain, year.end()) and not BEFORE_YEAR.search(plain[: year.start()])
        if not is_count:
            spans.append(year.span())
    return spans


def _found(text: str) -> Iterator[PrintedNumber]:
    """Candidates, the most exact shapes first."""
    for one in MONEY.finditer(text):
        value = _value(one["digits"]) * SCALE.get((one["scale"] or "").lower(), 1)
        yield PrintedNumber(
            start=one.start(), end=one.end(), value=round(value, 2), kind=NumberKind.MONEY, printed=one[0]
        )
    for one in PERCENT.finditer(text):
        yield PrintedNumber(
            start=one.start(), end=one.end(), value=_value(one["digits"]), kind=NumberKind.PERCENT, printed=one[0]
        )
    for one in WORD_PERCENT.finditer(text):
        yield PrintedNumber(
            start=one.start(),
            end=one.end(),
            value=word_value(one["word"]),
            kind=NumberKind.PERCENT,
            printed=one[0],
            in_words=True,
        )
    for one in SUPPRESSED.finditer(text):
        yield PrintedNumber(start=one.start(), end=one.end(), value=None, kind=NumberKind.SUPPRESSED, printed=one[0])
    yield from _shares(text)
    for one in COUNT.finditer(text):
        value = _value(one["digits"]) * SCALE.get((one["scale"] or "").lower(), 1)
        yield PrintedNumber(start=one.start(), end=one.end(), value=value, kind=NumberKind.COUNT, printed=one[0])
    for one in TIMES_SIGN.finditer(text):
        yield PrintedNumber(
            start=one.start(), end=one.end(), value=float(one["digits"]), kind=NumberKind.COUNT, printed=one[0]
        )
    for one in COUNT_WORD.finditer(text):
        value_in_words = word_value(one["word"])
        alone = value_in_words == 1 and not AFTER_ONE.match(text, one.end())
        often = one["word"].lower() == "twice" and not re.search(r"\bmet\s+$", text[: one.start()])
        if value_in_words is not None and not alone and not often:
            yield PrintedNumber(
                start=one.start(),
                end=one.end(),
                value=value_in_words,
                kind=NumberKind.COUNT,
                printed=one[0],
                in_words=True,
            )


AFTER_ONE = re.compile(
    r"\s+(?:case|child|referral|death|family|school|audit|review|person|incident|exclusion|event|course)\b"
)


def _shares(text: str) -> Iterator[PrintedNumber]:
    for one in SHARE.finditer(text):
        above, below = word_value(one["n"]), word_value(one["d"])
        digits = one["n"].isdigit() == one["d"].isdigit()
        if not above or not below or above >= below or below > 100 or not digits or (one["noun"] and above != 1):
            continue
        if re.match(r"\s*\(\s*\d+(?:\.\d+)?\s?(?:%|per)", text[one.end() :]):
            continue  # the same share follows in figures
        if one["how"].lower() == "out of" and 10 < below < 100:
            continue  # a count with its base: "24 out of 35 questions"
        yield PrintedNumber(
            start=one.start(),
            end=one.end(),
            value=round(100 * above / below, 1),
            kind=NumberKind.SHARE,
            printed=one[0],
            qualifier="",
            numerator=above,
            denominator=below,
            in_words=True,
        )
    for one in FRACTION.finditer(text):
        before = text[: one.start()].lower()
        if one["a"]:
            above, below = float(one["a"]), float(one["b"])
            if above >= below:
                continue
        else:
            name = one["of"].lower().rstrip("s") if one["of"].lower() != "half" else "half"
            below = PARTS[name]
            above = 1.0 if not one["n"] else word_value(one["n"].strip(" -")) or 1.0
            follows = re.match(r"\s+(?:of|the|were|was|had|have|are|did|said)\b|\s*[(.,;]", text[one.end() :])
            if not one["n"] and not ((name == "half" and follows) or (BEFORE.search(before) and follows)):
                continue
            if above >= below or (re.search(r"\b(?:the|first|every|each)\s+$", before) and not one["n"]):
                continue
        yield PrintedNumber(
            start=one.start(),
            end=one.end(),
            value=round(100 * above / below, 1),
            kind=NumberKind.SHARE,
            printed=one[0],
            in_words=True,
        )


def word_value(word: str) -> float | None:
    """A number in words or digits: "twenty-five" is 25."""
    plain = word.lower().strip()
    if plain.replace(",", "").isdigit():
        return float(plain.replace(",", ""))
    special = {"none": 0.0, "twice": 2.0, "a": 1.0, "an": 1.0, "a dozen": 12.0}
    if plain in special:
        return special[plain]
    parts = re.split(r"[-\s]+", plain)
    if parts[-1] == "hundred":
        return 100.0 * (word_value(parts[0]) or 1.0)
    if not all(one in NUMBER_WORDS for one in parts):
        return None
    return float(sum(NUMBER_WORDS[one] for one in parts))


def _value(digits: str) -> float:
    return float(re.sub(r"[,\s]", "", digits).replace("−", "-"))


def _qualified(text: str, found: PrintedNumber) -> PrintedNumber:
    """The number with the word before it that says how near it is."""
    start, end, words = found.start, found.end, ""
    before = BEFORE.search(text[: found.start])
    after = AFTER.match(text, found.end)
    if before:
        start, words = before.start("words"), before["words"].lower()
    elif after and found.kind is NumberKind.COUNT:
        end, words = after.end(), after["words"].lower()
    kind, value = found.kind, found.value
    return PrintedNumber(
        start=start,
        end=end,
        value=value,
        kind=kind,
        printed=" ".join(text[start:end].split()),
        qualifier=words,
        numerator=found.numerator,
        denominator=found.denominator,
        in_words=found.in_words,
        bare=" ".join(found.printed.split()),
    )
