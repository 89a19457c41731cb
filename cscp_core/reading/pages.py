"""Pages as they are printed: words with their places, before anything is made of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner of the page."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word as it stands on the page. `size` is its type size in points."""

    text: str
    box: Box
    size: float
    bold: bool = False

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def top(self) -> float:
        return self.box[1]

    @property
    def right(self) -> float:
        return self.box[2]

    @property
    def bottom(self) -> float:
        return self.box[3]


@dataclass(frozen=True)
class PrintedPage:
    """A page: its words in the order of the file, the boxes and rules drawn on it, and its pictures."""

    number: int
    width: float
    height: float
    words: Sequence[PrintedWord]
    drawn: Sequence[Box] = field(default=())
    pictures: Sequence[Box] = field(default=())

    @property
    def is_scanned(self) -> bool:
        """Whether it is a picture without text."""
        covered = sum((right - left) * (bottom - top) for left, top, right, bottom in self.pictures)
        return not self.words and covered > self.width * self.height / 2


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all."""
    return (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )


def page_from(read: dict[str, Any], number: int) -> PrintedPage:
    """A page from what the reading process wrote."""
    return PrintedPage(
        number=number,
        width=read["width"],
        height=read["height"],
        words=[
            PrintedWord(text, (x, y, right, bottom), size, bold)
            for text, x, y, right, bottom, size, bold in read["words"]
        ],
        drawn=[(one[0], one[1], one[2], one[3]) for one in read["drawn"]],
        pictures=[(one[0], one[1], one[2], one[3]) for one in read["pictures"]],
    )
