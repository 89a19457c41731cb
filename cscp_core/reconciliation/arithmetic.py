"""Checks that are arithmetic alone: sums, shares, bases, rates, and whether whole numbers can give what is printed."""

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from cscp_core.evidence.declared import APART, ASSUMED, MAY_DIFFER, SOME, SOME_MAY_DIFFER
from cscp_core.evidence.numbers import numbers_in
from cscp_core.evidence.rules import in_words
from cscp_core.reconciliation.intervals import Interval, Number, total
from cscp_core.reconciliation.rules import Check, Facts, Finding, PrintedFigure, Verdict
from cscp_core.reconciliation.wording import amount, listed, number, span

LARGEST_BASE = 10_000
"""How far bases are tried where no count narrows them."""
SMALL_GROUP = 20
"""A base below which one person more or fewer moves a percentage by five points or more."""
PER = 10_000


def sum_of_parts(check: Check, facts: Facts) -> Finding:
    """Parts against the whole; `some` where only some of the parts are printed, `told apart` where they are told as
    different groups, so that it would be odd if they added up."""
    parts, (whole,) = figures(check, facts)
    summed = total([one.can_be for one in parts])
    reported = f"{listed(parts)}; the whole {whole.printed}"
    together = amount(_sum(parts), whole.unit)
    computed = f"the part is {together}" if len(parts) == 1 else f"the parts add up to {together}"
    if check.option == APART:
        return _told_apart(whole, reported, computed, summed)
    steps = _sum_steps(parts, whole)
    by = _gap(parts, whole)
    if check.option == SOME_MAY_DIFFER and summed.low > whole.can_be.high:
        told = in_words(f"{one.what}, printed as {one.printed}," for one in parts)
        is_more = f"{'is' if len(parts) == 1 else 'are'} {by} more"
        message = (
            f"{whole.what}: printed as {whole.printed}. {told} should not be more, but {is_more}. Dates or definitions "
            "may differ; the report does not say."
        )
        return Finding(Verdict.WORTH_ASKING, reported, f"{by} more than the whole", message, steps)
    if check.option in (SOME, SOME_MAY_DIFFER):
        fits = summed.low <= whole.can_be.high
        said = "no more than" if fits else "more than"
    else:
        fits = summed.meets(whole.can_be)
        is_same = _sum(parts) == _sum([whole])
        said = "not" if not fits else "which is" if is_same or not whole.is_closed else "which with rounding is"
    way = "short" if summed.high < whole.can_be.low else "over"
    message = f"{whole.what}: {computed}, {said} the printed {whole.printed}{'' if fits else f', {way} by {by}'}."
    return Finding(_agrees(fits), reported, computed, message, steps)


def _told_apart(whole: PrintedFigure, reported: str, computed: str, summed: Interval) -> Finding:
    if not summed.meets(whole.can_be):
        return Finding(
            Verdict.AGREES, reported, computed,
            f"{whole.what}: the report describes the parts as different groups, and they do not add up to the printed "
            f"{whole.printed}.",
        )  # fmt: skip
    return Finding(
        Verdict.WORTH_ASKING, reported, computed,
        f"{whole.what}: {computed}, which is the printed {whole.printed}, although the report describes them as "
        "different groups. Are they parts of it?",
    )  # fmt: skip


def share_of_base(check: Check, facts: Facts) -> Finding:
    """A percentage against its count and base."""
    (share,), (count, base) = figures(check, facts)
    found = count.can_be.times(100).over(base.can_be)
    fits = found.meets(share.can_be)
    computed = f"{count.shown} out of {base.shown} is {span(found)}%"
    message = f"{share.what}: {computed}; the report prints {share.printed}."
    if not fits:
        needed = count.can_be.times(100).over(share.can_be)
        message += f" For {share.shown}, the base would have to be {span(_wholes(needed), 0)}."
    return Finding(_agrees(fits), f"{share.printed} of {base.printed}", computed, message)


