"""From pages to blocks in reading order: headings, paragraphs, items, tables, captions, notes."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cscp_core.reading import callouts, grids
from cscp_core.reading.blocks import (
    BULLET,
    CAPTION,
    ITEM_NUMBER,
    Block,
    BlockKind,
    GridRow,
    Mark,
    heading_parts,
    joined,
    of_lines,
)
from cscp_core.reading.lines import Stretch, rows_of, size_of, stretches_of, without_running_heads
from cscp_core.reading.pages import Box, PrintedPage, PrintedWord, around
from cscp_core.reading.regions import regions_of, usual_column

LARGER = 0.7  # points above the running text: a heading
SMALLER = 0.9  # of the running text: a note
LONGEST_HEADING = 130  # signs
LEAST_ENTRIES = 4  # lines of a contents page
LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…+\s*\d{1,3}$|\t\d{1,3}$")
ENDS = re.compile(r"[.!?:;][)”\"’']?\s*$")
PAGE_AT_END = re.compile(r".*[^\W\d_].*?\s(\d{1,3})$")


def blocks_of_pages(pages: Sequence[PrintedPage]) -> list[Block]:
    """All blocks of a PDF."""
    kept = without_running_heads(pages)
    body = size_of(word for words in kept for word in words)
    usual = usual_column(pages, kept)
    made: list[Block] = []
    for page, words in zip(pages, kept, strict=True):
        blocks = list(_blocks_of_page(page, words, body, usual))
        if _is_contents(blocks):
            blocks = [one for one in blocks if one.kind is BlockKind.PICTURE]
        made += blocks
    return join_over_pages(made)


def _blocks_of_page(
    page: PrintedPage, words: Sequence[PrintedWord], body: float, usual: float | None
) -> Iterator[Block]:
    words = [*words, *_drawn_bullets(page, words)]
    charts = _charts(page, words)
    free = [one for one in words if not any(_inside(box, one) for box in charts)]
    placed: list[tuple[float, Block]] = [
        (box[1], Block(kind=BlockKind.PICTURE, text="", marks=(Mark(0, page.number, box),)))
        for box in (*_pictures(page), *charts)
    ]
    edges = [one for one in dict.fromkeys(page.drawn) if _is_upright(one)]
    rules = sorted({one[1] for one in page.drawn if one[3] - one[1] < 3 and one[2] - one[0] > 40})
    for region, boxed in regions_of(page, free, usual):
        read = _Region(region, page.number, body, (rules, edges), boxed).read()
        for block in callouts.with_words(read, body):
            while placed and block.marks and block.marks[0].box and placed[0][0] < block.marks[0].box[1] - 2:
                yield placed.pop(0)[1]
            yield block
    for _, block in placed:
        yield block


def _drawn_bullets(page: PrintedPage, words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """Bullets that are drawn and not written: small shapes before the first word of a line."""
    made = []
    for box in dict.fromkeys(page.drawn):
        width, height = box[2] - box[0], box[3] - box[1]
        if not (1 < width < 8 and 1 < height < 8 and abs(width - height) < 2):
            continue
        middle = (box[1] + box[3]) / 2
        near = [one for one in words if one.top <= middle <= one.bottom and 0 < one.left - box[2] < 24]
        before = [one for one in words if one.top <= middle <= one.bottom and 0 <= box[0] - one.right < 24]
        if near and not before:
            first = min(near, key=lambda one: one.left)
            made.append(PrintedWord("•", (box[0], first.top, box[2], first.bottom), first.size))
    return made


def _pictures(page: PrintedPage) -> list[Box]:
    """Pictures large enough to be a chart, from the top."""
    return sorted(
        (
            one
            for one in page.pictures
            if one[2] - one[0] > 0.25 * page.width and 60 < one[3] - one[1] < 0.8 * page.height
        ),
        key=lambda one: one[1],
    )


def _charts(page: PrintedPage, words: Sequence[PrintedWord]) -> list[Box]:
    """Charts that are drawn rather than pictured: a crowd of shapes that are neither rules, bullets nor cells, with no
    running text among them."""
    shapes = sorted(
        (
            one
            for one in dict.fromkeys(page.drawn)
            if 5 < one[3] - one[1] < 300
            and 5 < one[2] - one[0] < 300
            and not _is_cell(one, words)
            and not _is_bullet(one)
        ),
        key=lambda one: one[1],
    )
    groups: list[list[Box]] = []
    for one in shapes:
        if groups and one[1] <= max(two[3] for two in groups[-1]) + 40:
            groups[-1].append(one)
        else:
            groups.append([one])
    made = []
    for group in groups:
        left, top, right, bottom = around(group)
        area = (left - 30, top - 4, right + 30, bottom + 16)
        rows = rows_of([one for one in words if _inside(area, one)])
        if len(group) >= LEAST_SHAPES and bottom - top > 60 and all(len(row) <= LONGEST_LABEL for row in rows):
            made.append(area)
    return made


LEAST_SHAPES = 6
LONGEST_LABEL = 9  # words of a line within a chart


def _is_bullet(box: Box) -> bool:
    return box[2] - box[0] < 8 and box[3] - box[1] < 8


def _is_upright(box: Box) -> bool:
    """Whether a shape has upright edges that may part the cells of a table."""
    return box[3] - box[1] > 7 and (box[2] - box[0] < 3 or box[2] - box[0] > 18)


def _is_cell(box: Box, words: Sequence[PrintedWord]) -> bool:
    return any(_inside(box, one) for one in words)


def _inside(box: Box, word: PrintedWord) -> bool:
    return box[0] <= (word.left + word.right) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]


class _Region:
    """One column or box of a page, line by line."""

    def __init__(
        self, words: Sequence[PrintedWord], page: int, body: float, drawn: tuple[list[float], list[Box]], boxed: bool
    ) -> None:
        self.lines = [stretches_of(row) for row in rows_of(words)]
        self.page, self.body, self.boxed = page, body, boxed
        self.rules, self.edges = drawn
        self.right = max((one.right for line in self.lines for one in line), default=0.0)
        self.left = min((one.left for line in self.lines for one in line), default=0.0)
        gaps = [
            round(two[0].top - one[0].top, 1)
            for one, two in zip(self.lines, self.lines[1:], strict=False)
            if abs(one[0].size - two[0].size) < 0.5
        ]
        near = [one for one in gaps if one < 2 * self.body]
        self.leading = Counter(near).most_common(1)[0][0] if near else 1.2 * self.body

    def read(self) -> Iterator[Block]:
        at = 0
        open_: list[Stretch] = []
        while at < len(self.lines):
            end = callouts.row_end(self.lines, at, self.body)
            if end:
                yield from self._block(open_)
                open_ = []
                yield from callouts.blocks_of_row(self.lines[at:end], self.page, self.boxed)
                at = end
                continue
            end = grids.table_end(self.lines, at, self.rules) if not self._is_list(at) else None
            if end:
                first = self._above_header(open_, at)
                yield from self._block(open_[: len(open_) - len(first)])
                open_ = []
                self.lines[at] = [*self.lines[at], *first]
                rows = grids.rows_in(self.lines[at:end], self.rules, self.edges, self.page)
                yield Block(kind=BlockKind.TABLE, text="", rows=rows)
                at = end
                continue
            if self._is_header_at_foot(open_, at):
                yield from self._block(open_)
                open_ = []
                cells = tuple(one.text for one in self.lines[at])
                yield Block(kind=BlockKind.TABLE, text="", rows=(GridRow(cells, self.page, self.lines[at][0].box),))
                at += 1
                continue
            line = Stretch(tuple(word for one in self.lines[at] for word in one.words))
            if open_ and self._breaks(open_, line):
                yield from self._block(open_)
                open_ = []
            open_.append(line)
            at += 1
        yield from self._block(open_)

    def _is_header_at_foot(self, open_: Sequence[Stretch], at: int) -> bool:
        """Whether the last line is the heading of a table whose rows stand on the next page."""
        titled = not open_ or CAPTION.match(open_[0].text) is not None
        return at == len(self.lines) - 1 and len(self.lines[at]) >= 3 and titled

    def _above_header(self, open_: Sequence[Stretch], at: int) -> list[Stretch]:
        """The first line of a table's heading where only one of its cells begins there: "What we / will do"."""
        if not open_:
            return []
        one, line = open_[-1], self.lines[at]
        near = line[0].top - one.bottom < 0.6 * one.size and len(one.words) <= 4
        beside = one.left > line[0].left + 20 and abs(one.size - line[0].size) < 0.3 and one.bold == line[0].bold
        return [one] if near and beside else []

    def _is_list(self, at: int) -> bool:
        line = self.lines[at]
        return bool(BULLET.match(line[0].text) or LEADER.search(" ".join(one.text for one in line)))

    def _breaks(self, open_: Sequence[Stretch], line: Stretch) -> bool:
        """Whether a line begins another block than the lines before it."""
        before = open_[-1]
        if _starts_item(line.text) and (BULLET.match(line.text) or self._may_be_item(open_, line)):
            return True
        if CAPTION.match(line.text) or (CAPTION.match(open_[0].text) and not self._goes_on(before, line)):
            return True
        if abs(line.size - before.size) > 0.6 or (line.bold != before.bold and (line.bold or self._is_short(before))):
            return not (before.bold and not self._is_short(before) and abs(line.size - before.size) <= 0.6)
        step = line.top - before.top
        if step > max(1.28 * self.leading, 0.0) if line.size <= self.body + LARGER else step > 1.7 * line.size:
            return True
        if before.bold and line.bold and heading_parts(line.text)[0] and heading_parts(line.text)[0] != line.text:
            return True
        if _starts_item(open_[0].text) and self._is_further_out(open_, line):
            return True
        ended = bool(ENDS.search(before.text)) and before.right < self.left + 0.8 * (self.right - self.left)
        return bool(ended and not line.text[:1].islower() and line.left <= before.left + 2)

    def _is_further_out(self, open_: Sequence[Stretch], line: Stretch) -> bool:
        """Whether a line after an item stands left of the item's words, and begins a sentence."""
        hang = open_[0].words[1].left if len(open_[0].words) > 1 else open_[0].left
        done = bool(ENDS.search(open_[-1].text)) or self._is_short(open_[-1])
        return line.left < hang - 4 and not line.text[:1].islower() and done

    def _may_be_item(self, open_: Sequence[Stretch], line: Stretch) -> bool:
        """A number at the start of a line is an item's where the line before it had ended, or stands further in."""
        return bool(ENDS.search(open_[-1].text)) or line.left > open_[-1].left + 4 or _starts_item(open_[0].text)

    def _goes_on(self, before: Stretch, line: Stretch) -> bool:
        return (
            line.bold == before.bold
            and abs(line.size - before.size) <= 0.3
            and line.top - before.top <= max(1.28 * line.size, 1.15 * self.leading)
        )

    def _is_short(self, line: Stretch) -> bool:
        return line.right < self.left + 0.85 * (self.right - self.left)

    def _block(self, lines: Sequence[Stretch]) -> Iterator[Block]:
        if not lines:
            return
        told = [(one.text, self.page, one.box) for one in lines]
        text = " ".join(one.text for one in lines)
        size, bold = lines[0].size, all(one.bold for one in lines)
        if CAPTION.match(text) and len(text) < 300:
            yield of_lines(BlockKind.CAPTION, told, size=size, boxed=self.boxed)
        elif self._is_heading(text, size, bold, lines):
            number, _ = heading_parts(text)
            yield of_lines(BlockKind.HEADING, told, size=size, bold=bold, number=number, boxed=self.boxed)
        elif _starts_item(text):
            yield item_of(told, size, self.boxed)
        elif size < SMALLER * self.body:
            yield of_lines(BlockKind.NOTE, told, size=size, boxed=self.boxed)
        else:
            yield of_lines(BlockKind.PARAGRAPH, told, size=size, bold=bold, boxed=self.boxed)

    def _is_heading(self, text: str, size: float, bold: bool, lines: Sequence[Stretch]) -> bool:
        if len(text) > LONGEST_HEADING or len(lines) > 3 or not re.search(r"[^\W\d_]{2}", text):
            return False
        if text[:1] in "“‘\"'" or BULLET.match(text):
            return False
        if not heading_parts(text)[0] and callouts.is_told_as_heading(text):
            return False
        if size > self.body + LARGER:
            return not (ENDS.search(text) and not text.rstrip().endswith(("?", ":")) and not bold)
        return bold and size >= SMALLER * self.body and not re.search(r"[.;,]\s*$", text) and len(text) < 100


