"""The files of a report folder: every column, what it means, what it may hold. The data dictionary is made of this."""

from dataclasses import dataclass
from enum import StrEnum

from cscp_core.evidence import rules
from cscp_core.evidence import tables as t
from cscp_core.evidence.declared import CheckKind
from cscp_core.labelled import Labelled
from cscp_core.people.tables import Agency
from cscp_core.storage.base import Table


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    IDS = "ids, separated by spaces"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `refers` names the sheet whose ids it holds; `choices` are the only words it may hold, and `codes`
    the enum that they are read into, where it has one. One that came `later` may be missing from a file that was made
    before it."""

    name: str
    about: str
    kind: Kind = Kind.TEXT
    required: bool = True
    refers: str = ""
    choices: tuple[str, ...] = ()
    codes: type[Labelled] | None = None
    unit: str = ""
    prose: bool = False
    later: bool = False

    def word(self, code: str) -> str:
        """The file's word for what is stored."""
        member = self.codes.read(code) if self.codes else None
        return next((one for one in self.choices if member and one in member.written), code)


@dataclass(frozen=True)
class Sheet:
    """One file. The first column is the row's id. A sheet that is not `per_report` is shared by all reports."""

    name: str
    about: str
    table: type[Table]
    columns: tuple[Column, ...]
    per_report: bool = True
    needed: bool = False
    """Whether a report cannot be loaded without it. Any other file may be missing, and the load says so."""

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def id_column(self) -> str:
        return self.columns[0].name

    @property
    def agency_columns(self) -> tuple[str, ...]:
        """Columns that name an agency."""
        own = () if self.per_report else (self.id_column,)
        return own + tuple(column.name for column in self.columns if column.refers == "agencies")


def _id(name: str, about: str = "stable id, cited in minutes") -> Column:
    return Column(name=name, about=about)


def _coded(name: str, about: str, codes: type[Labelled], required: bool = True) -> Column:
    """A column of an enum. Its labels are what stands in the file."""
    return Column(name=name, about=about, required=required, choices=tuple(one.label for one in codes), codes=codes)


def _prose(name: str, about: str, required: bool = True) -> Column:
    return Column(name=name, about=about, required=required, prose=True)


