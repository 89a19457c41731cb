"""Makes any text safe to show: what somebody wrote is shown as they wrote it, never as formatting, link or picture."""

import re
import string
from functools import lru_cache

ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})
SHORTCODE = re.compile(r":(?=[\w+/-]+:)")
ADDRESS = re.compile(r"\b(?:https?(?=://)|www(?=\.))|(?<=[-.\w+])(?=@)", re.IGNORECASE)
SYMBOL = re.compile(r"(?<!\S)(<->|->|<-|--|>=|<=|~=)(?!\S)")
WORD_JOINER = "\u2060"
NO_BREAK = "\ufeff"
"""Takes no room and counts as a space in Markdown: a mark between two of them opens and closes nothing."""
LABEL_MARK = re.compile(r"([*_~\[\]<&\\])")
WITH_CAPITALS = re.compile(r"[A-Za-z][A-Za-z0-9&-]*[A-Z][A-Za-z0-9&-]*|[A-Z]{2,}")
TWINS = str.maketrans({"`": "\u02cb", "$": "\ufe69"})


def paragraphs(text: str) -> str:
    """Text of several lines for markdown: each line a paragraph of its own, each escaped."""
    return "\n\n".join(escaped(line) for line in text.splitlines() if line.strip())


def escaped(text: str, *, keep_lines: bool = False) -> str:
    """The text for use inside markdown, table cells and headings.

    Every mark of punctuation is escaped, so that nothing is a link, an image or emphasis. An invisible joiner breaks
    what Streamlit looks for after the escapes are gone: emoji and icons, bare addresses, and signs such as `->` that it
    would replace. White space is folded, so that no line starts a block. Options of a selectbox or a multiselect are
    shown as they are: they need none of this, and would show the marks.
    """
    return _escaped(text, keep_lines)


@lru_cache(4000)
def _escaped(text: str, keep_lines: bool) -> str:
    folded = text if keep_lines else " ".join(text.split())
    return _without_addresses_and_symbols(folded).translate(ESCAPES)


def forget() -> None:
    """Forgets what was escaped: it may be anybody's words, and is kept no longer than what is read of the database."""
    _escaped.cache_clear()
    as_label.cache_clear()
    words_with_capitals.cache_clear()


@lru_cache(1000)
def words_with_capitals(text: str) -> tuple[str, ...]:
    """The words of a text that may be short forms: of two capital letters, or with one inside."""
    return tuple(dict.fromkeys(WITH_CAPITALS.findall(text)))


@lru_cache(1000)
def as_label(text: str) -> str:
    """The text for the label of a widget, which is also its accessible name, read out as it stands.

    So it holds no backslashes: invisible marks disarm the punctuation instead. Nothing invisible disarms a backtick or
    a dollar sign; their twins stand in their place.
    """
    folded = _without_addresses_and_symbols(" ".join(text.split()).translate(TWINS))
    return WORD_JOINER + LABEL_MARK.sub(f"{NO_BREAK}\\1{NO_BREAK}", folded)


def _without_addresses_and_symbols(text: str) -> str:
    """Looks first for the mark without which there is nothing to find: a page calls this a hundred times."""
    if ":" in text:
        text = SHORTCODE.sub(":" + WORD_JOINER, text)
    if "." in text or ":" in text or "@" in text:
        text = ADDRESS.sub(lambda found: found.group() + WORD_JOINER, text)
    if "-" in text or "=" in text:
        text = SYMBOL.sub(lambda found: WORD_JOINER.join(found.group()), text)
    return text
