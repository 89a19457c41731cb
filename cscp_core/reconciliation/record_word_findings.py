"""Words of a report that the numbers of the record do not bear: beside other places, over time, and later. Pure but for
what the record reads."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from cscp_core.evidence.rules import in_words
from cscp_core.official.against import Against
from cscp_core.official.comparing import ComparedValues, Difference
from cscp_core.official.views import MappedFigure, Observation, show
from cscp_core.reconciliation.record_held import (
    Held,
    percent_apart,
    row_of,
    say,
    say_all,
    say_chart,
    say_difference,
    say_earlier,
    say_since,
    say_stand,
    years_change,
)
from cscp_core.reconciliation.record_reads import newest, of_report, value_of
from cscp_core.reconciliation.record_rows import RecordRow, RecordVerdict
from cscp_core.reconciliation.record_words import ClaimedWord, Claims, SetBeside, words_in

YEARS_BACK = 3
"""How many years before the report a change that was "sustained" may have begun."""
DOUBTFUL = Decimal(5)
"""Per cent: what a number without a base must have moved against a word for the word not to fit."""


def words_that_do_not_fit(held: Held) -> list[RecordRow]:
    """Words of the report held against the numbers of the record, each word of a figure once."""
    grouped: dict[tuple[str, str], set[str]] = {}
    for saying in held.sayings:
        own = held.usable(saying.figure_ids)
        if own:
            first = max(own, key=lambda one: (len(one.periods) == 1, max(one.periods)))
            others = held.usable(saying.figure_ids, at_home=False)
            grouped.setdefault((first.figure_id, saying.words), set()).update(one.place_code for one in others)
    found: dict[tuple[str, Claims], RecordRow] = {}
    for (figure_id, words), places in grouped.items():
        mapped = held.mapped[figure_id]
        for row, claims in _of_words(held, mapped, words, places):
            found.setdefault((mapped.series_id, claims), row)
    return list(found.values())


def _of_words(held: Held, mapped: MappedFigure, words: str, places: set[str]) -> Iterator[tuple[RecordRow, Claims]]:
    claimed = words_in(words)
    ways = {one.rule.claims for one in claimed} & {Claims.UP, Claims.DOWN}
    for one in claimed:
        row = None
        if one.rule.about is SetBeside.PLACE:
            row = _beside(held, mapped, one, places)
        elif one.rule.claims is Claims.KEPT:
            row = _kept(held, mapped, one, ways)
        elif not places and (ways or one.rule.claims is Claims.LEVEL):  # "significant" alone is of no change
            row = _over_time(held, mapped, one)
        if row:
            yield row, one.rule.claims


def _beside(held: Held, mapped: MappedFigure, word: ClaimedWord, places: set[str]) -> RecordRow | None:
    found = held.record.at(mapped.series_id, mapped.place_code, max(mapped.periods))
    stood = held.record.stand(found) if found else None
    if found is None or stood is None or found.value is None or mapped.is_opposite:
        return None
    beside = [one for one in stood.beside if not places or one.key in places]
    if not beside or all(_fits_beside(word, found.value, one) for one in beside):
        return None
    if word.rule.claims is Claims.LOW and not all(one.higher > 0 for one in beside):
        return None  # it turns with the comparator, so the word is neither right nor wrong
    spread = held.record.spread(found)
    others = [(one, spread.get(one.key)) for one in beside]
    compared = [held.record.compare(found, other) for _, other in others if other]
    told = in_words(f"{one.name} {one.shown}{_percent_apart(found, one)}{_say_known(one)}" for one in beside)
    short = f"The report's word is “{word.printed}”. {_unit(found)} in {found.place.name}; {told}."
    label = f" {mapped.why}" if mapped.reason and mapped.reason.is_label else ""
    return row_of(
        held,
        mapped,
        found,
        RecordVerdict.WORD,
        ident=word.rule.claims.value,
        why=f"{short} {word.rule.rule}{label}",
        gist=short,
        steps=tuple(_ratio(held, found, one, other) for one, other in others if other and other.value),
        is_plain=any(one.difference.is_plain for one in compared),
        size=max(percent_apart(found.value, one.value) for one in beside),
    )


def _fits_beside(word: ClaimedWord, value: Decimal, other: Against) -> bool:
    limit = word.rule.limit / 100
    ratio = value / other.value if other.value else Decimal(1)
    fits: dict[Claims, Callable[[], bool]] = {
        Claims.LOW: lambda: ratio < 1,
        Claims.ABOVE: lambda: ratio > 1,
        Claims.BELOW: lambda: ratio < 1,
        Claims.LITTLE_ABOVE: lambda: 1 < ratio <= 1 + limit,
        Claims.LITTLE_BELOW: lambda: 1 - limit <= ratio < 1,
        Claims.FAR_ABOVE: lambda: ratio >= 1 + limit,
        Claims.FAR_BELOW: lambda: ratio <= 1 - limit,
        Claims.ALIKE: lambda: abs(ratio - 1) <= limit or other.compared.difference is Difference.BY_CHANCE,
    }
    return fits[word.rule.claims]()


def _over_time(held: Held, mapped: MappedFigure, word: ClaimedWord) -> RecordRow | None:
    """A word of a change held against the counts, where the series is a rate whose counts are published."""
    change = years_change(held, held.record.counted(mapped.series_id))
    if (
        change is None
        or change.then.shown == change.now.shown
        or _fits_over_time(word, change.percent, change.compared)
    ):
        return None
    after = say_all(held, [one for one in change.line.points if one.period > change.now.period])
    short = (
        f"The report's word is “{word.printed}”. {change.line.series.title}: "
        f"{say_all(held, [change.then, change.now])}, {_moved(change.percent)}, {change.compared.words}."
    )
    later = f" After that: {after}." if after else ""
    return row_of(
        held,
        mapped,
        change.now,
        RecordVerdict.WORD,
        ident=word.rule.claims.value,
        why=f"{short} {word.rule.rule}{later}",
        gist=short,
        steps=(say_difference(change), *say_earlier(held, change)),
        is_plain=change.compared.difference.is_plain,
        size=float(abs(change.percent)),
    )


def _fits_over_time(word: ClaimedWord, change: Decimal, compared: ComparedValues) -> bool:
    by_chance = compared.difference is Difference.BY_CHANCE
    unsure = compared.difference is Difference.CANNOT_TELL and abs(change) > DOUBTFUL
    limit, claims = word.rule.limit, word.rule.claims
    if claims in (Claims.LEVEL, Claims.LITTLE):
        return by_chance or abs(change) <= limit
    if claims is Claims.MUCH:
        return abs(change) >= limit
    is_other_way = change > 0 if claims is Claims.DOWN else change < 0
    return not (is_other_way and (compared.difference.is_plain or unsure))


def _kept(held: Held, mapped: MappedFigure, word: ClaimedWord, ways: set[Claims]) -> RecordRow | None:
    """That a change which was said to be sustained is not there any more: the newest value is back at what it was
    before the change, or beyond it."""
    way = 1 if Claims.UP in ways else -1 if Claims.DOWN in ways else 0
    line = held.record.line(mapped.series_id, held.home)
    now = of_report(line, held.ended) if line else None
    last = newest(line, now.period) if line and now else None
    if not way or line is None or now is None or last is None:
        return None
    earlier = [one for one in line.points if one.value is not None and one.period < now.period][-YEARS_BACK:]
    start = max(earlier, key=lambda one: -way * value_of(one), default=None)
    if start is None:
        return None
    was_there = (value_of(now) - value_of(start)) * way > 0
    is_gone = (value_of(last) - value_of(start)) * way <= 0
    if not (was_there and is_gone):
        return None
    compared = held.record.compare(last, now)
    return row_of(
        held,
        mapped,
        now,
        RecordVerdict.SINCE,
        ident=word.rule.claims.value,
        why=(
            f"The report's word for the {'fall' if way < 0 else 'rise'} is “{word.printed}”. It went from "
            f"{say(held, start)} to {say(held, now)}, but it did not last: {say(held, last)}, {_than(compared, now)}."
        ),
        steps=(*say_since(held, line, start.period), *say_chart(line, now), *say_stand(held, last)),
        is_plain=compared.difference.is_plain,
        size=percent_apart(value_of(last), value_of(now)),
    )


def _unit(found: Observation) -> str:
    return f"{found.shown_period}: {found.shown}{'%' if found.unit == '%' else ''}"


def _moved(change: Decimal) -> str:
    return f"{'up' if change > 0 else 'down'} {show(abs(change), 1)}%"


def _percent_apart(found: Observation, other: Against) -> str:
    if not other.value or not other.higher:
        return ""
    percent = show(abs(value_of(found) / other.value - 1) * 100, 0)
    return f" ({found.place.name} is {percent}% {'higher' if other.higher > 0 else 'lower'})"


def _say_known(other: Against) -> str:
    return f", {other.known}" if other.known else ""


def _ratio(held: Held, found: Observation, one: Against, other: Observation) -> str:
    ratio = show(value_of(found) / value_of(other), 2)
    said = held.record.compare(found, other)
    return f"{held.record.shown(found)} ÷ {one.name} {held.record.shown(other)} = {ratio}; {said.words}"


def _than(compared: ComparedValues, now: Observation) -> str:
    """How the newest value stands to the report's, as its sentence ends."""
    if compared.difference.is_plain:
        return f"{compared.difference.value} than in {now.shown_period} by more than chance would give"
    return f"compared with {now.shown_period}, {compared.words}"