def base_solver(check: Check, facts: Facts) -> Finding:
    """Which whole-number bases make all the printed shares true at once, and is the printed base one of them?"""
    named, against = figures(check, facts)
    pairs = list(zip(named[::2], named[1::2], strict=True))
    what = pairs[0][1].indicator
    reported = in_words(f"{count.shown} ({share.shown})" for count, share in pairs)
    bases = shared_base((count.can_be, share.can_be) for count, share in pairs)
    if bases and math.isinf(bases.high):
        return Finding(
            Verdict.CANNOT_CHECK, reported, "any base", f"{what}: the shares are too imprecise to show their base."
        )
    if not bases:
        computed = "no whole-number base"
        return Finding(
            Verdict.DISAGREES, reported, computed,
            f"{what}: no single base fits all {len(pairs)} shares, so they do not have the same base.",
        )  # fmt: skip
    computed = f"a base of {_from_to(bases.whole)}"
    if not against:
        return Finding(
            Verdict.CANNOT_CHECK, reported, computed,
            f"{what}: the report does not print the base of these {len(pairs)} shares; {computed} fits all of them.",
        )  # fmt: skip
    (base,) = against
    fits = bases.meets(base.can_be)
    message = f"{what}: all {len(pairs)} shares fit {computed}; the report prints {base.printed}."
    steps = _base_steps(pairs, bases, base)
    if not fits:
        apart = (base.can_be - bases).size
        message += f" {span(apart, 0)} {base.unit} are not accounted for."
    return Finding(_agrees(fits), f"{reported}; base {base.printed}", computed, message, steps)


def _base_steps(
    pairs: list[tuple[PrintedFigure, PrintedFigure]], bases: Interval, base: PrintedFigure
) -> tuple[str, ...]:
    """The first share of the printed base, what all shares need, and how far the two are apart."""
    count, share = pairs[0]
    of = count.can_be.times(100).over(base.can_be)
    needs = _wholes(count.can_be.times(100).over(share.can_be))
    shown = number(_sum([count]))
    return (
        f"{shown} ÷ {number(_sum([base]))} = {span(of)}%, printed as {share.shown}",
        f"{shown} ÷ {share.shown} = {span(needs, 0)}",
        f"all {len(pairs)} shares together: {span(bases, 0)}",
        *(
            f"{number(_sum([base]))} − {number(end, 0)} = {number(_sum([base]) - Fraction(end), 0)}"
            for end in dict.fromkeys((bases.high, bases.low))
        ),
    )


def shared_base(pairs: Iterable[tuple[Interval, Interval]]) -> Interval | None:
    """The whole numbers of which each count is its percentage, for all pairs of a count and its percentage at once;
    None where there is none. The end is open where the percentages are too loose to tell."""
    found: Interval | None = Interval(Fraction(1), math.inf)
    for count, share in pairs:
        each = count.times(100).over(share)
        found = found.both(each) if found else None
    if found is None or math.isinf(found.high):
        return found
    whole = found.whole
    return Interval(Fraction(whole[0]), Fraction(whole[-1])) if whole else None


def implied_population(check: Check, facts: Facts) -> Finding:
    """The population that a count and a rate imply, against the populations printed elsewhere."""
    named, populations = figures(check, facts)
    if len(named) == 1:
        return _implied_count(named[0], populations)
    count, rate = named
    implied = _wholes(count.can_be.times(PER).over(rate.can_be))
    computed = f"{count.shown} at {rate.shown} means a population of {span(implied, 0)}"
    reported = f"{count.printed} and {rate.printed}"
    if not populations:
        return Finding(
            Verdict.CANNOT_CHECK,
            reported,
            computed,
            f"{computed[0].upper()}{computed[1:]}; the report prints no population.",
        )
    others = [one for one in populations if not implied.meets(one.can_be)]
    printed = in_words(one.printed for one in populations)
    message = f"{count.what}: {computed}; the report prints {printed}."
    verdict = Verdict.AGREES if not others else Verdict.DISAGREES
    if others and check.option == MAY_DIFFER:
        verdict = Verdict.WORTH_ASKING
        message += " Ages or dates may differ; the report does not say."
    return Finding(verdict, f"{reported}; {printed}", computed, message)


