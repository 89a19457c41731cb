"""The whole table of figures, or of actions, as a file, made when it is asked for."""

from functools import partial

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.exports import service
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import data

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(actor: Actor, year: Year) -> None:
    if not may(actor, Permission.DOWNLOAD):
        return
    for label, make, ending, mime in (
        ("Download as CSV", service.figures_csv, "csv", "text/csv"),
        ("Download as Excel", service.figures_workbook, "xlsx", EXCEL),
    ):
        made = partial(data.ask, make, actor, report_id=year.report_id)
        st.download_button(label, made, f"{year.report_id}-figures.{ending}", mime, on_click="ignore")


def show_actions(actor: Actor, year: Year) -> None:
    """All actions, whatever the list is narrowed to."""
    if may(actor, Permission.DOWNLOAD):
        made = partial(data.ask, service.actions_csv, actor, report_id=year.report_id)
        st.download_button("Download all as CSV", made, f"{year.report_id}-actions.csv", "text/csv", on_click="ignore")
