"""Saying that one worries about somebody: about whom, and who reads it then. Nothing is chosen beforehand."""

import streamlit as st

from feedback.welfare.rules import About

LADO = "It is also for the LADO, who looks into worries about people who work with children: they pass it on."
CHOOSE = "Choose whom it is about first. Then it goes to the right person."


def about_whom(key: str) -> About | None:
    """Whom the worry is about, once that was chosen, and under it who reads it."""
    chosen = st.radio("About whom?", list(About), None, key=key)
    about = About(chosen) if chosen else None
    if about:
        st.write(f"It goes to {_readers(about)}")
    return about


def thanks(about: About) -> str:
    """What is said once it was sent."""
    danger = "Nobody is watching live: if somebody is in danger now, call 999."
    return f"Thank you for telling. It went to {_readers(about)} {danger}"


def _readers(about: About) -> str:
    hidden = {About.LEAD: " The lead does not see it.", About.DEPUTY: " The deputy does not see it."}
    return (
        f"{about.read_by}, and to nobody else here.{hidden.get(about, '')}{f' {LADO}' if about is About.WORKER else ''}"
    )
