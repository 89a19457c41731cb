"""A state as every screen shows it: a shape, its word, and third a colour. Never a colour alone."""

from enum import StrEnum

from cscp_core.improvement.states import ActionState
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.states import Need
from pages.components.text import escaped


class Tone(StrEnum):
    """How pressing it is, as the colour of a badge."""

    PRESSING = "red"
    SOON = "orange"
    DONE = "green"
    QUIET = "gray"


ACTIONS = {
    ActionState.OVERDUE: ("■", Tone.PRESSING),
    ActionState.DUE_SOON: ("◆", Tone.SOON),
    ActionState.DUE: ("◇", Tone.QUIET),
    ActionState.NO_OWNER: ("○", Tone.QUIET),
    ActionState.NO_DATE: ("○", Tone.QUIET),
    ActionState.UNEVIDENCED: ("◐", Tone.QUIET),
    ActionState.EVIDENCED: ("●", Tone.DONE),
    ActionState.STOPPED: ("×", Tone.QUIET),
    ActionState.STRENGTH: ("+", Tone.QUIET),
}
NEEDS = {
    Need.ASKS_BACK: ("?", Tone.SOON),
    Need.ANSWERED: ("●", Tone.SOON),
    Need.AWAITED: ("■", Tone.PRESSING),
    Need.OVERDUE: ("■", Tone.PRESSING),
    Need.DUE_SOON: ("◆", Tone.SOON),
    Need.LOOK_AGAIN: ("↺", Tone.SOON),
    Need.DUE: ("◇", Tone.QUIET),
    Need.DRAFT: ("○", Tone.QUIET),
    Need.DONE: ("●", Tone.DONE),
}
JUDGED = {Assurance.ASSURED: "●", Assurance.PARTLY: "◐", Assurance.NOT: "○", Assurance.NOT_YET: "◇"}
"""No priority has a colour: how full the shape is says how far the scrutineer is assured."""


def badge_of(state: ActionState | Need, words: str = "") -> str:
    """Markdown for what is to be done about an action or a challenge, in its own words or these."""
    shape, tone = ACTIONS[state] if isinstance(state, ActionState) else NEEDS[state]
    return badge(shape, words or state.label, tone)


def badge(shape: str, words: str, tone: Tone = Tone.QUIET) -> str:
    """Markdown for one state."""
    return f":{tone.value}-badge[{shape} {escaped(words)}]"
