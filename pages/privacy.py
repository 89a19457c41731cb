"""Privacy: what the app keeps about whom, and why. Open to everybody."""

import streamlit as st

from pages.components import prose

st.title("Privacy")
prose.show("privacy")