_section = Column(
    name="section", about="the report's own section number, or the name of an unnumbered part", refers="sections"
)
_theme = Column(name="theme_id", about="the theme it belongs to", refers="themes")
_agency = Column(name="agency_id", about="the agency responsible", required=False, refers="agencies")
_note = _prose("note", "a caveat that a reader needs", required=False)
_plain = _prose("plain", "the same, for a fifteen-year-old; may come later", required=False)
_came = _prose("what_came", "what the report says came of it; empty where it says nothing", required=False)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "report",
        "The report itself: one row.",
        t.Report,
        (
            _id("report_id", "id of the report; part of every address"),
            Column(name="title", about="its title"),
            Column(name="partnership", about="the partnership that published it"),
            Column(name="period", about="the year that it covers, as printed"),
            Column(name="home_area", about="the partnership's own area, as the column `area` of figures names it"),
            _prose("covers", "what it covers, in a sentence"),
            _prose("not_loaded", "what the report has and this folder has not"),
        ),
        needed=True,
    ),
    Sheet(
        "sections",
        "The report's parts, in order; `verify` finds them in the source by how they start.",
        t.Section,
        (
            _id("section", "the report's own number, or a name for a part without one"),
            _prose("title", "what the part is about"),
            Column(name="starts_with", about="the first characters of the line where it begins"),
        ),
        needed=True,
    ),
    Sheet(
        "agencies",
        "Bodies with a duty to children, with the ones that took over from those that ended.",
        Agency,
        (
            _id("agency_id", "stable id, shared by all reports"),
            Column(name="name", about="full name"),
            Column(name="short_name", about="the name that people say"),
            Column(name="kind", about="what kind of body it is"),
            Column(
                name="statutory_partner",
                about="whether it is, or was, a statutory safeguarding partner",
                kind=Kind.YES_NO,
            ),
            Column(
                name="successor_id", about="the agency that its open work passed to", required=False, refers="agencies"
            ),
            Column(
                name="part_of",
                about="the agency that it is a service of, which answers for it where it has nobody of its own",
                required=False,
                refers="agencies",
            ),
            Column(
                name="commissioned_by",
                about="the agency that commissions it, which is asked where nobody signs in for it",
                required=False,
                refers="agencies",
                later=True,
            ),
            _note,
        ),
        per_report=False,
    ),
    Sheet(
        "themes",
        "What the report is about: its priorities and every other theme.",
        t.Theme,
        (
            _id("theme_id", "stable id, shared across years"),
            Column(name="name", about="its name"),
            Column(name="plain_name", about="its name for a fifteen-year-old"),
            Column(name="is_priority", about="whether it is one of the year's priorities", kind=Kind.YES_NO),
            _section,
            _prose(
                "note_first", "what a Young Advisor is told before it opens, where it is about abuse or death", False
            ),
            _prose("said", "what the report says of it"),
            _prose("behind", "the evidence behind that"),
            _prose("ask", "what to ask next"),
        ),
        needed=True,
    ),
    Sheet(
        "objectives",
        "The partnership's objectives.",
        t.Objective,
        (
            _id("objective_id"),
            Column(name="position", about="its number", kind=Kind.WHOLE, unit="place in the list"),
            _prose("text", "what it aims at"),
        ),
    ),
    Sheet(
        "strands",
        "The pieces of work under each objective.",
        t.Strand,
        (
            _id("strand_id"),
            Column(name="objective_id", about="the objective it serves", refers="objectives"),
            _prose("name", "what the work is"),
            Column(name="is_priority", about="whether the report marks it as a priority", kind=Kind.YES_NO),
            Column(name="theme_id", about="the theme it belongs to", required=False, refers="themes"),
        ),
    ),
    Sheet(
        "scales",
        "Inspectorates' own words, in order.",
        t.GradeScale,
        (
            _id("grade_id"),
            Column(name="scale_id", about="which scale the word belongs to"),
            Column(name="inspectorate", about="whose scale it is"),
            Column(name="word", about="the word as the inspectorate writes it"),
            Column(name="position", about="its place, 1 for the best", kind=Kind.WHOLE, unit="place on the scale"),
        ),
    ),
    Sheet(
        "indicators",
        "What is measured. A figure is one value of an indicator.",
        t.Indicator,
        (
            _id("indicator_id", "stable id, shared across years"),
            _theme,
            _prose("name", "what is measured"),
            _prose("plain_name", "the same, for a fifteen-year-old"),
            Column(name="unit", about="what it is counted in"),
            _coded("polarity", "whether high or low is good", rules.Polarity),
            _prose("polarity_reason", "why"),
            _prose("definition", "its definition, as far as the report gives one", required=False),
            _agency,
            Column(
                name="false_assurance", about="whether a low number may mean that harm is not found", kind=Kind.YES_NO
            ),
            Column(
                name="base_figure_id",
                about="for a rate: the figure of the population that it may be read with, where the rate prints none",
                required=False,
                refers="figures",
            ),
            _section,
        ),
    ),
    Sheet(
        "figures",
        "Every number that the report prints, and every series that it shows only as a chart.",
        t.Figure,
        (
            _id("figure_id"),
            Column(name="indicator_id", about="what it measures", refers="indicators"),
            Column(name="category", about="which part of the whole, where an indicator has parts", required=False),
            Column(name="area", about="the place that it is about"),
            Column(name="period", about="the time that it is about, as printed"),
            Column(
                name="value",
                about="the number; empty unless the state is `printed`",
                kind=Kind.NUMBER,
                required=False,
                unit="see `unit`",
            ),
            Column(name="unit", about="what it is counted in"),
            _coded("state", "whether there is a number, and if not, why", rules.ValueState),
            Column(name="qualifier", about="the word before it: over, about, only", required=False),
            Column(
                name="numerator",
                about="the count above the line, where it is printed",
                kind=Kind.NUMBER,
                required=False,
                unit="a count",
            ),
            Column(
                name="denominator",
                about="the base, where it is printed",
                kind=Kind.NUMBER,
                required=False,
                unit="a count",
            ),
            _section,
            Column(name="as_printed", about="the number exactly as the report prints it", required=False),
            Column(name="context", about="up to nine words of the report around it, to find it by"),
            _note,
        ),
    ),
    Sheet(
        "claims",
        "What the report says was done, achieved or will be done.",
        t.Claim,
        (
            _id("claim_id"),
            _section,
            _theme,
            _prose("text", "the claim, paraphrased: it reads on after “Section 3.2 reports that”"),
            Column(
                name="hedged",
                about="whether a careful reader would say *is said to have*: the hedge is kept here, not in the text",
                kind=Kind.YES_NO,
                required=False,
                later=True,
            ),
            _plain,
            _coded("how_far", "how far it goes towards children; suggested", rules.HowFar),
            _coded("how_known", "how we know it; suggested", rules.HowKnown),
            _prose("reason", "why it is placed there; may come later", required=False),
            _prose("lacks", "what it still lacks; may come later", required=False),
            _agency,
            Column(
                name="figure_ids", about="the figures that it rests on", kind=Kind.IDS, required=False, refers="figures"
            ),
        ),
    ),
    Sheet(
        "reviews",
        "Audits, inspections, practice reviews and learning events.",
        t.Review,
        (
            _id("review_id"),
            _coded("kind", "what kind of review", rules.ReviewKind),
            _prose("title", "its name"),
            Column(name="body", about="who carried it out"),
            Column(name="theme_id", about="the theme it belongs to", required=False, refers="themes"),
            Column(name="dates", about="when, as printed", required=False),
            Column(name="scale_id", about="the scale that its outcome is on", required=False),
            Column(name="outcome", about="the inspectorate's own word", required=False),
            _section,
            _prose("summary", "what it looked at and found"),
        ),
    ),
    Sheet(
        "recommendations",
        "Recommendations, strengths, areas for development and actions.",
        t.Recommendation,
        (
            _id("recommendation_id"),
            Column(
                name="review_id",
                about="the review it comes from, where it comes from one",
                required=False,
                refers="reviews",
            ),
            _theme,
            Column(
                name="kind",
                about="which of the four it is",
                choices=tuple(one.value for one in rules.RecommendationKind),
                codes=rules.RecommendationKind,
            ),
            _prose("text", "what is to be done, or was found good"),
            _plain,
            _prose("owner", "who is to do it, where the report says so", required=False),
            _agency,
            Column(name="due", about="by when, as printed", required=False),
            _prose("status_as_reported", "what the report says of its progress", required=False),
            _coded("work_status", "where that puts it on our scale; suggested", rules.WorkStatus),
            _prose("evidence_of_impact", "what the report gives as evidence of change for children", required=False),
            _section,
        ),
        needed=True,
    ),
    Sheet(
        "challenges",
        "Challenges and questions that the report records.",
        t.RecordedChallenge,
        (
            _id("challenge_id"),
            _coded("category", "the report's own A to D", rules.ChallengeCategory, required=False),
            _theme,
            _section,
            _prose("asked_by", "the post or body that asked", required=False),
            _prose("asked_of", "the post or body that was asked", required=False),
            _agency,
            _prose("text", "what was asked, paraphrased"),
            _plain,
            _came,
        ),
    ),
    Sheet(
        "voices",
        "What young people, families and lay members said, as the partnership reports it.",
        t.Voice,
        (
            _id("voice_id"),
            _theme,
            _section,
            Column(name="who", about="whose voice it is"),
            _prose("text", "what they said, paraphrased"),
            _plain,
            _came,
        ),
    ),
    Sheet(
        "gaps",
        "What the report does not say.",
        t.Gap,
        (_id("gap_id"), _theme, _section, _prose("text", "what is missing")),
    ),
    Sheet(
        "bodies",
        "Partners, subgroups, boards, and members as posts.",
        t.Body,
        (
            _id("body_id"),
            Column(name="kind", about="what kind of body"),
            Column(name="name", about="its name, or the post; never a person's name"),
            _prose("chair", "the post that chairs it", required=False),
            Column(name="meets", about="how often it meets, as printed", required=False),
            Column(
                name="meets_per_year",
                about="the same as a number, where printed",
                kind=Kind.WHOLE,
                required=False,
                unit="meetings a year",
            ),
            _agency,
            _section,
            _note,
        ),
    ),
    Sheet(
        "glossary",
        "Abbreviations and terms, also those that the report leaves unexplained.",
        t.Term,
        (
            _id("term_id"),
            Column(name="abbreviation", about="the term as it is written"),
            Column(
                name="expansion", about="what it stands for; empty for a term that is a word already", required=False
            ),
            _prose("plain", "what it means, for a fifteen-year-old; may come later", required=False),
            Column(name="explained_in_report", about="whether the report says what it stands for", kind=Kind.YES_NO),
            _section,
        ),
    ),
    Sheet(
        "checks",
        "Checks of the report against itself, declared over its own rows. `docs/checks.md` says what each kind needs.",
        t.DeclaredCheck,
        (
            _id("check_id", "stable id of the check, cited in minutes"),
            Column(name="kind", about="what is checked", choices=tuple(CheckKind)),
            Column(
                name="figure_ids",
                about="the figures that it is about, in the order the kind names",
                kind=Kind.IDS,
                required=False,
                refers="figures",
            ),
            Column(
                name="against_ids",
                about="the figures that they are compared with",
                kind=Kind.IDS,
                required=False,
                refers="figures",
            ),
            Column(
                name="refs",
                about="claims, reviews, recommendations or sections that it names",
                kind=Kind.IDS,
                required=False,
            ),
            Column(name="words", about="the report's own words for it; two phrases with ` / ` between", required=False),
            Column(name="option", about="how the kind is to be read, where it can be read in two ways", required=False),
            _prose("why", "why it matters for children or for scrutiny"),
            Column(
                name="first",
                about="whether a reader should meet it before all others",
                kind=Kind.YES_NO,
                required=False,
                later=True,
            ),
        ),
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
