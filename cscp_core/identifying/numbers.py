"""Numbers that lead to one person: telephones, NHS numbers and Unique Pupil Numbers."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs, upn

from cscp_core.identifying.words import TextWord

BETWEEN = r"[ .,:;\-()/_*|~+]"  # what people put between digits
GLUED = r"(?:(?<![\w£$€#])|(?<=[A-Za-z]{3}))"  # tel07700900461
LIKE_DIGITS = re.compile(r"(?<!\w)[\doOlI|]+(?!\w)")
ONLY_NOUGHTS = re.compile(r"(?<=\d )[oO]+(?= \d)")
TO_DIGITS = str.maketrans("oOlIi|", "001111")

BRITISH = re.compile(rf"{GLUED}(?P<begins>(?:\(?\+ ?|00 ?)44\)?|\(?0)(?:{BETWEEN}{{0,3}}\d){{9,11}}(?!\d)")
FOREIGN = re.compile(
    rf"(?<!\w)(?:\+(?!44)\d(?:{BETWEEN}{{0,2}}\d){{7,13}}|00 ?(?!44)[1-9](?:{BETWEEN}{{0,2}}\d){{9,13}})(?!\w)"
)
BRITAIN = re.compile(r"(?:\+|\b00) ?44[ ().\-]{0,3}0?[ )]{0,2}$")
SHORTENED = re.compile(
    rf"(?<![\w£$€#+])(?<!\d[ -])(?:7\d{{3}}{BETWEEN}?\d{{3}}{BETWEEN}?\d{{3}}|7\d{{2}}{BETWEEN}\d{{7}}"
    r"|[378]\d{3} \d{4})(?!\w|[ -]\d)"
)
RINGS = re.compile(
    r"\b(?:call|ring|rang|text|txt|phone|tel|mob|mobile|cell|number|num|numba|nmbr|digits|whatsapp|wapp|bell|buzz|contact"
    r"|reach|landline|line|hmu|dial)\b[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
FILED = re.compile(
    r"\b(?:ref|reference|case|crime|order|ticket|invoice|account|booking|claim|licence|report"
    r"|tracking|parcel)\b[ \w:.#]{0,14}$",
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
VALUES = {"zero": "0", "nought": "0", "naught": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3"}
VALUES |= {"four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
TIMES = {"double": 2, "triple": 3, "treble": 3}
SAID = re.compile(rf"\d|{'|'.join([*VALUES, *TIMES])}", re.IGNORECASE)
MIXED = re.compile(
    rf"(?<![A-Za-z\d])(?:\+|zero|nought|oh?|seven|double|[07])(?:{BETWEEN}{{0,2}}(?:{SAID.pattern})){{5,30}}(?![A-Za-z\d])",
    re.IGNORECASE,
)  # 07911two84563, zero7911284563

TEN_DIGITS = re.compile(r"(?:(?<![\w+£$€])|(?<=[A-Za-z]{2}))\d(?:[ .,/_\-]{0,3}\d){9}(?!\w)")
OF_THE_NHS = re.compile(r"\bn[. ]?h[. ]?s(?=[^a-z]|no|num|$)[^.!?\n]{0,25}(?:no\.[^.!?\n]{0,10})?$", re.IGNORECASE)

PUPIL_NUMBER = re.compile(r"(?:(?<!\w)|(?<=upn))[a-z](?:[ \-./]?[\doil|]){11}[ \-./]?[\da-z](?!\w)", re.IGNORECASE)
FEWEST_FIGURES = 7  # of a UPN with letters for some
O_TO_NOUGHT = str.maketrans("oO", "00")
OF_A_PUPIL = re.compile(r"\b(?:upn|unique pupil|pupil n)", re.IGNORECASE)
LEAD = 40  # characters before a number that can say what it is


def find_phones(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
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
        lead = _lead(text, match)
        if RINGS.search(lead) and not OF_THE_NHS.search(lead) and not FILED.search(lead):
            yield match.span()
    for start, end in _spoken(words):
        if not OF_THE_NHS.search(text[max(0, start - LEAD) : start]):
            yield start, end
    for match in MIXED.finditer(text):
        if _is_phone_in_words(match.group()):
            yield match.span()


def nhs_numbers(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """Ten digits whose last one checks the others (modulus 11), or that the writer calls an NHS number."""
    for match in TEN_DIGITS.finditer(with_digits(text)):
        lead = _lead(text, match)
        digits = "".join(mark for mark in match.group() if mark.isdecimal())
        if BRITAIN.search(lead):
            continue
        stands_alone = digits[0] != "0" and not (lead[-1:].isalpha() or RINGS.search(lead) or FILED.search(lead))
        checks = nhs.is_valid(digits) and len(set(digits)) > 1
        if OF_THE_NHS.search(lead) or (stands_alone and checks):
            yield match.span()
    for start, end in _spoken(words):
        if OF_THE_NHS.search(text[max(0, start - LEAD) : start]):
            yield start, end


def find_upns(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """A letter and twelve digits (or eleven and a letter) whose first letter checks the rest, or called a UPN."""
    for match in PUPIL_NUMBER.finditer(text):
        written = [mark for mark in match.group() if mark.isalnum() or mark == "|"]
        figures = "".join(written[1:-1]).translate(TO_DIGITS)
        called = OF_A_PUPIL.search(_lead(text, match)) and sum(mark.isdecimal() for mark in written) >= FEWEST_FIGURES
        if called or is_upn("".join((written[0], figures, written[-1].translate(O_TO_NOUGHT))).upper()):
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


def _spoken(words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """ "oh seven seven double oh nine hundred 461": words, and figures among them."""
    run: list[TextWord] = []
    for word in [*words, None]:
        if word and (word.key in SPOKEN or word.key.isdecimal()):
            run.append(word)
            continue
        spoken = [one for one in run if one.key in SPOKEN]
        if len(spoken) >= FEWEST_WORDS and sum(SPOKEN.get(one.key, len(one.key)) for one in run) >= FEWEST_SPOKEN:
            yield run[0].start, run[-1].end
        run = []


def _is_phone_in_words(said: str) -> bool:
    """Whether digits, some of them as words, make a British number."""
    parts = [part.lower() for part in SAID.findall(said)]
    digits, times = "", 1
    for part in parts:
        if part in TIMES:
            times = TIMES[part]
            continue
        digits += VALUES.get(part, part) * times
        times = 1
    national = digits.removeprefix("0044").removeprefix("44").lstrip("0")
    in_words = any(not part.isdecimal() for part in parts)
    return in_words and len(national) == 10 and national[0] in "127"


def is_upn(number: str) -> bool:
    """Whether the first letter of a UPN in capitals checks the rest.

    `upn.is_valid` also wants an authority that it knows, and newer councils have pupils too.
    """
    try:
        return upn.calc_check_digit(number[1:]) == number[0]
    except ValueError:  # S, I and O are never written
        return False
