"""The head of a page that shows a report: what it is, which year it covers, and what is not loaded."""

from collections.abc import Iterable

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from pages.components import data
from pages.components.text import escaped
from pages.components.translation import translate


def show(title: str, year: Year, beside: str = "", reader: Actor | None = None) -> None:
    """The title, then the year; `beside` is what else a minute would cite: an id, a section. A Young Advisor who is
    named as the reader gets one plain sentence."""
    st.title(escaped(translate(title)))
    if reader and reader.role is Role.YOUNG_ADVISOR:
        show_plainly(year)
    else:
        show_coverage(year, beside)


def show_coverage(year: Year, beside: str = "") -> None:
    """The year in one line; what is not loaded is one click away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        being_read = "◇ Being read: only what is confirmed so far" if year.being_read else ""
        st.caption(escaped(" · ".join(part for part in (beside, year.whose, year.title, being_read) if part)))
        with st.popover("About this report", type="tertiary"):
            st.markdown(escaped(f"{year.title}. Not loaded: {year.not_loaded}"))


def show_plainly(year: Year) -> None:
    whose = f" of the {year.whose}" if year.whose else ""
    told = f"This is from the report{whose} on {year.period}. Some of that report is not here."
    st.caption(escaped(translate(told)))


def of_each(actor: Actor, report_ids: Iterable[str]) -> None:
    """The years of the reports that a meeting's items come from."""
    wanted = set(report_ids)
    for year in data.ask(evidence.years, actor):
        if year.report_id in wanted:
            show_plainly(year) if actor.role is Role.YOUNG_ADVISOR else show_coverage(year)
