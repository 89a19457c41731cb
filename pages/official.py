"""Official statistics: every series that is loaded, by topic, with the newest value of the partnership's place."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from pages.components import address, data, gate, menu, none_found, pager
from pages.components.choices import PLACE, Choices
from pages.components.official import reads, series_rows

BESIDE, EVERY = "beside", "every"

actor = gate.require(Permission.READ_OFFICIAL)
year = data.year(actor)
st.title("Official statistics")
st.write("What public bodies publish about this place and others. None of it is in the report.")
if may(actor, Permission.READ_RECORD):
    menu.link("record", "The report against the record", report=year.report_id)
code = reads.place_code(actor, year)
topics = reads.topics(actor)
if not code or not topics:
    st.write("No official statistics for this place are loaded. The business manager loads them under Reports.")
    st.stop()
choices = Choices("official")
with st.container(key=PLACE):
    shown = {BESIDE: f"Beside a figure of {year.period}", EVERY: f"All {sum(topics.values()):,}"}
    st.segmented_control(
        "Show", list(shown), format_func=lambda one: shown[one], required=True,
        **address.bind_widget("show", "official shown", shown, otherwise=BESIDE),
    )  # fmt: skip
    left, right = st.columns(2)
    words = choices.words(left, "Find a series", "words", "words", "re-referrals, care leavers, absence")
    topic = choices.select(right, "Topic", {one: f"{one} ({many})" for one, many in topics.items()}, "topic")
choices.summarise()
only_held = st.query_params.get("show", BESIDE) != EVERY
found = reads.list_page(actor, year, code, topic, words, only_held, pager.number())
st.caption(f"{found.total:,} series")
series_rows.show(found.items, year)
if not found.total:
    none_found.show("official", "series", year.report_id, show=EVERY)
pager.show(found, "series")
