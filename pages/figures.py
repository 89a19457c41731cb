"""Figures: every number of the report as printed, measures of children that can be compared first; the whole by
download."""

import streamlit as st

from cscp_core.evidence import facets
from cscp_core.people.permissions import Permission, may
from cscp_core.storage.paging import Page, offset
from pages.components import data, gate, heading, menu, none_found, note_first, pager
from pages.components.choices import Choices
from pages.components.glance import themes
from pages.components.official import official_marks, reads
from pages.components.report import downloads, figure_filters, figure_rows, other_years

ROWS = 25
actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Figures", year)
other_years.show(actor, year, "figures")
choices = Choices("figures")
text, wanted = figure_filters.words(choices), figure_filters.narrow()
every = official_marks.add(actor, year, data.faceted_figures(actor, year, text))
figure_filters.show(actor, year, facets.count_facets(every, wanted), choices)
choices.summarise()
found = facets.narrow(every, wanted)
page = Page(found[offset(pager.number(), ROWS) :][:ROWS], len(found), ROWS)
note_first.show(actor, year, *(one.theme_id for one in page.items))
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    pager.count(page, "figure")
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        menu.link("disagree", "Figures that disagree", report=year.report_id)
        if may(actor, Permission.READ_RECORD):
            menu.link("record", "The report against the record", report=year.report_id)
        menu.link("official", "Official statistics", report=year.report_id)
        downloads.show(actor, year)
if not page.total:
    none_found.show("figures", "figure", year.report_id)
figure_rows.show(
    page.items,
    year.report_id,
    reads.counterparts(actor, official_marks.list_held(actor, year)),
    themes.compared_by_figure(actor, year),
)
pager.show(page, "figures")
