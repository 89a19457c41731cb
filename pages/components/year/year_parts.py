"""What the tabs of the year in scrutiny hold, each drawn from what the year has."""

from collections import Counter
from datetime import date

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.reconciliation.record_rows import FROM_OUTSIDE, TITLE, RecordRow, told_in_year
from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.rules import due_after
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.year import rules, service
from cscp_core.scrutiny.year.rules import ScrutinyYear
from cscp_core.scrutiny.year.views import Part, YearInScrutiny, fingerprint_of
from pages.components import data, doing, menu, table, unchanged
from pages.components.challenges import challenge_rows
from pages.components.glance import drawn, row_list
from pages.components.glance.row_list import Row
from pages.components.official import beside
from pages.components.report import record_rows
from pages.components.text import escaped

OVERDUE = "Overdue"
CAME_TO = {
    Need.OVERDUE: OVERDUE,
    Need.AWAITED: OVERDUE,
    Need.DUE: "Waiting, in time",
    Need.DUE_SOON: "Waiting, in time",
    Need.ASKS_BACK: "Waiting, in time",
    Need.DRAFT: "Waiting, in time",
    Need.ANSWERED: "Answered",
    Need.LOOK_AGAIN: "Closed",
    Need.DONE: "Closed",
}
"""How the year words what a challenge needs today."""
MOST_RECORD, MOST_UNANSWERED = 6, 6
"""On the page; the rest is one click away, and in the Word file."""


def asked(found: YearInScrutiny, links: bool) -> None:
    """What was asked and what became of it; what is unanswered first."""
    if found.agencies:
        _chart(found)
    else:
        st.write(found.in_sum)
    _unanswered(found, links)
    _changed(found, links)
    if found.agencies:
        every = [one for agency in found.agencies for one in agency.challenges]
        with st.expander(f"All {counted(len(every), 'question')}, by agency"):
            rows = [[one.agency, one.number, str(len(one.open)), one.punctuality] for one in found.agencies]
            table.show(["Agency", "Asked", "Open", "Answers"], rows)
            challenge_rows.show(every, by_agency=True, links=links)
    for said in found.of(Part.ASKED):
        if said.challenge and said.challenge.passed_on:
            st.markdown(escaped(f"{said.agency}: {said.words}"))


def _chart(found: YearInScrutiny) -> None:
    """What became of each agency's questions."""
    today = unchanged.today()
    counts = Counter(
        (agency.agency, CAME_TO[states.need_of(one, today)]) for agency in found.agencies for one in agency.challenges
    )
    parts, late = list(dict.fromkeys(CAME_TO.values())), sum(counts[one] for one in counts if one[1] == OVERDUE)
    overdue = counted(late, "answer is", "answers are") if late else "No answer is"
    st.markdown(f"**{escaped(found.in_sum)} {overdue} overdue.**")
    told = "; ".join(f"{agency}, {part.lower()}: {number}" for (agency, part), number in counts.items())
    drawn.draw(
        shapes.stacked(counts, [one.agency for one in found.agencies], parts), f"Questions. {told}.", "year by agency"
    )


def _changed(found: YearInScrutiny, links: bool) -> None:
    """A row a question: what its agency says has changed, and how it was closed."""
    st.header(Part.CHANGED.label)
    told = found.of(Part.CHANGED)
    if not told:
        st.write("Nothing to show yet: no answered challenge has been closed in this year.")
    rows = []
    for challenge_id, challenge in {one.challenge.challenge_id: one.challenge for one in told if one.challenge}.items():
        question = escaped(challenge.question)
        linked = f"[{question}]({menu.href('challenge', id=str(challenge_id))})" if links else question
        words = [escaped(said.words) for said in told if said.challenge is challenge]
        rows.append("- " + "  \n  ".join([linked, *words]))
    with st.container(key="listed changed"):
        st.markdown("\n".join(rows))


def _unanswered(found: YearInScrutiny, links: bool) -> None:
    st.header(Part.UNANSWERED.label)
    if not found.of(Part.UNANSWERED):
        st.write("Every question of this year is answered.")
    today = unchanged.today()
    late_first = sorted(found.unanswered, key=lambda one: CAME_TO[states.need_of(one, today)] != OVERDUE)
    first, rest = late_first[:MOST_UNANSWERED], late_first[MOST_UNANSWERED:]
    challenge_rows.show(first, links=links, key="unanswered")
    if rest:
        with st.expander(f"{len(rest)} more"):
            challenge_rows.show(rest, links=links, key="unanswered")
    for said in found.of(Part.UNANSWERED):
        if said.challenge in found.closed_unanswered:
            st.markdown(escaped(f"{said.agency}: {said.words}"))


