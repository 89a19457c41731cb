"""Checks that hold two printed values against each other: change, the same thing twice, definitions, comparators."""

import math
from fractions import Fraction

from cscp_core.evidence.declared import MAY_DIFFER
from cscp_core.evidence.periods import PeriodKind, are_alike, read
from cscp_core.evidence.reported import lowered, quoted
from cscp_core.evidence.rules import in_words
from cscp_core.reconciliation.arithmetic import figures
from cscp_core.reconciliation.estimates import Known, is_by_chance
from cscp_core.reconciliation.intervals import Interval, total
from cscp_core.reconciliation.rules import Check, Facts, Finding, PrintedFigure, Verdict
from cscp_core.reconciliation.sayings import Size, Way, is_qualified, size_said, ways_said
from cscp_core.reconciliation.wording import OF_CHANCE, amount, change_in_words, number, span


def change(check: Check, facts: Facts) -> Finding:
    """Two values, the change that is printed between them, and the report's word for it."""
    (*laters, earlier), printed = figures(check, facts)
    later, now = laters[0], total([one.can_be for one in laters])
    together = " + ".join(one.printed for one in laters)
    reported = f"{together} after {earlier.printed}" + (f", “{check.words}”" if check.words else "")
    if later.unit != earlier.unit and len(laters) == 1:
        return Finding(
            Verdict.CANNOT_CHECK, reported, "", f"{later.what}: {later.unit} and {earlier.unit} cannot be compared."
        )
    by = now - earlier.can_be
    percent = _percent(now, earlier.can_be)
    size = size_said(check.words)
    computed = _change_in_words(laters, earlier, by, percent, size)
    alike = len(laters) == 1 and are_alike(later.period, earlier.period)
    chance = is_by_chance(later, earlier, facts.known or Known())[0] if alike else None
    message = f"{later.what}: from {earlier.printed} to {together} is {computed}{OF_CHANCE[chance]}."
    steps = _steps(laters, earlier)
    if printed:
        reported += f", printed as {printed[0].printed}"
        if not _is_printed_change(printed[0], by, percent, later.unit):
            said = f"{message} The report prints a change of {printed[0].printed}."
            return Finding(Verdict.DISAGREES, reported, computed, said, steps)
    ways = ways_said(check.words)
    other_way = next((_OTHER_WAY[one] for one in ways if _contradicts(one, by)), "")
    if other_way and not is_qualified(check.words):
        return Finding(
            Verdict.WORTH_ASKING, reported, computed,
            f"{message} The report's words are “{check.words}”; the numbers {other_way}.", steps,
        )  # fmt: skip
    denied_way_is_not_taken = ways & _DENIED and not other_way
    if size and percent and not denied_way_is_not_taken and not _central(laters, earlier).size.meets(size.allows):
        return Finding(
            Verdict.WORTH_ASKING, reported, computed,
            f"{message} The report's word for it is “{check.words}”. {size.rule}", steps,
        )  # fmt: skip
    said = f" The report's words, “{check.words}”, fit." if size or ways else ""
    return Finding(Verdict.AGREES, reported, computed, message + said, steps)


def same_thing(check: Check, facts: Facts) -> Finding:
    """What is printed more than once must be able to be one number."""
    named, _ = figures(check, facts)
    reported = in_words(one.printed for one in named)
    if len({_measured_in(one.unit) for one in named}) > 1:
        return Finding(
            Verdict.CANNOT_CHECK, reported, "", f"{named[0].what}: {reported} are printed in different units."
        )
    found: Interval | None = named[0].can_be
    for one in named[1:]:
        found = found.both(one.can_be) if found else None
    if found and found.is_exact and not any(one.can_be.is_exact for one in named):
        computed = f"only exactly {span(found)} fits all of them"
        return Finding(Verdict.WORTH_ASKING, reported, computed, f"{named[0].what}: printed as {reported}; {computed}.")
    if found:
        computed = f"{span(found)} fits all of them"
        return Finding(Verdict.AGREES, reported, computed, f"{named[0].what}: printed as {reported}, which agree.")
    lowest, highest = min(named, key=lambda one: one.can_be.low), max(named, key=lambda one: one.can_be.high)
    computed = f"{_apart(highest, lowest)} apart"
    message = f"{named[0].what}: printed as {reported}, {computed}."
    if check.option == MAY_DIFFER:
        message += " Dates or definitions may differ; the report does not say which is which."
    return Finding(
        Verdict.WORTH_ASKING if check.option == MAY_DIFFER else Verdict.DISAGREES, reported, computed, message
    )


