"""Every place of one period side by side: what is not known is named, and never drawn as a zero."""

import streamlit as st

from cscp_core.official import charts
from cscp_core.official.pictures import SeriesPicture
from cscp_core.people.permissions import Actor
from pages.components import address, table
from pages.components.glance import drawn
from pages.components.official import reads
from pages.components.text import escaped


def show(actor: Actor, shown: SeriesPicture) -> None:
    series, code = shown.series, shown.place.place_code
    times = {one.period: one.shown_period for one in reversed(shown.points)}
    if not times:
        st.write("No value for this place is loaded.")
        return
    newest = shown.known[-1].period if shown.known else next(iter(times))
    st.selectbox(
        "When", list(times), format_func=lambda one: times[one],
        **address.bind_widget("when", f"when {series.series_id}", times, otherwise=newest),
    )  # fmt: skip
    period = address.read_choice(st.query_params.get("when", newest), times) or newest
    found = reads.spread(actor, series.series_id, period)
    made = charts.places(found, code)
    st.markdown(f"**{escaped(made.title)}**")
    drawn.draw(made.spec, made.alt, f"places {series.series_id} {period}")
    st.caption(escaped(f"Release {found.release}. {made.beneath}"))
    with st.expander("The same numbers as a table"):
        rows = [[one.place.name, one.place.level.label, one.shown] for one in found.values]
        table.show(["Place", "Level", series.unit], rows)
