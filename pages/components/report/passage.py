"""Show the passage: the report's own words behind a row, with its page, where the installation holds the file."""

import streamlit as st

from cscp_core.confirming import passages
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import data
from pages.components.reading import page_picture


def show(actor: Actor, year: Year, sheet: str, row_id: str) -> None:
    """Behind one click. Nothing where the row was typed, or its passage is not for this reader."""
    if not may(actor, Permission.READ_PASSAGES):
        return
    found = data.ask(passages.find_passage, actor, report_id=year.report_id, sheet=sheet, row_id=row_id)
    if found is None:
        return
    with st.expander("Show the passage", key=f"passage {sheet} {row_id}", on_change="rerun") as shown:
        if shown.open:
            with st.container(width=700):
                page_picture.show(found.reading_id, found.page, found.words, found.share, found.page_shape)
