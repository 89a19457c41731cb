"""The year in scrutiny: what was asked, of whom, what changed, what is unanswered, and where progress is not shown."""

from datetime import date

import streamlit as st

from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.year import service
from cscp_core.settings import settings
from feedback import published
from pages.components import data, download, gate, heading
from pages.components.official import beside
from pages.components.text import escaped
from pages.components.year import year_choice, year_parts

actor = gate.require(Permission.READ_YEAR)
year = data.year(actor)
heading.show("The year in scrutiny", year)
chosen = year_choice.show(date.today(), settings().scrutiny_year_starts)
young = data.ask(published.joint_words, actor, report_id=year.report_id)
found = data.ask(service.the_year, actor, report_id=year.report_id, year=chosen, young=young)
st.markdown(f"**{escaped(chosen.name)}.** The themes and claims are those of {escaped(year.title)}.")
download.show("year.docx", "Download the year (Word)", starts=chosen.starts.isoformat())
for title, draw in year_parts.PARTS.items():
    st.header(title)
    draw(found, may(actor, Permission.READ_CHALLENGES))
year_parts.against_record(actor, year)
beside.small_multiples(actor, year, beside.of_figures(actor, year, data.figures(actor, year)), others=False)
if may(actor, Permission.CHECK_YEAR):
    st.header("Before it is published")
    year_parts.accuracy(actor, year, chosen)
st.header("What the yearly report should contain")
year_parts.checklist()
