"""A slice of a list, and how long the whole list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 50  # rows
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """`items` of one page, and the `total` over all pages."""

    items: Sequence[T]
    total: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


def offset(page: int, size: int = PAGE_SIZE) -> int:
    """Rows before the given page, which counts from 1."""
    return (max(page, 1) - 1) * size
