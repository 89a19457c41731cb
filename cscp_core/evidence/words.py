"""The words of a text as a search compares them: folded and stemmed, the same for what is asked and what is found.

Apostrophes, accents and capitals make no difference. A word with hyphens is found by its parts and written as one.
Numbers lose their thousands separators; "2019/20", "2019-20" and "19/20" are one year; "s.47" is "section 47".
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

PLAIN_SIGNS = str.maketrans("‘’ʼ`´‐‑‒–—−\u00a0\u2009\u202f", "'''''------ ,,")
"""One sign for one, so that places in the text stay."""
POSSESSIVE = re.compile(r"'s?$")
BRITISH = re.compile(r"is(?=(?:e[drs]?|ers|ing|ations?|ational)$)")
"""The stemmer knows "-ize"; "rise" becomes "rize" on both sides, which does no harm."""
WITH_ENDING = re.compile(r"^(\d+)(?:s|st|nd|rd|th)$")
FOUND = re.compile(
    r"""
      (?P<law>   (?<!') \b (?: sections? | sect? | ss? ) \.? \s? (?P<number_of_law> \d{1,3} ) \b (?! [.,]\d | - ) )
    | (?P<year>  (?<![\d.,]) (?P<from> (?:19|20)\d\d ) \s? [-/] \s? (?P<to> (?:19|20)\d\d | \d\d ) (?!\d) )
    | (?P<short> (?<![\d/]) (?P<short_from> \d\d ) / (?P<short_to> \d\d ) (?![\d/]) )
    | (?P<number> (?<![^\W_]) (?: \d{1,3} (?: ,\d{3} )+ | \d+ ) (?: \.\d+ )* (?![^\W_]) )
      (?P<share> \s? (?: % | per\ ?cent\b ) )?
    | (?P<letters> \b [^\W\d_] & [^\W\d_] \b )
    | (?P<word>  [^\W_] (?: [^\W_] | [\u0300-\u036f] | '(?=[^\W\d_]) | -(?=[^\W_]) )* )
    """,
    re.VERBOSE | re.IGNORECASE,
)
LONGEST = 60
"""Signs of a token: an engine refuses a word of thousands."""
SAY_NOTHING = """
a about all also an and any are as at be been being but by can could did do does done down each few for from get
gets give given go goes going got had has have he her his how i if in into is it its itself just many me more most
much my no not of off on one only or other our out over own said say says she should so some such tell than that
the their them then there these they this those through to too under up us very was we were what when where whether
which while who whom whose why will with would you your went
"""
STOP_WORDS = frozenset(SAY_NOTHING.split())
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One word of a text, and where it stands there."""

    stem: str
    plain: str
    """Folded, not stemmed."""
    start: int
    end: int
    also: tuple[str, ...] = ()
    """Further tokens that find it."""
    whole: str = ""
    """The stem of a word with hyphens, written as one; the same for each of its parts."""

    @property
    def is_stop_word(self) -> bool:
        return self.plain in STOP_WORDS or (len(self.plain) == 1 and not self.plain.isdigit())


def fold_word(word: str) -> str:
    """One word in small letters and digits, without accents, apostrophes or the s of a possessive."""
    plain = unicodedata.normalize("NFKD", word.translate(PLAIN_SIGNS).casefold())
    plain = POSSESSIVE.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    plain = "".join(sign for sign in plain if sign.isalnum())
    numbered = WITH_ENDING.match(plain)
    return (numbered[1] if numbered else plain)[:LONGEST]


@lru_cache(maxsize=50_000)
def stem(plain: str) -> str:
    """The stem of a folded word: "referral" and "referred" have one, "-ise" and "-ize" too."""
    if len(plain) < 4 or any(sign.isdigit() for sign in plain):
        return plain
    stemmed = str(_stemmer.stemWord(BRITISH.sub("iz", plain)))
    return re.sub(r"([bdglmnprt])\1$", r"\1", stemmed)


def number_token(number: str) -> str:
    """A number with points, such as a section's, as one token of letters and digits."""
    return number.replace(".", "p")[:LONGEST]


@lru_cache(maxsize=5_000)
def read_tokens(text: str) -> tuple[SearchWord, ...]:
    """The words of a text in their order."""
    return tuple(word for found in FOUND.finditer(text.translate(PLAIN_SIGNS)) for word in _tokens(found))


def _tokens(found: re.Match[str]) -> Iterator[SearchWord]:
    start, end = found.span()
    if number := found["number_of_law"]:
        yield SearchWord("section", "section", start, found.start("number_of_law"), (), f"s{number}")
        yield SearchWord(number, number, found.start("number_of_law"), end, (f"s{number}",), f"s{number}")
    elif found["year"] or found["short"]:
        first = found["from"] or f"20{found['short_from']}"
        last = found["to"] or found["short_to"]
        if int(last) % 100 != (int(first) + 1) % 100:
            for name in ("from", "to") if found["year"] else ("short_from", "short_to"):
                yield SearchWord(found[name], found[name], *found.span(name))
            return
        token = f"{first}y{last[-2:]}"
        yield SearchWord(token, token, start, end, (first,))
    elif found["number"]:
        number = number_token(re.sub(r"[ ,]", "", found["number"]))
        if found["share"]:
            yield SearchWord(f"{number}pc", f"{number}pc", start, end, (number,))
        else:
            yield SearchWord(number, number, start, end)
    elif found["letters"]:
        both = found["letters"].replace("&", "").casefold()
        yield SearchWord(both, both, start, end)
    else:
        yield from _parts(found["word"], start)


def _parts(word: str, start: int) -> Iterator[SearchWord]:
    parts = [(one.group(), start + one.start(), start + one.end()) for one in re.finditer(r"[^-]+", word)]
    whole = stem(fold_word(word)) if len(parts) > 1 else ""
    for place, (part, begin, end) in enumerate(parts):
        plain = fold_word(part)
        if plain:
            yield SearchWord(stem(plain), plain, begin, end, (whole,) if whole and not place else (), whole)
