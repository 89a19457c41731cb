"""What two years of a report say of each other: left out, restated, redefined, promised and not mentioned again."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from cscp_core.evidence.ownership import partnership_id
from cscp_core.evidence.periods import PeriodKind, read
from cscp_core.evidence.rules import OPEN, HowFar, RecommendationKind, ValueState, WorkStatus
from cscp_core.reconciliation.rules import Facts, PrintedFigure, Result, Row, Verdict


class YearKind(StrEnum):
    """What is asked of two years. These checks are made, not declared."""

    LEFT_OUT = "measured_before"
    RESTATED = "restated"
    REDEFINED = "definition_moved"
    PROMISED = "promise_without_successor"

    @property
    def heading(self) -> str:
        return _ASKS[self][0]

    @property
    def asks(self) -> str:
        return _ASKS[self][1]


_ASKS = {
    YearKind.LEFT_OUT: ("Measured before, missing now", "Is what was measured last year measured again?"),
    YearKind.RESTATED: ("Restated", "Is last year's number the same in both reports?"),
    YearKind.REDEFINED: ("A definition that changed", "Does a measure mean the same in both reports?"),
    YearKind.PROMISED: (
        "A promise not mentioned again",
        "Does this year's report say what became of what was promised?",
    ),
}
WHY = {
    YearKind.LEFT_OUT: "A measure that is dropped can hide a change for children.",
    YearKind.RESTATED: "If last year's number was corrected, a change since then may come from the counting.",
    YearKind.REDEFINED: "Numbers with two meanings cannot be compared.",
    YearKind.PROMISED: "A promise that nobody mentions again may not have been kept.",
}


MEASURED = frozenset({ValueState.PRINTED, ValueState.CHART_ONLY, ValueState.SUPPRESSED})
"""States of a value that was measured, whether or not its number can be read."""


def compared(now: Facts, before: Facts) -> list[Result]:
    """Results like any other, about `now`."""
    return [
        *_left_out(now, before),
        *_restated(now, before),
        *_redefined(now, before),
        *_promised(now, before),
    ]


def year_before(partnership: str, period: str, reports: Mapping[str, tuple[str, str]]) -> str | None:
    """Of reports by id, each with its partnership and period: the newest of the same partnership before a period."""
    own = partnership_id(partnership)
    earlier = [(when, one) for one, (whose, when) in reports.items() if partnership_id(whose) == own and when < period]
    return max(earlier)[1] if earlier else None


def _left_out(now: Facts, before: Facts) -> Iterator[Result]:
    """A measure, or one part of it, that had a value and has none now, for the same place. A row that says "not
    collected" measures nothing; a number that is only drawn in a chart or withheld was measured, and one that is
    awaited may still come."""
    kept = MEASURED | {ValueState.AWAITED}
    measured = {_part(one) for one in now.figures.values() if one.state in kept and _is_of(one, now)}
    still = {indicator_id for indicator_id, *_ in measured}
    newest: dict[tuple[str, str], PrintedFigure] = {}
    for one in before.figures.values():
        if one.value is not None and _is_of(one, before):
            newest.setdefault((one.indicator_id, one.category), one)
    told = set()
    for (indicator_id, category), printed in newest.items():
        whole = indicator_id not in still
        ref = indicator_id if whole else f"{indicator_id}.{_slug(category) or 'whole'}"
        if _part(printed) in measured or ref in told:
            continue
        told.add(ref)
        said = _said_instead(printed, now)
        yield _result(
            YearKind.LEFT_OUT, ref, before.sheets["indicators"][indicator_id], (), Verdict.WORTH_ASKING,
            f"{before.period}: {printed.printed}", f"{now.period}: {said}",
            f"{printed.what}: {before.period} printed {printed.printed}; {now.period} {said}.",
        )  # fmt: skip


def _said_instead(printed: PrintedFigure, now: Facts) -> str:
    empty = [one for one in now.figures.values() if _part(one) == _part(printed) and one.value is None]
    return f"says that it is {empty[0].state}" if empty else "prints nothing"


def _part(figure: PrintedFigure) -> tuple[str, str, str]:
    return figure.indicator_id, figure.category, figure.area


def _slug(category: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", category.lower()).strip("-")


def _restated(now: Facts, before: Facts) -> Iterator[Result]:
    earlier: dict[tuple[object, ...], PrintedFigure] = {}
    for one in before.figures.values():
        if one.value is not None and read(one.period).is_definite:
            earlier.setdefault(_key(one), one)
    for one in now.figures.values():
        printed = earlier.get(_key(one)) if one.value is not None and read(one.period).is_definite else None
        if printed is None:
            continue
        same = one.can_be.meets(printed.can_be)
        said = f"{one.what}, {one.area}, {one.period}"
        yield _result(
            YearKind.RESTATED, one.figure_id, now.sheets["indicators"][one.indicator_id], (one.figure_id,),
            Verdict.AGREES if same else Verdict.DISAGREES, f"{before.period}: {printed.printed}",
            f"{now.period}: {one.printed}",
            f"{said}: {before.period} printed {printed.printed}, {now.period} prints {one.printed}"
            + ("." if same else ". The number was restated; the report does not say why."),
            section=one.section,
        )  # fmt: skip


def _redefined(now: Facts, before: Facts) -> Iterator[Result]:
    for indicator_id, indicator in now.sheets["indicators"].items():
        old = before.sheets["indicators"].get(indicator_id)
        if old is None or old["definition"] == indicator["definition"] or not old["definition"]:
            continue
        new = indicator["definition"] or "no definition"
        yield _result(
            YearKind.REDEFINED, indicator_id, indicator, (), Verdict.WORTH_ASKING,
            f"{before.period}: {old['definition']}", f"{now.period}: {new}",
            f"{indicator['name']} has a new definition. {before.period}: {_ended(old['definition'])} "
            f"{now.period}: {_ended(new)}",
        )  # fmt: skip


def _promised(now: Facts, before: Facts) -> Iterator[Result]:
    for ref, row in before.sheets["recommendations"].items():
        is_open = WorkStatus(row["work_status"]) in OPEN and row["kind"] != RecommendationKind.STRENGTH
        successor = now.sheets["recommendations"].get(ref)
        if is_open and not _is_answered(successor):
            yield _unmentioned(now, before, ref, row, is_listed=successor is not None)
    taken_up = {
        (row["theme_id"], row["agency_id"]) for row in now.sheets["claims"].values() if row["how_far"] != HowFar.PLANNED
    }
    for ref, row in before.sheets["claims"].items():
        if row["how_far"] == HowFar.PLANNED and (row["theme_id"], row["agency_id"]) not in taken_up:
            yield _unmentioned(now, before, ref, row)


def _is_answered(row: Row | None) -> bool:
    """Whether a report says how far an action has come: a row carried over and still "not reported" does not."""
    return row is not None and bool(row.get("status_as_reported") or row["work_status"] != WorkStatus.NOT_REPORTED)


def _unmentioned(now: Facts, before: Facts, ref: str, row: Row, *, is_listed: bool = False) -> Result:
    said = "lists it but does not say how far it has got" if is_listed else "does not mention it again"
    return _result(
        YearKind.PROMISED, ref, row, (), Verdict.WORTH_ASKING, f"{before.period} ({row['section']}): {row['text']}",
        f"{now.period}: {'not reported' if is_listed else 'nothing'}",
        f"{before.period} promised (section {row['section']}): {_ended(row['text'])} {now.period} {said}.",
    )  # fmt: skip


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _key(figure: PrintedFigure) -> tuple[object, ...]:
    return figure.indicator_id, figure.category, figure.area, read(figure.period), figure.unit


def _is_of(figure: PrintedFigure, facts: Facts) -> bool:
    when = read(figure.period)
    return PeriodKind.UNKNOWN in (when.kind, facts.year.kind) or when.meets(facts.year)


def _result(
    kind: YearKind, ref: str, row: Row, figures: tuple[str, ...], verdict: Verdict, reported: str, computed: str,
    message: str, section: str = "",
) -> Result:  # fmt: skip
    return Result(
        id=f"{kind.replace('_', '-')}.{ref}",
        check=str(kind),
        title=kind.heading,
        sections=(section or str(row["section"]),),
        figures=figures,
        refs=(),
        verdict=verdict,
        reported=reported,
        computed=computed,
        message=message,
        why=WHY[kind],
        theme_id=str(row["theme_id"] or ""),
        agency_id=str(row["agency_id"] or ""),
    )
