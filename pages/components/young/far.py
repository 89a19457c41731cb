"""How far something goes, as four steps: only a promise, they did something, it reached people, things got better."""

from html import escape

import streamlit as st

from cscp_core.evidence.rules import HowFar
from pages.components.translation import translate

STEPS = ("promise", "did", "reached", "better")
"""Each a picture of static/style.css."""
STEP_OF = {
    HowFar.PLANNED: 0,
    HowFar.ACTIVITY: 1,
    HowFar.OUTPUT: 2,
    HowFar.PRACTICE: 2,
    HowFar.OUTCOME: 3,
    HowFar.IMPACT: 3,
}


def show(how_far: HowFar) -> None:
    """The picture and its words in one line."""
    st.html(picture(how_far))


def picture(how_far: HowFar) -> str:
    reached = STEP_OF[how_far]
    steps = "".join(
        f'<span class="picture {name}{" on" if place <= reached else ""}"></span>' for place, name in enumerate(STEPS)
    )
    told = escape(translate(f"How far: step {reached + 1} of {len(STEPS)}"), quote=True)
    return (
        f'<div class="far"><span role="img" aria-label="{told}">{steps}</span>{escape(translate(how_far.plain))}</div>'
    )


def explain() -> None:
    """The four steps with their words, one a line, for the page that explains them."""
    st.html("".join(picture(one) for one in (HowFar.PLANNED, HowFar.ACTIVITY, HowFar.OUTPUT, HowFar.OUTCOME)))
