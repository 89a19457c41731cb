"""Reads numbers out of printed text: digits with commas, spaces after commas, and number words."""

import re

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
OFTEN = {"once": 1.0, "twice": 2.0, "annually": 1.0, "annual": 1.0, "yearly": 1.0, "quarterly": 4.0, "termly": 3.0}
"""Words for how often in a year; each says its unit too."""
WORDS = (
    {word: float(number) for number, word in enumerate(SMALL.split())}
    | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "single": 1.0, "both": 2.0}
    | OFTEN
)
DIGITS = re.compile(r"(?:(?<![\w.])[-−])?(?:(?<![\d.])\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
SCALED = re.compile(rf"({DIGITS.pattern})(?:\s*(thousand|million|billion)|(k|mn|m|bn))\b", re.IGNORECASE)
"""A number with its scale: "£1.5m", "185k", "2 million"."""
NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(WORDS)}"
ONE_IN = re.compile(rf"\b({NUMBER})(?:(?: \w+)? in(?: every)?| out of| of|/) ?({NUMBER})\b")
PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
FRACTION = re.compile(rf"\b(?:(?P<of>{'|'.join(WORDS)})[\s-]+)?(?P<part>{'|'.join(PARTS)})s?\b")
MARKS = {"’": "'", "‘": "'", "“": '"', "”": '"', "✔": " ", "•": " ", "\u00a0": " "}


def numbers_in(printed: str) -> list[float]:
    """Every number in a stretch of text, in order of kind: those in digits, those in words, those with their scale."""
    digits = [plain(found) for found in DIGITS.findall(printed)]
    words = [WORDS[word] for word in re.findall(r"[a-z]+", printed.lower()) if word in WORDS]
    return digits + words + [round(plain(found[1]) * 10 ** scale_of(found), 6) for found in SCALED.finditer(printed)]


def shares_in(printed: str) -> list[float]:
    """Shares that a stretch of text says without a per cent sign, in per cent: "1 in 4" is 25, "two thirds" 66.7."""
    found = []
    for one in ONE_IN.finditer(printed.lower()):
        above, below = _whole(one[1]), _whole(one[2])
        if below and above <= below:
            found.append(100 * above / below)
    for one in FRACTION.finditer(printed.lower()):
        part = PARTS.index(one["part"].removesuffix("s")) + 2
        found.append(100 * WORDS.get(one["of"] or "one", 1.0) / part)
    return found


def _whole(printed: str) -> float:
    return WORDS[printed] if printed in WORDS else plain(printed)


def plain(digits: str) -> float:
    """Printed digits as a number: "45, 900" is 45900."""
    return float(re.sub(r"[,\s]", "", digits).replace("−", "-"))


def scale_of(found: re.Match[str]) -> int:
    """How many places the word or letter after a number moves it: 6 for "million"."""
    return SCALES[(found[2] or found[3]).lower()]


def flattened(text: str) -> str:
    """Text with every run of white space as one space, plain quotation marks, no bullets, in small letters."""
    for mark, plain in MARKS.items():
        text = text.replace(mark, plain)
    return re.sub(r"\s+", " ", text).strip().lower()


def contains(text: str, part: str) -> bool:
    """Whether flattened `part` stands in flattened `text` as whole numbers and words, not inside a longer one."""
    edge = r"(?<![\w.,])" if part[:1].isalnum() else ""
    end = r"(?!\w|[.,]\d)" if part[-1:].isalnum() else ""
    return re.search(edge + re.escape(part) + end, text) is not None
