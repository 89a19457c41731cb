"""Parts of a page that are read one after another: text boxes, columns side by side, and what lies across them."""

from collections import Counter
from collections.abc import Sequence

from cscp_core.reading.lines import Stretch, rows_of, size_of, stretches_of
from cscp_core.reading.pages import Box, PrintedPage, PrintedWord

LEAST_LINES = 6  # of a column beside another
FULL = 0.8  # of a column's width that its fuller lines fill
SMALLEST_BOX = (90.0, 24.0)  # width and height of a text box
LARGEST_BOX = 0.8  # of the page


def text_boxes(page: PrintedPage, words: Sequence[PrintedWord]) -> list[Box]:
    """Boxes drawn round some of the text. A row of boxes is a table's, and a box round nearly all is the page's."""
    made = []
    for box in dict.fromkeys(page.drawn):
        width, height = box[2] - box[0], box[3] - box[1]
        if width < SMALLEST_BOX[0] or height < SMALLEST_BOX[1]:
            continue
        if width * height > LARGEST_BOX * page.width * page.height or _has_neighbour(box, page.drawn):
            continue
        held = [one for one in words if _holds(box, one.box)]
        if len(held) > 3 and len(rows_of(held)) < len(rows_of(words)):
            made.append(box)
    return [one for one in made if not any(other != one and _holds(other, one) for other in made)]


def _has_neighbour(box: Box, others: Sequence[Box]) -> bool:
    return any(
        abs(one[1] - box[1]) < 2 and abs(one[3] - box[3]) < 2 and (abs(one[0] - box[2]) < 3 or abs(one[2] - box[0]) < 3)
        for one in others
    ) or any(
        abs(one[0] - box[0]) < 2
        and abs(one[2] - box[2]) < 2
        and (abs(one[1] - box[3]) < 2 or abs(one[3] - box[1]) < 2)
        and one[3] - one[1] > 4
        for one in others
    )


def _holds(outer: Box, inner: Box) -> bool:
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 1 <= across <= outer[2] + 1 and outer[1] - 1 <= down <= outer[3] + 1


def usual_column(pages: Sequence[PrintedPage], words: Sequence[Sequence[PrintedWord]]) -> float | None:
    """Where the second column begins on most pages that have one, if there are at least two."""
    found = [
        _second_column(_stretches(inside), page.drawn) for page, inside in zip(pages, words, strict=True) if inside
    ]
    edges = Counter(round(one / 6) for one in found if one is not None)
    if not edges or edges.most_common(1)[0][1] < 2:
        return None
    place = edges.most_common(1)[0][0]
    return min(one for one in found if one is not None and round(one / 6) == place)


def _fits(stretches: Sequence[Stretch], edge: float) -> bool:
    """Whether the second column of other pages is one on this page too, although few lines stand in it."""
    after = [one for one in stretches if one.left >= edge - 3]
    starts = sum(abs(one.left - edge) < 4 for one in after)
    crossing = sum(one.left < edge - 3 < one.right - 1 for one in stretches)
    return starts >= 2 and crossing <= 0.3 * len(stretches)


def regions_of(
    page: PrintedPage, words: Sequence[PrintedWord], usual: float | None = None
) -> list[tuple[list[PrintedWord], bool]]:
    """The page's parts in reading order, each with whether it stands in a box of its own. A box that lies across the
    text is read where it begins; one beside it, after."""
    boxes = text_boxes(page, words)
    held: dict[Box, list[PrintedWord]] = {one: [] for one in boxes}
    free: list[PrintedWord] = []
    for word in words:
        box = next((one for one in boxes if _holds(one, word.box)), None)
        (held[box] if box else free).append(word)
    edge = _second_column(_stretches(free), page.drawn) if free else None
    if edge is None and usual is not None and free and _fits(_stretches(free), usual):
        edge = usual
    parts: list[tuple[float, list[PrintedWord], bool]] = []
    for box, inside in held.items():
        inner = _second_column(_stretches(inside), page.drawn) if inside else None
        parts += [(box[1], one, True) for one in _columns(inside, inner, page.drawn)]
    rest = free
    for top in sorted(box[1] for box in boxes):
        above = [one for one in rest if one.bottom <= top + 2]
        if above and _clear_of(top, rest):
            parts += [(above[0].top, one, False) for one in _columns(above, edge, page.drawn)]
            rest = [one for one in rest if one.bottom > top + 2]
    parts += [(min((one.top for one in rest), default=0.0), one, False) for one in _columns(rest, edge, page.drawn)]
    return [(inside, boxed) for _, inside, boxed in sorted(parts, key=lambda one: one[0])]


