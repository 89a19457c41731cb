"""What the evidence hands out: frozen values, free of the session that read them."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from cscp_core.evidence import rules
from cscp_core.evidence import tables as t
from cscp_core.people.tables import Agency

JUDGES = re.compile(r"^(?:only|just)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Year:
    """A loaded report. `load_number` is the version of its data: cache by it."""

    report_id: str
    title: str
    partnership: str
    period: str
    home_area: str
    covers: str
    not_loaded: str
    load_number: int
    whose: str = ""
    """The partnership, where reports of several are loaded and each screen has to say whose it shows."""
    being_read: bool = False
    """Whether it holds only what has been confirmed of a draft so far."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    theme_id: str
    name: str
    plain_name: str
    is_priority: bool
    section: str
    note_first: str
    said: str
    behind: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value of an indicator, with what is needed to read it rightly."""

    figure_id: str
    indicator_id: str
    indicator: str
    plain_indicator: str
    theme_id: str
    category: str
    area: str
    period: str
    value: float | None
    unit: str
    state: rules.ValueState
    qualifier: str
    numerator: float | None
    denominator: float | None
    section: str
    as_printed: str
    context: str
    note: str
    polarity: rules.Polarity
    polarity_reason: str
    false_assurance: bool
    definition: str
    agency_id: str
    place: int
    base_figure_id: str = ""
    """For a rate: the figure of the population that it may be read with."""

    @property
    def when(self) -> str:
        """Its period where nothing else says that it is one."""
        return "period not stated" if self.period == "not stated" else self.period

    @property
    def where_and_when(self) -> str:
        """Its area and period, for a sentence or a cell."""
        return f"{self.area}, {self.when}"

    @property
    def shown(self) -> str:
        """The value as printed, or why there is none."""
        return self.as_printed if self.state is rules.ValueState.PRINTED else self.state.label

    @property
    def number(self) -> str:
        """As printed, for a chart or a sentence of ours: without the report's own *only* or *just*, which judges it."""
        return JUDGES.sub("", self.as_printed)

    @property
    def what(self) -> str:
        """The indicator, with the part of it that this is."""
        return f"{self.indicator}: {self.category}" if self.category else self.indicator

    @property
    def plain(self) -> str:
        """The whole of it in plain words: what, where, when, and the value."""
        part = f": {self.category}" if self.category else ""
        return f"{self.plain_indicator or self.indicator}{part}, {self.where_and_when}: {self.shown}"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim with the grade that the file suggests."""

    claim_id: str
    section: str
    theme_id: str
    text: str
    hedged: bool
    plain: str
    how_far: rules.HowFar
    how_known: rules.HowKnown
    reason: str
    lacks: str
    agency_id: str
    agency: str
    figure_ids: tuple[str, ...]
    load_number: int
    """The load that last changed its words."""


@dataclass(frozen=True, kw_only=True)
class Review:
    review_id: str
    kind: rules.ReviewKind
    title: str
    body: str
    theme_id: str
    dates: str
    outcome: str
    section: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    recommendation_id: str
    review_id: str
    review: str
    review_kind: rules.ReviewKind | None
    theme_id: str
    theme: str
    kind: rules.RecommendationKind
    text: str
    plain: str
    owner: str
    agency_id: str
    agency: str
    due: str
    status_as_reported: str
    work_status: rules.WorkStatus
    evidence_of_impact: str
    section: str


@dataclass(frozen=True, kw_only=True)
class RecordedChallenge:
    challenge_id: str
    category: str
    theme_id: str
    section: str
    asked_by: str
    asked_of: str
    agency_id: str | None
    text: str
    plain: str
    what_came: str


@dataclass(frozen=True, kw_only=True)
class Voice:
    voice_id: str
    theme_id: str
    section: str
    who: str
    text: str
    plain: str
    what_came: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    gap_id: str
    theme_id: str
    section: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Body:
    body_id: str
    kind: str
    name: str
    chair: str
    meets: str
    section: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Term:
    term_id: str
    abbreviation: str
    expansion: str
    plain: str
    explained_in_report: bool
    section: str


@dataclass(frozen=True, kw_only=True)
class Objective:
    objective_id: str
    position: int
    text: str
    strands: tuple[tuple[str, str, bool], ...]
    """Each strand's name, theme id (or empty) and whether the report marks it as a priority."""


