"""Numbers that lead to one person: telephones, NHS numbers and Unique Pupil Numbers."""

import re
from collections.abc import Iterator

from cscp_core.identifying.words import Word

BETWEEN = (
    r"[ .\-–()/…_\u00a0\ufe0f\u20e3]"  # what people put between digits; the last two make a digit a picture of a key
)
LIKE_DIGITS = re.compile(r"(?<!\w)[\doOlI|]+(?!\w)")
ONLY_NOUGHTS = re.compile(r"(?<=\d )[oO]+(?= \d)")
TO_DIGITS = str.maketrans("oOlI|", "00111")

BRITISH = re.compile(rf"(?<![\w£$€#])(?P<begins>(?:\(?\+ ?|00 ?)44\)?|\(?0)(?:{BETWEEN}{{0,3}}\d){{9,11}}(?!\d)")
FOREIGN = re.compile(rf"(?<!\w)\+(?!44)\d(?:{BETWEEN}{{0,2}}\d){{7,13}}(?!\w)")
SHORTENED = re.compile(
    rf"(?<![\w£$€#+])(?:7\d{{3}}{BETWEEN}?\d{{3}}{BETWEEN}?\d{{3}}|7\d{{2}}{BETWEEN}\d{{7}}|[378]\d{{3}} \d{{4}})(?!\w)"
)
RINGS = re.compile(
    r"\b(?:call|ring|rang|text|txt|phone|tel|mob|mobile|cell|number|num|numba|nmbr|digits|whatsapp|wapp|bell|buzz|contact"
    r"|reach|landline|line|hmu|dial)\b[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
FILED = re.compile(
    r"\b(?:ref|reference|case|crime|order|ticket|invoice|account|booking|claim|licence|report)\b[ \w:.#]{0,14}$",
    re.IGNORECASE,
)
DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)")
PUBLIC_NUMBERS = frozenset(("2079744444", "2079743317", "2079742222"))  # the council's switchboard and front door

SPOKEN = {"zero": 1, "oh": 1, "o": 1, "nought": 1, "naught": 1, "one": 1, "two": 1, "three": 1, "four": 1, "five": 1}
SPOKEN |= {
    "six": 1,
    "seven": 1,
    "eight": 1,
    "nine": 1,
    "double": 1,
    "triple": 2,
    "hundred": 2,
    "thousand": 3,
}  # what each adds to the count of digits
FEWEST_SPOKEN, FEWEST_WORDS = 9, 3

TEN_DIGITS = re.compile(r"(?<![\w+£$€])\d(?:[ .\-–\u00a0]{0,3}\d){9}(?!\w)")
OF_THE_NHS = re.compile(r"\bn\.?h\.?s\b[^.!?\n]{0,25}(?:no\.[^.!?\n]{0,10})?$", re.IGNORECASE)

PUPIL_NUMBER = re.compile(r"(?<!\w)[A-Za-z](?:[ \-]?\d){11}[ \-]?[\dA-Za-z](?!\w)")
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
OF_A_PUPIL = re.compile(r"\b(?:upn|unique pupil|pupil n)", re.IGNORECASE)
LEAD = 40  # characters before a number that can say what it is


def phones(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Telephone numbers of Britain in any spacing, of other countries with a plus, and those written out in words.

    Numbers of 03, 05, 08 and 09 are lines of organisations, and short ones (999, 111, 116 123) are help lines.
    """
    digits = with_digits(text)
    for match in BRITISH.finditer(digits):
        if _is_national(match) and not DATED.match(match.group()) and not FILED.search(_lead(text, match)):
            yield match.span()
    for match in FOREIGN.finditer(digits):
        yield match.span()
    for match in SHORTENED.finditer(digits):
        if RINGS.search(_lead(text, match)) and not OF_THE_NHS.search(_lead(text, match)):
            yield match.span()
    yield from _spoken(words)


def nhs_numbers(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Ten digits whose last one checks the others (modulus 11), or that the writer calls an NHS number."""
    for match in TEN_DIGITS.finditer(with_digits(text)):
        lead = _lead(text, match)
        digits = [int(mark) for mark in match.group() if mark.isdecimal()]
        stands_alone = digits[0] and not RINGS.search(lead) and not FILED.search(lead)
        if OF_THE_NHS.search(lead) or (stands_alone and _is_nhs(digits)):
            yield match.span()


def upns(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """A letter and twelve digits (or eleven and a letter) whose first letter checks the rest, or called a UPN."""
    for match in PUPIL_NUMBER.finditer(text):
        number = [mark for mark in match.group().upper() if mark.isalnum()]
        if OF_A_PUPIL.search(_lead(text, match)) or _is_upn(number):
            yield match.span()


def with_digits(text: str) -> str:
    """The text with letters that stand for digits turned into them (o7700 9oo461), at the same places."""
    text = LIKE_DIGITS.sub(lambda match: _digits(match.group()), text)
    return ONLY_NOUGHTS.sub(lambda match: "0" * len(match.group()), text)


def _digits(run: str) -> str:
    return run.translate(TO_DIGITS) if any(mark.isdecimal() for mark in run) else run


def _lead(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - LEAD) : match.start()]


def _is_national(match: re.Match[str]) -> bool:
    digits = "".join(mark for mark in match.group()[len(match["begins"]) :] if mark.isdecimal()).removeprefix("0")
    return digits not in PUBLIC_NUMBERS and (
        (len(digits) == 10 and digits[0] in "127") or (len(digits) == 9 and digits[0] == "1")
    )


def _spoken(words: list[Word]) -> Iterator[tuple[int, int]]:
    """ "oh seven seven double oh nine hundred 461": words, and figures among them."""
    run: list[Word] = []
    for word in [*words, None]:
        if word and (word.key in SPOKEN or word.key.isdecimal()):
            run.append(word)
            continue
        spoken = [one for one in run if one.key in SPOKEN]
        if len(spoken) >= FEWEST_WORDS and sum(SPOKEN.get(one.key, len(one.key)) for one in run) >= FEWEST_SPOKEN:
            yield run[0].start, run[-1].end
        run = []


def _is_nhs(digits: list[int]) -> bool:
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9] and len(set(digits)) > 1


def _is_upn(number: list[str]) -> bool:
    if not set(number[0] + number[-1]) <= set(CHECK_LETTERS + "0123456789"):
        return False
    values = [CHECK_LETTERS.index(mark) if mark in CHECK_LETTERS else int(mark) for mark in number[1:]]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return CHECK_LETTERS[total % 23] == number[0]
