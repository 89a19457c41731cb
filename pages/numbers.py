"""What numbers mean: what a rate is, what 1 in 4 is, and whether it could be chance, each as a small drawing."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import gate, menu
from pages.components.young import explained

gate.require(Permission.READ_REPORT)
st.title("What numbers mean")
st.header("What is 1 in 4?")
explained.show_one_in_four()
st.header("What is a rate?")
explained.show_rate()
st.header("Could it be chance?")
explained.show_chance()
st.header("What to ask of a number")
st.markdown("- Out of how many?\n- Is it more or less than before?\n- Is it the same in other places?\n- Who counted?")
menu.link("findings", "Findings")