def _implied_count(rate: PrintedFigure, populations: list[PrintedFigure]) -> Finding:
    """A rate whose count is not printed: how many that would be, of each printed population."""
    if not populations:
        return Finding(
            Verdict.CANNOT_CHECK, rate.printed, "", f"{rate.what}: the report prints neither count nor population."
        )
    counts = []
    for one in populations:
        low, high = (end * people / PER for end, people in zip(_ends(rate), _ends(one), strict=True))
        wholes = _wholes(Interval(low, high))
        counts.append(f"{span(wholes, 0 if wholes.whole else 1)} of {one.printed}")
    computed = in_words(counts)
    return Finding(
        Verdict.CANNOT_CHECK, f"{rate.printed}; {in_words(one.printed for one in populations)}", computed,
        f"{rate.what}: {rate.printed} would be {computed}. The count is missing.",
    )  # fmt: skip


def implied_growth(check: Check, facts: Facts) -> Finding:
    """By how much the population must have grown for two counts and their two rates, against the growth printed. A
    growth that is printed for several years is held against it as its average a year."""
    (later, later_rate, earlier, earlier_rate), printed = figures(check, facts)
    reported = (
        f"{earlier.shown} at {earlier_rate.shown}, then {later.shown} at {later_rate.shown} ({later_rate.section})"
    )
    before, after = (
        _wholes(count.can_be.times(PER).over(rate.can_be))
        for count, rate in ((earlier, earlier_rate), (later, later_rate))
    )
    if math.isinf(before.high) or math.isinf(after.high) or not before.low:
        return Finding(Verdict.CANNOT_CHECK, reported, "", f"{later.what}: the rates are too small to tell.")
    grown = after.times(100).over(before) - Interval.exactly(Fraction(100))
    computed = f"a population of {span(before, 0)}, then of {span(after, 0)}: {_grown(grown)}"
    message = f"{later.what}: {reported} means {computed}."
    if not printed:
        return Finding(Verdict.CANNOT_CHECK, reported, computed, f"{message} The report prints no growth.")
    (growth,) = printed
    years = next(iter(numbers_in(growth.period)), 1.0) if "year" in growth.period else 1.0
    a_year = growth.can_be.times(Fraction(1, int(years) or 1))
    told = f"{growth.printed}, {growth.period}"
    message += f" The report prints {told}" + (f", about {span(a_year, 1)}% a year." if years > 1 else ".")
    if grown.meets(a_year):
        return Finding(Verdict.AGREES, f"{reported}; {told}", computed, message)
    return Finding(
        Verdict.WORTH_ASKING, f"{reported}; {told}", computed,
        f"{message} The two rates may use different populations; the report does not say.",
    )  # fmt: skip


def _grown(by: Interval) -> str:
    if by.low >= 0:
        return f"a rise of {span(by, 1)}%"
    if by.high <= 0:
        return f"a fall of {span(by.turned, 1)}%"
    return f"anything from a fall of {number(-by.low, 1)}% to a rise of {number(by.high, 1)}%"


def possible_percentage(check: Check, facts: Facts) -> Finding:
    """Whether some whole number out of the printed base gives the percentage; of several bases, out of any of them,
    or out of all together. A base that is only assumed proves nothing, and the message says so."""
    (share,), bases = figures(check, facts)
    reported = f"{share.printed} of {in_words(one.printed for one in bases)}"
    loose = [one for one in bases if not one.can_be.is_exact or not one.can_be.low]
    if loose:
        return Finding(Verdict.CANNOT_CHECK, reported, "", f"The base {loose[0].printed} is not an exact count.")
    sizes = [int(one.can_be.low) for one in bases]
    sizes += [sum(sizes)] if len(sizes) > 1 else []
    giving = {n: _counts_giving(share.can_be, n) for n in sizes}
    fit = [f"{_from_to(counts)} of {number(n)}" for n, counts in giving.items() if counts]
    without = [n for n, counts in giving.items() if not counts]
    near = "; ".join(_nearest(share, n) for n in without)
    computed = in_words(fit) or near
    caveat = _caveat(check, share, bases, giving)
    if not without:
        return Finding(Verdict.AGREES, reported, computed, f"{share.what}: {share.shown} is {computed}.{caveat}")
    message = (
        f"{share.what}: no whole number out of {_either(number(n) for n in without)} gives {share.shown} "
        f"({share.section}); {near}."
    )
    if fit:
        message += f" It can be {in_words(fit)}{', taken together' if giving[sizes[-1]] else ''}."
    proved = check.option != ASSUMED and not fit
    agreed = check.option != ASSUMED and bool(fit)
    verdict = Verdict.DISAGREES if proved else Verdict.AGREES if agreed else Verdict.WORTH_ASKING
    return Finding(verdict, reported, computed, message + caveat)