def judged(found: YearInScrutiny) -> None:
    """The judgements, and the themes on which little is shown."""
    rows = [
        [one.theme.name, one.assurance.label, one.judged.reason if one.judged else "", one.disagree_in]
        for one in found.views
        if one.judged or one.theme.is_priority
    ]
    table.show(["Theme", "Judgement", "Why", "Where views differ"], rows)
    silent = sum(one.judged is None for one in found.views)
    st.caption(f"No judgement yet on {counted(silent, 'theme')}.")
    st.header("Where there is little or no evidence of progress")
    if not found.little:
        st.write(
            "Every priority has a claim that is shown or tested at Practice or beyond. No theme was judged, and no "
            "challenge closed, as not assured."
        )
    for one in found.little:
        st.markdown(f"**{escaped(one.theme.name)}**: {escaped(one.why)}.")


def decided(found: YearInScrutiny) -> None:
    """What meetings decided, with owner and date."""
    if not found.decisions:
        st.write("No decision has been recorded in this year yet. What a meeting decides comes here.")
    for one in found.decisions:
        tail = ", ".join(
            part for part in (one.owner, f"by {one.due_on:%-d %B %Y}" if one.due_on else "", one.meeting) if part
        )
        st.markdown(f"RESOLVED: {escaped(one.words)} ({escaped(tail)}, {one.held_on:%-d %B %Y})")


def against_record(actor: Actor, year: Year) -> None:
    """The gravest of what official statistics say of the report for who may read it, the way to the rest, and official
    series beside the report's numbers."""
    found = told_in_year(data.record(actor, year))
    if found:
        st.header(TITLE)
        st.write(FROM_OUTSIDE)
        row_list.show([_finding(year, one) for one in found[:MOST_RECORD]], "record of the year")
        menu.link("record", f"All {counted(len(found), 'finding')}", report=year.report_id)
    held = beside.of_figures(actor, year, data.figures(actor, year))
    beside.small_multiples(actor, year, held, others=False)
    if not found and not held:
        st.write("No official statistics are loaded to compare this report with.")


def _finding(year: Year, one: RecordRow) -> Row:
    of_figure = menu.href("figure", id=one.figure_id, report=year.report_id)
    of_theme = menu.href("theme", theme=one.theme_id, report=year.report_id)
    return Row(
        sentence=f"{one.what}. {one.in_short}",
        address=of_figure if one.figure_id else of_theme,
        badges=[record_rows.badge_of(one.verdict)],
        beneath=(f"section {one.section}",),
    )


def accuracy(actor: Actor, year: Year, chosen: ScrutinyYear, found: YearInScrutiny) -> None:
    """For the scrutineer: asking each agency whether what the year says of it is correct, by a date."""
    place = f"accuracy/{chosen.starts}"
    st.write("Each agency gets what the year says about it, and replies by a date whether that is correct.")
    sent = data.ask(service.list_checks, actor, year=chosen)
    rows = []
    for one in sent:
        replied = "correct" if one.correct else f"not correct: {one.words}" if one.replied_at else "no reply yet"
        rows.append([one.agency, f"{one.due_on:%-d %B %Y}", replied + (", overdue" if one.overdue else "")])
    table.show(["Agency", "Due", "Reply"], rows)
    st.date_input("Reply due", due_after(date.today()), format="DD/MM/YYYY", key=f"{place} due")
    asks = doing.bind(
        actor, service.ask_to_check, report_id=year.report_id, year=chosen, drawn=fingerprint_of(found),
        due_on=doing.field(f"{place} due", doing.as_day, needed="Choose a date."),
    )  # fmt: skip
    doing.button("Send it to every agency again" if sent else "Send it to every agency", asks, place)


def checklist() -> None:
    """What statutory guidance asks of a yearly report, with the paragraph."""
    st.write(rules.BEFORE_QUOTING)
    rows = [[one.asks, f"{one.guidance}, {one.paragraph}", one.here] for one in rules.checklist()]
    table.show(["It should contain", "Where guidance says so", "What you can use from here"], rows)
