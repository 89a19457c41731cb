"""The report against the record: what official statistics say of the report's numbers and words, and what it leaves
out; the gravest first."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Permission
from cscp_core.reconciliation.record_rows import TITLE, gravest_first
from cscp_core.storage.paging import Page
from pages.components import data, gate, heading, menu, pager, short_forms
from pages.components.report import other_years, record_rows

ON_PAGE = 15
actor = gate.require(Permission.READ_RECORD)
year = data.year(actor)
heading.show(TITLE, year)
other_years.show(actor, year, "record")
rows = gravest_first(data.record(actor, year))
if not rows:
    st.write(
        "No official statistics are loaded to compare this report with. The business manager loads them under Reports."
    )
    st.stop()
asked = sum(one.verdict.is_asked for one in rows)
st.write(
    f"Official statistics ask {counted(asked, 'question')} of this report. They are **not in the report**. Each "
    "finding names its release. A number without a base is never called more than chance."
)
found = record_rows.narrow(actor, year, rows)
page = Page(found[(pager.number() - 1) * ON_PAGE :][:ON_PAGE], len(found), ON_PAGE)
pager.count(page, "finding")
record_rows.show(actor, year, page.items)
if not found:
    st.write("Official statistics ask nothing here. Choose a word above to see the other findings.")
pager.show(page, "record")
with st.container(horizontal=True):
    menu.link("disagree", "Figures that disagree with one another", report=year.report_id)
    menu.link("figures", "All figures", report=year.report_id)
short_forms.show(actor, year, *(one.message for one in page.items))
