"""Makes any text safe to show: what somebody wrote is shown as they wrote it, never as formatting, link or picture."""

import re

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
SHORTCODE = re.compile(r":(?=[\w+/-]+:)")
WORD_JOINER = "\u2060"


def paragraphs(text: str) -> str:
    """Text of several lines for markdown: each line a paragraph of its own, each escaped."""
    return "\n\n".join(escaped(line) for line in text.splitlines() if line.strip())


def escaped(text: str, *, keep_lines: bool = False) -> str:
    """The text for use inside markdown, table cells, labels and headings.

    Every mark of punctuation is escaped, so that nothing is a link, an image or emphasis; what would be an emoji or an
    icon gets an invisible joiner; white space is folded, so that no line starts a block. Options of a selectbox or a
    multiselect are shown as they are: they need none of this, and would show the marks.
    """
    folded = text if keep_lines else " ".join(text.split())
    folded = SHORTCODE.sub(":" + WORD_JOINER, folded)
    return PUNCTUATION.sub(r"\\\1", folded)
