"""The year in scrutiny: what was asked, of whom, what changed, what is unanswered, and where progress is not shown."""

from datetime import date

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.year import service
from cscp_core.settings import settings
from feedback import published
from pages.components import data, download, gate, heading
from pages.components.year import year_choice, year_tabs

actor = gate.require(Permission.READ_YEAR)
year = data.year(actor)
heading.show("The year in scrutiny", year)
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = year_choice.show(date.today(), settings().scrutiny_year_starts)
    download.show("year.docx", "Download the year (Word)", starts=chosen.starts.isoformat())
young = data.ask(published.joint_words, actor, report_id=year.report_id)
found = data.ask(service.the_year, actor, report_id=year.report_id, year=chosen, young=young)
year_tabs.show(actor, year, chosen, found)
