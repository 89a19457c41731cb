"""A meeting as Word files: the pack before it, the record after it. Nothing private, no queue, no draft is in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.evidence.charts import Chart
from cscp_core.evidence.rules import counted, in_words
from cscp_core.evidence.views import Figure
from cscp_core.exports.columns import Words
from cscp_core.exports.word import LARGE, NORMAL, Paper
from cscp_core.official.charts import OfficialChart
from cscp_core.reconciliation.conclusions import Conclusion
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.meetings import outcomes
from cscp_core.scrutiny.meetings.outcomes import ItemOutcome
from cscp_core.scrutiny.meetings.reads import Captured, Gathering, ListedItem, OnScreen
from cscp_core.scrutiny.meetings.rules import NoteKind, NoteState
from feedback.published import JointView, Said

A_TABLE, BESIDE_AN_ANSWER, A_BOX, IN_AGENDA = 3, 1, 200, 140
"""At most so many figures of an item, and of one that is answered; characters of each box of an answer, and of a
question in the agenda. So any four items fit on three pages, if no comment is printed with them; the rest is on the
item's page in the app."""


@dataclass(frozen=True)
class ItemPage:
    """What stands on an item's page. Of young people's and lay members' words only those that may be printed."""

    shown: OnScreen
    chart: Chart | OfficialChart | None = None
    heard: tuple[Said, ...] = ()
    together: JointView | None = None
    concluded: tuple[tuple[str, Conclusion], ...] = ()
    """What may be concluded from the measures of its figures, each with what it measures."""
    checked: tuple[str, ...] = ()
    """What its figures disagree with, or are worth asking about."""


AGENDA: tuple[Words[ListedItem], ...] = (
    Words("No.", lambda one: str(one.position), 1),
    Words("Question", lambda one: _in_agenda(one), 8),
    Words("Of whom", lambda one: one.agency, 4),
    Words("Minutes", lambda one: str(one.minutes), 1.8),
)
OUTCOMES: tuple[Words[ItemOutcome], ...] = (
    Words("Item", lambda one: str(one.item.position), 1.4),
    Words("Question", lambda one: one.asked, 8),
    Words("What came of it", lambda one: one.in_words, 4),
)
FIGURES: tuple[Words[Figure], ...] = (
    Words("What", lambda one: f"{one.what} ({one.figure_id})", 8),
    Words("Where and when", lambda one: one.where_and_when, 3.6),
    Words("As printed", lambda one: one.shown, 2.4),
    Words("Section", lambda one: one.section, 1.8),
)


def make_pack(meeting: Gathering, items: Sequence[ItemPage], *, large_print: bool = False) -> bytes:
    """The agenda, then the items one after the other: four fit on three pages."""
    paper = Paper(meeting.title, points=LARGE if large_print else NORMAL)
    _write_head(paper, meeting)
    paper.heading("Agenda")
    paper.table(AGENDA, meeting.items)
    charts: dict[str, int] = {}
    for page in items:
        _write_item(paper, page, charts)
    return paper.saved()


def make_record(meeting: Gathering) -> bytes:
    """What was decided, asked and said, with owners and dates, and what was not reached."""
    paper = Paper(f"Record: {meeting.title}")
    _write_head(paper, meeting)
    paper.line(f"{outcomes.summarise(meeting)} {outcomes.when_held(meeting)}".strip())
    paper.heading("What came of each item")
    paper.table(OUTCOMES, outcomes.list_outcomes(meeting))
    stands = [one for one in meeting.notes if one.state is NoteState.CONFIRMED]
    said = [one for one in stands if one.kind is NoteKind.SPOKEN]
    for title, none, found in (
        ("Decisions", "Nothing was decided.", [one for one in stands if one.kind is NoteKind.DECISION]),
        ("Challenges raised", "No challenge was raised.", [one for one in stands if one.kind is NoteKind.CHALLENGE]),
        ("Said, written evidence awaited", "No spoken answer was kept.", [one for one in said if one.is_awaited]),
        ("Said, not asked for in writing", "", [one for one in said if not one.is_awaited]),
    ):
        if not found and not none:
            continue
        paper.heading(title)
        if not found:
            paper.line(none)
        else:
            paper.table(_decisions(meeting) if title == "Decisions" else _captured(meeting), found)
    waiting = [one for one in meeting.notes if one.state is NoteState.NOTED]
    if waiting:
        paper.heading("Noted, not yet confirmed by the scrutineer")
        for one in waiting:
            paper.point(f"{one.kind}: {one.words}")
    left = [one for one in meeting.items if not one.reached]
    paper.heading("Not reached")
    for item in left:
        where = outcomes.describe_carrying(item)
        paper.point(f"{item.position}. {item.question}" + (f" {outcomes.with_capital(where)}." if where else ""))
    if not left:
        paper.line("Every item was reached.")
    return paper.saved()


def _decisions(meeting: Gathering) -> tuple[Words[Captured], ...]:
    numbers = outcomes.number_decisions(meeting)
    return (
        Words("No.", lambda one: numbers[one.note_id], 2),
        Words("Decision", lambda one: f"RESOLVED: {one.words}", 6),
        Words("Owner", lambda one: one.owner or "none named", 3),
        Words("By", lambda one: _by(one), 2),
    )


