"""The year in scrutiny as a Word file: what the page says, in the same words and order."""

from collections.abc import Sequence

from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.exports.word import Paper
from cscp_core.scrutiny.challenges.reads import Asked
from cscp_core.scrutiny.year.rules import BEFORE_QUOTING, Required
from cscp_core.scrutiny.year.service import YearInScrutiny


def write(told: Year, found: YearInScrutiny, asked_for: Sequence[Required]) -> bytes:
    """The whole year."""
    paper = Paper(f"The year in scrutiny: {found.year.name}")
    paper.line(f"{told.partnership}. The themes and claims are those of {told.title}. Not loaded: {told.not_loaded}")
    paper.heading("What was asked, and of whom")
    if not found.agencies:
        paper.line("Nothing has been asked in this year yet.")
    else:
        rows = [[one.agency, str(len(one.asked)), str(len(one.open)), one.punctuality] for one in found.agencies]
        paper.table(["Agency", "Asked", "Open", "Answers"], rows, [6, 1.5, 1.5, 4])
        for agency in found.agencies:
            paper.heading(agency.agency, 3)
            for one in agency.asked:
                paper.point(_asked(one))
    paper.heading("What changed")
    for one, answer in found.changed:
        paper.line(one.said, bold=f"{one.name}:")
        paper.line(answer.boxes.changed, bold="What changed for children, in the agency's words:")
        paper.line(f"{one.assurance}. {one.placed}. {one.closing_reason}", bold="Closed:")
    for one in found.reopened:
        paper.point(f"{one.name} was looked at again, did not hold, and is open again.")
    if not found.changed and not found.reopened:
        paper.line("No challenge has been closed in this year yet.")
    paper.heading("What is still unanswered")
    for one in found.unanswered:
        paper.point(f"{one.agency}: {_asked(one)}")
    if not found.unanswered:
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
                f"{one.due_on:%d %B %Y}" if one.due_on else "no date",
                f"{one.meeting}, {one.held_on:%d %B %Y}",
            ]
            for one in found.decisions
        ],
    )
    paper.line(f"{counted(found.meetings, 'meeting')} held.")
    paper.heading("What the yearly report is asked to hold")
    paper.line(BEFORE_QUOTING)
    paper.table(
        ["It is asked to hold", "Where that stands", "What here can serve it"],
        [[one.asks, f"{one.guidance}, {one.paragraph}", one.here] for one in asked_for],
    )
    return paper.saved()


def _asked(one: Asked) -> str:
    return f"{one.name}: {one.said} ({one.stands})"
