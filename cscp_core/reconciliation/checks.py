"""Every kind of check with its function, and running them over a report's facts."""

from collections.abc import Callable, Iterable

from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.folder import Folder
from cscp_core.evidence.rules import in_words
from cscp_core.evidence.subjects import Subject, subject_named
from cscp_core.reconciliation import arithmetic, comparing, reading
from cscp_core.reconciliation.estimates import known_of
from cscp_core.reconciliation.rules import ID_COLUMNS, Check, Facts, Finding, PrintedFigure, Result, Row, Verdict

FUNCTIONS: dict[CheckKind, Callable[[Check, Facts], Finding]] = {
    CheckKind.SUM_OF_PARTS: arithmetic.sum_of_parts,
    CheckKind.SHARE_OF_BASE: arithmetic.share_of_base,
    CheckKind.BASE_SOLVER: arithmetic.base_solver,
    CheckKind.CHANGE: comparing.change,
    CheckKind.IMPLIED_POPULATION: arithmetic.implied_population,
    CheckKind.IMPLIED_GROWTH: arithmetic.implied_growth,
    CheckKind.POSSIBLE_PERCENTAGE: arithmetic.possible_percentage,
    CheckKind.POSSIBLE_CHANGE: arithmetic.possible_change,
    CheckKind.SMALLEST_BASE: arithmetic.smallest_base,
    CheckKind.SAME_THING: comparing.same_thing,
    CheckKind.TWO_DEFINITIONS: comparing.two_definitions,
    CheckKind.PARTS_OVERLAP: arithmetic.parts_overlap,
    CheckKind.COMPARATOR: comparing.comparator,
    CheckKind.TENSE: reading.tense,
    CheckKind.DATES: reading.dates,
    CheckKind.CROSS_REFERENCE: reading.cross_reference,
    CheckKind.WORDING: reading.wording,
    CheckKind.SMALL_NUMBERS: reading.small_numbers,
}
WITHOUT_VALUES = frozenset({CheckKind.SMALL_NUMBERS, CheckKind.TENSE, CheckKind.DATES, CheckKind.CROSS_REFERENCE})
"""Kinds that look at rows, and need no number of each figure they name."""


def check_of(row: Row) -> Check:
    """A row of checks.csv as a check."""
    return Check(
        check_id=str(row["check_id"]),
        kind=CheckKind(row["kind"]),
        figure_ids=_ids(row["figure_ids"]),
        against_ids=_ids(row["against_ids"]),
        refs=_ids(row["refs"]),
        words=row["words"] or "",
        option=row["option"] or "",
        why=row["why"],
        first=bool(row.get("first")),
    )


def facts_of(folder: Folder) -> Facts:
    return Facts({name: [row.cells for row in folder.rows[name]] for name in ID_COLUMNS}, folder.period)


def _ids(cell: str | None) -> tuple[str, ...]:
    return tuple((cell or "").split())


def run(checks: Iterable[Check], facts: Facts) -> list[Result]:
    """One result for each check, in the order in which they are declared."""
    listed = list(checks)
    known = facts.with_known(known_of(facts.figures.values(), listed))
    return [result(check, known) for check in listed]


def result(check: Check, facts: Facts) -> Result:
    """What came of one check. A figure without a value cannot be checked, and the message says which."""
    named = (*check.figure_ids, *check.against_ids)
    without = [facts.figures[one] for one in named if facts.figures[one].value is None]
    if without and check.kind not in WITHOUT_VALUES:
        missing = in_words(f"{one.what} ({one.section}) is {one.state}" for one in without)
        reported = in_words(facts.figures[one].printed for one in named)
        found = Finding(Verdict.CANNOT_CHECK, reported, "", f"{missing}. The number is missing.")
    else:
        found = FUNCTIONS[check.kind](check, facts)
    about = next((facts.figures[one] for one in named), None)
    row = None if about else next((row for ref in check.refs if (row := facts.row(ref))), None)
    return Result(
        id=check.check_id,
        check=str(check.kind),
        title=check.kind.heading,
        sections=tuple(dict.fromkeys(facts.section_of(one) for one in (*named, *check.refs) if facts.section_of(one))),
        figures=tuple(dict.fromkeys(named)),
        refs=check.refs,
        verdict=found.verdict,
        reported=found.reported,
        computed=found.computed,
        message=found.message,
        why=check.why,
        theme_id=about.theme_id if about else str((row or {}).get("theme_id") or ""),
        agency_id=about.agency_id if about else str((row or {}).get("agency_id") or ""),
        is_first=check.first,
        steps=found.steps,
        counts_children=not named or any(_counts_children(facts.figures[one]) for one in named),
    )


def _counts_children(figure: PrintedFigure) -> bool:
    return subject_named(figure.indicator, figure.unit, figure.as_printed) is Subject.CHILDREN
