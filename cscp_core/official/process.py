"""Whether a series that moves every year moved by more than it usually does: the XmR chart. Pure.

The limits are those of NHS England, *Making data count*: the mean of a baseline, and 2.66 average moving ranges above
and below it (Shewhart's three sigma, with the moving range divided by 1.128). A baseline is named and frozen: new
values never move the limits. Below twelve points, or across two populations, there is no chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cscp_core.labelled import Labelled
from cscp_core.official.comparing import exact_value
from cscp_core.official.rules import is_rate, may_compare
from cscp_core.official.views import Observation

FEWEST_POINTS = 12
FEWEST_IN_BASELINE = 8
"""Points of a baseline; fewer give limits that mean nothing."""
WIDTH = Decimal("2.66")
SHIFT = 7
"""Points in a row on one side of the mean that are a shift."""


class Signal(Labelled):
    """Why a point stands out."""

    ABOVE = "above", "above the upper limit"
    BELOW = "below", "below the lower limit"
    SHIFT_UP = "shift_up", "one of seven or more in a row above the mean"
    SHIFT_DOWN = "shift_down", "one of seven or more in a row below the mean"


@dataclass(frozen=True, kw_only=True)
class ProcessPoint:
    period: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Process:
    """A chart. `first` and `last` are the periods of its baseline; values and limits are in the unit of the series.
    `lower` is not below zero where no value can be."""

    first: str
    last: str
    mean: Decimal
    moving_range: Decimal
    lower: Decimal
    upper: Decimal
    points: tuple[ProcessPoint, ...]
    signals: dict[str, Signal]
    """By period, why it stands out; one that does not is not in it."""


@dataclass(frozen=True, kw_only=True)
class NoProcess:
    """Why there is no chart."""

    why: str


def process_of(observations: Sequence[Observation], *, first: str = "", last: str = "") -> Process | NoProcess:
    """The chart of the published values of one series and place, shares as exact as their counts are; none where rates
    rest on more than one population. `first` and `last` name the baseline: see `process`."""
    known = sorted((one for one in observations if one.value is not None), key=lambda one: one.period)
    pairs = pairwise(known if known and is_rate(known[0].unit) else ())
    if not all(may_compare(one.unit, one.as_value, other.as_value) for one, other in pairs):
        return NoProcess(why="The rates use different populations.")
    points = [ProcessPoint(period=one.period, value=value) for one in known if (value := exact_value(one)) is not None]
    return process(points, first=first, last=last)


def process(points: Sequence[ProcessPoint], *, first: str = "", last: str = "", never_below: int | None = 0) -> (
    Process | NoProcess
):  # fmt: skip
    """The chart of a series.

    Args:
        points: oldest first, one a period.
        first, last: the periods between which the baseline lies, both in it; all points if not named.
        never_below: the least that a value can be; None if there is none.
    """
    if len(points) < FEWEST_POINTS:
        return NoProcess(why=f"It needs {FEWEST_POINTS} values, and there are {len(points)}.")
    baseline = [one for one in points if (first or one.period) <= one.period <= (last or one.period)]
    if len(baseline) < FEWEST_IN_BASELINE:
        return NoProcess(why=f"A baseline needs {FEWEST_IN_BASELINE} values, and there are {len(baseline)}.")
    values = [one.value for one in baseline]
    mean = sum(values, Decimal()) / len(values)
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    moving_range = sum(steps, Decimal()) / len(steps)
    lower, upper = mean - WIDTH * moving_range, mean + WIDTH * moving_range
    if never_below is not None:
        lower = max(lower, Decimal(never_below))
    return Process(
        first=baseline[0].period,
        last=baseline[-1].period,
        mean=mean,
        moving_range=moving_range,
        lower=lower,
        upper=upper,
        points=tuple(points),
        signals=_signals(points, mean, lower, upper),
    )


def _signals(points: Sequence[ProcessPoint], mean: Decimal, lower: Decimal, upper: Decimal) -> dict[str, Signal]:
    found: dict[str, Signal] = {}
    for run in _runs(points, mean):
        if len(run) >= SHIFT:
            way = Signal.SHIFT_UP if run[0].value > mean else Signal.SHIFT_DOWN
            found |= {one.period: way for one in run}
    for one in points:
        if one.value > upper:
            found[one.period] = Signal.ABOVE
        elif one.value < lower:
            found[one.period] = Signal.BELOW
    return found


def _runs(points: Sequence[ProcessPoint], mean: Decimal) -> list[list[ProcessPoint]]:
    """Points in a row that are on one side of the mean; one at the mean ends a run."""
    runs: list[list[ProcessPoint]] = []
    before = 0
    for one in points:
        side = (one.value > mean) - (one.value < mean)
        if side and side == before:
            runs[-1].append(one)
        elif side:
            runs.append([one])
        before = side
    return runs