def _clear_of(height: float, words: Sequence[PrintedWord]) -> bool:
    """Whether no column of text runs past this height, so that the page can be read down to it and then on."""
    return not any(one.top < height - 2 < one.bottom for one in words)


def _stretches(words: Sequence[PrintedWord]) -> list[Stretch]:
    return [one for row in rows_of(words) for one in stretches_of(row)]


def _columns(words: Sequence[PrintedWord], edge: float | None, drawn: Sequence[Box]) -> list[list[PrintedWord]]:
    """Words column by column, band by band: a line across both columns ends a band, and so does a large heading that
    has nothing beside it."""
    if not words:
        return []
    if edge is None:
        return [list(words)]
    stretches = sorted(_stretches(words), key=lambda one: one.top)
    usual = size_of(words)
    bands: list[tuple[list[Stretch], list[Stretch], list[Stretch]]] = [([], [], [])]
    for one in stretches:
        crosses = one.left < edge - 3 < one.right - 1
        alone = one.left < edge - 3 and one.size > 1.25 * usual and _stands_alone(one, stretches, edge)
        if crosses or alone:
            if bands[-1][1] or bands[-1][2]:
                bands.append(([], [], []))
            bands[-1][0].append(one)
        else:
            bands[-1][2 if one.left >= edge - 3 else 1].append(one)
    made = []
    for across, first, second in bands:
        made.append(_words_in(across))
        for column in (first, second):
            inner = _second_column(column, drawn) if column else None
            made += _columns(_words_in(column), inner, drawn)
    return [one for one in made if one]


def _stands_alone(heading: Stretch, stretches: Sequence[Stretch], edge: float) -> bool:
    """Whether nothing stands beside a heading, or just above or below its height, in the second column."""
    top, bottom = heading.top - 0.6 * heading.size, heading.bottom + 0.4 * heading.size
    return not any(one.left >= edge - 3 and one.bottom > top and one.top < bottom for one in stretches)


def _words_in(stretches: Sequence[Stretch]) -> list[PrintedWord]:
    return [word for one in stretches for word in one.words]


def _second_column(stretches: Sequence[Stretch], drawn: Sequence[Box]) -> float | None:
    """The left edge of a second column of running text, if there is one: many lines begin there, the lines before it
    are as full as those of a column, and no rule of a table runs across."""
    lefts = Counter(round(one.left / 4) for one in stretches)
    first = min(one.left for one in stretches)
    last = max(one.right for one in stretches)
    for place, count in sorted(lefts.items(), key=lambda one: (-one[1], one[0])):
        edge = min(one.left for one in stretches if round(one.left / 4) == place)
        if count < LEAST_LINES or not first + 0.25 * (last - first) < edge < last - 0.15 * (last - first):
            continue
        before = [one for one in stretches if one.right < edge]
        after = [one for one in stretches if one.left >= edge - 3]
        top, bottom = min(one.top for one in after), max(one.bottom for one in after)
        crossing = sum(one.left < edge - 3 < one.right - 1 for one in stretches if top <= one.top <= bottom)
        beside = [one for one in before if one.bottom > top and one.top < bottom]
        if len(beside) < LEAST_LINES or crossing > 0.2 * len(after):
            continue
        width = edge - min(one.left for one in beside)
        fills = _filled(beside, width) >= FULL and _filled(after, last - edge) >= FULL
        if fills and not _ruled(drawn, edge, top, bottom, len(after)):
            return edge
    return None


def _filled(column: Sequence[Stretch], width: float) -> float:
    """The share of a column's width that its fuller lines fill: three in four fill less."""
    lines: dict[int, list[Stretch]] = {}
    for one in column:
        lines.setdefault(round(one.bottom / 3), []).append(one)
    widths = sorted(max(one.right for one in line) - min(one.left for one in line) for line in lines.values())
    return widths[3 * len(widths) // 4] / max(width, 1.0)


def _ruled(drawn: Sequence[Box], edge: float, top: float, bottom: float, lines: int) -> bool:
    """Whether the rules of a table run across an edge, at several heights."""
    heights = {
        round(one[1])
        for one in drawn
        if one[0] < edge - 20 and one[2] > edge + 20 and one[3] - one[1] < 3 and top - 20 <= one[1] <= bottom + 20
    }
    return len(heights) >= max(3, lines // 12)
