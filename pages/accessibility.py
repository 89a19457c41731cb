"""Accessibility: what works, what was tested, and whom to tell. Open to everybody."""

import streamlit as st

from pages.components import languages, prose

st.title("Accessibility")
prose.show("accessibility")
languages.show_translated()
