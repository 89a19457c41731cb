"""Checks that a report's own rows suggest, so that a new report has some before anybody declares one. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from cscp_core.evidence.cells import look_alike
from cscp_core.evidence.declared import ALL, MAY_DIFFER, SOME, STATED, CheckKind
from cscp_core.evidence.periods import Period, read
from cscp_core.evidence.rules import in_words
from cscp_core.reconciliation.arithmetic import PER
from cscp_core.reconciliation.checks import result, run
from cscp_core.reconciliation.intervals import Interval
from cscp_core.reconciliation.rules import Check, Facts, PrintedFigure, Result, Verdict
from cscp_core.reconciliation.sayings import ways_said
from cscp_core.reconciliation.wording import span

WHOLES = frozenset(("", "all", "total", "overall", "all children", "all ages"))
"""Categories that stand for the whole of an indicator."""
NO_SUMS = ("%", "per ", "rate", "ratio", "average", "median", "point", "out of", "years old", "a year")
SAID_OF_RATES = frozenset(("rate", "rates", "per", "10", "000", "number", "of", "children"))
"""Words that tell a rate's name from its count's."""
WHY = {
    CheckKind.SUM_OF_PARTS: "Parts that do not add up leave somebody out, or count somebody twice.",
    CheckKind.SHARE_OF_BASE: "A share that does not match its own count and base is a share of something else.",
    CheckKind.POSSIBLE_PERCENTAGE: "Some whole number of people out of the printed base should give the share.",
    CheckKind.CHANGE: "The word for a change should fit the numbers.",
    CheckKind.IMPLIED_POPULATION: "Rates can be compared only if they use the same population.",
    CheckKind.SAME_THING: "A number that is printed twice should be the same both times.",
}
CAUTION = {
    CheckKind.SUM_OF_PARTS: "The rows do not say whether these are all the parts, or whether anybody is in two.",
    CheckKind.IMPLIED_POPULATION: "Ages or dates may differ; the report does not say.",
}
NUMERATOR, DENOMINATOR = "#count", "#base"
Found = tuple[Check, Facts]


def run_all(declared: Sequence[Check], facts: Facts) -> list[Result]:
    """The declared checks with what came of them, then those that the rows suggest."""
    return run(declared, facts) + made(facts, declared)


def made(facts: Facts, declared: Iterable[Check]) -> list[Result]:
    """Results of the checks that the rows suggest, without those whose figures a declared check holds together."""
    known = [{*one.figure_ids, *one.against_ids} for one in declared]
    found = []
    for suggest in (_sums, _shares, _changes, _same_things):
        for check, of in suggest(facts):
            if not _is_known({*check.figure_ids, *check.against_ids}, known):
                found.append(_naming_printed(check, of))
    return found + [one for one in _rates(facts) if not _is_known(set(one.figures), known)]


def _is_known(figures: set[str], known: list[set[str]]) -> bool:
    real = {one.partition("#")[0] for one in figures}
    return any(real <= one for one in known) and len(real) > 1


def _naming_printed(check: Check, facts: Facts) -> Result:
    """A result that names only figures of the report. What rests on how the rows are read is worth asking at most."""
    found = result(check, facts)
    caution = CAUTION.get(check.kind, "")
    if found.verdict is Verdict.DISAGREES and caution:
        found = replace(found, verdict=Verdict.WORTH_ASKING, message=f"{found.message} {caution}")
    real = tuple(dict.fromkeys(one.partition("#")[0] for one in found.figures))
    return replace(found, figures=real, is_generated=True)


def _check(kind: CheckKind, about: str, figure_ids: tuple[str, ...], **details: object) -> Check:
    return Check(
        check_id=f"own-rows.{kind.value.replace('_', '-')}.{about}",
        kind=kind,
        figure_ids=figure_ids,
        why=WHY[kind],
        **details,  # type: ignore[arg-type]
    )


def _sums(facts: Facts) -> Iterator[Found]:
    """Parts of an indicator, where its whole is printed for the same place and time."""
    for group in _grouped(facts, lambda one: (one.indicator_id, one.area, one.unit)):
        wholes = [one for one in group if look_alike(one.category) in WHOLES]
        parts = {one.category: one for one in group if look_alike(one.category) not in WHOLES}
        printed = [one for one in parts.values() if one.value is not None]
        is_count = not any(word in group[0].unit for word in NO_SUMS)
        if is_count and len(wholes) == 1 and wholes[0].value is not None and len(printed) > 1:
            option = ALL if len(printed) == len(parts) else SOME
            ids = tuple(one.figure_id for one in printed)
            whole = wholes[0].figure_id
            yield _check(CheckKind.SUM_OF_PARTS, whole, ids, against_ids=(whole,), option=option), facts


def _shares(facts: Facts) -> Iterator[Found]:
    """Percentages against the count and the base in their own rows."""
    for one in facts.figures.values():
        if one.unit != "%" or one.value is None or not one.denominator:
            continue
        count, base = (f"{one.figure_id}{mark}" for mark in (NUMERATOR, DENOMINATOR))
        of = facts.with_figures(
            {base: _number_of(one, base, one.denominator)}
            | ({count: _number_of(one, count, one.numerator)} if one.numerator is not None else {})
        )
        if one.numerator is not None:
            yield _check(CheckKind.SHARE_OF_BASE, one.figure_id, (one.figure_id,), against_ids=(count, base)), of
        else:
            yield (
                _check(CheckKind.POSSIBLE_PERCENTAGE, one.figure_id, (one.figure_id,), against_ids=(base,),
                       option=STATED),
                of,
            )  # fmt: skip


def _number_of(share: PrintedFigure, figure_id: str, value: float) -> PrintedFigure:
    """The count or base of a share as a figure of its own."""
    return replace(
        share, figure_id=figure_id, value=value, unit="cases", as_printed=f"{value:g}", qualifier="", denominator=None,
        numerator=None,
    )  # fmt: skip


def _changes(facts: Facts) -> Iterator[Found]:
    """A value, the one of the like time before, and a word of rising or falling that is printed with either."""
    series: dict[tuple[str, str, str, str], list[PrintedFigure]] = {}
    for one in facts.figures.values():
        if one.value is not None and read(one.period).is_definite:
            series.setdefault((one.indicator_id, one.category, one.area, one.unit), []).append(one)
    for group in series.values():
        ordered = sorted(group, key=lambda one: str(read(one.period).last))
        for place, later in enumerate(ordered):
            before = [one for one in ordered[:place] if read(one.period).is_like(read(later.period))]
            if not before or read(before[-1].period).is_same(read(later.period)):
                continue
            words = next((said for said in (later.context, before[-1].context) if ways_said(said)), "")
            if words:
                ids = (later.figure_id, before[-1].figure_id)
                yield _check(CheckKind.CHANGE, later.figure_id, ids, words=words), facts


def _same_things(facts: Facts) -> Iterator[Found]:
    """One measure that two sections print for one place and time. Within one section they are told apart in words."""
    for group in _grouped(facts, lambda one: (one.indicator_id, one.area, one.unit, one.category)):
        by_section = {one.section: one for one in group if one.value is not None}
        printed = list(by_section.values())
        if len(printed) > 1:
            ids = tuple(one.figure_id for one in printed)
            yield _check(CheckKind.SAME_THING, ids[0], ids, option=MAY_DIFFER), facts


def _grouped(facts: Facts, by: Callable[[PrintedFigure], tuple[str, ...]]) -> list[list[PrintedFigure]]:
    """Figures of one time, and of what else is asked."""
    groups: dict[tuple[Period, tuple[str, ...]], list[PrintedFigure]] = {}
    for one in facts.figures.values():
        when = read(one.period)
        if when.is_definite:
            groups.setdefault((when, by(one)), []).append(one)
    return list(groups.values())


def _rates(facts: Facts) -> Iterator[Result]:
    """Counts with their rates: the populations that they imply, against a printed one or against each other's."""
    for pairs in _pairs(facts):
        first_count, first_rate = pairs[0]
        for count, rate in pairs:
            base = facts.sheets["indicators"][rate.indicator_id].get("base_figure_id")
            if base in facts.figures and facts.figures[base].value is not None:
                ids = (count.figure_id, rate.figure_id)
                how = {"against_ids": (base,), "option": MAY_DIFFER}
                yield _naming_printed(_check(CheckKind.IMPLIED_POPULATION, rate.figure_id, ids, **how), facts)
            elif rate is not first_rate:
                yield _held_together((first_count, first_rate), (count, rate))


