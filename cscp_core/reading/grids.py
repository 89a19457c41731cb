"""Finds tables: lines whose stretches stand in columns, with cells that run over several lines put together."""

import itertools
import re
from collections.abc import Sequence

from cscp_core.reading.blocks import CAPTION, GridRow, heading_parts
from cscp_core.reading.lines import Stretch
from cscp_core.reading.pages import Box, PrintedWord, around

Line = list[Stretch]
ROW_GAP = 1.9  # of the type size: lines further apart do not belong to one table, unless rules say so
ALIGNED = 3.0  # points between words that begin at one edge
LEAST_ALIGNED = 0.6  # of the lines: where so many words begin after a gap, a column begins
COLUMN_GAP = 0.55  # of the type size, before the first word of a column
NUMBER = re.compile(r"[+-]?[£<]?[\d,.]+%?|n/?a|-")


def table_end(lines: Sequence[Line], start: int, rules: Sequence[float]) -> int | None:
    """The line after a table that begins at `start`, or None where none does. `rules` are heights of drawn rules."""
    if len(lines[start]) < 2:
        return None
    end, several = start + 1, 1
    second = lines[start][1].left
    for at in range(start + 1, len(lines)):
        line, above = lines[at], lines[at - 1]
        foot, top = max(one.bottom for one in above), _top(line)
        ruled = any(foot - 3 <= one <= top + 3 for one in rules)
        if top - foot > (ROW_GAP * 2.5 if ruled else ROW_GAP) * line[0].size or _is_above_another(
            line, lines[start:at]
        ):
            break
        if len(line) > 1:
            several += 1
            second = min(second, line[1].left) if line[1].left > lines[start][0].left + 20 else second
            end = at + 1
        elif line[0].right > second + 8 and line[0].left < second - 8:
            break  # a line across the columns
        elif ruled or _is_within(line, lines[start:at]):
            end = at + 1 if ruled or top - foot < 0.7 * line[0].size else end
    return end if several >= 2 and (several >= 3 or _looks_like_rows(lines[start:end])) else None


