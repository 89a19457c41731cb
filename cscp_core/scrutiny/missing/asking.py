"""How what the report prints elsewhere is put into a question: with its section, and never as if it were the same."""

import math
from collections.abc import Iterable

from cscp_core.evidence.reported import where
from cscp_core.evidence.rules import ValueState, counted, in_words, singular
from cscp_core.evidence.views import Figure
from cscp_core.reconciliation import intervals
from cscp_core.reconciliation.intervals import Interval
from cscp_core.reconciliation.wording import number
from cscp_core.scrutiny.missing.elsewhere import Base, is_within


def printed_value(figure: Figure) -> str:
    """A value with its unit, as it stands in a sentence: "265 contacts", "8.1%", "£5,000"."""
    if figure.state is not ValueState.PRINTED or figure.unit in ("%", "£") or figure.unit in figure.as_printed:
        return figure.shown
    return f"{figure.as_printed} {singular(figure.unit) if figure.value == 1 else figure.unit}"


def printed_there(figures: Iterable[Figure]) -> str:
    """Figures with what they count and for when, by section, as sentences."""
    by_section: dict[str, list[str]] = {}
    for one in figures:
        by_section.setdefault(one.section, []).append(f"{printed_value(one)} ({one.what}, {one.when})")
    return " ".join(f"{where(section)} prints {in_words(said)}." for section, said in by_section.items())


def both_values(later: Figure, earlier: Figure) -> str:
    """Two values of one measure, the later first."""
    second = "" if later.section == earlier.section else f" ({where(earlier.section).lower()})"
    return (
        f"{where(later.section)} prints {printed_value(later)} ({later.what}) for {later.when}, and "
        f"{printed_value(earlier)} for {earlier.when}{second}."
    )


def only_a_chart(chart: Figure) -> str:
    return f"{where(chart.section)} has a chart ({chart.what}) whose numbers are not in the text."


def base_found(base: Base) -> str:
    """What may stand behind a percentage, with the sections."""
    with_value = [one for one in (base.count, *base.bases) if one and one.value is not None]
    charts = [one for one in base.bases if one.value is None]
    said = [printed_there(with_value)] if with_value else []
    said += [f"{where(one.section)} has the number only as a chart ({one.what})." for one in charts]
    return " ".join(said)


def which_base(base: Base, share: Figure) -> str:
    """What a percentage may be, as a choice: "265 of 5,912 to 5,922, as all ten shares beside it need, or of 6,259,
    which would be 4.2%"."""
    bases = [one for one in base.bases if one.value is not None]
    if base.count is None:
        return _part_of(bases, share) if bases else "a share of what that chart shows, and how many is that"
    count = _short(base.count)
    needed = f"of {_span(base.fits)}" if base.fits else "of another number"
    if base.shares > 1 and base.fits:
        needed += f", as it and the {counted(base.shares - 1, 'share')} beside it need"
    others = [one for one in bases if not (base.fits and base.fits.meets(_can_be(one)))]
    if len(others) < len(bases):
        agreed = next(one for one in bases if one not in others)
        return f"{count} of {_short(agreed)}"
    if not others:
        return f"{count} {needed}, and which number is that"
    told = " or ".join(f"of {_short(one)}, which would be {_percent(base.count, one)}" for one in others)
    return f"{count} {needed}, or {told}"


def _part_of(bases: list[Figure], share: Figure) -> str:
    """A percentage of a printed number, as the whole numbers that would give it."""
    named = " or ".join(f"the {printed_value(one)}" for one in bases)
    found = []
    for one in bases:
        counts = _counts(share, one)
        if counts:
            number_of = number(counts[0]) if len(counts) == 1 else f"{number(counts[0])} to {number(counts[-1])}"
            found.append("all of" if counts[0] == one.value else f"{number_of} of")
    others = "of only some of them" if all(is_within(share, one) for one in bases) else "of others"
    if not found:
        return f"of {named}, no whole number of which gives it, or {others}"
    if len(bases) > 1:
        return f"a share of {named}, or {others}"
    return f"{found[0]} {named}, or a share {others}"


def _counts(share: Figure, base: Figure) -> range:
    can_be, of = _can_be(share), _can_be(base)
    if math.isinf(can_be.high) or not of.is_exact:
        return range(0)
    return Interval(can_be.low * of.low / 100, min(can_be.high, 100) * of.low / 100).whole


def _short(figure: Figure) -> str:
    return number(figure.value or 0)


def _span(found: Interval) -> str:
    if math.isinf(found.high):
        return f"{number(found.low)} or more"
    return number(found.low) if found.is_exact else f"{number(found.low)} to {number(found.high)}"


def _percent(count: Figure, base: Figure) -> str:
    return f"{number(100 * (count.value or 0) / (base.value or 1), 1)}%"


def _can_be(figure: Figure) -> Interval:
    return intervals.read(figure.value or 0, figure.unit, figure.as_printed, figure.qualifier)
