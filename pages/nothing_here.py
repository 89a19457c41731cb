"""Nothing here: where an address leads that no screen has. Open to everybody."""

import streamlit as st

from pages.components import gate, menu

st.title("Nothing here")
st.write("There is no page at this address: it may have been mistyped, or the page has gone.")
menu.link("home", "Go to your first screen" if gate.find_actor() else "Sign in")
