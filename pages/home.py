"""Home: takes the person who signed in to the screen that their role begins with."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import gate, menu

actor = gate.require(Permission.CHANGE_OWN_PASSWORD)
st.switch_page(menu.PAGES / f"{menu.first_screen(actor.role)}.py")