def _pairs(facts: Facts) -> list[list[tuple[PrintedFigure, PrintedFigure]]]:
    """Counts with the rates of the same name, by place and time."""
    found: dict[tuple[Period, str], list[tuple[PrintedFigure, PrintedFigure]]] = {}
    for group in _grouped(facts, lambda one: (one.area,)):
        counts = {_named(one): one for one in group if one.value and not any(word in one.unit for word in NO_SUMS)}
        for rate in group:
            count = counts.get(_named(rate))
            if count and rate.value and rate.unit.startswith("per 10,000"):
                found.setdefault((read(rate.period), rate.area), []).append((count, rate))
    return list(found.values())


def _named(figure: PrintedFigure) -> tuple[frozenset[str], str]:
    return frozenset(look_alike(figure.indicator).split()) - SAID_OF_RATES, figure.category


def _held_together(one: tuple[PrintedFigure, PrintedFigure], other: tuple[PrintedFigure, PrintedFigure]) -> Result:
    here, there = _implied(*one), _implied(*other)
    fits = here.meets(there)
    count, rate = other
    computed = f"{span(here, 0)} and {span(there, 0)}"
    message = (
        f"{one[0].what}: {one[0].shown} at {one[1].shown} means a population of {span(here, 0)}; {count.what}: "
        f"{count.shown} at {rate.shown} means one of {span(there, 0)}."
    )
    if not fits:
        message += f" {CAUTION[CheckKind.IMPLIED_POPULATION]}"
    figures = (*one, *other)
    return Result(
        id=f"own-rows.implied-population.{rate.figure_id}",
        check=str(CheckKind.IMPLIED_POPULATION),
        title=CheckKind.IMPLIED_POPULATION.heading,
        sections=tuple(dict.fromkeys(figure.section for figure in figures)),
        figures=tuple(figure.figure_id for figure in figures),
        refs=(),
        verdict=Verdict.AGREES if fits else Verdict.WORTH_ASKING,
        reported=in_words(figure.printed for figure in figures),
        computed=computed,
        message=message,
        why=WHY[CheckKind.IMPLIED_POPULATION],
        theme_id=rate.theme_id,
        agency_id=rate.agency_id,
        is_generated=True,
    )


def _implied(count: PrintedFigure, rate: PrintedFigure) -> Interval:
    return count.can_be.times(PER).over(rate.can_be)
