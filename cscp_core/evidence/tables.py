"""The report's rows as stored. Every key begins with the report, so that years stand side by side."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, false, text
from sqlmodel import Field

from cscp_core.evidence.rules import (
    ChallengeCategory,
    HowFar,
    HowKnown,
    Polarity,
    RecommendationKind,
    ReviewKind,
    ValueState,
    WorkStatus,
)
from cscp_core.storage.base import Table, UtcDateTime, codes


class Report(Table, table=True):
    """One yearly report. `load_number` is the data's version: caches key on it. One whose only load was undone
    is `withdrawn`, and nobody is shown it. One that is `being_read` holds what a person has confirmed so far, and
    only the office is shown it."""

    __tablename__ = "report"
    report_id: str = Field(primary_key=True)
    title: str
    partnership: str
    period: str
    home_area: str
    covers: str
    not_loaded: str
    load_number: int = 0
    withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    being_read: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    folder_digest: str = Field(
        default="",
        sa_column_kwargs={"server_default": text("''")},
        description="of the folder that was loaded last: a start passes it over until it changes",
    )


class ReportLoad(Table, table=True):
    """One load that changed something. `what` it was: a load, an undo, or a correction of one row."""

    __tablename__ = "report_load"
    report_id: str = Field(primary_key=True, foreign_key="report.report_id")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    added: int
    changed: int
    retired: int
    what: str = Field(default="load", sa_column_kwargs={"server_default": "load"})


class Findable(Table, table=True):
    """What a search can find of a report, one row an item: remade by every load, see finding.py."""

    __tablename__ = "findable"
    __table_args__ = (Index("ix_findable_report_id_kind_place", "report_id", "kind", "place"),)
    number: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id")
    kind: str = Field(description="its kind: of a source, or one of those that only a search has")
    row_id: str
    section: str
    place: int
    shown: str = Field(description="how a hit reads")
    plain: str = Field(description="how it reads in plain words")
    theme_id: str = Field(description="its theme; empty where it belongs to none")
    text: str = Field(description="what is searched, as it stands")
    words: str = Field(description="its tokens, each once, as the database's full text gets them")
    heading: str = Field(description="those of its name and of its section's heading")


class SearchIndex(Table, table=True):
    """What a search needs to know of all rows of a report at once: remade with them."""

    __tablename__ = "search_index"
    report_id: str = Field(primary_key=True, foreign_key="report.report_id")
    made_of: str = Field(description="changes with the thesaurus, and with how words are read")
    mean_length: float = Field(description="tokens of a row")
    row_count: int
    thesaurus: str = Field(description="words that mean the same, as JSON")
    words: str = Field(description="rows by folded word, as JSON")
    having: str = Field(description="rows by token, as JSON")


class EarlierWording(Table, table=True):
    """A row as it stood before a load changed or retired it, as JSON."""

    __tablename__ = "earlier_wording"
    number: int | None = Field(default=None, primary_key=True)
    report_id: str = Field(foreign_key="report.report_id", index=True)
    sheet: str
    row_id: str
    load_number: int = Field(description="the load that replaced it")
    wording: str


class Told(Table):
    """What every row of a report has: its report, its place in the file, the load that last changed it."""

    report_id: str = Field(primary_key=True, foreign_key="report.report_id")
    place: int = 0
    load_number: int = 0
    retired: bool = False


def _within(*columns: str) -> tuple[ForeignKeyConstraint, ...]:
    """Composite references to themes, indicators and so on of the same report."""
    home = {"theme_id": "theme", "indicator_id": "indicator", "review_id": "review", "objective_id": "objective"}
    return tuple(
        ForeignKeyConstraint(["report_id", name], [f"{home[name]}.report_id", f"{home[name]}.{name}"])
        for name in columns
    )


class Section(Told, table=True):
    __tablename__ = "section"
    section: str = Field(primary_key=True)
    title: str
    starts_with: str


class Theme(Told, table=True):
    __tablename__ = "theme"
    theme_id: str = Field(primary_key=True)
    name: str
    plain_name: str
    is_priority: bool
    section: str
    note_first: str
    said: str
    behind: str
    ask: str


class Objective(Told, table=True):
    __tablename__ = "objective"
    objective_id: str = Field(primary_key=True)
    position: int
    text: str


class Strand(Told, table=True):
    __tablename__ = "strand"
    __table_args__ = _within("objective_id", "theme_id")
    strand_id: str = Field(primary_key=True)
    objective_id: str
    name: str
    is_priority: bool
    theme_id: str | None = None


class GradeScale(Told, table=True):
    """One word of an inspectorate's own scale."""

    __tablename__ = "grade_scale"
    grade_id: str = Field(primary_key=True)
    scale_id: str
    inspectorate: str
    word: str
    position: int


