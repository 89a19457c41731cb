"""Figures: every number of the report as printed, with its section; searchable, and the whole by download."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import ValueState
from cscp_core.people.permissions import Permission, may
from pages.components import data, gate, heading, menu, note_first, pager
from pages.components.choices import PLACE, Choices
from pages.components.report import downloads, figure_rows, other_years

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Figures", year)
other_years.show(actor, year, "figures")
with st.container(horizontal=True):
    menu.link("disagree", "Figures that disagree", report=year.report_id)
    if may(actor, Permission.READ_RECORD):
        menu.link("record", "The report against the record", report=year.report_id)
sections = data.sections(actor, year)
choices = Choices("figures")
with st.container(key=PLACE):
    placeholder = "missing children, 2018-19, £"
    text = choices.words(st.container(), "Find a figure", "words", "words", placeholder)
    left, right = st.columns(2)
    section = choices.select(left, "Section", {one: f"{one} {title}" for one, title in sections.items()}, "section")
    state = choices.select(right, "State", {one: one.label for one in ValueState}, "state")
choices.summarise()
found = data.ask(
    evidence.figures, actor, report_id=year.report_id, text=text, section=section, state=state, page=pager.number()
)
note_first.show(actor, year, *(one.theme_id for one in found.items))
pager.count(found, "figure")
if not found.total:
    st.write("No figure matches. Try fewer words.")
ids = [one.figure_id for one in found.items]
figure_rows.show(
    found.items, year.report_id, data.ask(evidence.cited_by, actor, report_id=year.report_id, figure_ids=ids)
)
pager.show(found, "figures")
downloads.show(actor, year)
