"""A report with its mapping and its words, to be held against the record, and how a finding is put together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cscp_core.evidence.views import Figure, Theme
from cscp_core.official import periods
from cscp_core.official.comparing import ComparedValues
from cscp_core.official.process import NoProcess, process_of
from cscp_core.official.rules import Comparable, ObservationState, YearType
from cscp_core.official.views import MappedFigure, Observation, SeriesLine, show
from cscp_core.reconciliation.record_reads import Record, before, of_report, value_of
from cscp_core.reconciliation.record_rows import PREFIX, RecordRow, RecordVerdict

SHOWN = 5
"""How many earlier years are shown."""


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Words that the report prints, and the figures that they speak of."""

    words: str
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Held:
    """A report with its mapping and its words, to be held against the record."""

    record: Record
    home: str
    """The code of its place."""
    ended: int
    """The year in which the report's own year ends."""
    figures: Mapping[str, Figure]
    mapped: Mapping[str, MappedFigure]
    sayings: Sequence[Saying]
    themes: Sequence[Theme]

    def usable(self, figure_ids: Iterable[str], *, at_home: bool = True) -> list[MappedFigure]:
        """The figures that may be held against a series, of the report's own place or of others."""
        found = (self.mapped[one] for one in figure_ids if one in self.mapped and one in self.figures)
        return [
            one for one in found if one.comparable is not Comparable.NOT and (one.place_code == self.home) is at_home
        ]


@dataclass(frozen=True, kw_only=True)
class YearsChange:
    """A series of the report's place in the year before the report's and in its own year."""

    line: SeriesLine
    then: Observation
    now: Observation
    compared: ComparedValues

    @property
    def percent(self) -> Decimal:
        """The change in per cent of the earlier value; none is above or below nothing."""
        was = value_of(self.then)
        return (value_of(self.now) / was - 1) * 100 if was else Decimal(100)

    @property
    def by(self) -> Decimal:
        return value_of(self.now) - value_of(self.then)


def years_change(held: Held, series_id: str) -> YearsChange | None:
    """None where either year has no value that may be told."""
    line = held.record.line(series_id, held.home)
    now = of_report(line, held.ended) if line else None
    then = before(line, now) if line and now else None
    if line is None or now is None or then is None:
        return None
    return YearsChange(line=line, then=then, now=now, compared=held.record.compare(now, then))


def row_of(
    held: Held,
    mapped: MappedFigure,
    found: Observation,
    verdict: RecordVerdict,
    *,
    why: str,
    steps: tuple[str, ...],
    is_plain: bool,
    size: float,
    ident: str = "",
    gist: str = "",
) -> RecordRow:
    """A finding of a figure. `ident` tells it from others of the same verdict."""
    figure = held.figures[mapped.figure_id]
    name = "-".join(filter(None, (verdict.value, mapped.figure_id, ident)))
    return RecordRow(
        row_id=f"{PREFIX}{name}",
        figure_id=mapped.figure_id,
        section=figure.section,
        what=figure.what,
        printed=figure.shown,
        official=held.record.shown(found),
        period=found.shown_period,
        release=found.release,
        difference="",
        comparable=mapped.comparable,
        verdict=verdict,
        why=why,
        series_id=found.series_id,
        theme_id=figure.theme_id,
        agency_id=figure.agency_id,
        steps=steps,
        gist=gist,
        is_plain=is_plain,
        size=size,
    )


def say(held: Held, found: Observation) -> str:
    """A value with its time: "8.7% (131 of 1,499) in 2019-20"."""
    joined = "at" if found.year_kind in periods.DAYS else "in the" if found.year_kind is YearType.ACADEMIC else "in"
    return f"{held.record.shown(found)} {joined} {found.shown_period}"


def say_all(held: Held, found: Sequence[Observation]) -> str:
    """Values with their times, without those that have no number."""
    return ", ".join(f"{held.record.shown(one)} ({one.shown_period})" for one in found if one.value is not None)


def say_earlier(held: Held, change: YearsChange) -> tuple[str, ...]:
    """The years before, as one line."""
    known = [one for one in change.line.points if one.value is not None and one.period < change.now.period]
    return (f"The years before: {say_all(held, known[-SHOWN:])}.",)


def say_since(held: Held, line: SeriesLine, since: str) -> tuple[str, ...]:
    """Every value from a period on, one a line."""
    return tuple(
        f"{one.shown_period}: {held.record.shown(one)}"
        for one in line.points
        if one.period >= since and one.state is not ObservationState.WITHHELD
    )


def say_chart(line: SeriesLine, now: Observation) -> tuple[str, ...]:
    """What an XmR chart says whose baseline is frozen at the report's year; nothing where there are too few values."""
    made = process_of(line.points, last=now.period)
    if isinstance(made, NoProcess):
        return ()
    kind = line.series.year_kind
    later = {period: signal for period, signal in made.signals.items() if period > now.period}
    baseline = f"{periods.shown(made.first, kind)} to {periods.shown(made.last, kind)}"
    said = "; ".join(f"{periods.shown(one, kind)} is {signal}" for one, signal in sorted(later.items()))
    return (f"On a control chart (XmR) with the baseline {baseline}: {said or 'no later value stands out'}.",)


def say_stand(held: Held, found: Observation) -> tuple[str, ...]:
    """How a value stands to each comparator by name; nothing where none is known, or for a count."""
    stood = held.record.stand(found)
    if stood is None or not stood.beside:
        return ()
    return (f"{found.shown_period}: {stood.words[:1].lower()}{stood.words[1:]}",)


def say_difference(change: YearsChange) -> str:
    """A change as sums: the later value less the earlier, and its share."""
    by = show(change.by, change.now.decimals)
    share = f"; {by} ÷ {change.then.shown} = {show(change.percent, 1)}%" if value_of(change.then) else ""
    return f"{change.now.shown} − {change.then.shown} = {by}{share}".replace("-", "−")


def percent_apart(value: Decimal, other: Decimal) -> float:
    """How far apart two numbers are, in per cent of the smaller."""
    low, high = sorted((abs(value), abs(other)))
    return float((high - low) * 100 / low) if low else float(high)


def year_ended(period: str) -> int:
    """The year in which a time of either kind ends: "2019-20" and "2020-03-31" alike."""
    span = re.fullmatch(r"(\d{4})-\d\d", period)
    return int(period[:4]) + (1 if span else 0)
