"""Official series beside the numbers of a report: the chart with both, how they compare, the table and the source."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Figure, Year
from cscp_core.official import charts, mapping
from cscp_core.official.rules import is_count
from cscp_core.people.permissions import Actor
from cscp_core.reconciliation.held import HeldSeries, held_series
from pages.components import data, menu, table, unchanged
from pages.components.glance import drawn
from pages.components.official import line, reads, source
from pages.components.text import escaped

MOST_CHARTS, IN_A_ROW = 4, 2
HEIGHT, SHORT = 320, 250  # pixels


def of_figures(actor: Actor, year: Year, figures: Sequence[Figure]) -> list[HeldSeries]:
    """The series that figures may be held against; none where no official statistics of the place are loaded."""
    if not reads.place_code(actor, year):
        return []
    mapped = unchanged.ask_for_role(mapping.list_mappings, actor, report_id=year.report_id)
    known = reads.every_series(actor)
    return [one for one in held_series(figures, mapped) if one.series_id in known]


def of_theme(actor: Actor, year: Year, theme_id: str) -> list[HeldSeries]:
    return of_figures(actor, year, data.theme_figures(actor, year, theme_id))


def most_telling(actor: Actor, year: Year, theme_id: str) -> list[HeldSeries]:
    """The one series of a theme to look at first: a share or a rate, which other places can stand beside."""
    found = of_theme(actor, year, theme_id)
    return sorted(found, key=lambda one: is_count(reads.every_series(actor)[one.series_id].unit))[:1]


def choose(actor: Actor, year: Year, found: Sequence[HeldSeries]) -> tuple[str, ...]:
    """What the series of a screen are compared with; nothing is offered where all of them are counts."""
    known = reads.every_series(actor)
    if all(is_count(known[one.series_id].unit) for one in found):
        return ()
    return line.choose(actor, reads.place_code(actor, year))


def small_multiples(actor: Actor, year: Year, found: Sequence[HeldSeries], *, others: bool = True) -> None:
    """The first series drawn, two in a row, shares and rates before counts; the others as links."""
    if not found:
        return
    st.subheader("Beside the official record")
    found = sorted(found, key=lambda one: is_count(reads.every_series(actor)[one.series_id].unit))
    chosen = choose(actor, year, found)
    for first in range(0, min(len(found), MOST_CHARTS), IN_A_ROW):
        for column, one in zip(st.columns(IN_A_ROW), found[first : first + IN_A_ROW], strict=False):
            with column:
                show(actor, year, one, chosen)
    for one in found[MOST_CHARTS:] if others else ():
        _link(year, one, reads.every_series(actor)[one.series_id].title)


def show(actor: Actor, year: Year, one: HeldSeries, chosen: tuple[str, ...], *, in_short: bool = False) -> None:
    """One series with what the report prints in a mark of its own. `in_short`: without what is on its own page too."""
    code = reads.place_code(actor, year)
    unit = reads.every_series(actor)[one.series_id].unit
    shown = reads.picture(actor, one.series_id, code, () if is_count(unit) else chosen)
    printed = one.reported(unit, code)
    made = charts.over_time(shown, printed, since=reads.year_of(year), height=SHORT if in_short else HEIGHT)
    _link(year, one, shown.series.title)
    st.markdown(escaped(made.title if in_short else f"{made.title} {shown.beside}"))
    drawn.draw(made.spec, made.alt, f"beside {one.series_id}")
    words = one.in_short[:1] if in_short else [*one.in_short, *shown.gaps, made.beneath]
    st.caption(escaped(" ".join(words)))
    source.show(actor, shown.series, one.why, in_short=True)
    with st.expander("The same numbers as a table"):
        table.show(*line.numbers(shown, printed))


def _link(year: Year, one: HeldSeries, label: str) -> None:
    menu.link("series", label, series=one.series_id, report=year.report_id)
