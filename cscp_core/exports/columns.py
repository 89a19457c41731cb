"""A table that leaves the app as a list of columns: each has its name, its width, and what stands in it of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Cell = str | float | None


@dataclass(frozen=True)
class ExportColumn(Generic[Row]):
    """A column of a workbook or CSV file. `width` is in characters, as workbooks count it."""

    name: str
    value: Callable[[Row], Cell]
    width: float = 18


@dataclass(frozen=True)
class Words(Generic[Row]):
    """A column of a Word table. `share` is how wide it is beside the others."""

    name: str
    value: Callable[[Row], str]
    share: float = 1


def cells_of(columns: Sequence[ExportColumn[Row]], row: Row) -> list[Cell]:
    """What stands in each column of one row."""
    return [column.value(row) for column in columns]
