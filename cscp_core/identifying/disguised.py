"""First names written so that no word is left: letter by letter, or with signs for letters."""

import re
from collections.abc import Iterator

from cscp_core.identifying.standing import FIRST, NEVER
from cscp_core.identifying.words import normalise

LETTER_BY_LETTER = re.compile(r"(?<![\w.@-])[A-Za-z](?:[ .\-_*][A-Za-z]){3,14}(?![\w@])")
WITH_SIGNS = re.compile(r"(?<![\w@.$!])[A-Za-z$][A-Za-z@$!*013457]{2,14}(?![\w@]|\.\w)")
SIGNS = re.compile(r"[@$!]")
FOR_LETTERS = str.maketrans("@$!01345", "asioieas")


def disguised_names(text: str) -> Iterator[tuple[int, int]]:
    """ "m o h a m m e d", "s.a.m.i.r.a", "k@leb"."""
    for match in LETTER_BY_LETTER.finditer(text):
        if _is_name("".join(mark for mark in match.group() if mark.isalpha())):
            yield match.span()
    for match in WITH_SIGNS.finditer(text):
        written = match.group().rstrip("!")
        if SIGNS.search(written) and _is_name(written.translate(FOR_LETTERS)):
            yield match.start(), match.start() + len(written)


def _is_name(letters: str) -> bool:
    key = normalise(letters)
    return key in FIRST and key not in NEVER
