"""What a check is given and what it finds: the report's rows as facts, verdicts, findings and results. Pure."""

import math
import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cscp_core.evidence import periods
from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.numbers import OFTEN, WORDS, flattened
from cscp_core.evidence.periods import Period
from cscp_core.evidence.rules import ValueState, singular
from cscp_core.labelled import Labelled
from cscp_core.reconciliation import intervals
from cscp_core.reconciliation.intervals import Interval

if TYPE_CHECKING:
    from cscp_core.reconciliation.estimates import Known

Row = Mapping[str, Any]


class Verdict(Labelled):
    """What came of a check. `disagrees` is arithmetic alone; words, tenses and references are only worth asking."""

    DISAGREES = "disagrees", "disagrees"
    WORTH_ASKING = "worth_asking", "worth asking"
    AGREES = "agrees", "agrees"
    CANNOT_CHECK = "cannot_check", "cannot be checked"

    @property
    def plural(self) -> str:
        """As a number of them is told: "16 disagree"."""
        return {
            Verdict.DISAGREES: "disagree",
            Verdict.WORTH_ASKING: "are worth asking about",
            Verdict.AGREES: "agree",
            Verdict.CANNOT_CHECK: "cannot be checked",
        }[self]

    def told_of(self, number: int) -> str:
        """As so many of them are told: "1 disagrees", "3 disagree"."""
        if number != 1:
            return self.plural
        return {Verdict.DISAGREES: "disagrees", Verdict.AGREES: "agrees"}.get(self, self.plural.replace("are ", "is "))


RAISED = (Verdict.DISAGREES, Verdict.WORTH_ASKING)
"""Verdicts that the scrutineer may raise or mark as explained."""


@dataclass(frozen=True, kw_only=True)
class PrintedFigure:
    """A printed figure, with what the checks need of its indicator."""

    figure_id: str
    indicator_id: str
    indicator: str
    definition: str
    agency_id: str
    theme_id: str
    category: str
    area: str
    period: str
    value: float | None
    unit: str
    state: ValueState
    qualifier: str
    section: str
    as_printed: str
    denominator: float | None
    numerator: float | None = None
    context: str = ""
    base_figure_id: str = ""

    @property
    def what(self) -> str:
        return f"{self.indicator}, {self.category}" if self.category else self.indicator

    @property
    def printed(self) -> str:
        """The value as the report prints it, with the section."""
        return f"{self.shown} ({self.section})"

    @property
    def shown(self) -> str:
        if self.value is None:
            return str(self.state)
        words = self.as_printed.strip().lower()
        if words in OFTEN or not (re.fullmatch(r"[\d,.\s]+", self.as_printed) or words in WORDS):
            return self.as_printed
        return f"{self.as_printed} {singular(self.unit) if self.value == 1 else self.unit}"

    @property
    def is_closed(self) -> bool:
        """Whether it is one number that was at most rounded, and not "over" or "under" one."""
        return (
            not math.isinf(self.can_be.high)
            and self.can_be.low <= (self.value or 0) <= self.can_be.high
            and (self.can_be.low != 0 or not self.value)
        )

    @cached_property
    def can_be(self) -> Interval:
        """Everything that is printed like this. Only for figures with a value."""
        assert self.value is not None
        return intervals.read(self.value, self.unit, self.as_printed, self.qualifier)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One row of checks.csv, or a check that the two years of a report give."""

    check_id: str
    kind: CheckKind
    figure_ids: tuple[str, ...]
    against_ids: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    words: str = ""
    option: str = ""
    why: str = ""
    place: int = 0
    first: bool = False
    """Whether a reader should meet it before all others."""


@dataclass(frozen=True)
class Finding:
    """What a function of a kind says of one check: `reported` by the report, `computed` from it, both in words."""

    verdict: Verdict
    reported: str
    computed: str
    message: str
    steps: tuple[str, ...] = ()
    """The arithmetic, a line each: "75 + 81 = 156"."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A check with what came of it. `sections` and `figures` are what a challenge has to name."""

    id: str
    check: str
    title: str
    sections: tuple[str, ...]
    figures: tuple[str, ...]
    refs: tuple[str, ...]
    verdict: Verdict
    reported: str
    computed: str
    message: str
    why: str
    theme_id: str = ""
    agency_id: str = ""
    is_generated: bool = False
    """Whether the report's own rows suggest it, and nobody declared it."""
    is_first: bool = False
    """Whether a reader should meet it before all others."""
    steps: tuple[str, ...] = ()
    """The arithmetic, a line each."""
    counts_children: bool = True
    """Whether any of its figures counts children or what happens to them."""
    asks: str = ""
    answered_by: str = ""
    """A question of its own, and what would answer it, in place of those of its verdict."""

    @property
    def question(self) -> str:
        """The question that a challenge would put."""
        if self.asks:
            return self.asks
        if self.verdict is Verdict.DISAGREES:
            so_what = "what does that change for children" if self.counts_children else "what explains the difference"
            return f"{self.message} Which of the numbers is right, and {so_what}?"
        return f"{self.message} What is meant, and how do you know?"

    @property
    def would_answer(self) -> str:
        """What would answer that question."""
        return self.answered_by or (
            "The counts and bases from the source, with their date, and the corrected sentence for the report."
        )

    def as_json(self) -> dict[str, object]:
        """What the command line prints of it."""
        return {
            "id": self.id,
            "check": self.check,
            "sections": list(self.sections),
            "figures": list(self.figures),
            "verdict": self.verdict.value,
            "reported": self.reported,
            "computed": self.computed,
            "message": self.message,
        }


