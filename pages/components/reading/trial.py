"""Trying what is confirmed: a version for the office alone, on which every screen works; then letting everybody see."""

import streamlit as st

from cscp_core.confirming import trying
from cscp_core.confirming.trying import Trial
from cscp_core.confirming.views import ReadingShown
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor
from cscp_core.settings import settings
from pages.components import data, doing, menu, table


def show(actor: Actor, reading: ReadingShown) -> None:
    st.write(
        "Try it loads the rows that you have confirmed. Only the scrutineer and the business manager see them, "
        "marked as being read."
    )
    number, version = reading.reading_id, reading.version
    place = f"trial/{number}"
    with doing.row(place):
        tries = doing.bind(actor, trying.try_reading, reading_id=number, version=version)
        doing.button("Try it", tries, place, done=_describe, type="primary")
        if reading.decided == reading.rows:
            finishes = doing.bind(actor, trying.finish_reading, reading_id=number, version=reading.rows_version)
            doing.button("Let everybody see this report", finishes, place, done=_describe)
    if any(one.report_id == reading.report_id for one in data.ask(evidence.years, actor)):
        with st.container(horizontal=True):
            menu.link("priorities", "Priorities", report=reading.report_id)
            menu.link("figures", "Figures", report=reading.report_id)
            menu.link("disagree", "Figures that disagree", report=reading.report_id)
            menu.link("actions", "Actions", report=reading.report_id)
    mend = data.ask(trying.list_to_mend, actor, reading_id=reading.reading_id)
    if mend:
        st.subheader(f"{counted(len(mend), 'confirmed row')} left out, because something in them is wrong")
        table.show(["Row", "Column", "What is wrong"], [[one.row_id, one.column, one.what] for one in mend])
    with st.popover("Stop reading this report"):
        st.write("The app deletes its file, its rows and what you decided, and withdraws what you tried.")
        stops = doing.bind(
            actor, trying.stop_reading, reading_id=number, version=reading.rows_version, folder=settings().readings
        )
        doing.button("Delete it all", stops, place, then=lambda _: menu.open_page("read_a_report"))


def _describe(trial: Trial) -> str:
    load = trial.outcome
    if not load.changes:
        return "Nothing has changed since you last tried it."
    return f"Load {load.number}: {load.added:,} added, {load.changed:,} changed, {load.retired:,} retired."