def _starts_item(text: str) -> bool:
    return bool(BULLET.match(text) or ITEM_NUMBER.match(text))


def item_of(told: Sequence[tuple[str, int | None, Box | None]], size: float = 0.0, boxed: bool = False) -> Block:
    """An item of a list without its bullet or number."""
    first, page, box = told[0]
    bullet, numbered = BULLET.match(first), ITEM_NUMBER.match(first)
    found = bullet or numbered
    assert found
    number = (numbered["number"] or numbered["rec"]) if numbered and not bullet else ""
    lines = [(first[found.end() :], page, box), *told[1:]]
    return of_lines(BlockKind.ITEM, lines, size=size, number=number, boxed=boxed)


def _is_contents(blocks: Sequence[Block]) -> bool:
    """Whether a page is a list of what stands where."""
    lines = [part for one in blocks for part in _lines_of(one)]
    entries = [one for one in lines if LEADER.search(one)]
    if len(entries) >= LEAST_ENTRIES and len(entries) > 0.4 * len(lines):
        return True
    titled = any(re.fullmatch(r"(?:table of )?contents", one.strip(), re.IGNORECASE) for one in lines[:6])
    numbered = [int(found[1]) for one in lines if (found := PAGE_AT_END.fullmatch(one))]
    rising = sum(one <= two for one, two in itertools.pairwise(numbered))
    return titled and len(numbered) >= LEAST_ENTRIES and rising >= 0.8 * (len(numbered) - 1)


