"""What chance alone gives places of different size round one value: the limits of a funnel plot. Pure.

Source: Spiegelhalter 2005, *Funnel plots for comparing institutional performance*: exact binomial limits of a share,
exact Poisson limits of a rate, at 95 and 99.8 per cent, interpolated between whole counts so that they are smooth.
"""

from dataclasses import dataclass
from typing import Any

from cscp_core.labelled import Labelled

WARNING, ALARM = 0.95, 0.998


class FunnelPlace(Labelled):
    """Where a place stands in a funnel."""

    WITHIN = "within", "within what chance gives places of its size"
    ABOVE = "above", "above what chance gives 19 in 20 places of its size"
    BELOW = "below", "below what chance gives 19 in 20 places of its size"
    FAR_ABOVE = "far_above", "above what chance gives 499 in 500 places of its size"
    FAR_BELOW = "far_below", "below what chance gives 499 in 500 places of its size"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The funnel at one base, in the unit of the target."""

    lower: float
    upper: float
    far_lower: float
    far_upper: float


def share_limits(target: float, base: float) -> Limits:
    """The funnel round a share.

    Args:
        target: the share of all places together, in per cent.
        base: how many the share of one place is of.

    Raises:
        ValueError: the target is no share, or the base is not above zero.
    """
    if not 0 <= target <= 100 or base <= 0:
        raise ValueError(f"{target} of {base} has no limits.")
    from scipy.stats import binom  # heavy: loaded with the first funnel, not with the program

    ends = _ends(binom(round(base), target / 100))
    return Limits(**{name: min(100.0, max(0.0, 100 * end / round(base))) for name, end in ends.items()})


def rate_limits(target: float, population: float, per: int = 10_000) -> Limits:
    """The funnel round a rate.

    Args:
        target: the rate of all places together, `per` so many people.
        population: of one place.

    Raises:
        ValueError: the target is below zero, or the population is not above it.
    """
    if target < 0 or population <= 0:
        raise ValueError(f"{target} of {population} has no limits.")
    from scipy.stats import poisson

    ends = _ends(poisson(target * population / per))
    return Limits(**{name: max(0.0, end * per / population) for name, end in ends.items()})


def standing(value: float, limits: Limits) -> FunnelPlace:
    """Where a value stands."""
    if value > limits.far_upper:
        return FunnelPlace.FAR_ABOVE
    if value < limits.far_lower:
        return FunnelPlace.FAR_BELOW
    if value > limits.upper:
        return FunnelPlace.ABOVE
    return FunnelPlace.BELOW if value < limits.lower else FunnelPlace.WITHIN


def _ends(counts: Any) -> dict[str, float]:
    tail, far = (1 - WARNING) / 2, (1 - ALARM) / 2
    return {
        "lower": _quantile(counts, tail),
        "upper": _quantile(counts, 1 - tail),
        "far_lower": _quantile(counts, far),
        "far_upper": _quantile(counts, 1 - far),
    }


def _quantile(counts: Any, part: float) -> float:
    """The count below which so great a part of a distribution lies, between two whole numbers."""
    whole = float(counts.ppf(part))
    reached, before = float(counts.cdf(whole)), float(counts.cdf(whole - 1))
    return whole - (reached - part) / (reached - before) if reached > before else whole
