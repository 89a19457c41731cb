"""The head of a page that shows a report: what it is, which year it covers, and what is not loaded."""

import streamlit as st

from cscp_core.evidence.views import Year
from pages.components.text import escaped


def show(title: str, year: Year, beside: str = "") -> None:
    """The title, then the year; `beside` is what else a minute would cite: an id, a section."""
    st.title(escaped(title))
    about = " · ".join(part for part in (beside, year.title, f"Not loaded: {year.not_loaded}") if part)
    st.caption(escaped(about))
