"""Recognises what must never be loaded: columns and text that would point to a single child."""

import re

COLUMNS = re.compile(
    r"(^|_)(first_?name|fore_?name|surname|last_?name|full_?name|child(_?name|_?id)?|pupil|dob|date_?of_?birth|birth_?date"
    r"|upn|nhs(_?(number|no|id))?|post_?code|address|phone|telephone|email|ethnicity_of_child|case_?id|mosaic_?id)(_|$)",
    re.IGNORECASE,
)
TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
UPN = re.compile(r"(?<![A-Za-z0-9])([A-HJ-NP-RT-Z])(\d{11})([0-9A-HJ-NP-RT-Z])(?![A-Za-z0-9])", re.IGNORECASE)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
AREA = r"[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
POSTCODE = re.compile(rf"(?<![A-Za-z0-9])(?:{AREA}) ?\d[ABD-HJLNP-UW-Z]{{2}}(?![A-Za-z0-9])", re.IGNORECASE)


def is_child_level(column: str) -> bool:
    """Whether a column's name says that it holds something about single children."""
    return COLUMNS.search(re.sub(r"[\s-]+", "_", column)) is not None


def found_in(text: str) -> list[str]:
    """What kinds of identifying number stand in a text: "an NHS number", "a UPN", "a full postcode"."""
    kinds = []
    if any(_is_nhs_number("".join(groups)) for groups in TEN_DIGITS.findall(text)):
        kinds.append("an NHS number")
    if any(_is_upn(*groups) for groups in UPN.findall(text)):
        kinds.append("a UPN")
    if POSTCODE.search(text):
        kinds.append("a full postcode")
    return kinds


def _is_nhs_number(digits: str) -> bool:
    """NHS Data Dictionary: weights 10 to 2, modulus 11; a check digit of 10 is never issued."""
    check = (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11) % 11
    return check != 10 and check == int(digits[9])


def _is_upn(letter: str, digits: str, last: str) -> bool:
    """Department for Education: the letter checks the rest, weights 2 upwards, modulus 23."""
    if last.isdigit():
        total = sum(int(digit) * weight for weight, digit in enumerate(digits + last, 2))
    else:  # a temporary number, whose last place is a letter
        total = sum(int(digit) * weight for weight, digit in enumerate(digits, 2))
        total += UPN_LETTERS.index(last.upper()) * 13
    return UPN_LETTERS[total % 23] == letter.upper()
