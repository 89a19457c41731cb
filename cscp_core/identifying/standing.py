"""What a word is on the hand-written lists: a first name, a name that is also a word, no name, or on no list."""

import re
from enum import Enum

from cscp_core.identifying.words import TextWord, commonness, read_list

FIRST, ALSO_WORDS = read_list("first_names.txt"), read_list("names_also_words.txt")
SURNAMES, NEVER = read_list("surnames.txt"), read_list("not_names.txt")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
LOOK_ALIKES = str.maketrans("01345789", "oieastbg")
SHORTEST = 4  # letters of a name that is looked for under digits or before an s
PLURALS = 3.9  # on the scale of commonness: "jeans" is a word, "kalebs" is what is Kaleb's


class WordClass(Enum):
    """What a word is when nothing stands beside it."""

    NAME = "a first name"
    MAYBE = "a first name that is also a word, or a name of a place"
    UNKNOWN = "on no list"
    NEVER = "no name"


def classify(word: TextWord) -> WordClass:
    """What a word is when nothing stands beside it."""
    key = _listed_form(word.key)
    if key in FIRST and key not in NEVER:
        return WordClass.NAME
    if key in ALSO_WORDS or key in FIRST:
        return WordClass.MAYBE
    return WordClass.UNKNOWN if key.isalpha() and key not in NEVER else WordClass.NEVER


def name_end(word: TextWord) -> int:
    """Where the name in a word ends: before the s of "kalebs mum"."""
    form = _listed_form(word.key)
    return word.end - (form != word.key and form == word.key[:-1] and word.key.endswith("s"))


def _listed_form(key: str) -> str:
    """The key, or the listed name that it is a spelling of: jamallll, kal3b, kalebs."""
    if key in FIRST or key in ALSO_WORDS or key in NEVER:
        return key
    forms = [DRAWN_OUT.sub(r"\1", key)]
    if len(key) >= SHORTEST and key[0].isalpha():
        forms.append(key.translate(LOOK_ALIKES))
        if key.endswith("s") and commonness(key) < PLURALS:
            forms.append(key[:-1])
    return next((form for form in forms if form in FIRST), key)
