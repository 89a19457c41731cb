"""Reports: which are loaded, bringing one in from a workbook, undoing the last load, correcting one row."""

import streamlit as st

from cscp_core.evidence import imports
from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Permission
from pages.components import data, download, gate, menu
from pages.components.official import official_import
from pages.components.report import report_import, report_loads, row_correction, still_to_fill
from pages.components.text import escaped

actor = gate.require(Permission.LOAD_REPORT)
st.title("Reports")
loaded = data.ask(evidence.years, actor)
st.write(
    "A report is a workbook with one sheet for each table. Fill in the template and choose the file here. You see "
    "what would change before anything does."
)
with st.container(horizontal=True):
    download.show("template.xlsx", "Download an empty workbook", **{"from": "nothing"})
    for year in loaded[:1]:
        download.show("template.xlsx", "Download next year's workbook, partly filled in", report=year.report_id)
menu.link("read_a_report", "Read a report from its PDF, Word file or text instead")
report_import.show(actor)
for year in loaded:
    st.header(escaped(year.period))
    st.markdown(f"**{escaped(year.title)}**" + (f" ({escaped(year.whose)})" if year.whose else ""))
    download.show("report.xlsx", "Download the whole report as a workbook", report=year.report_id)
    still_to_fill.show(actor, year)
    report_loads.show(actor, year, data.ask(imports.loads, actor, report_id=year.report_id))
    row_correction.show(actor, year)
if not loaded:
    st.write("No report is loaded yet. Choose a workbook above, or read a report from its file.")
st.header("Official statistics")
official_import.show(actor)
menu.link("figures", "Figures with an official series: see and change what each is compared with", mark="official")
