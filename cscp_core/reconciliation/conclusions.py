"""What may be concluded from a measure: four questions, each answered in words. "Cannot tell" says what is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cscp_core import chance
from cscp_core.evidence.measures import Measure
from cscp_core.evidence.periods import are_alike, read
from cscp_core.evidence.rules import Polarity, in_words
from cscp_core.evidence.views import Figure
from cscp_core.reconciliation.estimates import Estimate, Known, estimate, is_by_chance, is_count, printed_value
from cscp_core.reconciliation.wording import OF_CHANCE, change_in_words

TREND_POINTS = 5
CHANCE = 1 - chance.CONFIDENCE
CANNOT = "Cannot tell"
WAYS = {1: "above", -1: "below", 0: "not clearly different from"}
NOT_STATED = "not stated"


@dataclass(frozen=True)
class Answer:
    """An answer in words, whether it tells anything, and what it would need where it does not."""

    words: str
    tells: bool = False
    needs: str = ""
    side: int = 0
    """Of a change: 1 rising, -1 falling. Of whether it is good: 1 better, -1 worse. 0: chance alone could do it."""
    sides: Mapping[str, int] = field(default_factory=dict)
    """Of a difference, by the id of the comparator: 1 above it, -1 below it, 0 where chance alone could do it."""


@dataclass(frozen=True)
class Conclusion:
    """The four answers about one measure."""

    different: Answer
    good: Answer
    changing: Answer
    can_tell: Answer

    @property
    def answers(self) -> tuple[tuple[str, Answer], ...]:
        return tuple(zip(QUESTIONS, (self.different, self.good, self.changing, self.can_tell), strict=True))

    @property
    def tells(self) -> bool:
        return self.different.tells or self.changing.tells


QUESTIONS = ("Is it different?", "Is that good?", "Is it changing?", "Can we tell?")


def conclude(measure: Measure, known: Known | None = None) -> Conclusion:
    """The four questions about a measure.

    Args:
        measure: the newest local value, the ones before, and comparators.
        known: what the report prints elsewhere of its percentages and rates.
    """
    known = known or Known()
    different, changing = _different(measure, known), _changing(measure, known)
    return Conclusion(different, _good(measure, different), changing, _can_tell(different, changing))


def _different(measure: Measure, known: Known) -> Answer:
    latest = measure.latest
    beside = [one for one in measure.comparators if one.value is not None and one.unit == latest.unit]
    usable = [one for one in beside if _is_same_kind(latest, one)]
    if not usable:
        elsewhere = [*beside, *(one for one in _usable_unlike(measure) if one.area != latest.area)]
        if not elsewhere:
            return Answer(f"{CANNOT}: the report prints no comparator.", needs="a comparator")
        others = in_words(f"{one.area}’s is for {_period_said(one)}" for one in elsewhere)
        needs = "a comparator for a period of the same kind"
        return Answer(f"{CANNOT}: the periods differ (this is for {_period_said(latest)}; {others}).", needs=needs)
    found, lacks = estimate(latest, known)
    if found is None:
        return Answer(f"{CANNOT}: it needs {lacks}.", needs=lacks)
    if is_count(latest):
        others = in_words(f"{one.area}’s {printed_value(one)}" for one in usable)
        needs = "the populations of both areas"
        return Answer(f"{CANNOT}: {printed_value(latest)} against {others} needs {needs}.", needs=needs)
    sides = {one.figure_id: _side(found, one) for one in usable}
    tells = any(_is_same_time(latest, one) for one in usable)
    words = f"{found.words} is " + "; ".join(_beside(latest, one, sides[one.figure_id]) for one in usable) + "."
    return Answer(words, tells, "" if tells else "a comparator for the same year", sides=sides)


def _side(found: Estimate, other: Figure) -> int:
    value = other.value or 0.0
    against, _ = estimate(other, Known())
    if found.figure.unit == "%" and against and against.base and found.base:
        apart = chance.shares_apart(found.count, found.base, against.count, against.base)
        return 1 if apart.low > 0 else -1 if apart.high < 0 else 0
    return 1 if found.range.low > value else -1 if found.range.high < value else 0


def _beside(latest: Figure, other: Figure, side: int) -> str:
    late = "" if _is_same_time(latest, other) else f", which is for {_when(latest, other)}"
    return f"{WAYS[side]} {other.area}’s {printed_value(other)}{late}"


def _good(measure: Measure, different: Answer) -> Answer:
    latest = measure.latest
    if latest.polarity is Polarity.NONE:
        why = f" {latest.polarity_reason}" if latest.polarity_reason else ""
        return Answer(f"Neither high nor low is better in itself.{why}")
    side = "higher" if latest.polarity is Polarity.HIGHER else "lower"
    if not different.tells:
        return Answer(f"{CANNOT}: a {side} number is better, but no difference is shown.")
    is_above, is_below = (side in different.sides.values() for side in (1, -1))
    if is_above == is_below:
        return Answer(
            f"{CANNOT}: a {side} number is better, but this one is not clearly above or below its comparator."
        )
    words = f"A {side} number is better, and this is on the"
    if is_above == (latest.polarity is Polarity.HIGHER):
        return Answer(f"{words} better side.", tells=True, side=1)
    return Answer(f"{words} worse side.", tells=True, side=-1)


def _changing(measure: Measure, known: Known) -> Answer:
    latest = measure.latest
    earlier = [one for one in measure.earlier if one.value is not None and one.unit == latest.unit]
    unlike = [one for one in _usable_unlike(measure) if one.area == latest.area]
    if latest.value is None:
        return Answer(f"{CANNOT}: it needs the number, which is {latest.state}.", needs="the number")
    if not (earlier or unlike):
        return Answer(f"{CANNOT}: the report prints no earlier value.", needs="an earlier value")
    alike = [one for one in earlier if are_alike(latest.period, one.period)]
    if not alike:
        return Answer(
            f"{CANNOT}: the periods differ ({latest.period} against "
            f"{in_words(one.period for one in (earlier or unlike))}).",
            needs="an earlier value for a period of the same kind",
        )
    since, trend = _since(latest, alike[0], known), _trend([latest, *alike], known)
    return Answer(f"{since.words}{trend.words}", since.tells, since.needs, trend.side or since.side)


def _trend(newest_first: Sequence[Figure], known: Known) -> Answer:
    """What five or more values with their bases tell together; without words for fewer values."""
    by_period = {read(one.period): one for one in reversed(newest_first)}
    if len(by_period) < TREND_POINTS:
        return Answer("")
    points = [one for one in by_period.values() if estimate(one, known)[0]]
    if len(points) < TREND_POINTS:
        return Answer(f" A trend needs {TREND_POINTS} values with their bases.")
    tau, likely = chance.trend([one.value or 0.0 for one in points])
    if likely >= CHANCE:
        return Answer(f" Over {len(points)} values, chance alone could explain any trend.", tells=True)
    way = "rising" if tau > 0 else "falling"
    words = f" Over {len(points)} values, it is {way} more steadily than chance would explain."
    return Answer(words, tells=True, side=1 if tau > 0 else -1)


def _since(latest: Figure, before: Figure, known: Known) -> Answer:
    by_chance, lacks = is_by_chance(latest, before, known)
    if by_chance is None:
        return Answer(f"{CANNOT}: a change needs {lacks}.", needs=lacks)
    by = (latest.value or 0) - (before.value or 0)
    moved = change_in_words(by, before.value or 0, latest.unit)
    words = f"{printed_value(latest)} against {printed_value(before)} ({before.period}): {moved}{OF_CHANCE[by_chance]}."
    side = 0 if by_chance else 1 if by > 0 else -1
    return Answer(f"{words}{_rests_on(estimate(latest, known)[0], estimate(before, known)[0])}", tells=True, side=side)


def _rests_on(now: Estimate | None, then: Estimate | None) -> str:
    """That two rates are read with one population, since the report prints no other."""
    if now is None or then is None or now.population is None or now.population != then.population:
        return ""
    one = now.population
    return f" The app uses one population for both years, the {one.as_printed} printed in {one.section}."


def _can_tell(different: Answer, changing: Answer) -> Answer:
    if different.tells and changing.tells:
        return Answer("Yes, for the difference and the change.", tells=True)
    told = "the change" if changing.tells else "the difference" if different.tells else ""
    other = "The difference" if changing.tells else "The change"
    start = f"Only for {told}. {other} needs" if told else "No: that needs"
    needed = dict.fromkeys(one.needs for one in (different, changing) if not one.tells)
    return Answer(f"{start} {' and '.join(needed)}.", tells=bool(told))


def _usable_unlike(measure: Measure) -> list[Figure]:
    return [one for one in measure.unlike if one.value is not None and one.unit == measure.latest.unit]


def _is_same_kind(one: Figure, other: Figure) -> bool:
    return read(one.period).may_share_a_line(read(other.period))


def _is_same_time(one: Figure, other: Figure) -> bool:
    return read(one.period).is_same(read(other.period))


def _period_said(figure: Figure) -> str:
    return "a time that is not stated" if figure.period == NOT_STATED else figure.period


def _when(own: Figure, other: Figure) -> str:
    here, there = read(own.period), read(other.period)
    if here.last and there.last and there.last.year == here.last.year - 1 and there.last.month == here.last.month:
        return "the year before"
    return other.period
