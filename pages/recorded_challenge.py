"""Challenge on record: what the report says was asked, and what came of it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.challenges import open_questions
from pages.components.report import about_finding, history, passage, said_tab
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
row_id = st.query_params.get("id", "")
year = data.year(actor)
found = data.ask(evidence.recorded_challenges, actor, report_id=year.report_id, challenge_id=row_id)
one = history.find_or_last(found, "challenge", actor, year, "challenges", row_id)

note_first.show_before(actor, year, one.theme_id)
heading.show("Challenge on record", year, f"{row_id}, section {one.section}", reader=actor)
said_tab.card(one)
if one.plain != one.text:
    st.markdown(f"In plain words: {escaped(one.plain)}")
menu.link("theme", "Open the theme", theme=one.theme_id, report=year.report_id)
passage.show(actor, year, "challenges", row_id)
about_finding.show(actor, year.report_id, SourceKind.RECORDED_CHALLENGE, row_id)
open_questions.show(actor, year.report_id, SourceKind.RECORDED_CHALLENGE, row_id, one.text)
short_forms.show(actor, year, one.text, one.what_came, one.asked_of)
history.show(actor, year.report_id, "challenges", row_id)
