"""The parts of the year in scrutiny, each drawn from what the year holds."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.reconciliation.record_rows import NOT_IN_REPORT, TITLE, told_in_year
from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.rules import due_after
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.year import rules, service
from cscp_core.scrutiny.year.rules import ScrutinyYear
from cscp_core.scrutiny.year.views import Part, YearInScrutiny
from pages.components import data, doing, menu, table, unchanged
from pages.components.challenges import challenge_rows
from pages.components.glance import drawn
from pages.components.text import escaped

CAME_TO = {
    Need.OVERDUE: "Overdue",
    Need.AWAITED: "Overdue",
    Need.DUE: "Waiting, in time",
    Need.DUE_SOON: "Waiting, in time",
    Need.ASKS_BACK: "Waiting, in time",
    Need.DRAFT: "Waiting, in time",
    Need.ANSWERED: "Answered",
    Need.LOOK_AGAIN: "Closed",
    Need.DONE: "Closed",
}
"""How the year words what a challenge needs today."""
MOST_RECORD = 6
"""Findings of the record on the page; the rest is one click away, and in the Word file."""


def _asked(found: YearInScrutiny, links: bool) -> None:
    st.write(found.in_sum)
    if not found.agencies:
        return
    _chart(found)
    rows = [[one.agency, one.number, str(len(one.open)), one.punctuality] for one in found.agencies]
    table.show(["Agency", "Asked", "Open", "Answers"], rows)
    asked = [one for agency in found.agencies for one in agency.challenges]
    with st.expander(f"All {counted(len(asked), 'question')}, by agency"):
        challenge_rows.show(asked, by_agency=True, links=links)
    for said in found.of(Part.ASKED):
        if said.challenge and said.challenge.passed_on:
            st.markdown(escaped(f"{said.agency}: {said.words}"))


def _chart(found: YearInScrutiny) -> None:
    """What became of each agency's questions."""
    today = unchanged.today()
    counts = Counter(
        (agency.agency, CAME_TO[states.need_of(one, today)]) for agency in found.agencies for one in agency.challenges
    )
    parts = list(dict.fromkeys(CAME_TO.values()))
    told = "; ".join(f"{agency}, {part.lower()}: {number}" for (agency, part), number in counts.items())
    drawn.draw(
        shapes.stacked(counts, [one.agency for one in found.agencies], parts), f"Questions. {told}.", "year by agency"
    )


def _changed(found: YearInScrutiny, links: bool) -> None:
    told = found.of(Part.CHANGED)
    if not told:
        st.write("No answered challenge has been closed in this year yet.")
    about = {one.challenge.challenge_id: one.challenge for one in told if one.challenge}
    for challenge_id, challenge in about.items():
        with st.container(border=True):
            st.markdown(f"**{escaped(challenge.question)}**")
            for said in told:
                if said.challenge is challenge:
                    st.markdown(escaped(said.words))
            if links:
                menu.link("challenge", challenge.name, id=str(challenge_id))


def _unanswered(found: YearInScrutiny, links: bool) -> None:
    if not found.of(Part.UNANSWERED):
        st.write("Nothing is unanswered.")
    challenge_rows.show(found.unanswered, links=links, key="unanswered")
    for said in found.of(Part.UNANSWERED):
        if said.challenge in found.closed_unanswered:
            st.markdown(escaped(f"{said.agency}: {said.words}"))


def _judgements(found: YearInScrutiny, links: bool) -> None:
    rows = [
        [one.theme.name, one.assurance.label, one.judged.reason if one.judged else "", one.disagree_in]
        for one in found.views
        if one.judged or one.theme.is_priority
    ]
    table.show(["Theme", "Judgement", "Why", "Where views differ"], rows)
    silent = sum(one.judged is None for one in found.views)
    st.caption(f"{counted(silent, 'theme')} not yet judged.")


def _little(found: YearInScrutiny, links: bool) -> None:
    if not found.little:
        st.write("No priority lacks evidence, and nothing was judged not assured.")
    for one in found.little:
        st.markdown(f"**{escaped(one.theme.name)}**: {escaped(one.why)}.")


def _decided(found: YearInScrutiny, links: bool) -> None:
    if not found.decisions:
        st.write("No decision has been recorded in this year yet.")
    for one in found.decisions:
        tail = ", ".join(
            part for part in (one.owner, f"by {one.due_on:%-d %B %Y}" if one.due_on else "", one.meeting) if part
        )
        st.markdown(f"RESOLVED: {escaped(one.words)} ({escaped(tail)}, {one.held_on:%-d %B %Y})")


PARTS: dict[str, Callable[[YearInScrutiny, bool], None]] = {
    Part.ASKED.label: _asked,
    Part.CHANGED.label: _changed,
    Part.UNANSWERED.label: _unanswered,
    "Judgements": _judgements,
    "Where there is little or no evidence of progress": _little,
    "What was decided in meetings": _decided,
}


def against_record(actor: Actor, year: Year) -> None:
    """For who may read it: the gravest of what official statistics say of the report, and the way to the rest."""
    found = told_in_year(data.record(actor, year))
    if not found:
        return
    st.header(TITLE)
    st.write(NOT_IN_REPORT)
    rows = [[one.verdict.label, f"{one.what}. Section {one.section}.", one.finding] for one in found[:MOST_RECORD]]
    table.show(["What came of it", "Measure", "Finding"], rows)
    menu.link("record", f"All {counted(len(found), 'finding')}", report=year.report_id)


def accuracy(actor: Actor, year: Year, chosen: ScrutinyYear) -> None:
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
        actor, service.ask_to_check, report_id=year.report_id, year=chosen,
        due_on=doing.field(f"{place} due", doing.as_day, needed="Choose a date."),
    )  # fmt: skip
    doing.button("Send it to every agency again" if sent else "Send it to every agency", asks, place)


def checklist() -> None:
    """What statutory guidance asks of a yearly report, with the paragraph."""
    st.write(rules.BEFORE_QUOTING)
    rows = [[one.asks, f"{one.guidance}, {one.paragraph}", one.here] for one in rules.checklist()]
    table.show(["It should contain", "Status of that", "What you can use from here"], rows)
