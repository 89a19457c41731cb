"""What numbers mean: what a rate is, what 1 in 4 is, and whether it could be chance, each as a small drawing."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import gate, menu
from pages.components.translation import translate
from pages.components.young import explained

ASK = ("Out of how many?", "Is it more or less than before?", "Is it the same in other places?", "Who counted?")
gate.require(Permission.READ_REPORT)
st.title(translate("What numbers mean"))
st.header(translate("What is 1 in 4?"))
explained.show_one_in_four()
st.header(translate("What is a rate?"))
explained.show_rate()
st.header(translate("Could it be chance?"))
explained.show_chance()
st.header(translate("What to ask of a number"))
st.markdown("\n".join(f"- {translate(one)}" for one in ASK))
menu.link("findings", "Findings")