def _lines_of(block: Block) -> list[str]:
    if block.rows:
        return [" ".join(one.cells) for one in block.rows]
    starts = [one.start for one in block.marks] + [len(block.text)]
    return [block.text[a:b].strip() for a, b in itertools.pairwise(starts)]


def join_over_pages(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs, items and tables that go on over a page or a column, as one."""
    made: list[Block] = []
    for block in blocks:
        at = _goes_on_from(made, block)
        if at is None:
            made.append(block)
        elif block.kind is BlockKind.TABLE:
            rows = block.rows[1:] if block.rows[0].cells == made[at].rows[0].cells else block.rows
            head = made[at].rows
            if len(head) == 1:
                head = (replace(head[0], cells=_fitted_head(head[0].cells, len(block.rows[0].cells))),)
            made[at] = replace(made[at], rows=head + rows)
        else:
            made[at] = joined(made[at], block)
    return made


def _fitted_head(cells: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """A heading from the foot of a page for so many columns: the first may have none, the last two may share one."""
    if len(cells) == columns - 1:
        return ("", *cells)
    return (*cells[:-2], f"{cells[-2]} {cells[-1]}") if len(cells) == columns + 1 else cells


def _goes_on_from(made: Sequence[Block], block: Block) -> int | None:
    """The place of the block that this one goes on from, past notes and pictures at the foot of a page."""
    passed = (BlockKind.NOTE, BlockKind.PICTURE)
    at = len(made) - 1
    while at >= 0 and made[at].kind in passed and block.kind not in passed:
        at -= 1
    if at < 0:
        return None
    before = made[at]
    if block.kind is BlockKind.TABLE and before.kind is BlockKind.TABLE:
        difference = len(block.rows[0].cells) - len(before.rows[0].cells)
        same = difference == 0 or (len(before.rows) == 1 and abs(difference) == 1)
        near = (block.page or 0) - (before.rows[-1].page or 0) == 1
        return at if same and near else None
    running = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    if before.kind not in running or block.kind is not BlockKind.PARAGRAPH or before.boxed != block.boxed:
        return None
    last, first = before.marks[-1], block.marks[0]
    moved = last.page != first.page or (last.box and first.box and first.box[1] < last.box[1])
    unplaced = last.page is None and last.box is None  # a text without pages: an empty line may be the end of one
    goes_on = block.text[:1].islower() or re.match(r"20\d\d\b", block.text) is not None
    hangs = before.text.endswith((",", "-", " and", " the", " of"))
    open_ = not ENDS.search(before.text) and (goes_on or (hangs and not unplaced))
    return at if (moved or unplaced) and open_ else None


def table_of(rows: Sequence[Sequence[str]], page: int | None) -> Block:
    """A table block from cells."""
    return Block(kind=BlockKind.TABLE, text="", rows=tuple(GridRow(tuple(row), page, None) for row in rows))
