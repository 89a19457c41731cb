"""What a measurement says: lines of a table, each with its number and, where there is one, its target."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """One number. Where it is held against another, `bare`, the target is for how many times that it is; else it is
    for the number itself. Without a target it is only reported."""

    of: str
    what: str
    value: float
    unit: str
    at_most: float | None = None
    bare: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.bare is None else self.value / self.bare

    @property
    def met(self) -> bool:
        return self.at_most is None or (self.value if self.ratio is None else self.ratio) <= self.at_most

    @property
    def row(self) -> tuple[str, ...]:
        against = "" if self.bare is None else number(self.bare, self.unit)
        times = "" if self.ratio is None else number(self.ratio, "×")
        unit = self.unit if self.ratio is None else "×"
        target = "" if self.at_most is None else f"at most {number(self.at_most, unit)}"
        verdict = "" if self.at_most is None else "yes" if self.met else "NO"
        return self.of, self.what, number(self.value, self.unit), against, times, target, verdict

    @property
    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


HEADINGS = ("Measured", "What", "Value", "Against", "Ratio", "Target", "Met")


def number(value: float, unit: str) -> str:
    places = 2 if unit in ("×", "MB") else 1 if unit == "ms of processor" else 0
    return f"{value:,.{places}f}{' ' if unit not in ('', '×') else ''}{unit}"


def compared(of: str, what: str, ours: Sequence[float], theirs: Sequence[float], at_most: float | None = None) -> Line:
    """The median of some times, in milliseconds, against that of others."""
    value, bare = (1000 * statistics.median(seconds) for seconds in (ours, theirs))
    return Line(of, what, value, "ms", at_most, bare)


def table(lines: Sequence[Line]) -> str:
    """The lines under their headings, as a table of Markdown whose columns stand in line."""
    rows = [HEADINGS, *(line.row for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    )
