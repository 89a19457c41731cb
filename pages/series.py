"""Series: one official indicator for the partnership's place, over time and beside others, with its source."""

import streamlit as st

from cscp_core.official import places
from cscp_core.official import service as official
from cscp_core.people.permissions import Permission
from pages.components import data, gate, menu
from pages.components.official import reads, series_tabs, source
from pages.components.text import escaped

actor = gate.require(Permission.READ_OFFICIAL)
year = data.year(actor)
series = data.find_or_stop(official.find_series, actor, series_id=st.query_params.get("series", ""))
code = st.query_params.get("place", "") or reads.place_code(actor, year)
place = data.find_or_stop(places.find_place, actor, place_code=code)
st.title(escaped(series.title))
source.show(actor, series)
series_tabs.show(actor, year, series, place)
menu.link("official", "All official statistics", report=year.report_id)
