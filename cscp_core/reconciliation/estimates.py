"""A value with the range that chance alone could give it, from what is printed with it and elsewhere. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from cscp_core import chance
from cscp_core.chance import PER, Range
from cscp_core.evidence.declared import STATED, CheckKind
from cscp_core.evidence.rules import ValueState
from cscp_core.reconciliation.rules import Check

COUNTED = frozenset(
    (
        "children", "young people", "children and young people", "people", "contacts", "referrals", "cases", "reports",
        "notifications", "exclusions", "assessments", "breaches", "victims", "proceedings", "prosecutions", "enquiries",
        "consultations", "episodes", "deaths", "incidents", "plans", "conferences", "admissions", "attendances",
        "arrests", "offences", "records",
    )
)  # fmt: skip
"""Units that count people or events, which chance moves from year to year. Sessions and pounds it does not."""


class Estimated(Protocol):
    """What an estimate needs of a figure, wherever it stands."""

    @property
    def figure_id(self) -> str: ...
    @property
    def indicator_id(self) -> str: ...
    @property
    def base_figure_id(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def state(self) -> ValueState: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...
    @property
    def section(self) -> str: ...
    @property
    def as_printed(self) -> str: ...


@dataclass(frozen=True)
class Known:
    """What the report prints elsewhere of its percentages and rates."""

    populations: Mapping[str, Estimated] = field(default_factory=dict)
    """By indicator, the printed population that its rate may be read with."""
    counts: Mapping[str, Estimated] = field(default_factory=dict)
    """By figure, the printed count behind a rate."""
    bases: Mapping[str, Estimated] = field(default_factory=dict)
    """By figure, the printed base of a percentage."""


def known_of(figures: Iterable[Estimated], checks: Iterable[Check] = ()) -> Known:
    """What is known of figures: populations as the data name them, counts and bases as the report's checks do. A base
    that is only assumed is none."""
    listed = list(figures)
    by_id = {one.figure_id: one for one in listed}
    counts, bases = {}, {}
    for check in checks:
        if check.kind is CheckKind.IMPLIED_POPULATION and len(check.figure_ids) == 2:
            count, of = check.figure_ids
            counts[of] = by_id.get(count)
        elif check.kind is CheckKind.POSSIBLE_PERCENTAGE and check.option == STATED and len(check.against_ids) == 1:
            bases[check.figure_ids[0]] = by_id.get(check.against_ids[0])
    return Known(
        {one.indicator_id: by_id[one.base_figure_id] for one in listed if one.base_figure_id in by_id},
        {of: one for of, one in counts.items() if one and one.value and not one.qualifier},
        {of: one for of, one in bases.items() if one and one.value and not one.qualifier},
    )


@dataclass(frozen=True)
class Estimate:
    """A value with the range that chance alone could give it, and what that rests on."""

    figure: Estimated
    count: float
    base: float | None
    range: Range
    note: str = ""
    population: Estimated | None = None
    """For a rate, the printed population that it is read with, where the report does not print the count behind it."""

    @property
    def words(self) -> str:
        low, high = (_number(end, self.figure) for end in (self.range.low, self.range.high))
        return f"{printed_value(self.figure)} ({low} to {high}{self.note})"


def estimate(figure: Estimated, known: Known) -> tuple[Estimate | None, str]:
    """The value with its range, or what is missing for one."""
    value = figure.value
    if value is None:
        return None, f"the number, which is {figure.state}"
    if figure.unit == "%":
        return _share(figure, value, known)
    if figure.unit.startswith("per 10,000"):
        return _rate(figure, value, known)
    if is_count(figure) and value >= 0 and not figure.qualifier:
        return Estimate(figure, value, None, chance.events(value)), ""
    return None, "a count of people or events, or a percentage with its base"


def is_by_chance(latest: Estimated, before: Estimated, known: Known) -> tuple[bool | None, str]:
    """Whether chance alone could give a change, with 95 per cent confidence; None where that cannot be told, with what
    would be needed."""
    now, lacks = estimate(latest, known)
    then, lacked = estimate(before, known)
    if now is None or then is None:
        return None, f"{lacks or lacked} for both years"
    if latest.unit == "%":
        apart = chance.shares_apart(now.count, now.base or 1, then.count, then.base or 1)
        return apart.holds(0), ""
    exposed = (now.base / (now.base + then.base)) if now.base and then.base else 0.5
    return chance.counts_differ(round(now.count), round(then.count), exposed) >= 1 - chance.CONFIDENCE, ""


def is_count(figure: Estimated) -> bool:
    return figure.unit in COUNTED


def printed_value(figure: Estimated) -> str:
    return figure.as_printed or f"{figure.value:g}"


def _share(figure: Estimated, value: float, known: Known) -> tuple[Estimate | None, str]:
    base, note = figure.denominator, ""
    printed = known.bases.get(figure.figure_id)
    if not base and printed:
        base, note = printed.value, f", of the {printed.as_printed} {printed.unit} that {printed.section} prints"
    if not base:
        return None, "the base of the percentage"
    count = figure.numerator if figure.numerator is not None else round(value * base / 100)
    if not 0 <= count <= base:
        return None, "a share"
    return Estimate(figure, count, base, _wilson(count, base), note), ""


def _rate(figure: Estimated, value: float, known: Known) -> tuple[Estimate | None, str]:
    counted = known.counts.get(figure.figure_id)
    if counted and counted.value and value:
        people = chance.events(counted.value)
        per_event = value / counted.value
        note = f", from the {counted.as_printed} {counted.unit} that {counted.section} prints"
        found = Range(people.low * per_event, people.high * per_event)
        return Estimate(figure, counted.value, PER / per_event, found, note), ""
    printed = None if figure.denominator else known.populations.get(figure.indicator_id)
    base = figure.denominator or (printed.value if printed else None)
    if not base:
        return None, "the population behind the rate"
    count = value * base / PER
    note = (
        f", as about {count:,.0f} of the population of {printed.as_printed} that {printed.section} prints"
        if printed
        else ""
    )
    return Estimate(figure, count, base, chance.rate(count, base), note, printed), ""


@lru_cache(maxsize=4000)
def _wilson(count: float, base: float) -> Range:
    return chance.wilson(count, base)


def _number(value: float, figure: Estimated) -> str:
    """An end of a range, with as many digits as say something beside the value."""
    digits = 0 if value >= 10 or re.fullmatch(r"\d+", figure.as_printed) else 1
    return f"{value:,.{digits}f}"
