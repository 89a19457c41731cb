"""For somebody who has left: what becomes of the words that they do not take back."""

import streamlit as st

from cscp_core.people import leaving
from cscp_core.people.leaving import Left
from cscp_core.people.permissions import Actor
from cscp_core.people.rules import Choice
from pages.components import deadlines, doing
from pages.components.translation import translate

PLACE = "leaving choice"


def show(actor: Actor, left: Left) -> None:
    st.header(translate("What happens to your words then?"))
    doing.watch(PLACE, left.version)
    key = f"{PLACE} {left.version}"
    at = list(Choice).index(left.chosen) if left.chosen else None
    asked = translate(f"After {left.until:%-d %B %Y}:")
    st.radio(asked, list(Choice), at, format_func=lambda one: translate(str(one)), key=key)
    told = (
        f"If you choose nothing, what others can read stays: {deadlines.KEPT_PUBLISHED} at most. You can change this "
        "until then. Records of the people who look after safety stay. So does what was printed."
    )
    st.write(translate(told))
    chosen = doing.field(key, Choice, needed="Choose one of the two first.")
    keeps = doing.bind(actor, leaving.choose_outcome, version=left.version, choice=chosen)
    doing.button("Save my choice", keeps, PLACE, done="Your choice is saved.", type="primary")