def _measured_in(unit: str) -> str:
    """What makes two units two: a share is no count, whatever is counted."""
    return unit if unit.startswith(("%", "per ", "£", "out of")) else "a count"


def two_definitions(check: Check, facts: Facts) -> Finding:
    """One number that stands for two things."""
    (one, other), _ = figures(check, facts)
    meant = check.words.split(" / ") if " / " in check.words else [one.definition, other.definition]
    first, second = (words or figure.what for words, figure in zip(meant, (one, other), strict=True))
    if " / " in check.words:
        first, second = quoted(first), quoted(second)
    else:
        first, second = (lowered(one.rstrip(".")) for one in (first, second))
    reported = f"{one.printed} as {first}; {other.printed} as {second}"
    equal = one.can_be.meets(other.can_be)
    alike = first == second
    if not equal or alike:
        computed = "one definition" if alike else "two values"
        return Finding(Verdict.AGREES, reported, computed, f"{one.what}: {computed}, so no number has two meanings.")
    return Finding(
        Verdict.WORTH_ASKING, reported, "one value, two definitions",
        f"The report prints {one.shown} as {first} ({one.section}) and as {second} ({other.section}). "
        "The number may belong to only one of the two.",
    )  # fmt: skip


def comparator(check: Check, facts: Facts) -> Finding:
    """Whether what a value is held against is of the same year, unit and measure."""
    (value,), others = figures(check, facts)
    if not others:
        said = f"{value.printed}, {value.period}" + (f", “{check.words}”" if check.words else "")
        return Finding(
            Verdict.CANNOT_CHECK, said, "", f"{value.what}: {said}. The report prints nothing to compare it with."
        )
    reported = f"{value.printed}, {value.period}, beside " + in_words(
        f"{one.area} {one.printed}, {one.period}" for one in others
    )
    wrong = []
    for one in others:
        apart = [name for name, differs in _differences(value, one) if differs]
        if apart:
            is_for = "is for" if "year" in apart else "has"
            wrong.append(f"{one.area} {one.printed} {is_for} another {in_words(apart)} ({_named(one, apart)})")
    if not wrong:
        unstated = [one for one in (value, *others) if not _is_understood(one)]
        if unstated:
            what = in_words(one.printed for one in unstated)
            return Finding(
                Verdict.CANNOT_CHECK, reported, "", f"{value.what}: the report does not say which year {what} is for."
            )
        return Finding(
            Verdict.AGREES,
            reported,
            "same year and unit",
            f"{value.what}: it is compared with numbers for the same year, in the same unit.",
        )
    computed = "; ".join(wrong)
    return Finding(
        Verdict.WORTH_ASKING, reported, computed, f"{value.what}: {value.printed}, {value.period}. {computed}."
    )


def _differences(value: PrintedFigure, other: PrintedFigure) -> list[tuple[str, bool]]:
    both = _is_understood(value) and _is_understood(other)
    return [
        ("year", both and read(value.period) != read(other.period)),
        ("unit", value.unit != other.unit),
        ("measure", value.indicator_id != other.indicator_id and value.definition != other.definition),
    ]


def _is_understood(figure: PrintedFigure) -> bool:
    return read(figure.period).kind is not PeriodKind.UNKNOWN


def _named(other: PrintedFigure, apart: list[str]) -> str:
    said = {"year": other.period, "unit": other.unit, "measure": other.indicator}
    return in_words(said[name] for name in apart)


def _percent(later: Interval, earlier: Interval) -> Interval | None:
    if earlier.low <= 0:
        return None
    ratio = later.over(earlier)
    return Interval(ratio.low * 100 - 100, ratio.high * 100 - 100)


def _central(laters: list[PrintedFigure], earlier: PrintedFigure) -> Interval:
    """The change in percent of the numbers as printed, for a word that is only worth asking about."""
    return Interval.exactly(_sum(laters) * 100 / _exact(earlier) - 100)


