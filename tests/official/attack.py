"""Somebody who holds every open file, and tries to work out the counts that are not in them.

Each value is an equation between whole numbers: a count is itself, give or take its rounding; a share or a rate is a
count over its base, give or take its last digit; totals and regions are sums; what two publications state is one
number. The numbers are narrowed until no equation narrows them more. Then each guess at a secret is tried: one that
contradicts an equation is struck out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Number = tuple[str, str, int]
"""A quantity, a place, and the year in which it ends."""
Range = tuple[int, int]
MOST = 10**9
GUESSES = 8
"""Numbers that are tried for a secret, from its lowest."""


@dataclass(frozen=True)
class Sum:
    """That parts add up to a total, give or take."""

    total: Number
    parts: tuple[Number, ...]
    slack: int = 0

    @property
    def of(self) -> tuple[Number, ...]:
        return (self.total, *self.parts)

    def narrow(self, at: Mapping[Number, Range]) -> Iterator[tuple[Number, Range]]:
        low, high = sum(at[one][0] for one in self.parts), sum(at[one][1] for one in self.parts)
        yield self.total, (low - self.slack, high + self.slack)
        least, most = at[self.total][0] - self.slack, at[self.total][1] + self.slack
        for one in self.parts:
            yield one, (least - (high - at[one][1]), most - (low - at[one][0]))


@dataclass(frozen=True)
class Share:
    """That a count is between two shares of a base."""

    count: Number
    base: Number
    low: Decimal
    high: Decimal

    @property
    def of(self) -> tuple[Number, ...]:
        return (self.count, self.base)

    def narrow(self, at: Mapping[Number, Range]) -> Iterator[tuple[Number, Range]]:
        least, most = at[self.base]
        yield self.count, (math.ceil(self.low * least), math.floor(self.high * most))
        least, most = at[self.count]
        if self.high:
            upper = math.floor(most / self.low) if self.low > 0 and most < MOST else MOST
            yield self.base, (math.ceil(least / self.high), upper)


Equation = Sum | Share


@dataclass
class Attack:
    """What is known of each number, and the equations that hold between them."""

    at: dict[Number, Range] = field(default_factory=lambda: defaultdict(lambda: (0, MOST)))
    equations: dict[Number, list[Equation]] = field(default_factory=lambda: defaultdict(list))

    def know(self, number: Number, low: int, high: int) -> None:
        """A number that is printed. What contradicts what is known, such as a revision, is no knowledge."""
        now = self.at[number]
        narrowed = (max(low, now[0]), min(high, now[1]))
        if narrowed[0] <= narrowed[1]:
            self.at[number] = narrowed

    def add(self, equation: Equation) -> None:
        """An equation. One that contradicts what is printed does not hold: the publisher counted something else."""
        if self._fits([equation], alone=True):
            for one in equation.of:
                self.equations[one].append(equation)

    def solve(self) -> None:
        """Narrows everything. An equation that contradicts the others is dropped, since it cannot hold."""
        for one in dict.fromkeys(one for own in self.equations.values() for one in own):
            if not self._fits([one], keeps=True):
                for number in one.of:
                    self.equations[number].remove(one)

    def choices(self, number: Number) -> list[int]:
        """What a number can be, at most so many as are tried."""
        low, high = self.at[number]
        guesses = range(low, min(high, low + GUESSES) + 1)
        return [guess for guess in guesses if self._fits(self.equations[number], guess=(number, guess))]

    def _fits(
        self,
        waiting: Iterable[Equation],
        *,
        guess: tuple[Number, int] | None = None,
        alone: bool = False,
        keeps: bool = False,
    ) -> bool:
        """Whether equations contradict nothing; what they narrow is kept if asked for, and they do not contradict."""
        before: list[tuple[Number, Range]] = []
        if guess:
            before.append((guess[0], self.at[guess[0]]))
            self.at[guess[0]] = (guess[1], guess[1])
        todo, fits = dict.fromkeys(waiting), True
        while todo and fits:
            equation = next(iter(todo))
            del todo[equation]
            for number, (low, high) in equation.narrow(self.at):
                now = self.at[number]
                narrowed = (max(low, now[0]), min(high, now[1]))
                if narrowed != now:
                    before.append((number, now))
                    self.at[number] = narrowed
                    fits = fits and narrowed[0] <= narrowed[1]
                    if not alone:
                        todo |= dict.fromkeys(self.equations[number])
        if not (keeps and fits):
            for number, was in reversed(before):
                self.at[number] = was
        return fits


def rounding(printed: str) -> Decimal:
    """Half of the last digit of a number as it is printed."""
    return Decimal(1).scaleb(int(Decimal(printed).as_tuple().exponent)) / 2
