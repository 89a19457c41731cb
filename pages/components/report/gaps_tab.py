"""What the report does not say on a theme, as its readers found."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Gap
from pages.components import menu
from pages.components.glance import row_list
from pages.components.glance.row_list import Row


def show(gaps: Sequence[Gap], report_id: str) -> None:
    if not gaps:
        st.write("Nothing has been noted as missing on this theme.")
    rows = [
        Row(
            sentence=gap.text,
            address=menu.href("gap", id=gap.gap_id, report=report_id),
            beneath=(f"section {gap.section}", gap.gap_id.removeprefix("gap-")),
        )
        for gap in gaps
    ]
    row_list.show(rows, "gaps")
