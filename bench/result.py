"""What a measurement says: lines of a table, each with its number and, where there is one, its target."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """One number. `at_most` is its target; without one it is only reported."""

    of: str
    what: str
    value: float
    unit: str
    at_most: float | None = None
    spread: str = ""
    """From the least to the most of what the number is the median of."""

    @property
    def met(self) -> bool:
        return self.at_most is None or self.value <= self.at_most

    @property
    def row(self) -> tuple[str, ...]:
        target = "" if self.at_most is None else f"at most {number(self.at_most, self.unit)}"
        verdict = "" if self.at_most is None else "met" if self.met else "MISSED"
        return self.of, self.what, number(self.value, self.unit), self.spread, target, verdict

    @property
    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.met}


def number(value: float, unit: str) -> str:
    places = 0 if unit == "ms" or unit == "" else 2
    return f"{value:.{places}f}{' ' if unit not in ('', '×') else ''}{unit}"


def times(of: str, what: str, seconds: Sequence[float]) -> Line:
    """The median of some times, in milliseconds."""
    milliseconds = [1000 * one for one in seconds]
    return Line(
        of, what, statistics.median(milliseconds), "ms", spread=f"{min(milliseconds):.0f} to {max(milliseconds):.0f}"
    )


def ratio(of: str, what: str, ours: Sequence[float], theirs: Sequence[float], at_most: float | None = None) -> Line:
    """How many times the one median is of the other."""
    return Line(of, what, statistics.median(ours) / statistics.median(theirs), "×", at_most)


def table(lines: Sequence[Line]) -> str:
    """The lines under their headings, in columns."""
    rows = [("Measured", "What", "Median", "Range", "Target", ""), *(line.row for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