def _nearest(share: PrintedFigure, n: int) -> str:
    below = math.floor(share.can_be.low * n / 100)
    return in_words(
        f"{one} of {number(n)} is {span(Interval.exactly(Fraction(one * 100, n)), 1)}%" for one in (below, below + 1)
    )


def _caveat(check: Check, share: PrintedFigure, bases: list[PrintedFigure], giving: Mapping[int, range]) -> str:
    """That the base is assumed; and that a large base gives every percentage, so that fitting it says nothing."""
    said = ""
    if check.option == ASSUMED:
        said = (
            f" The base is assumed: the report does not say that {_either(one.printed for one in bases)} is its base."
        )
    always = [n for n in giving if (share.can_be.high - share.can_be.low) * n >= 100]
    if len(always) == len(giving):
        said += (
            f" Out of {number(min(always))}, any percentage printed this precisely is possible, so this shows little."
        )
    return said


def possible_change(check: Check, facts: Facts) -> Finding:
    """Whether a whole number exists that rose or fell by the printed percentage to the printed count; of several
    counts, to any of them, where the report does not say of which it speaks."""
    laters, (change,) = figures(check, facts)
    by = change.can_be if check.option == "rise" else change.can_be.turned
    left = Interval(100 + by.low, 100 + by.high)
    what = laters[0].what
    reported = f"{_either(one.printed for one in laters)} after a {check.option} of {change.printed}"
    if left.low <= 0:
        return Finding(Verdict.CANNOT_CHECK, reported, "", f"A {check.option} of {change.shown} leaves nothing.")
    befores = [one.can_be.times(100).over(left) for one in laters]
    fit = [_from_to(before.whole) for before in befores if before.whole]
    if fit:
        computed = f"{_either(fit)} before"
        return Finding(Verdict.AGREES, reported, computed, f"{what}: {reported} means {computed}.")
    near = "; ".join(_nearest_before(one, before) for one, before in zip(laters, befores, strict=True))
    return Finding(
        Verdict.DISAGREES, reported, near,
        f"{what}: no earlier whole number gives a {check.option} of {change.shown} to "
        f"{_either(one.shown for one in laters)}; {near}.",
    )  # fmt: skip


def _nearest_before(later: PrintedFigure, before: Interval) -> str:
    below = math.floor(before.low)
    nearest = [Interval.exactly(Fraction(one)) for one in (below, below + 1) if one > 0]
    return in_words(
        f"{span(one)} to {later.shown} is {span((later.can_be - one).size.times(100).over(one))}%" for one in nearest
    )


def smallest_base(check: Check, facts: Facts) -> Finding:
    """How many there must have been at least. Without a printed base nothing more can be checked."""
    shares, _ = figures(check, facts)
    counts = [one for one in shares if one.unit != "%"]
    if counts:
        told = in_words(one.printed for one in counts)
        return Finding(Verdict.CANNOT_CHECK, told, "", f"{shares[0].what}: {told} is not a percentage.")
    groups: dict[str, list[PrintedFigure]] = {}
    for one in shares:
        groups.setdefault(one.period, []).append(one)
    printed = in_words(one.printed for one in shares)
    if len(groups) > 1:
        told = in_words(f"{number(_least(group))} ({in_words(one.shown for one in group)}, {period})"
                        for period, group in groups.items())  # fmt: skip
        return Finding(
            Verdict.CANNOT_CHECK, printed, f"bases of at least {told}",
            f"{shares[0].what}: {printed} printed without bases. The bases could be as few as {told}, each a group "
            "of its own.",
        )  # fmt: skip
    least = _least(shares)
    computed = f"a base of at least {number(least)}"
    together = "" if len(shares) == 1 else " if all are shares of one group"
    message = f"{shares[0].what}: {printed} printed without a base. It could be as few as {number(least)}{together}."
    if least < SMALL_GROUP:
        message += f" With {number(least)}, one more or fewer moves the share by {span(_one_in(least), 0)} points."
    return Finding(Verdict.CANNOT_CHECK, printed, computed, message)


