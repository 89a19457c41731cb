"""What the report does not say on a theme, as its readers found."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Gap
from pages.components.text import escaped


def show(gaps: Sequence[Gap]) -> None:
    if not gaps:
        st.write("Nothing has been noted as missing on this theme.")
    for gap in gaps:
        st.markdown(f"- {escaped(gap.text)} (section {escaped(gap.section)})")