def _change_in_words(
    laters: list[PrintedFigure], earlier: PrintedFigure, by: Interval, percent: Interval | None, size: Size | None
) -> str:
    """The change of the numbers as printed. How far rounding moves it stands beside, where the answer turns on that:
    where it may be no change, or the size that a word allows lies within."""
    unit = laters[0].unit
    if not all(one.is_closed for one in (*laters, earlier)):
        return _range_in_words(by, percent, unit)
    central = change_in_words(_sum(laters) - _exact(earlier), _exact(earlier), unit)
    limits = [end for end in (size.allows.low, size.allows.high) if not math.isinf(end) and end] if size else []
    turns = by.low < 0 < by.high or any(percent and percent.size.low < end < percent.size.high for end in limits)
    is_at_zero = not by.is_exact and 0 in (by.low, by.high)
    if by.is_exact or not (turns or is_at_zero):
        return central
    found = by.size if not by.low < 0 < by.high else by
    shares = f" ({span(percent.size if found is not by else percent, 1)}%)" if percent else ""
    return f"{central}, or {span(found)}{' points' if unit == '%' else ''}{shares} as the numbers are rounded"


def _range_in_words(by: Interval, percent: Interval | None, unit: str) -> str:
    if by.is_exact and not by.low:
        return "no change"
    way = "a rise of" if by.low >= 0 else "a fall of" if by.high <= 0 else "a change of"
    turned = way == "a fall of"

    def in_digits(found: Interval, digits: int) -> str:
        return span(found.turned if turned else found, digits)

    points = " points" if unit == "%" else ""
    share = f" ({in_digits(percent, 1)}%)" if percent else ""
    return f"{way} {in_digits(by, 2)}{points}{share}"


def _steps(laters: list[PrintedFigure], earlier: PrintedFigure) -> tuple[str, ...]:
    """The change as sums: the later numbers together, less the earlier, and its share."""
    unit, now, before = earlier.unit, _sum(laters), _exact(earlier)
    parts = [amount(_exact(one), one.unit) for one in laters]
    steps = [f"{' + '.join(parts)} = {amount(now, unit)}"] if len(parts) > 1 else []
    steps.append(f"{amount(now, unit)} − {amount(before, unit)} = {amount(now - before, unit)}")
    if before > 0:
        steps.append(
            f"{amount(now - before, unit)} ÷ {amount(before, unit)} = {number((now - before) * 100 / before, 1)}%"
        )
    return tuple(steps)


def _apart(highest: PrintedFigure, lowest: PrintedFigure) -> str:
    """How far apart two printed numbers are: about so much where one is itself about so much."""
    if not (highest.is_closed and lowest.is_closed):
        return span(highest.can_be - lowest.can_be)
    loose = "about " if any(one.qualifier for one in (highest, lowest)) else ""
    return f"{loose}{amount(_exact(highest) - _exact(lowest), highest.unit)}"


def _sum(figures: list[PrintedFigure]) -> Fraction:
    return sum((_exact(one) for one in figures), Fraction(0))


def _exact(figure: PrintedFigure) -> Fraction:
    return Fraction(repr(figure.value))


def _is_printed_change(printed: PrintedFigure, by: Interval, percent: Interval | None, unit: str) -> bool:
    """Whether the printed change can be the difference or the percentage, in either direction. Of two percentages it
    may be either; of two counts a printed percentage is no number of them."""
    ways = [by] if printed.unit == unit or printed.unit != "%" else []
    if percent and printed.unit == "%":
        ways.append(percent)
    return any(printed.can_be.meets(one) or printed.can_be.meets(one.turned) for one in ways)


def _contradicts(way: Way, by: Interval) -> bool:
    return {
        Way.UP: by.high <= 0,
        Way.DOWN: by.low >= 0,
        Way.NOT_UP: by.low > 0,
        Way.NOT_DOWN: by.high < 0,
    }[way]


_DENIED = frozenset({Way.NOT_UP, Way.NOT_DOWN})
_OTHER_WAY = {
    Way.UP: "did not rise",
    Way.DOWN: "did not fall",
    Way.NOT_UP: "rose",
    Way.NOT_DOWN: "fell",
}