ID_COLUMNS = {
    "figures": "figure_id",
    "claims": "claim_id",
    "reviews": "review_id",
    "recommendations": "recommendation_id",
    "sections": "section",
    "indicators": "indicator_id",
    "challenges": "challenge_id",
    "voices": "voice_id",
    "gaps": "gap_id",
    "bodies": "body_id",
}
"""The sheets that checks look at, with their ids."""


BEGINNINGS = (4, 5, 6, 7)
"""How many letters of two words must agree: "recommendations" is found by "recommended", "audits" by "audit"."""


class Facts:
    """A report's rows by sheet, as a folder or the database holds them, and how checks ask for them."""

    def __init__(self, sheets: Mapping[str, Iterable[Row]], period: str) -> None:
        self.sheets = {name: {row[ID_COLUMNS[name]]: row for row in rows} for name, rows in sheets.items()}
        self.period = period
        self.known: Known | None = None
        self._beginnings: dict[str, frozenset[str]] = {}
        self.year: Period = periods.read(period)
        self.figures: dict[str, PrintedFigure] = {
            one: _figure(row, self.sheets["indicators"][row["indicator_id"]])
            for one, row in self.sheets["figures"].items()
        }

    def with_figures(self, more: Mapping[str, PrintedFigure]) -> "Facts":
        """The same facts with more figures."""
        other = copy(self)
        other.figures = {**self.figures, **more}
        return other

    def with_known(self, known: "Known") -> "Facts":
        """The same facts with what the report prints elsewhere of its percentages and rates."""
        other = copy(self)
        other.known = known
        return other

    @property
    def sections(self) -> "Mapping[str, Row]":
        """The report's sections by number."""
        return self.sheets["sections"]

    def row(self, ref: str) -> Row | None:
        """A claim, review, recommendation, figure or other row by its id."""
        return next((rows[ref] for name, rows in self.sheets.items() if name != "sections" and ref in rows), None)

    def section_of(self, ref: str) -> str:
        if ref in self.figures:
            return self.figures[ref].section
        if ref in self.sheets["sections"]:
            return ref
        found = self.row(ref)
        return found["section"] if found else ""

    def beginnings_in(self, section: str) -> frozenset[str]:
        """How the words begin that are loaded of a section, its title included: the first four to seven letters."""
        if section not in self._beginnings:
            title = self.sections.get(section, {}).get("title", "")
            words = set(re.findall(r"[a-z]+", flattened(" ".join([title, *self._texts.get(section, ())]))))
            self._beginnings[section] = frozenset(word[:length] for word in words for length in BEGINNINGS)
        return self._beginnings[section]

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in ("claims", "recommendations", "reviews", "figures", "challenges", "voices", "bodies"):
            for row in self.sheets.get(name, {}).values():
                told = (
                    str(row.get(column) or "") for column in ("text", "title", "summary", "name", "context", "note")
                )
                found.setdefault(row["section"], []).append(" ".join(told))
        return found


def _figure(row: Row, indicator: Row) -> PrintedFigure:
    own = ("figure_id", "indicator_id", "category", "area", "period", "value", "unit", "section", "as_printed")
    return PrintedFigure(
        **{name: row[name] for name in (*own, "denominator", "qualifier")},
        numerator=row.get("numerator"),
        context=row.get("context") or "",
        base_figure_id=indicator.get("base_figure_id") or "",
        state=ValueState(row["state"]),
        indicator=indicator["name"],
        definition=indicator["definition"],
        agency_id=indicator["agency_id"] or "",
        theme_id=indicator["theme_id"],
    )
