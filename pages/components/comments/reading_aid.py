"""While an agency writes to who asked: how old a reader must be, which words are hard, why it cannot be simpler."""

import streamlit as st

from cscp_core import readability
from cscp_core.people.permissions import Actor
from feedback.comments.rules import LONGEST_REASON
from pages.components import kept
from pages.components.text import escaped

WHY = "Why can this not be simpler? The scrutineer and the person who checks comments read this."
SHOWN_WORDS = 6
YOUNGEST = 5  # years: no text asks for less


def show(actor: Actor, place: str, words: str) -> None:
    """Beneath the box with the words. Where they are too hard to send without a reason it asks for one, in the field
    `why` of the place."""
    age = readability.reading_age(words)
    if not age:
        st.caption("The reading age and hard words show here a few seconds after you stop typing.")
        return
    too_hard = age > readability.TOO_HARD
    aim = "" if age <= readability.AIM else f" Aim for {readability.AIM}: short sentences, short words."
    lines = [f"Reading age: about {max(age, YOUNGEST):.0f}.{aim}"]
    lines += [
        f"- *{escaped(one.written)}*" + (f": say *{escaped(one.say)}*" if one.say else " is a long word")
        for one in readability.find_hard_words(words)[:SHOWN_WORDS]
    ]
    say = st.warning if too_hard else st.info
    say("\n".join(lines))
    if too_hard:
        kept.text_line(actor, place, "why", WHY, max_chars=LONGEST_REASON)
