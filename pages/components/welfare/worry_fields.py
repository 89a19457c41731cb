"""Saying that one worries about somebody: about whom, whether it is safe to get in touch, and who reads it then.

Nothing is chosen beforehand, and nothing but whom it is about has to be answered.
"""

from dataclasses import dataclass

import streamlit as st

from cscp_core.errors import TextRefused
from feedback.welfare.rules import LONGEST_HOW, About, SafeContact
from feedback.welfare.service import ContactAnswer
from pages.components import deadlines, doing
from pages.components.translation import translate

FIELDS = ("about", "safe", "how")
WHAT = "What worries you? You can use names here. You can leave it empty, too."
LADO = "It is also for the LADO, who looks into worries about people who work with children: they pass it on."
CHOOSE = "Choose who it is about first. Then it goes to the right person."
WHY = (
    "The app noticed some of your words. It can be wrong, and you know best. If somebody may not be safe, you do not "
    "have to sort it out alone."
)
SEEN = "They see who wrote it."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was answered about a worry."""

    about: About
    contact: ContactAnswer


def who_and_when(seen: str = SEEN) -> str:
    """Who reads a worry, and when. `seen` says what they learn of who tells it."""
    return (
        f"Only people who look after safety read it: the safeguarding lead or the deputy. {seen} They aim to read it "
        f"within {deadlines.ACKNOWLEDGE}, by day and by night. **Nobody watches this live.** If somebody is in danger "
        "now, call **999**."
    )


def show(key: str) -> None:
    """The questions, and under the first of them who reads it. `key` begins the names of the fields."""
    chosen = st.radio(
        translate("Who is it about?"),
        list(About),
        None,
        format_func=lambda one: translate(str(one)),
        key=f"{key} about",
    )
    if chosen:
        st.write(translate(f"It goes to {_readers(About(chosen))}"))
    st.radio(
        translate("Is it safe to contact you?"),
        list(SafeContact),
        None,
        format_func=lambda one: translate(str(one)),
        key=f"{key} safe",
    )
    example = "How and when? For example: a text after school. You can leave both empty."
    st.text_area(translate(example), max_chars=LONGEST_HOW, height=68, key=f"{key} how")


def read(key: str) -> Asked:
    """What the fields hold when an act is carried out.

    Raises:
        TextRefused: whom it is about was not chosen.
    """
    about, safe, how = (st.session_state.get(f"{key} {field}") for field in FIELDS)
    if not about:
        raise TextRefused(CHOOSE)
    contact = ContactAnswer(safe=SafeContact(safe) if safe else None, how=how or "")
    return Asked(about=About(about), contact=contact)


def answer(key: str) -> ContactAnswer:
    """A detail of an act: what the fields about contact hold when it is carried out."""
    return doing.when_pressed(lambda: read(key).contact)


def thanks(about: About, where: str = "Here") -> str:
    """What is said once it was sent, and where its writer sees what became of it."""
    danger = "Nobody is watching live: if somebody is in danger now, call 999."
    return (
        f"Thank you for telling. It went to {_readers(about)} {where} you see when it was read and passed on. {danger}"
    )


def _readers(about: About) -> str:
    hidden = {About.LEAD: " The lead does not see it.", About.DEPUTY: " The deputy does not see it."}
    return (
        f"{about.read_by}, and to nobody else here.{hidden.get(about, '')}{f' {LADO}' if about is About.WORKER else ''}"
    )
