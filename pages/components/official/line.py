"""A series over time: what it shows in a sentence, comparators chosen above, the chart, and its table."""

import streamlit as st

from cscp_core.official import charts
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.rules import is_count
from cscp_core.official.views import Series
from cscp_core.people.permissions import Actor
from pages.components import address, table
from pages.components.glance import drawn
from pages.components.official import reads
from pages.components.text import escaped

HEIGHT = 400  # pixels, the legend among them


def choose(actor: Actor, series: Series, code: str) -> tuple[str, ...]:
    """Pills for what the place is compared with; they stand in the address. Counts begin with none: places differ in
    size."""
    offered = reads.comparators(actor, code, series.unit)
    keys = list(offered)
    usual = [] if is_count(series.unit) else [*keys[:1], *keys[-1:]]
    if not offered:
        return ()
    st.pills(
        "Compare with", keys, format_func=lambda one: offered[one], selection_mode="multi",
        **address.bind_several("with", f"with {series.series_id}", keys, usual),
    )  # fmt: skip
    return tuple(address.read_several("with", keys, usual))


def show(shown: SeriesPicture) -> None:
    made = charts.over_time(shown, height=HEIGHT)
    drawn.draw(made.spec, made.alt, f"official {shown.series.series_id} {shown.place.place_code}")
    st.caption(escaped(" ".join([made.beneath, *shown.gaps])))
    with st.expander("The same numbers as a table"):
        table.show(*numbers(shown))


def numbers(shown: SeriesPicture) -> tuple[list[str], list[list[str]]]:
    """Columns and rows: each period with the value, its counts, the comparators, and the release."""
    columns = ["When", shown.place.name, "Of", *(one.name for one in shown.companions), "Release"]
    rows = []
    for one in reversed(shown.points):
        counts = "" if one.denominator is None else f"{one.numerator or '—'} of {one.denominator:,f}"
        beside = [(each.is_several, each.at(one.period)) for each in shown.companions]
        told = [
            "—" if point is None else f"{point.shown or 'no median'} ({point.how_many})" if several else point.shown
            for several, point in beside
        ]
        rows.append([one.shown_period, one.shown, counts, *told, one.release])
    return columns, rows
