"""What the record says of a report unasked: words that do not fit, changes that it does not tell, what came after."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from cscp_core.official.comparing import Difference, base_needed
from cscp_core.official.rules import Comparable
from cscp_core.official.views import MappedFigure, show
from cscp_core.reconciliation.record_held import (
    Held,
    YearsChange,
    percent_apart,
    row_of,
    say,
    say_all,
    say_chart,
    say_difference,
    say_earlier,
    say_since,
    say_stand,
    year_ended,
    years_change,
)
from cscp_core.reconciliation.record_reads import newest, of_report, value_of
from cscp_core.reconciliation.record_rows import PREFIX, RecordRow, RecordVerdict
from cscp_core.reconciliation.record_word_findings import words_that_do_not_fit
from cscp_core.reconciliation.watched import watched_series

LOUD = Decimal(25)
"""Per cent: how much the smaller side of a share without a base must have moved for its change to be asked about."""
POPULATION = "Population"
"""Topic of series that count who lives somewhere, of which nobody is asked why."""


def findings(held: Held) -> list[RecordRow]:
    """Every finding of words, of what is not told and of what came since."""
    words = words_that_do_not_fit(held)
    said = {one.series_id for one in words if one.verdict is RecordVerdict.SINCE}
    since = [one for one in since_then(held) if one.series_id not in said]
    return [*words, *not_told(held), *since]


# not told


def not_told(held: Held) -> list[RecordRow]:
    """Changes in the report's year, in the series that are watched for its themes, that it does not print."""
    found = (_untold(held, one.series_id, one.theme_id, one.told_by) for one in watched_series(held.themes))
    return [one for one in found if one]


def _untold(held: Held, series_id: str, theme_id: str, told_by: Iterable[str]) -> RecordRow | None:
    change = years_change(held, series_id)
    own = held.usable(
        one.figure_id
        for one in held.mapped.values()
        if one.series_id in (series_id, *told_by) and one.place_code == held.home
    )
    if change is None or _tells(own, change):
        return None
    chance, is_asked = _whether_chance(change)
    if not is_asked:
        return None
    printed = held.figures[own[0].figure_id] if own else None
    silent = (
        f"The report prints {printed.shown} but not the value of the year before."
        if printed
        else "The report prints neither number."
    )
    section = next(one.section for one in held.themes if one.theme_id == theme_id)
    return RecordRow(
        row_id=f"{PREFIX}{RecordVerdict.NOT_TOLD.value}-{series_id}",
        figure_id=printed.figure_id if printed else "",
        section=printed.section if printed else section,
        what=change.line.series.title,
        printed=printed.shown if printed else "",
        official=say_all(held, [change.then, change.now]),
        period=f"{change.then.shown_period}; {change.now.shown_period}",
        release=change.now.release,
        difference=f"{Decimal(show(change.by, change.now.decimals).replace(',', '')):+f}",
        comparable=Comparable.SAME,
        verdict=RecordVerdict.NOT_TOLD,
        why=(
            f"It {'rose' if change.by > 0 else 'fell'} from {say(held, change.then)} to {say(held, change.now)}. "
            f"{chance} {silent}"
        ),
        series_id=series_id,
        theme_id=printed.theme_id if printed else theme_id,
        agency_id=printed.agency_id if printed else _agency_of(held, theme_id),
        steps=(say_difference(change), *say_earlier(held, change), *say_stand(held, change.now)),
        is_plain=change.compared.difference.is_plain,
        size=percent_apart(value_of(change.now), value_of(change.then)),
    )


def _tells(own: Iterable[MappedFigure], change: YearsChange) -> bool:
    """Whether figures of the report are of both years, in print or as a chart. Those of a rate or count beside may be
    of another kind of year, which ends in the same."""
    printed = {year_ended(time) for one in own for time in one.periods}
    return {year_ended(one.period) for one in (change.then, change.now)} <= printed


def _whether_chance(change: YearsChange) -> tuple[str, bool]:
    """What can be said of chance, and whether the change is asked about. Without a base it is where the smaller side of
    the share moved by a quarter or more."""
    if change.compared.difference is not Difference.CANNOT_TELL:
        return "That is more than chance would give.", change.compared.difference.is_plain
    was = value_of(change.then)
    smaller = min(was, 100 - was)
    needed = base_needed(value_of(change.now), was) if change.now.unit == "%" and smaller > 0 else None
    if needed is None or abs(change.by) * 100 / smaller < LOUD:
        return "", False
    return (
        f"No base is published with it. With a base of {needed:,} or more in each year, the change would be more than "
        "chance.",
        True,
    )


def _agency_of(held: Held, theme_id: str) -> str:
    """The agency that most figures of a theme are of."""
    counts = Counter(one.agency_id for one in held.figures.values() if one.theme_id == theme_id and one.agency_id)
    return counts.most_common(1)[0][0] if counts else ""


# since then


def since_then(held: Held) -> list[RecordRow]:
    """What the newest value says of each series that the report has a figure of, where it differs by more than chance
    would give. Each series once, with the first figure of the report."""
    found: dict[str, RecordRow] = {}
    for mapped in held.usable(held.mapped):
        line = held.record.line(held.record.counted(mapped.series_id), held.home)
        now = of_report(line, held.ended) if line else None
        last = newest(line, now.period) if line and now else None
        if line is None or now is None or last is None:
            continue
        compared = held.record.compare(last, now)
        is_told = year_ended(now.period) in {year_ended(one) for one in mapped.periods}
        is_new = line.series.series_id not in found and line.series.topic != POPULATION
        title = f"{line.series.title}: " if line.series.series_id != mapped.series_id else ""
        if is_told and is_new and compared.difference.is_plain:
            found[line.series.series_id] = row_of(
                held,
                mapped,
                now,
                RecordVerdict.SINCE,
                why=f"{title}{say(held, last)}, against {say(held, now)}: {compared.words}.",
                steps=(*say_since(held, line, now.period), *say_chart(line, now), *say_stand(held, last)),
                is_plain=True,
                size=percent_apart(value_of(last), value_of(now)),
            )
    return list(found.values())
