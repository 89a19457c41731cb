"""Recognises what must never be loaded: columns and text that would point to a single child."""

import re

from stdnum.gb import nhs

from cscp_core.identifying.numbers import is_upn
from cscp_core.identifying.words import read_group

COLUMNS = re.compile(
    r"(^|_)(first_?name|fore_?name|surname|last_?name|full_?name|child(_?name|_?id)?|pupil|dob|date_?of_?birth|birth_?date"
    r"|upn|nhs(_?(number|no|id))?|post_?code|address|phone|telephone|email|ethnicity_of_child|case_?id|mosaic_?id)(_|$)",
    re.IGNORECASE,
)
TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
UPN = re.compile(r"(?<![A-Za-z0-9])([A-HJ-NP-RT-Z])(\d{11})([0-9A-HJ-NP-RT-Z])(?![A-Za-z0-9])", re.IGNORECASE)
AREA = r"[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
POSTCODE = re.compile(rf"(?<![A-Za-z0-9])({AREA}) ?(\d[ABD-HJLNP-UW-Z]{{2}})(?![A-Za-z0-9])", re.IGNORECASE)
AREAS = read_group("place postcode areas")
ORDINAL = re.compile(r"1st|2nd|3rd|\dth")
"""In small letters after a capital, as in "S11 2nd stage", it is no half of a postcode."""


def is_child_level(column: str) -> bool:
    """Whether a column's name says that it holds something about single children."""
    return COLUMNS.search(re.sub(r"[\s-]+", "_", column)) is not None


def found_in(text: str) -> list[str]:
    """What kinds of identifying number stand in a text: "an NHS number", "a UPN", "a full postcode"."""
    kinds = []
    if any(nhs.is_valid("".join(groups)) for groups in TEN_DIGITS.findall(text)):
        kinds.append("an NHS number")
    if any(is_upn("".join(groups).upper()) for groups in UPN.findall(text)):
        kinds.append("a UPN")
    if any(_is_postcode(*halves) for halves in POSTCODE.findall(text)):
        kinds.append("a full postcode")
    return kinds


def _is_postcode(outward: str, inward: str) -> bool:
    area = re.match(r"[a-z]+", outward.lower())
    return bool(area and area[0] in AREAS) and not (outward.isupper() and ORDINAL.fullmatch(inward))
