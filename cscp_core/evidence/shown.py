"""What a spreadsheet shows of a number: a value and its number format give the text that a person sees. Pure."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GENERAL_DIGITS = 11
"""How many characters the format "General" shows of a number."""
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)(?P<thousands>,*)"
    r"|(?P<percent>%)|(?P<literal>[-+ £$€():!^&'~{}<>=/])|(?P<other>.)",
    re.IGNORECASE,
)
PIECES = re.compile(r'"[^"]*"|\\.|.', re.DOTALL)
COLOURS = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+", re.IGNORECASE)
CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")


@dataclass
class _Pattern:
    """One section of a number format: what stands before and after the digits, and how they are shown."""

    before: str = ""
    digits: str = ""
    after: str = ""
    percents: int = 0
    thousands: int = 0
    is_general: bool = False

    def literal(self, text: str) -> None:
        if self.digits or self.is_general:
            self.after += text
        else:
            self.before += text


def number(value: float, number_format: str) -> str | None:
    """The number as the spreadsheet shows it: 0.244 in "0.0%" is "24.4%". None where the format shows something that
    is not read here: a fraction, a power of ten, a date, a condition, nothing at all."""
    sections = _sections(number_format or "General")
    chosen = 0
    if value < 0 and len(sections) > 1:
        chosen = 1
    elif value == 0 and len(sections) > 2:
        chosen = 2
    pattern = _pattern(sections[chosen])
    if pattern is None:
        return None
    exact = Decimal(repr(value))
    sign = "-" if exact < 0 and chosen == 0 else ""
    exact = abs(exact)
    if pattern.is_general:
        return f"{sign}{pattern.before}{_general(exact)}{pattern.after}".strip()
    if not pattern.digits:
        return None  # a zero that is shown as a dash, or as nothing
    exact = exact * 100**pattern.percents / 1000**pattern.thousands
    digits = _digits(exact, pattern.digits)
    if not re.search("[1-9]", digits):
        sign = ""
    return f"{sign}{pattern.before}{digits}{pattern.after}".strip()


def _sections(number_format: str) -> list[str]:
    """The parts between semicolons that are not quoted: above zero, below, zero, text."""
    parts = [""]
    for piece in PIECES.findall(number_format):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _pattern(section: str) -> _Pattern | None:
    made = _Pattern()
    return made if all(_is_read(token, made) for token in TOKEN.finditer(section)) else None


def _is_read(token: re.Match[str], made: _Pattern) -> bool:
    """Adds one token to a pattern. False where it shows something that is not read here."""
    kind, text = token.lastgroup, token[token.lastgroup or 0]
    if token["digits"] is not None:
        is_first = not made.digits
        made.digits = token["digits"].rstrip(",")
        made.thousands = len(token["thousands"]) + len(token["digits"]) - len(made.digits)
        return is_first
    if kind == "bracket":
        currency = CURRENCY.fullmatch(text)
        made.literal(currency[1] if currency else "")
        return bool(currency or COLOURS.fullmatch(text))
    made.is_general |= kind == "general" or (kind == "other" and text == "@")
    made.percents += kind == "percent"
    made.literal({"quoted": text, "escaped": text, "literal": text, "space": " ", "percent": "%"}.get(kind or "", ""))
    return not ((kind == "other" and text != "@") or (kind == "literal" and text == "/"))


def _digits(exact: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    places, least = len(fraction), len(fraction.rstrip("#"))
    text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    before, _, after = text.partition(".")
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    wanted = sum(one == "0" for one in whole)
    before = before.lstrip("0").rjust(wanted, "0") if before.strip("0") or wanted else ""
    if "," in whole and before:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    return f"{before}.{after}" if after else before or "0"


def _general(exact: Decimal) -> str:
    """As "General" shows it: without a fraction that arithmetic left behind."""
    if exact == exact.to_integral_value():
        return f"{exact.quantize(Decimal(1)):f}"
    places = max(0, GENERAL_DIGITS - 1 - len(str(int(exact))))
    text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")
