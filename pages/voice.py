"""Voice: what young people, families or lay members said, as the partnership reports it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.report import history, passage, said_tab
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
row_id = st.query_params.get("id", "")
year = data.year(actor)
found = data.ask(evidence.voices, actor, report_id=year.report_id, voice_id=row_id)
one = history.find_or_last(found, "voice", actor, year, "voices", row_id)

note_first.show_before(actor, year, one.theme_id)
heading.show("Voice", year, f"{row_id}, section {one.section}", reader=actor)
said_tab.card(one)
if one.plain != one.text:
    st.markdown(f"In plain words: {escaped(one.plain)}")
menu.link("theme", "Open the theme", theme=one.theme_id, report=year.report_id)
passage.show(actor, year, "voices", row_id)
short_forms.show(actor, year, one.text, one.what_came)
history.show(actor, year.report_id, "voices", row_id)
