"""Official series beside the numbers of a report: the chart with both, how they compare, the table and the source."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Figure, Year
from cscp_core.official import charts, mapping
from cscp_core.official.charts import OfficialChart, Reported
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.rules import is_count
from cscp_core.people.permissions import Actor
from cscp_core.reconciliation.held import HeldSeries, held_series
from cscp_core.reconciliation.watched import watched_series
from pages.components import data, menu, table, unchanged
from pages.components.glance import drawn, row_list
from pages.components.glance.row_list import Row
from pages.components.official import line, reads, source
from pages.components.text import escaped

MOST_CHARTS = 3  # in one row
HEIGHT, SHORT, NAME = 320, 200, 20  # pixels; NAME is a line of the legend


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


def watched(actor: Actor, year: Year, theme_id: str) -> list[HeldSeries]:
    """The one series to look at where no figure of a theme may be held against any: one that the theme is about."""
    if not reads.place_code(actor, year):
        return []
    known = reads.every_series(actor)
    about = (one.series_id for one in watched_series(data.themes(actor, year)) if one.theme_id == theme_id)
    found = sorted((one for one in about if one in known), key=lambda one: is_count(known[one].unit))
    return [HeldSeries(series_id=one, held=()) for one in found[:1]]


def choose(actor: Actor, year: Year, found: Sequence[HeldSeries]) -> tuple[str, ...]:
    """Offers what the series of a screen are compared with; nothing where all of them are counts."""
    return () if _are_counts(actor, found) else line.choose(actor, reads.place_code(actor, year))


def usual(actor: Actor, year: Year, found: Sequence[HeldSeries]) -> tuple[str, ...]:
    """What they are compared with where nothing is chosen, without offering it."""
    return () if _are_counts(actor, found) else tuple(line.usual(actor, reads.place_code(actor, year)))


def small_multiples(actor: Actor, year: Year, found: Sequence[HeldSeries], *, others: bool = True) -> None:
    """The first series drawn in one row, shares and rates before counts, under which it says once how to read them; the
    others as links."""
    if not found:
        return
    st.subheader("Beside the official record")
    known = reads.every_series(actor)
    found = sorted(found, key=lambda one: is_count(known[one.series_id].unit))
    chosen = choose(actor, year, found)
    reading: list[str] = []
    with st.container(key="side-by-side official"):
        for column, one in zip(st.columns(MOST_CHARTS), found, strict=False):
            with column:
                reading += show_in_short(actor, year, one, chosen).reading
    st.caption(escaped(" ".join(dict.fromkeys(reading))))
    if others:
        rest = [one.series_id for one in found[MOST_CHARTS:]]
        row_list.show([_row(year, one, known[one].title) for one in rest], "official series")


def show(actor: Actor, year: Year, one: HeldSeries, chosen: tuple[str, ...]) -> None:
    """One series with what the report prints in a mark of its own, how near they come, the table and the source."""
    shown, printed = _picture(actor, year, one, chosen)
    made = charts.over_time(shown, printed, since=reads.year_of(year), height=HEIGHT)
    menu.link("series", shown.series.title, series=one.series_id, report=year.report_id)
    st.markdown(escaped(f"{made.title} {shown.beside}"))
    drawn.draw(made.spec, made.alt, f"beside {one.series_id}")
    st.caption(escaped(" ".join([*one.in_short, *shown.gaps, made.beneath])))
    source.show(actor, shown.series, one.why, beside="")
    with st.expander("The same numbers as a table"):
        table.show(*line.numbers(shown, printed))


def show_in_short(actor: Actor, year: Year, one: HeldSeries, chosen: tuple[str, ...]) -> OfficialChart:
    """The same as a small chart: the table and what else is known of it are on its own page, where its title leads.
    Returns the chart, whose `reading` is not told here."""
    shown, printed = _picture(actor, year, one, chosen)
    since, others = reads.year_of(year), len(shown.companions) + bool(printed)
    height = SHORT + NAME * (1 + others if others else 0)
    made = charts.over_time(shown, printed, since=since, height=height, columns=1)
    menu.link("series", shown.series.title, series=one.series_id, report=year.report_id)
    st.markdown(escaped(shown.finding_in_short(since)))
    drawn.draw(made.spec, made.alt, f"beside {one.series_id}")
    source.show(actor, shown.series, one.why, beside=" ".join(one.in_short[:1]))
    return made


def _row(year: Year, series_id: str, title: str) -> Row:
    return Row(sentence=title, address=menu.href("series", series=series_id, report=year.report_id))


def _are_counts(actor: Actor, found: Sequence[HeldSeries]) -> bool:
    known = reads.every_series(actor)
    return all(is_count(known[one.series_id].unit) for one in found)


def _picture(
    actor: Actor, year: Year, one: HeldSeries, chosen: tuple[str, ...]
) -> tuple[SeriesPicture, Sequence[Reported]]:  # fmt: skip
    """A series with its comparators, and what the report prints of it."""
    code, unit = reads.place_code(actor, year), reads.every_series(actor)[one.series_id].unit
    return reads.picture(actor, one.series_id, code, () if is_count(unit) else chosen), one.reported(unit, code)
