"""A series in three tabs: over time, places side by side, what was revised. Only the open one is asked for."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.views import Place, Series
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import address, download, tabs
from pages.components.official import line, places, reads, revisions
from pages.components.text import escaped

TABS = OVER_TIME, PLACES, REVISED = "Over time", "Places side by side", "Revisions"


def show(actor: Actor, year: Year, series: Series, place: Place) -> None:
    """The tabs; which one is open stands in the address."""
    parts = {
        OVER_TIME: lambda: _over_time(actor, year, series, place),
        PLACES: lambda: places.show(actor, _alone(actor, series, place)),
        REVISED: lambda: revisions.show(actor, _alone(actor, series, place)),
    }
    tabs.show("tab of series", parts, {one: one for one in TABS})


def _alone(actor: Actor, series: Series, place: Place) -> SeriesPicture:
    return reads.picture(actor, series.series_id, place.place_code, ())


def _over_time(actor: Actor, year: Year, series: Series, place: Place) -> None:
    chosen = line.choose(actor, place.place_code, series.unit)
    shown = reads.picture(actor, series.series_id, place.place_code, chosen)
    st.markdown(f"**{escaped(shown.finding(reads.year_of(year)))}** {escaped(shown.beside)}")
    line.show(shown)
    if may(actor, Permission.DOWNLOAD):
        with st.container(horizontal=True):
            download.show("series.csv", "Download as CSV", series=series.series_id)
            drawn = {"series": series.series_id, "place": place.place_code, "with": address.SEVERAL.join(chosen)}
            download.show("series.png", "Picture (PNG)", **drawn)
            download.show("series.svg", "Picture (SVG)", **drawn)
        if series.counts_children:
            st.caption(
                "Files may leave the partnership: counts of 1 to 5, and what would give them away, are withheld."
            )
