"""What may be concluded from a measure: four questions, each answered in words. "Cannot tell" says what is needed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import Polarity
from cscp_core.evidence.views import Figure
from cscp_core.reconciliation import chance
from cscp_core.reconciliation.chance import PER, Range
from cscp_core.reconciliation.periods import period_of

TREND_POINTS = 5
CHANCE = 1 - chance.CONFIDENCE
COUNTED = frozenset(
    (
        "children", "young people", "children and young people", "people", "contacts", "referrals", "cases", "reports",
        "notifications", "exclusions", "assessments", "breaches", "victims", "proceedings", "prosecutions", "enquiries",
        "consultations", "episodes", "deaths", "incidents", "plans", "conferences", "admissions", "attendances",
        "arrests", "offences", "records",
    )
)  # fmt: skip
"""Units that count people or events, which chance moves from year to year. Sessions and pounds it does not."""
CANNOT = "Cannot tell"


@dataclass(frozen=True)
class Answer:
    """An answer in words, and whether it tells anything."""

    words: str
    tells: bool = False


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


@dataclass(frozen=True)
class Estimate:
    """A value with the range that chance alone could give it, and what that rests on."""

    figure: Figure
    count: float
    base: float | None
    range: Range
    note: str = ""

    @property
    def words(self) -> str:
        low, high = (_number(end, self.figure) for end in (self.range.low, self.range.high))
        return f"{_said(self.figure)} ({low} to {high}{self.note})"


def conclude(measure: Measure, bases: Mapping[str, Figure] | None = None) -> Conclusion:
    """The four questions about a measure.

    Args:
        measure: the newest local value, the ones before, and comparators.
        bases: by indicator, the printed figure that is the population of its rate.
    """
    found, lacks = estimate(measure.latest, bases or {})
    different = _different(measure, found, lacks, bases or {})
    changing = _changing(measure, bases or {})
    return Conclusion(different, _good(measure, different), changing, _can_tell(measure, different, changing, lacks))


def bases_of(figures: Iterable[Figure]) -> dict[str, Figure]:
    """By indicator, the printed figure that is the population of its rate, where the report's data name one."""
    listed = list(figures)
    by_id = {one.figure_id: one for one in listed}
    return {one.indicator_id: by_id[one.base_figure_id] for one in listed if one.base_figure_id in by_id}


@lru_cache(maxsize=4000)
def _wilson(count: float, base: float) -> Range:
    return chance.wilson(count, base)


def estimate(figure: Figure, bases: Mapping[str, Figure]) -> tuple[Estimate | None, str]:
    """The value with its range, or what is missing for one."""
    value = figure.value
    if value is None:
        return None, f"the number, which is {figure.state}"
    if figure.unit == "%":
        base = figure.denominator
        if not base:
            return None, "the base of the percentage"
        count = figure.numerator if figure.numerator is not None else round(value * base / 100)
        return (Estimate(figure, count, base, _wilson(count, base)), "") if 0 <= count <= base else (None, "a share")
    if figure.unit.startswith("per 10,000"):
        base, note = _population(figure, bases)
        if not base:
            return None, "the population behind the rate"
        return Estimate(figure, value * base / PER, base, chance.rate(value * base / PER, base), note), ""
    if figure.unit in COUNTED and value >= 0 and not figure.qualifier:
        return Estimate(figure, value, None, chance.events(value)), ""
    return None, "a count of people or events, or a percentage with its base"


def _population(figure: Figure, bases: Mapping[str, Figure]) -> tuple[float | None, str]:
    if figure.denominator:
        return figure.denominator, ""
    base = bases.get(figure.indicator_id)
    if base is None or base.value is None:
        return None, ""
    return base.value, f", with the population of {base.as_printed} that {base.section} prints"


def _different(measure: Measure, found: Estimate | None, lacks: str, bases: Mapping[str, Figure]) -> Answer:
    usable = [one for one in measure.comparators if one.value is not None and one.unit == measure.latest.unit]
    if not usable:
        return Answer(f"{CANNOT}: no comparator is printed.")
    if found is None:
        return Answer(f"{CANNOT}: it needs {lacks}.")
    said = [(_held(found, one, bases), _is_same_time(measure.latest, one)) for one in usable]
    words = f"{found.words} is " + "; ".join(words for words, _ in said) + "."
    return Answer(words, tells=any(same for _, same in said))


