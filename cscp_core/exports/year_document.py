"""The year in scrutiny as a Word file: what the page says, in the same words and order."""

from collections.abc import Sequence

from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.exports.columns import Words
from cscp_core.exports.word import Paper
from cscp_core.official.charts import OfficialChart
from cscp_core.reconciliation.record_rows import FROM_OUTSIDE, TITLE, RecordRow
from cscp_core.scrutiny.judgements.service import ThemeViews
from cscp_core.scrutiny.year.rules import BEFORE_QUOTING, Required
from cscp_core.scrutiny.year.views import AgencyYear, Decision, Part, YearInScrutiny

AGENCIES: tuple[Words[AgencyYear], ...] = (
    Words("Agency", lambda one: one.agency, 6),
    Words("Asked", lambda one: one.number, 2),
    Words("Open", lambda one: str(len(one.open)), 1.5),
    Words("Answers", lambda one: one.punctuality, 4),
)
JUDGEMENTS: tuple[Words[ThemeViews], ...] = (
    Words("Theme", lambda one: one.theme.name),
    Words("Judgement", lambda one: one.assurance.label),
    Words("Why", lambda one: one.judged.reason if one.judged else ""),
    Words("Where views differ", lambda one: one.disagree_in),
)
DECISIONS: tuple[Words[Decision], ...] = (
    Words("Decision", lambda one: f"RESOLVED: {one.words}"),
    Words("Owner", lambda one: one.owner or "none named"),
    Words("By", lambda one: f"{one.due_on:%-d %B %Y}" if one.due_on else "no date"),
    Words("Meeting", lambda one: f"{one.meeting}, {one.held_on:%-d %B %Y}"),
)
CHECKLIST: tuple[Words[Required], ...] = (
    Words("It should contain", lambda one: one.asks),
    Words("Where guidance says so", lambda one: f"{one.guidance}, {one.paragraph}"),
    Words("What you can use from here", lambda one: one.here),
)


RECORD: tuple[Words[RecordRow], ...] = (
    Words("What came of it", lambda one: one.verdict.label, 3),
    Words("Measure", lambda one: f"{one.what}. Section {one.section}.", 4),
    Words("Finding", lambda one: " ".join((one.finding, *(f"{step}." for step in one.steps[:1])))),
    Words("Release", lambda one: one.release, 2),
)
MOST_CHARTS = 4


def write(
    told: Year,
    found: YearInScrutiny,
    asked_for: Sequence[Required],
    record: Sequence[RecordRow] = (),
    official: Sequence[OfficialChart] = (),
) -> bytes:
    """The whole year. `record` is what official statistics say of the report, and `official` charts of the series that
    its figures may be held against."""
    paper = Paper(f"The year in scrutiny: {found.year.name}")
    paper.line(f"{told.partnership}. The themes and claims are those of {told.title}. Not loaded: {told.not_loaded}")
    paper.heading(Part.ASKED.label)
    paper.line(found.in_sum)
    if found.agencies:
        paper.table(AGENCIES, found.agencies)
    for said in found.of(Part.ASKED):
        if said.challenge is None:
            paper.heading(said.agency, 3)
            paper.line(said.words)
        else:
            paper.point(said.words)
    paper.heading(Part.CHANGED.label)
    for said in found.of(Part.CHANGED):
        paper.point(said.words)
    if not found.of(Part.CHANGED):
        paper.line("No answered challenge has been closed in this year yet.")
    paper.heading(Part.UNANSWERED.label)
    for said in found.of(Part.UNANSWERED):
        paper.point(f"{said.agency}: {said.words}")
    if not found.of(Part.UNANSWERED):
        paper.line("Nothing is unanswered.")
    paper.heading("Judgements")
    paper.table(JUDGEMENTS, [one for one in found.views if one.judged or one.theme.is_priority])
    paper.line(f"No judgement yet on {counted(sum(one.judged is None for one in found.views), 'theme')}.")
    paper.heading("Where there is little or no evidence of progress")
    for little in found.little:
        paper.point(f"{little.theme.name}: {little.why}.")
    if not found.little:
        paper.line(
            "Every priority has a claim that is shown or tested at Practice or beyond. No theme was judged, and no "
            "challenge closed, as not assured."
        )
    _draw(paper, official)
    paper.heading("What was decided in meetings")
    paper.table(DECISIONS, found.decisions)
    if record:
        paper.heading(TITLE)
        paper.line(FROM_OUTSIDE)
        paper.table(RECORD, record)
    paper.heading("What the yearly report should contain")
    paper.line(BEFORE_QUOTING)
    paper.table(CHECKLIST, asked_for)
    return paper.saved()


def _draw(paper: Paper, official: Sequence[OfficialChart]) -> None:
    if official:
        paper.heading("Beside the official record")
    for chart in official:
        paper.chart(chart)
