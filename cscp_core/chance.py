"""What chance alone can do to a count, a percentage or a rate: intervals and tests, each with its published method.

All are for 95 per cent confidence unless said otherwise. Counts are of events or people; a rate's `per` is 10,000
unless said otherwise. The quantiles are scipy's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

CONFIDENCE = 0.95
BYAR_FROM = 10  # events; below it the exact Poisson interval
PER = 10_000
KEPT = 10_000  # answers of what scipy takes a tenth of a millisecond and more to find


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, in the unit of whatever was estimated."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson(count: float, base: float, confidence: float = CONFIDENCE) -> Range:
    """The Wilson score interval of a percentage, in per cent. Source: Wilson 1927; Newcombe 1998, method 3.

    Raises:
        ValueError: the count is not within the base, or the base is not above zero.
    """
    if base <= 0 or not 0 <= count <= base:
        raise ValueError(f"{count} is no part of {base}.")
    z = _normal(confidence)
    share = count / base
    middle = share + z * z / (2 * base)
    apart = z * math.sqrt(share * (1 - share) / base + z * z / (4 * base * base))
    below = 1 + z * z / base
    return Range(max(0.0, (middle - apart) / below) * 100, min(1.0, (middle + apart) / below) * 100)


def events(count: float, confidence: float = CONFIDENCE) -> Range:
    """The interval of a count of events: Byar's approximation from ten events on (Breslow and Day 1987), the exact
    Poisson interval below (Garwood 1936).

    Raises:
        ValueError: the count is below zero.
    """
    if count < 0:
        raise ValueError(f"{count} is no count.")
    return byar(count, confidence) if count >= BYAR_FROM else exact_poisson(count, confidence)


def byar(count: float, confidence: float = CONFIDENCE) -> Range:
    """Byar's approximation to the Poisson interval of a count above zero."""
    z = _normal(confidence)
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    more = count + 1
    return Range(low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3)


@lru_cache(KEPT)
def exact_poisson(count: float, confidence: float = CONFIDENCE) -> Range:
    """The exact interval of a Poisson count, by way of chi-squared."""
    from scipy.stats import chi2  # heavy: loaded with the first measure, not with the program

    tail = (1 - confidence) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return Range(low, float(chi2.ppf(1 - tail, 2 * (count + 1))) / 2)


def rate(events_counted: float, population: float, per: int = PER, confidence: float = CONFIDENCE) -> Range:
    """The interval of a rate, taking the population as known.

    Raises:
        ValueError: the population is not above zero, or the count is below it.
    """
    if population <= 0:
        raise ValueError(f"{population} is no population.")
    found = events(events_counted, confidence)
    return Range(found.low * per / population, found.high * per / population)


@lru_cache(KEPT)
def counts_differ(one: int, other: int, share: float = 0.5) -> float:
    """How likely chance alone makes two counts of one rate so far apart: the exact conditional test of two Poisson
    counts (Przyborowski and Wilenski 1940). `share` is the first count's part of both exposures. A probability."""
    from scipy.stats import binomtest

    return float(binomtest(one, one + other, share).pvalue) if one + other else 1.0


def shares_apart(count: float, base: float, other_count: float, other_base: float) -> Range:
    """The interval of the difference of two independent percentages, in points: Newcombe 1998, hybrid score."""
    one, other = wilson(count, base), wilson(other_count, other_base)
    share, other_share = 100 * count / base, 100 * other_count / other_base
    apart = share - other_share
    low = apart - math.hypot(share - one.low, other.high - other_share)
    return Range(low, apart + math.hypot(one.high - share, other_share - other.low))


def trend(points: Sequence[float]) -> tuple[float, float]:
    """Kendall's tau of points in order of time, from -1 (always falling) to 1, and how likely chance alone gives it."""
    from scipy.stats import kendalltau

    found = kendalltau(range(len(points)), points)
    return (0.0, 1.0) if math.isnan(found.statistic) else (float(found.statistic), float(found.pvalue))


@lru_cache(KEPT)
def _normal(confidence: float) -> float:
    from scipy.stats import norm

    return float(norm.ppf(1 - (1 - confidence) / 2))
