"""For somebody who has left: what becomes of the words that they do not take back."""

import streamlit as st

from cscp_core.people import leaving
from cscp_core.people.leaving import Choice, Left
from cscp_core.people.permissions import Actor
from pages.components import doing

PLACE = "leaving choice"
SAYS = {
    Choice.STAY: "They stay, as long as they would have. Nobody sees your name.",
    Choice.GO: "They go.",
}


def show(actor: Actor, left: Left) -> None:
    st.header("What happens to your words then?")
    doing.watch(PLACE, left.version)
    key = f"{PLACE} {left.version}"
    at = None if left.chosen is Choice.NOT_MADE else list(SAYS).index(left.chosen)
    st.radio(f"After {left.until:%-d %B %Y}:", list(SAYS), at, format_func=lambda one: SAYS[one], key=key)
    st.write(
        "If you choose nothing, what others can read stays: three years at most. You can change this until then. "
        "Records of the people who look after safety stay. So does what was printed."
    )
    chosen = doing.field(key, Choice, needed="Choose one of the two first.")
    keeps = doing.bind(actor, leaving.choose, version=left.version, choice=chosen)
    doing.button("Keep my choice", keeps, PLACE, done="Your choice is kept.", type="primary")
