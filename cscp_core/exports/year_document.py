"""The year in scrutiny as a Word file: what the page says, in the same words and order."""

from collections.abc import Sequence

from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.exports.word import Paper
from cscp_core.scrutiny.year.rules import BEFORE_QUOTING, Required
from cscp_core.scrutiny.year.views import Part, YearInScrutiny


def write(told: Year, found: YearInScrutiny, asked_for: Sequence[Required]) -> bytes:
    """The whole year."""
    paper = Paper(f"The year in scrutiny: {found.year.name}")
    paper.line(f"{told.partnership}. The themes and claims are those of {told.title}. Not loaded: {told.not_loaded}")
    paper.heading(Part.ASKED)
    paper.line(found.in_sum)
    if found.agencies:
        rows = [[one.agency, one.number, str(len(one.open)), one.punctuality] for one in found.agencies]
        paper.table(["Agency", "Asked", "Open", "Answers"], rows, [6, 2, 1.5, 4])
    for said in found.of(Part.ASKED):
        if said.asked is None:
            paper.heading(said.agency, 3)
            paper.line(said.words)
        else:
            paper.point(said.words)
    paper.heading(Part.CHANGED)
    for said in found.of(Part.CHANGED):
        paper.point(said.words)
    if not found.of(Part.CHANGED):
        paper.line("No challenge that was answered has been closed in this year yet.")
    paper.heading(Part.UNANSWERED)
    for said in found.of(Part.UNANSWERED):
        paper.point(f"{said.agency}: {said.words}")
    if not found.of(Part.UNANSWERED):
        paper.line("Nothing is unanswered.")
    paper.heading("Judgements")
    paper.table(
        ["Theme", "Judgement", "Why", "Where views differ"],
        [
            [one.theme.name, str(one.assurance), one.judged.reason if one.judged else "", one.disagree_in]
            for one in found.views
            if one.judged or one.theme.is_priority
        ],
    )
    paper.line(f"{counted(sum(one.judged is None for one in found.views), 'theme')} not yet judged.")
    paper.heading("Where there is little or no evidence of progress")
    for little in found.little:
        paper.point(f"{little.theme.name}: {little.why}.")
    if not found.little:
        paper.line("No priority lacks evidence, and nothing was judged not assured.")
    paper.heading("What was decided in meetings")
    paper.table(
        ["Decision", "Owner", "By", "Meeting"],
        [
            [
                f"RESOLVED: {one.words}",
                one.owner or "none named",
                f"{one.due_on:%-d %B %Y}" if one.due_on else "no date",
                f"{one.meeting}, {one.held_on:%-d %B %Y}",
            ]
            for one in found.decisions
        ],
    )
    paper.heading("What the yearly report is asked to hold")
    paper.line(BEFORE_QUOTING)
    paper.table(
        ["It is asked to hold", "Where that stands", "What here can serve it"],
        [[one.asks, f"{one.guidance}, {one.paragraph}", one.here] for one in asked_for],
    )
    return paper.saved()