class Indicator(Told, table=True):
    __tablename__ = "indicator"
    __table_args__ = _within("theme_id")
    indicator_id: str = Field(primary_key=True)
    theme_id: str = Field(index=True)
    name: str
    plain_name: str
    unit: str
    polarity: Polarity = Field(sa_type=codes(Polarity))
    polarity_reason: str
    definition: str
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    false_assurance: bool
    base_figure_id: str | None = None
    section: str


class Figure(Told, table=True):
    __tablename__ = "figure"
    __table_args__ = _within("indicator_id")
    figure_id: str = Field(primary_key=True)
    indicator_id: str = Field(index=True)
    category: str
    area: str
    period: str
    value: float | None = None
    unit: str
    state: ValueState = Field(sa_type=codes(ValueState))
    qualifier: str
    numerator: float | None = None
    denominator: float | None = None
    section: str = Field(index=True)
    as_printed: str
    context: str
    note: str


class Claim(Told, table=True):
    __tablename__ = "claim"
    __table_args__ = _within("theme_id")
    claim_id: str = Field(primary_key=True)
    section: str
    theme_id: str = Field(index=True)
    text: str
    hedged: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    plain: str
    how_far: HowFar = Field(sa_type=codes(HowFar))
    how_known: HowKnown = Field(sa_type=codes(HowKnown))
    reason: str
    lacks: str
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    figure_ids: str


class ClaimFigure(Table, table=True):
    """Which figures a claim rests on."""

    __tablename__ = "claim_figure"
    __table_args__ = (
        ForeignKeyConstraint(["report_id", "claim_id"], ["claim.report_id", "claim.claim_id"]),
        ForeignKeyConstraint(["report_id", "figure_id"], ["figure.report_id", "figure.figure_id"]),
    )
    report_id: str = Field(primary_key=True)
    claim_id: str = Field(primary_key=True)
    figure_id: str = Field(primary_key=True, index=True)


class Review(Told, table=True):
    __tablename__ = "review"
    __table_args__ = _within("theme_id")
    review_id: str = Field(primary_key=True)
    kind: ReviewKind = Field(sa_type=codes(ReviewKind))
    title: str
    body: str
    theme_id: str | None = None
    dates: str
    scale_id: str
    outcome: str
    section: str
    summary: str


class Recommendation(Told, table=True):
    __tablename__ = "recommendation"
    __table_args__ = _within("review_id", "theme_id")
    recommendation_id: str = Field(primary_key=True)
    review_id: str | None = Field(default=None, index=True)
    theme_id: str = Field(index=True)
    kind: RecommendationKind = Field(sa_type=codes(RecommendationKind))
    text: str
    plain: str
    owner: str
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id", index=True)
    due: str
    status_as_reported: str
    work_status: WorkStatus = Field(sa_type=codes(WorkStatus))
    evidence_of_impact: str
    section: str


class RecordedChallenge(Told, table=True):
    """A challenge that the report itself records; the scrutineer's own are elsewhere."""

    __tablename__ = "recorded_challenge"
    __table_args__ = _within("theme_id")
    challenge_id: str = Field(primary_key=True)
    category: str = Field(sa_type=codes(ChallengeCategory, empty=True))
    theme_id: str = Field(index=True)
    section: str
    asked_by: str
    asked_of: str
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    text: str
    plain: str
    what_came: str


class Voice(Told, table=True):
    __tablename__ = "voice"
    __table_args__ = _within("theme_id")
    voice_id: str = Field(primary_key=True)
    theme_id: str = Field(index=True)
    section: str
    who: str
    text: str
    plain: str
    what_came: str


class Gap(Told, table=True):
    __tablename__ = "gap"
    __table_args__ = _within("theme_id")
    gap_id: str = Field(primary_key=True)
    theme_id: str = Field(index=True)
    section: str
    text: str


class Body(Told, table=True):
    __tablename__ = "body"
    body_id: str = Field(primary_key=True)
    kind: str
    name: str
    chair: str
    meets: str
    meets_per_year: int | None = None
    agency_id: str | None = Field(default=None, foreign_key="agency.agency_id")
    section: str
    note: str


class Term(Told, table=True):
    __tablename__ = "term"
    term_id: str = Field(primary_key=True)
    abbreviation: str
    expansion: str
    plain: str
    explained_in_report: bool
    section: str


class DeclaredCheck(Told, table=True):
    """A check over the report's own rows. Space-separated ids, as in the file."""

    __tablename__ = "declared_check"
    check_id: str = Field(primary_key=True)
    kind: str
    figure_ids: str
    against_ids: str
    refs: str
    words: str
    option: str
    why: str
    first: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="whether a reader should meet it before all others",
    )
