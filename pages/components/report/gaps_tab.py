"""What the report does not say on a theme, as its readers found."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Gap
from pages.components import menu
from pages.components.text import escaped


def show(gaps: Sequence[Gap], report_id: str) -> None:
    if not gaps:
        st.write("Nothing has been noted as missing on this theme.")
    for gap in gaps:
        st.markdown(escaped(gap.text))
        with st.container(horizontal=True, vertical_alignment="center"):
            menu.link("gap", gap.gap_id, id=gap.gap_id, report=report_id)
            st.caption(f"Section {escaped(gap.section)}")
