"""Read a report: a published file becomes drafted rows, which a person confirms beside the printed page."""

import streamlit as st

from cscp_core.confirming import reads
from cscp_core.people.permissions import Permission
from pages.components import data, gate, menu
from pages.components.reading import begin, desk, last_years, sections, trial
from pages.components.text import escaped

actor = gate.require(Permission.LOAD_REPORT)
asked = st.query_params.get("id", "")
if not asked.isdecimal():
    st.title("Read a report")
    menu.link("reports", "Reports")
    begin.show(actor)
    st.stop()
reading = data.find_or_stop(reads.find_reading, actor, reading_id=int(asked))
st.title(escaped(f"Read {reading.home_area} {reading.period}"))
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.caption(escaped(f"{reading.partnership} · {reading.file_name}"))
    menu.link("read_a_report", "All readings")
for note in reading.notes:
    st.warning(escaped(note))
if reading.is_finished:
    st.write("Everybody can see this report now. Its passages stay behind its rows.")
    menu.link("priorities", "Open the report", report=reading.report_id)
    st.stop()
TABS = ["Last year's first", "Rows to confirm", "Try it"]
first = TABS[0] if reading.before_id and not reading.decided else TABS[1]
before, rows, tried = st.tabs(TABS, default=first, on_change="rerun", key=f"reading {reading.reading_id} tabs")
if before.open:
    with before:
        last_years.show(actor, reading)
if rows.open:
    with rows:
        desk.show(actor, reading)
        sections.show(actor, reading)
if tried.open:
    with tried:
        trial.show(actor, reading)
