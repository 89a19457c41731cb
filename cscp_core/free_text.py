"""What people type, made fit to keep: nothing invisible in it, not empty where it is needed, not too long; and text of
any kind, made fit for a CSV file."""

import re
import unicodedata

from cscp_core.errors import TextRefused

SHORT, PARAGRAPH, LONG = 200, 1000, 4000  # characters
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
STARTS_A_FORMULA = frozenset("=+-@")
INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})  # categories of Unicode
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that show nothing


def tidy(text: str, what: str, *, most: int = PARAGRAPH, needed: bool = True) -> str:
    """The text without control characters and marks that turn its direction, trimmed.

    `what` names the field in the message, with its article: "the question".

    Raises:
        TextRefused: it is empty where it is needed, or longer than `most` characters.
    """
    kept = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if needed and not any(map(_is_seen, kept)):
        raise TextRefused(f"Write {what}.")
    if len(kept) > most:
        raise TextRefused(f"Keep {what} under {most:,} characters. Yours has {len(kept):,}.")
    return kept


def _is_seen(mark: str) -> bool:
    """Whether a character leaves anything on the screen; joiners and blank letters do not, and stay inside a text."""
    return unicodedata.category(mark)[0] not in "CZM" and mark not in BLANKS


def could_be_a_formula(text: str) -> bool:
    """Whether a spreadsheet that reads the text from a CSV file could run it: the first mark that is seen starts a
    formula, in whatever width, or the text begins with a tab or a carriage return."""
    seen = (mark for mark in text if mark not in BLANKS and unicodedata.category(mark) not in INVISIBLE)
    first = unicodedata.normalize("NFKC", next(seen, ""))
    return first[:1] in STARTS_A_FORMULA or text[:1] in ("\t", "\r")


def csv_text(text: str) -> str:
    """The text for a CSV file, which cannot say that a cell is text: what could be a formula gets an apostrophe."""
    return f"'{text}" if could_be_a_formula(text) else text
