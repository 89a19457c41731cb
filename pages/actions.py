"""Actions: audit recommendations and inspection actions, narrowed as asked, as reported beside what stands behind."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, pager, short_forms, unchanged
from pages.components.report import action_filters, recommendation_rows

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Actions", year)
st.write("What audits, inspections and reviews found and asked for. Not reported means that the report says nothing.")
wanted = action_filters.show(actor, year)
page = pager.number()
found = unchanged.ask_for_role(evidence.recommendations, actor, report_id=year.report_id, wanted=wanted, page=page)
note_first.show(actor, year, *(one.theme_id for one in found.items))
if wanted.review_id:
    menu.link("review", "Open this review", id=wanted.review_id, report=year.report_id)
if not found.total:
    st.write("Nothing in the report matches. Remove one of the filters.")
pager.count(found, "row")
recommendation_rows.show(found.items, year.report_id)
pager.show(found, "actions")
short_forms.show(actor, year, *(one.text + one.owner + one.review for one in found.items))