def _is_above_another(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line is a heading or caption below the table."""
    if len(line) > 1:
        return False
    one, last = line[0], before[-1][0]
    if CAPTION.match(one.text) or abs(one.size - last.size) > 0.6:
        return True
    return one.bold and not last.bold and bool(heading_parts(one.text)[0])


def _is_within(line: Line, before: Sequence[Line]) -> bool:
    return any(abs(line[0].left - one.left) < 4 for row in before for one in row)


def _looks_like_rows(lines: Sequence[Line]) -> bool:
    return any(NUMBER.fullmatch(one.text) for line in lines for one in line[1:])


def _top(line: Line) -> float:
    return min(one.top for one in line)


def rows_in(lines: Sequence[Line], rules: Sequence[float], edges: Sequence[Box], page: int) -> tuple[GridRow, ...]:
    """The rows of a table, every cell in its column. `edges` are drawn shapes with upright edges."""
    drawn = _drawn_edges(lines, edges)
    split = _split_at(lines, drawn or _aligned_edges(lines))
    columns = _between(drawn, split) if drawn else _merged(_columns(split[1:]), split[1:])
    made: list[list[list[str]]] = []
    boxes: list[list[Box]] = []
    for at, line in enumerate(split):
        if at == 0 or _begins_row(split, at, rules, columns):
            made.append([[] for _ in columns])
            boxes.append([])
        places = _places(line, columns, heads=at == 0)
        for one, place in sorted(zip(line, places, strict=True), key=lambda of: (of[1], of[0].top)):
            made[-1][place].append(one.text)
            boxes[-1].append(one.box)
    return tuple(
        GridRow(tuple(" ".join(cell) for cell in cells), page, around(box))
        for cells, box in zip(made, boxes, strict=True)
    )


def _drawn_edges(lines: Sequence[Line], edges: Sequence[Box]) -> list[float]:
    """Drawn edges between the words of a table that no word crosses."""
    words = [word for line in lines for one in line for word in one.words]
    left, right = min(one.left for one in words), max(one.right for one in words)
    top, bottom = min(one.top for one in words), max(one.bottom for one in words)
    beside = {x for one in edges if one[1] < bottom and one[3] > top for x in (one[0], one[2])}
    inner = sorted(x for x in beside if left + 10 < x < right - 5)
    clear = [x for x in inner if not any(one.left + 2 < x < one.right - 2 for one in words)]
    return [x for at, x in enumerate(clear) if at == 0 or x - clear[at - 1] > 8]


def _aligned_edges(lines: Sequence[Line]) -> list[float]:
    """Where words of many lines begin after a gap, although the gap is too narrow to end a stretch."""
    starts: list[list[float]] = []
    for line in lines:
        words = [word for one in line for word in one.words]
        gaps = itertools.pairwise(words)
        starts.append([two.left for one, two in gaps if two.left - one.right > COLUMN_GAP * two.size])
    flat = sorted(x for line in starts for x in line)
    made: list[float] = []
    for x in flat:
        near = sum(any(abs(x - other) <= ALIGNED for other in line) for line in starts)
        if near >= max(3, LEAST_ALIGNED * len(lines)) and (not made or x - made[-1] > 15):
            made.append(x - 1)
    return made


def _split_at(lines: Sequence[Line], edges: Sequence[float]) -> list[Line]:
    """The lines with stretches that lie over an edge cut there."""
    if not edges:
        return [list(line) for line in lines]
    made = []
    for line in lines:
        cells: list[list[PrintedWord]] = []
        for one in line:
            for at, word in enumerate(one.words):
                crosses = at and any(one.words[at - 1].right <= edge + 2 and word.left >= edge - 2 for edge in edges)
                if at == 0 or crosses:
                    cells.append([])
                cells[-1].append(word)
        made.append([Stretch(tuple(cell)) for cell in cells])
    return made


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Left and right of each column: stretches that overlap across share one."""
    spans = sorted((one.left, one.right) for line in lines if len(line) > 1 for one in line) or [(0.0, 0.0)]
    made: list[list[float]] = []
    for left, right in spans:
        if made and left < made[-1][1] - 1:
            made[-1][1] = max(made[-1][1], right)
        else:
            made.append([left, right])
    return [(one[0], one[1]) for one in made]


def _merged(columns: Sequence[tuple[float, float]], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Columns as few as the fullest line has: a heading at the left of its cells and numbers at their right are one."""
    made = list(columns)
    most = max(len(line) for line in lines)
    while len(made) > most:
        filled = [{_column_of(one, made) for one in line} for line in lines]
        free = [
            (made[at + 1][0] - made[at][1], at)
            for at in range(1, len(made) - 1)
            if not any({at, at + 1} <= one for one in filled)
        ]
        if not free:
            break
        at = min(free)[1]
        made[at : at + 2] = [(made[at][0], made[at + 1][1])]
    return made


def _between(edges: Sequence[float], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns between drawn edges."""
    words = [one for line in lines for one in line]
    bounds = [min(one.left for one in words), *edges, max(one.right for one in words)]
    return list(itertools.pairwise(bounds))


def _places(line: Line, columns: Sequence[tuple[float, float]], heads: bool) -> list[int]:
    """The column of each stretch. Those of a header stand in their order, since they seldom lie over their numbers."""
    if heads and any(abs(one.top - line[0].top) > one.size / 2 for one in line):
        return [_column_of(one, columns) for one in line]
    missing = len(columns) - len(line)
    if heads and (missing == 0 or (missing == 1 and line[0].left > columns[0][1])):
        return [at + missing for at in range(len(line))]
    return [_column_of(one, columns) for one in line]


def _column_of(stretch: Stretch, columns: Sequence[tuple[float, float]]) -> int:
    overlaps = [min(stretch.right, right) - max(stretch.left, left) for left, right in columns]
    return max(range(len(columns)), key=lambda at: (overlaps[at], -at))


def _begins_row(lines: Sequence[Line], at: int, rules: Sequence[float], columns: Sequence[tuple[float, float]]) -> bool:
    line, above = lines[at], lines[at - 1]
    foot, top = max(one.bottom for one in above), _top(line)
    first, last = _top(lines[0]), max(one.bottom for one in lines[-1])
    inside = [one for one in rules if first < one < last]
    if len(inside) >= 2:
        return any(foot - 0.5 * line[0].size < one < top + 0.5 * line[0].size for one in inside)
    gaps = sorted(_top(two) - max(one.bottom for one in one_) for one_, two in itertools.pairwise(lines))
    if gaps and gaps[-1] - gaps[0] > 0.35 * line[0].size:
        return top - foot > (gaps[0] + gaps[-1]) / 2
    filled = {_column_of(one, columns) for one in line}
    return 0 in filled and len(filled) > 1 and not line[0].text[:1].islower()
