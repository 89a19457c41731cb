"""Where an official series comes from: that it is not in the report, and the rest behind one link."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.official.charts import NOT_IN_REPORT
from cscp_core.official.views import Series
from cscp_core.people.permissions import Actor
from pages.components.glance import state
from pages.components.official import reads
from pages.components.text import escaped


def show(actor: Actor, series: Series, compared: Sequence[str] = (), *, beside: str | None = None) -> None:
    """The label that everything of official origin has, what is counted or what else stands `beside` it, and the source
    behind one link, with how it compares with a report."""
    told = _counted(series) if beside is None else beside
    small = f" :small[{escaped(told)}]" if told else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(state.badge("◇", NOT_IN_REPORT) + small)
        with st.popover("Source", type="tertiary"):
            st.markdown(_words(actor, series, compared))
            if series.address.startswith("https://"):
                st.link_button("The publisher’s page", series.address)


def _counted(series: Series) -> str:
    return f"{series.unit} · {series.year_kind.label}"


def _words(actor: Actor, series: Series, compared: Sequence[str]) -> str:
    editions = reads.editions(actor, series.series_id)
    lines = list(compared)
    for one in editions:
        release = reads.release(actor, one.publication_id, one.release)
        beside = f", on {one.population}" if one.population else ""
        lines.append(
            f"{release.cited}: table {one.source_table}, column {one.source_column}{beside}. {release.licence}."
        )
    lines += [
        f"Definition: {series.definition or 'the publisher gives the title only.'}",
        f"Counted: {_counted(series)}.",
        f"Which way is better: {series.polarity.answer}. {series.polarity_source}.",
        f"Next update: {series.next_update or 'not stated'}.",
        f"Cite as: {series.series_id}",
    ]
    return "\n\n".join(escaped(one) for one in lines)
