"""Figures that disagree: every check of the report against itself, what came of it, and the way to raise it."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission
from cscp_core.reconciliation import service
from cscp_core.reconciliation.grouping import counted_in_words, filter_groups, grouped
from cscp_core.reconciliation.rules import Verdict
from cscp_core.storage.paging import PAGE_SIZE, Page
from pages.components import address, data, gate, heading, menu, none_found, pager, short_forms
from pages.components.choices import PLACE, Choices
from pages.components.report import downloads, other_years, result_card

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Figures that disagree", year)
other_years.show(actor, year, "disagree")
results = result_card.for_reader(actor, year, data.results(actor, year))
explained = data.ask(service.explained, actor, report_id=year.report_id)
if not results:
    st.write("This report has no checks of its figures.")
    st.stop()
groups = grouped(results)
st.write(
    f"{counted(len(results), 'check')} of the report against itself give {counted(len(groups), 'finding')}: "
    + counted_in_words(groups)
    + ". A disagreement is arithmetic, and allows for rounding. Worth asking about means that a word, a tense or a "
    "definition may not fit: that is never certain. Checks that agree are listed too, with the figures behind them."
)
first = result_card.show_first(actor, year, groups, explained)
choices = Choices("checks")
with st.container(key=PLACE):
    verdict = st.pills(
        "What came of it", list(Verdict), format_func=str,
        **address.bind_widget("verdict", "verdict", list(Verdict), otherwise=Verdict.DISAGREES),
    )  # fmt: skip
    left, right = st.columns(2)
    title = choices.select(left, "Kind of check", {one: one for one in sorted({one.title for one in results})}, "check")
    sections = data.sections(actor, year)
    used = [one for one in sections if any(one in result.sections for result in results)]
    section = choices.select(right, "Section", {one: f"{one} {sections[one]}" for one in used}, "section")
    hide = choices.tick(left, "Hide what is explained", "open_only")
choices.summarise(Verdict(verdict).label if verdict else "")
hidden = [*first, *(one for one in groups if hide and one.lead.id in explained and explained[one.lead.id].stands)]
matching = filter_groups(groups, verdict=verdict or "", title=title, section=section)
found = [one for one in matching if one not in hidden]
page = Page(found[(pager.number() - 1) * PAGE_SIZE :][:PAGE_SIZE], len(found))
pager.count(page, "finding")
for one in page.items:
    result_card.show(actor, year, one.lead, explained.get(one.lead.id), parts=one.parts)
if not found:
    none_found.show("disagree", "finding", year.report_id, verdict=address.NONE)
pager.show(page, "results")
menu.link("figures", "All figures", report=year.report_id)
downloads.show(actor, year)
short_forms.show(actor, year, *(one.lead.message for one in page.items))