def _held(found: Estimate, other: Figure, bases: Mapping[str, Figure]) -> str:
    value = other.value or 0.0
    against, _ = estimate(other, bases if other.area == found.figure.area else {})
    if found.figure.unit == "%" and against and against.base and found.base:
        apart = chance.shares_apart(found.count, found.base, against.count, against.base)
        way = "above" if apart.low > 0 else "below" if apart.high < 0 else "within what chance alone could give of"
    else:
        way = "above" if found.range.low > value else "below" if found.range.high < value else (
            "within what chance alone could give of"
        )  # fmt: skip
    late = "" if _is_same_time(found.figure, other) else f", which is for {_when(found.figure, other)}"
    return f"{way} {other.area}’s {_said(other)}{late}"


def _good(measure: Measure, different: Answer) -> Answer:
    latest = measure.latest
    if latest.polarity is Polarity.NONE:
        why = f" {latest.polarity_reason}" if latest.polarity_reason else ""
        return Answer(f"No judgement: neither high nor low is good in itself.{why}")
    side = "higher" if latest.polarity is Polarity.HIGHER else "lower"
    if not different.tells:
        return Answer(f"{CANNOT}: a {side} number is better, and it is not shown to be different.")
    is_above = " above " in different.words
    is_below = " below " in different.words
    if is_above == is_below:
        return Answer(f"{CANNOT}: a {side} number is better, and it is not on one side of what it is held against.")
    better = is_above == (latest.polarity is Polarity.HIGHER)
    return Answer(f"A {side} number is better, and this is on the {'better' if better else 'worse'} side.", tells=True)


def _changing(measure: Measure, bases: Mapping[str, Figure]) -> Answer:
    earlier = [one for one in measure.earlier if one.value is not None and one.unit == measure.latest.unit]
    if measure.latest.value is None or not earlier:
        return Answer(f"{CANNOT}: no earlier value is printed.")
    points = [one.value for one in (*reversed(earlier), measure.latest) if one.value is not None]
    words, tells = _since(measure.latest, earlier[0], bases)
    if len(points) < TREND_POINTS:
        return Answer(words, tells)
    tau, likely = chance.trend(points)
    way = "rising" if tau > 0 else "falling"
    trend = (
        f"Over {len(points)} values it is {way}" if likely < CHANCE else f"Over {len(points)} values there is no trend"
    )
    beyond = "more steadily than chance alone would give" if likely < CHANCE else "beyond what chance alone could give"
    return Answer(f"{words} {trend} {beyond}.", tells=True)


def _since(latest: Figure, before: Figure, bases: Mapping[str, Figure]) -> tuple[str, bool]:
    now, lacks = estimate(latest, bases)
    then, lacked = estimate(before, bases)
    if now is None or then is None:
        return f"{CANNOT}: a change needs {lacks or lacked}, for both years.", False
    pair = f"{_said(latest)} against {_said(before)} ({before.period})"
    if latest.unit == "%":
        apart = chance.shares_apart(now.count, now.base or 1, then.count, then.base or 1)
        by_chance = apart.holds(0)
    else:
        exposed = (now.base / (now.base + then.base)) if now.base and then.base else 0.5
        by_chance = chance.counts_differ(round(now.count), round(then.count), exposed) >= CHANCE
    if by_chance:
        return f"{pair}: within what chance alone could give.", True
    way = "higher" if (latest.value or 0) > (before.value or 0) else "lower"
    return f"{pair}: {way} by more than chance alone would give.", True


def _can_tell(measure: Measure, different: Answer, changing: Answer, lacks: str) -> Answer:
    if different.tells and changing.tells:
        return Answer("Yes, for the difference and the change.", tells=True)
    needed = []
    if lacks:
        needed.append(lacks)
    if not different.tells:
        same = any(one.value is not None for one in measure.comparators)
        needed.append("a comparator of the same year" if same or not lacks else "a comparator")
    if not changing.tells and not any(one.value is not None for one in measure.earlier):
        needed.append("an earlier value")
    told = "the change" if changing.tells else "the difference" if different.tells else ""
    start = f"Only for {told}" if told else "No"
    return Answer(f"{start}: {' and '.join(dict.fromkeys(needed)) or lacks} would be needed.", tells=bool(told))


def _is_same_time(one: Figure, other: Figure) -> bool:
    here, there = period_of(one.period), period_of(other.period)
    return bool(here and there and (here.first, here.last) == (there.first, there.last))


def _when(own: Figure, other: Figure) -> str:
    here, there = period_of(own.period), period_of(other.period)
    if here and there and there.last.year == here.last.year - 1 and there.last.month == here.last.month:
        return "the year before"
    return other.period if there else "a year that is not stated"


def _said(figure: Figure) -> str:
    return figure.as_printed or f"{figure.value:g}"


def _number(value: float, figure: Figure) -> str:
    """An end of a range, with as many digits as say something beside the value."""
    digits = 0 if value >= 10 or re.fullmatch(r"\d+", figure.as_printed) else 1
    return f"{value:,.{digits}f}"