def _least(shares: list[PrintedFigure]) -> int:
    """The smallest whole number out of which all the shares are possible."""
    return next(
        (n for n in range(1, LARGEST_BASE) if all(_counts_giving(share.can_be, n) for share in shares)), LARGEST_BASE
    )


def parts_overlap(check: Check, facts: Facts) -> Finding:
    """Parts that are together more than the whole: something counts twice, or belongs elsewhere."""
    parts, (whole,) = figures(check, facts)
    summed = total([one.can_be for one in parts])
    reported = f"{listed(parts)}; the whole {whole.printed}"
    computed = f"the parts together are {span(summed)}"
    if summed.low <= whole.can_be.high:
        return Finding(
            Verdict.AGREES, reported, computed, f"{whole.what}: {computed}, no more than the whole {whole.printed}."
        )
    over = span(summed - whole.can_be)
    return Finding(
        Verdict.WORTH_ASKING, reported, computed,
        f"{whole.what}: {computed}, {over} more than the whole {whole.printed}. Some may be counted in several "
        "parts, or belong to another time; the report does not say.",
    )  # fmt: skip


def figures(check: Check, facts: Facts) -> tuple[list[PrintedFigure], list[PrintedFigure]]:
    """A check's figures, and what they are held against."""
    return [facts.figures[one] for one in check.figure_ids], [facts.figures[one] for one in check.against_ids]


def _agrees(fits: bool) -> Verdict:
    return Verdict.AGREES if fits else Verdict.DISAGREES


def _counts_giving(share: Interval, n: int) -> range:
    high = share.high if share.high <= 100 else Fraction(100)  # "more than 80%" is no more than all
    return Interval(share.low * n / 100, high * n / 100).whole


def _wholes(found: Interval) -> Interval:
    """The whole numbers in an interval, as an interval; the interval itself where it holds none."""
    if math.isinf(found.high) or not found.whole:
        return found
    return Interval(Fraction(found.whole[0]), Fraction(found.whole[-1]))


def _either(parts: Iterable[str]) -> str:
    return " or ".join(parts)


def _from_to(wholes: Sequence[int]) -> str:
    return number(wholes[0]) if len(wholes) == 1 else f"{number(wholes[0])} to {number(wholes[-1])}"


def _one_in(n: int) -> Interval:
    return Interval.exactly(Fraction(100, n))


def _sum(found: Iterable[PrintedFigure]) -> Fraction:
    """The sum of the numbers as printed."""
    return sum((Fraction(repr(one.value)) for one in found), Fraction(0))


def _gap(parts: list[PrintedFigure], whole: PrintedFigure) -> str:
    """How far the parts are from the whole, of the numbers as printed; about so much where one is about so much."""
    if not all(one.is_closed for one in (*parts, whole)):
        return span((total([one.can_be for one in parts]) - whole.can_be).size)
    loose = "about " if any(one.qualifier for one in (*parts, whole)) else ""
    return f"{loose}{amount(abs(_sum(parts) - _sum([whole])), whole.unit)}"


def _sum_steps(parts: list[PrintedFigure], whole: PrintedFigure) -> tuple[str, ...]:
    unit, summed, of = whole.unit, _sum(parts), _sum([whole])
    added = " + ".join(amount(_sum([one]), unit) for one in parts)
    steps = [f"{added} = {amount(summed, unit)}"] if len(parts) > 1 else []
    if summed != of:
        more, less = max(summed, of), min(summed, of)
        steps.append(f"{amount(more, unit)} − {amount(less, unit)} = {amount(more - less, unit)}")
    return tuple(steps)


def _ends(figure: PrintedFigure) -> tuple[Number, Number]:
    return figure.can_be.low, figure.can_be.high
