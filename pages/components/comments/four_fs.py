"""Full, friendly, fast, followed up: a clock for the adults who reply, and never for those who wrote."""

import streamlit as st

from cscp_core import readability
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor
from feedback.comments import replies
from feedback.comments.rules import REPLY_WITHIN
from pages.components import data
from pages.components.glance import state
from pages.components.glance.state import Tone

WELL = ("●", Tone.DONE)
LATE, SOON = ("■", Tone.PRESSING), ("◆", Tone.SOON)


def show(actor: Actor) -> None:
    """Four badges, each with what it stands for."""
    one = data.ask(replies.measure_four, actor)
    fast = (
        f"the longest has waited {counted(one.waited, 'working day')} of {REPLY_WITHIN}"
        if one.waited
        else "none waiting"
    )
    parts = (
        ("Full", f"{counted(one.not_full, 'reply', 'replies')} did not answer" if one.not_full else "none unanswered",
         SOON if one.not_full else WELL),
        ("Friendly", f"{one.too_hard} of the last {replies.A_LOOK_BACK} too hard, over {readability.TOO_HARD}"
         if one.too_hard else "none too hard to read", SOON if one.too_hard else WELL),
        ("Fast", fast, LATE if one.overdue else SOON if one.waited else WELL),
        ("Followed up", f"{one.promises_late} late of {counted(one.promises_open, 'open promise')}"
         if one.promises_open else "no open promise",
         LATE if one.promises_late else SOON if one.promises_open else WELL),
    )  # fmt: skip
    st.markdown(" ".join(state.badge(shape, f"{name}: {words}", tone) for name, words, (shape, tone) in parts))
