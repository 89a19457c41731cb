"""A series over time: what it shows in a sentence, comparators chosen above, the chart, and its table."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.official import charts
from cscp_core.official.charts import Reported
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.rules import is_count
from cscp_core.people.permissions import Actor
from pages.components import address, table
from pages.components.glance import drawn
from pages.components.official import reads
from pages.components.text import escaped

HEIGHT = 400  # pixels, the legend among them


def choose(actor: Actor, code: str, unit: str = "%") -> tuple[str, ...]:
    """Pills for what the place is compared with; they stand in the address. Counts begin with none: places differ in
    size."""
    offered = reads.comparators(actor, code, unit)
    keys, at_first = list(offered), usual(actor, code, unit)
    if not offered:
        return ()
    st.pills(
        "Compare with", keys, format_func=lambda one: offered[one], selection_mode="multi",
        **address.bind_several("with", f"official {code} {is_count(unit)}", keys, at_first),
    )  # fmt: skip
    return tuple(address.read_several("with", keys, at_first))


def usual(actor: Actor, code: str, unit: str = "%") -> list[str]:
    """What a place is compared with before its reader chooses: the first offered, and the widest."""
    keys = [] if is_count(unit) else list(reads.comparators(actor, code, unit))
    return list(dict.fromkeys([*keys[:1], *keys[-1:]]))


def show(shown: SeriesPicture) -> None:
    made = charts.over_time(shown, height=HEIGHT)
    drawn.draw(made.spec, made.alt, f"official {shown.series.series_id} {shown.place.place_code}")
    st.caption(escaped(" ".join([made.beneath, *shown.gaps])))
    with st.expander("The same numbers as a table"):
        table.show(*numbers(shown))


def numbers(shown: SeriesPicture, reported: Sequence[Reported] = ()) -> tuple[list[str], list[list[str]]]:
    """Columns and rows: each period with the value, its counts, what a report prints, the comparators, the release."""
    of_report = {one.period: one.printed for one in reported}
    columns = ["When", shown.place.name, "Of", *([charts.REPORTED] if of_report else [])]
    columns += [*(one.name for one in shown.companions), "Release"]
    rows = []
    for one in reversed(shown.points):
        counts = "" if one.denominator is None else f"{one.numerator or '—'} of {one.denominator:,f}"
        beside = [(each.is_several, each.at(one.period)) for each in shown.companions]
        told = [
            "—" if point is None else f"{point.shown or 'no median'} ({point.how_many})" if several else point.shown
            for several, point in beside
        ]
        printed = [of_report.get(one.period, "—")] if of_report else []
        rows.append([one.shown_period, one.shown, counts, *printed, *told, one.release])
    return columns, rows
