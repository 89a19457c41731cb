"""How your words are kept: for Young Advisors and lay members, before they sign in too."""

import streamlit as st

from pages.components import prose

st.title("How your words are kept")
prose.show("your_words")
