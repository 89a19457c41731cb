"""Which place a number is about: the report's own, or one that it is compared with."""

import re

from cscp_core.reading.numbers import PrintedNumber, flat

COMPARED = (
    "inner london",
    "outer london",
    "greater london",
    "london",
    "north west",
    "north east",
    "yorkshire and the humber",
    "yorkshire and humber",
    "east midlands",
    "west midlands",
    "east of england",
    "south east",
    "south west",
    "england and wales",
    "england & wales",
    "england",
    "wales",
    "united kingdom",
    "national",
    "nationally",
    "regional",
    "regionally",
    "statistical neighbours",
    "statistical neighbour",
    "similar areas",
    "similar authorities",
    "comparator",
    "pan-london",
)
NAMED = re.compile(
    rf"(?<![\w-])(?:the )?(?P<place>{'|'.join(re.escape(one) for one in COMPARED)})(?: average| averages| "
    rf"figure| rate| mean| median)?(?![\w-])"
)
NOT_ONE = re.compile(
    r"(?:^|\s)(?:borough of|metropolitan police|police|north central|partnership|university college|royal|"
    r"nhs|division)\b"
)
SHOWN = {
    "nationally": "National",
    "national": "National",
    "england & wales": "England and Wales",
    "statistical neighbour": "Statistical neighbours",
    "regionally": "Regional",
    "regional": "Regional",
}


def area_of(number: PrintedNumber, text: str, numbers: list[PrintedNumber], home: str) -> str:
    """The place whose name stands nearest to a number, with no other number between; otherwise the report's own."""
    plain = flat(text)
    best: tuple[int, str] | None = None
    for found in NAMED.finditer(plain):
        if not _is_compared(plain, found):
            continue
        low, high = (number, found) if number.start < found.start() else (found, number)
        between = plain[_ends(low) : _starts(high)]
        crossed = any(_ends(low) <= one.start and one.end <= _starts(high) for one in numbers)
        if crossed or len(between) > 45 or re.search(r"[;.]\s", between):
            continue
        after_number = found.start() > number.start
        if after_number and not re.fullmatch(
            r"[\s(%)]*(?:(?:in|for|across|as|of|by|at|average|figure|rate|the|and|a|published|per|10,000|,)\s*)*",
            between,
        ):
            continue
        if not after_number and not re.search(
            r"^[^,;]{0,40}[,(]?\s*(?:also\s+)?(?:at|of|was|is|were|[(]|on that date was|stood at)?\s*$|^\s*$", between
        ):
            continue
        distance = len(between) + (15 if after_number else 0)
        if best is None or distance < best[0]:
            best = (distance, found["place"])
    return _shown(best[1]) if best else home


def _is_compared(plain: str, found: re.Match[str]) -> bool:
    if found["place"] in ("national", "regional", "comparator", "london", "nationally") and not re.search(
        r"average|compar|than|against|nationally|figure|rate|in line|\(\d|at \d", plain
    ):
        return False
    return not NOT_ONE.search(plain[max(0, found.start() - 22) : found.start()]) and not re.match(
        r" (?:borough|division|referral|panel|review|police|safeguarding|probation|child|minimum|guidance|"
        r"scp|clinical|central|award|learning|report|picture)",
        plain[found.end() :],
    )


def _starts(one: PrintedNumber | re.Match[str]) -> int:
    return one.start if isinstance(one, PrintedNumber) else one.start()


def _ends(one: PrintedNumber | re.Match[str]) -> int:
    return one.end if isinstance(one, PrintedNumber) else one.end()


def _shown(place: str) -> str:
    return SHOWN.get(place, place.title().replace(" And ", " and ").replace(" Of ", " of ").replace(" The ", " the "))


PARTNERSHIP = re.compile(
    r"(?:[A-Z][\w’'-]*(?: (?:and|upon|of|on|the|&) |,? )){1,6}"
    r"(?:Local )?(?:Multi-Agency )?Safeguarding (?:Children(?:’s|'s)? )?(?:Partnership|Board)"
)
BEFORE_NAME = re.compile(r"^(?:The|This|Our|Of|From|At|In|For|Welcome to|About) ")


def home_of(texts: list[str]) -> tuple[str, str]:
    """The report's own place, and the name of its partnership: the one that it names most often, as it is written."""
    counts: dict[tuple[str, str], int] = {}
    for text in texts:
        words = text.title() if text.isupper() else text
        for found in PARTNERSHIP.finditer(words):
            name = " ".join(BEFORE_NAME.sub("", found[0]).split())
            place = (
                name.split(" Safeguarding")[0]
                .removesuffix(" Local")
                .removesuffix(" Multi-Agency")
                .removesuffix(" Local")
            )
            if place and "Adult" not in name:
                counts[place, name] = counts.get((place, name), 0) + 1
    partnerships = {key: count for key, count in counts.items() if key[1].endswith("Partnership")} or counts
    if not partnerships:
        return "", ""
    return max(sorted(partnerships), key=lambda one: partnerships[one])
