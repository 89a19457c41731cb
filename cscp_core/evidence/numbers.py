"""Reads numbers out of printed text: digits with commas, spaces after commas, and number words."""

import re

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: float(number) for number, word in enumerate(SMALL.split())} | {
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "once": 1.0,
    "twice": 2.0,
    "annually": 1.0,
    "annual": 1.0,
    "yearly": 1.0,
    "quarterly": 4.0,
    "termly": 3.0,
    "single": 1.0,
    "both": 2.0,
}
DIGITS = re.compile(r"(?:(?<![\w.])[-−])?(?:(?<![\d.])\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
MARKS = {"’": "'", "‘": "'", "“": '"', "”": '"', "✔": " ", "•": " ", "\u00a0": " "}


def numbers_in(printed: str) -> list[float]:
    """Every number in a stretch of text, in order of kind: first those in digits, then those in words."""
    digits = [float(re.sub(r"[,\s]", "", found).replace("−", "-")) for found in DIGITS.findall(printed)]
    return digits + [WORDS[word] for word in re.findall(r"[a-z]+", printed.lower()) if word in WORDS]


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