def _write_head(paper: Paper, meeting: Gathering) -> None:
    paper.line(f"{str(meeting.kind).capitalize()}, {meeting.when}. {meeting.minutes} minutes planned.")
    for who, name in ((meeting.present, "Attending:"), (meeting.apologies, "Apologies:")):
        if who:
            paper.line(", ".join(who) + ".", bold=name)


def _write_item(paper: Paper, page: ItemPage, charts: dict[str, int]) -> None:
    """`charts`: which are drawn already, each with the position of its item."""
    shown, item = page.shown, page.shown.item
    paper.heading(f"{item.position}. {item.question}")
    about = " · ".join(part for part in (shown.about, item.origin) if part)
    if about:
        paper.line(f"{outcomes.with_capital(about)}.")
    if shown.said and " ".join(shown.said.split()) not in item.question:
        paper.line(shown.said)
    if shown.placed:
        paper.line(shown.placed)
    _write_evidence(paper, page, charts)
    if shown.lacks:
        paper.line("; ".join(shown.lacks) + ".", bold="What is missing:")
    if shown.challenge:
        paper.line(f"{shown.challenge.agency}, {shown.challenge.stands}", bold=f"{shown.challenge.name}:")
    if shown.answer:
        _write_answer(paper, shown.answer)
    if item.would_answer:
        paper.line(item.would_answer, bold="What would answer this:")
    _write_voices(paper, page)


def _write_evidence(paper: Paper, page: ItemPage, charts: dict[str, int]) -> None:
    """The figures of an item, its chart, and what may be concluded from them or disagrees. What a chart draws is not in
    the table as well. An item with an answer has one figure and no chart."""
    answered = page.shown.answer is not None
    chart = None if answered else page.chart
    drawn = chart.figure_ids if chart else frozenset()
    figures = [one for one in page.shown.figures if one.figure_id not in drawn]
    most = BESIDE_AN_ANSWER if answered else A_TABLE
    if figures:
        paper.table(FIGURES, figures[:most])
    more = [counted(len(figures) - most, "more figure")] if len(figures) > most else []
    more += ["a chart"] if page.chart and answered else []
    if more:
        paper.line(f"{outcomes.with_capital(in_words(more))} on its page in the app.")
    if chart and chart.title in charts:
        paper.line(f"{chart.title} (drawn under item {charts[chart.title]}).")
    elif chart:
        charts[chart.title] = page.shown.item.position
        paper.chart(chart)
    for what, conclusion in page.concluded[: 0 if answered else 1]:
        told = [one for one in (conclusion.different, conclusion.changing) if one.tells] or [conclusion.can_tell]
        paper.line(f"{what}. {' '.join(one.words for one in told)}", bold="What may be concluded:")
    if page.checked:
        others = len(page.checked) - 1
        rest = f" {others} more on its page in the app." if others else ""
        paper.line(page.checked[0] + rest, bold="Worth asking about:")


def _write_answer(paper: Paper, answer: Answered) -> None:
    boxes = answer.boxes
    paper.heading("The last answer", 3)
    for name, words in (
        ("What we did:", boxes.did),
        ("What changed for children:", boxes.changed),
        ("How we know:", boxes.known),
        ("What is next:", f"{boxes.next_step} ({boxes.next_owner})"),
    ):
        paper.line(_shortened(words), bold=name)
    for reference in answer.evidence:
        paper.line(reference.words, bold="Evidence:")


def _shortened(words: str) -> str:
    """The words, or their beginning where they are too long for a pack, which says so."""
    begins = _beginning(words, A_BOX)
    return words if begins == words else f"{begins} … (the rest is in the app)"


def _beginning(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most].rpartition(" ")[0] or words[:most]


def _in_agenda(item: ListedItem) -> str:
    """The question of an item, or its beginning: the whole is the heading of the item."""
    begins = _beginning(item.question, IN_AGENDA)
    asked = item.question if begins == item.question else f"{begins} …"
    return f"{asked} ({item.origin})" if item.origin else asked


def _write_voices(paper: Paper, page: ItemPage) -> None:
    if page.together or page.heard:
        paper.heading("What young people and lay members say", 3)
    if page.together:
        stands = f"Young Advisors together, on this theme: {page.together.stands}."
        paper.line(page.together.words, bold=stands)
    for one in page.heard:
        said = " ".join(part for part in (f"{one.stance.label}." if one.stance else "", one.words) if part)
        paper.line(said, bold=f"{one.whose}, {one.month}:")


def _captured(meeting: Gathering) -> tuple[Words[Captured], ...]:
    """Challenges and spoken answers. One that names no agency is that of its item."""
    return (
        Words("Challenge", lambda one: str(one.challenge_id) if one.challenge_id else "", 2),
        Words("Words", lambda one: one.words, 6),
        Words("Agency", lambda one: one.agencies or _asked_of(meeting, one), 4),
        Words("By", _by, 3),
    )


def _by(one: Captured) -> str:
    return f"{one.due_on:%-d %B %Y}" if one.due_on else "no date"


def _asked_of(meeting: Gathering, note: Captured) -> str:
    return next((one.agency for one in meeting.items if one.item_id == note.item_id), "")