@dataclass(frozen=True, kw_only=True)
class EarlierWording:
    """A row as JSON, as it stood until the given load."""

    load_number: int
    wording: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that a search found."""

    kind: str
    row_id: str
    section: str
    text: str
    plain: str
    """The same in plain words; where the report's rows have none, as `text`."""
    theme_id: str
    """Empty where it belongs to no theme."""
    opens: str = ""
    """The id of the item that a link opens, where it is another: an answer's challenge, a note's meeting."""
    said: str = ""
    """All that was searched of it."""
    missing: tuple[str, ...] = ()
    """What was asked for and does not stand there."""
    marked: tuple[tuple[str, bool], ...] = ()
    """`text` in pieces, and whether each was asked for."""
    beside: tuple[tuple[str, bool], ...] = ()
    """Where `text` has nothing of it: the words around what was found."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which recommendations: each field narrows, empty means any."""

    review_id: str = ""
    kind: str = ""
    agency_id: str = ""
    work_status: str = ""
    theme_id: str = ""
    recommendation_id: str = ""


C = TypeVar("C")


def copy_of(row: Any, kind: type[C]) -> C:
    values = {name: getattr(row, name) for name in kind.__dataclass_fields__}  # type: ignore[attr-defined]
    if values.get("plain") == "" and values.get("text"):
        values["plain"] = values["text"]  # until its plain words come
    return kind(**values)


def year_of(row: t.Report, whose: str) -> Year:
    return Year(
        report_id=row.report_id,
        title=row.title,
        partnership=row.partnership,
        period=row.period,
        home_area=row.home_area,
        covers=row.covers,
        not_loaded=row.not_loaded,
        load_number=row.load_number,
        whose=whose,
        being_read=row.being_read,
    )


def figure_of(row: t.Figure, indicator: t.Indicator) -> Figure:
    return Figure(
        figure_id=row.figure_id,
        indicator_id=row.indicator_id,
        indicator=indicator.name,
        plain_indicator=indicator.plain_name,
        theme_id=indicator.theme_id,
        category=row.category,
        area=row.area,
        period=row.period,
        value=row.value,
        unit=row.unit,
        state=rules.ValueState(row.state),
        qualifier=row.qualifier,
        numerator=row.numerator,
        denominator=row.denominator,
        section=row.section,
        as_printed=row.as_printed,
        context=row.context,
        note=row.note,
        polarity=rules.Polarity(indicator.polarity),
        polarity_reason=indicator.polarity_reason,
        false_assurance=indicator.false_assurance,
        definition=indicator.definition,
        agency_id=indicator.agency_id or "",
        place=row.place,
        base_figure_id=indicator.base_figure_id or "",
    )


def recommendation_of(
    row: t.Recommendation, review: t.Review | None, theme: t.Theme, agency: Agency | None
) -> Recommendation:
    return Recommendation(
        recommendation_id=row.recommendation_id,
        review_id=row.review_id or "",
        review=review.title if review else "",
        review_kind=rules.ReviewKind(review.kind) if review else None,
        theme_id=row.theme_id,
        theme=theme.name,
        kind=rules.RecommendationKind(row.kind),
        text=row.text,
        plain=row.plain or row.text,
        owner=row.owner,
        agency_id=row.agency_id or "",
        agency=agency.name if agency else "",
        due=row.due,
        status_as_reported=row.status_as_reported,
        work_status=rules.WorkStatus(row.work_status),
        evidence_of_impact=row.evidence_of_impact,
        section=row.section,
    )


def claim_of(row: t.Claim, agency: Agency | None) -> Claim:
    return Claim(
        claim_id=row.claim_id,
        section=row.section,
        theme_id=row.theme_id,
        text=row.text,
        hedged=row.hedged,
        plain=row.plain or row.text,
        how_far=rules.HowFar(row.how_far),
        how_known=rules.HowKnown(row.how_known),
        reason=row.reason,
        lacks=row.lacks,
        agency_id=row.agency_id or "",
        agency=agency.name if agency else "",
        figure_ids=tuple((row.figure_ids or "").split()),
        load_number=row.load_number,
    )


def review_of(row: t.Review) -> Review:
    return Review(
        review_id=row.review_id,
        kind=rules.ReviewKind(row.kind),
        title=row.title,
        body=row.body,
        theme_id=row.theme_id or "",
        dates=row.dates,
        outcome=row.outcome,
        section=row.section,
        summary=row.summary,
    )
