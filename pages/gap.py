"""Gap: one thing that the report does not say."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.report import history, passage
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
row_id = st.query_params.get("id", "")
year = data.year(actor)
found = data.ask(evidence.gaps, actor, report_id=year.report_id, gap_id=row_id)
gap = history.find_or_last(found, "gap", actor, year, "gaps", row_id)

note_first.show_before(actor, year, gap.theme_id)
heading.show("What the report does not say", year, f"{row_id}, section {gap.section}", reader=actor)
st.markdown(f"**{escaped(gap.text)}**")
short_forms.show(actor, year, gap.text)
menu.link("theme", "Open the theme", theme=gap.theme_id, report=year.report_id)
passage.show(actor, year, "gaps", row_id)
history.show(actor, year.report_id, "gaps", row_id)
