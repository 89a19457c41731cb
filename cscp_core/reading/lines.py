"""From words to rows and stretches of text; and which of them are running heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cscp_core.reading.blocks import BULLET
from cscp_core.reading.pages import Box, PrintedPage, PrintedWord, around

WIDE_GAP = 1.35  # of the type size: a wider gap ends a stretch of text
SAME_LINE = 0.4  # of the type size, between the feet of letters
MARGIN = 0.1  # of a page's height, at its head and foot
BELOW = 0.25  # of the type size, from the feet of letters to the bottom of their box
SMALL = 0.78  # of the usual type size
SEEN_ON = 0.3  # of the pages: what stands there again is a running head
FOOTNOTE_MARK = re.compile(r"\d{1,2}(?:,\d{1,2})*|[*†‡§]+")
PAGE_NUMBER = re.compile(r"(?:page\s*)?[|–-]?\s*\d{1,3}\s*[|–-]?(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """Words of one line without a wide gap."""

    words: tuple[PrintedWord, ...]

    @property
    def box(self) -> Box:
        return around([one.box for one in self.words])

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return min(one.top for one in self.words)

    @property
    def bottom(self) -> float:
        return max(one.bottom for one in self.words)

    @property
    def size(self) -> float:
        """The type size of most of its signs."""
        return size_of(self.words)

    @property
    def bold(self) -> bool:
        return all(one.bold for one in self.words if any(sign.isalnum() for sign in one.text))

    @property
    def text(self) -> str:
        """Its words, without marks of footnotes, which stand higher and smaller than the rest."""
        size, base = self.size, Counter(round(one.bottom, 0) for one in self.words).most_common(1)[0][0]
        return " ".join(
            one.text
            for one in self.words
            if not (one.size < 0.8 * size and one.bottom < base - 0.1 * size and FOOTNOTE_MARK.fullmatch(one.text))
        )


COLUMN_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:20)?\d\d)?|Q[1-4]")
NUMBERED_PAGE = "page number"


def size_of(words: Iterable[PrintedWord]) -> float:
    """The type size of most signs."""
    sizes: Counter[float] = Counter()
    for one in words:
        sizes[one.size] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def rows_of(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """Words by line, from the top; each line from the left. A small mark, such as a footnote's, belongs to the line
    that it stands beside."""
    usual = size_of(words)
    rows: list[list[PrintedWord]] = []
    feet: list[float] = []
    small = []
    for word in sorted(words, key=lambda one: (one.bottom, one.left)):
        if word.size < SMALL * usual and FOOTNOTE_MARK.fullmatch(word.text):
            small.append(word)
            continue
        base = word.bottom - BELOW * word.size
        near = next(
            (
                at
                for at in range(len(rows) - 1, max(-1, len(rows) - 6), -1)
                if abs(feet[at] - base) <= SAME_LINE * max(word.size, rows[at][0].size)
            ),
            None,
        )
        if near is None:
            rows.append([word])
            feet.append(base)
        else:
            rows[near].append(word)
    for word in small:
        middle = (word.top + word.bottom) / 2
        beside = [
            at
            for at, row in enumerate(rows)
            if any(one.top - 2 <= middle <= one.bottom and abs(one.right - word.left) < one.size for one in row)
        ]
        if beside:
            rows[beside[0]].append(word)
        else:
            rows.append([word])
            feet.append(word.bottom)
    ordered = sorted(zip(feet, rows, strict=True), key=lambda one: one[0])
    return [sorted(row, key=lambda one: one.left) for _, row in ordered]


def stretches_of(row: Sequence[PrintedWord]) -> list[Stretch]:
    """A line in stretches. A bullet or the number of an item belongs to the words after it; years alone on a line are
    headings of columns."""
    if len(row) > 1 and all(COLUMN_YEAR.fullmatch(one.text) for one in row):
        return [Stretch((one,)) for one in row]
    made: list[list[PrintedWord]] = []
    for word in row:
        if made:
            before = made[-1][-1]
            gap = word.left - before.right
            alone = len(made[-1]) == 1 and (
                BULLET.fullmatch(before.text) is not None
                or (
                    re.fullmatch(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)]", before.text) is not None
                    and gap < 5 * word.size
                    and not re.fullmatch(r"[\d£<][\d.,%]*", word.text)
                )
            )
            if alone or gap <= WIDE_GAP * min(word.size, before.size):
                made[-1].append(word)
                continue
        made.append([word])
    return [Stretch(tuple(one)) for one in made]


def without_running_heads(pages: Sequence[PrintedPage]) -> list[list[PrintedWord]]:
    """The words of each page without what stands at the head or foot of many, and without page numbers."""
    edges: list[list[tuple[str, list[PrintedWord]]]] = []
    seen: Counter[str] = Counter()
    for page in pages:
        at_edge = [
            one for one in page.words if one.bottom < MARGIN * page.height or one.top > (1 - MARGIN) * page.height
        ]
        found = []
        for row in rows_of(at_edge):
            stretches = stretches_of(row)
            for stretch in stretches:
                text = " ".join(one.text for one in stretch.words)
                is_number = PAGE_NUMBER.fullmatch(text) is not None and len(stretches) < 3
                has_words = re.search(r"[^\W\d_]", text) is not None
                key = re.sub(r"\d+", "#", text.lower()) if has_words else f"{page.number}: {text}"
                found.append((NUMBERED_PAGE if is_number else key, list(stretch.words)))
        edges.append(found)
        seen.update({text for text, _ in found})
    often = max(2, round(SEEN_ON * len(pages))) if len(pages) > 2 else len(pages) + 1
    kept = []
    for page, found in zip(pages, edges, strict=True):
        gone = {id(word) for text, words in found for word in words if seen[text] >= often or text == NUMBERED_PAGE}
        kept.append([one for one in page.words if id(one) not in gone])
    return kept
