"""What a challenge needs on a day: one state each, from where it stands and its dates. Pure."""

from datetime import date, timedelta

from cscp_core.evidence.rules import counted
from cscp_core.labelled import Labelled
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.views import ChallengeView

SOON = timedelta(days=7)
IN_NUMBERS = {
    "asks_back": ("asks you", "ask you"),
    "answered": ("answer to judge", "answers to judge"),
    "awaited": ("said, not written",) * 2,
    "overdue": ("overdue",) * 2,
    "due_soon": ("due this week",) * 2,
    "look_again": ("to look at again",) * 2,
    "due": ("due later",) * 2,
    "draft": ("draft", "drafts"),
    "done": ("closed",) * 2,
}


class Need(Labelled):
    """What must be done, the most pressing first."""

    ASKS_BACK = "asks_back", "Asks you"
    ANSWERED = "answered", "Answer to judge"
    AWAITED = "awaited", "Said, not written"
    OVERDUE = "overdue", "Overdue"
    DUE_SOON = "due_soon", "Due this week"
    LOOK_AGAIN = "look_again", "Look again"
    DUE = "due", "Due later"
    DRAFT = "draft", "Draft"
    DONE = "done", "Closed"

    @property
    def rank(self) -> int:
        """Its place among the needs, from 0 for the most pressing."""
        return list(Need).index(self)

    def in_number(self, number: int) -> str:
        """How many have it: "3 answers to judge"."""
        return counted(number, *IN_NUMBERS[self.value])


def need_of(one: ChallengeView, today: date) -> Need:
    """The need of a challenge on a day."""
    if one.state is ChallengeState.DRAFT:
        return Need.DRAFT
    if one.waiting_for:
        return Need.ASKS_BACK
    if one.state is ChallengeState.ANSWERED:
        return Need.ANSWERED
    if one.state in rules.WITH_AGENCY:
        if one.said_until and one.said_until < today:
            return Need.AWAITED
        if one.overdue:
            return Need.OVERDUE
        return Need.DUE_SOON if one.due_on and one.due_on <= today + SOON else Need.DUE
    return Need.LOOK_AGAIN if one.recheck_due else Need.DONE


def in_short(one: ChallengeView, today: date) -> str:
    """Its need with the time that has passed or is left: "Overdue 9 days", "Due in 6 days"."""
    need = need_of(one, today)
    if need is Need.OVERDUE and one.due_on:
        return f"Overdue {counted((today - one.due_on).days, 'day')}"
    if need in (Need.DUE_SOON, Need.DUE) and one.due_on:
        return f"Due in {counted((one.due_on - today).days, 'day')}" if one.due_on > today else "Due today"
    return need.label
