"""What a challenge needs on a day: one state, the most pressing that holds, and the time in words."""

from datetime import date, timedelta

import pytest

from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.views import ChallengeView

TODAY = date(2026, 12, 4)


def challenge(state=ChallengeState.RAISED, due=None, **details):
    known = dict.fromkeys(ChallengeView.__dataclass_fields__) | {
        "state": state,
        "due_on": TODAY + timedelta(due) if due is not None else None,
        "overdue": due is not None and due < 0,
        "recheck_due": False,
        "opened": True,
        "passed_on": False,
    }
    return ChallengeView(**known | details)


CASES = [
    (challenge(due=-9), Need.OVERDUE, "Overdue 9 days"),
    (challenge(due=-1), Need.OVERDUE, "Overdue 1 day"),
    (challenge(due=0), Need.DUE_SOON, "Due today"),
    (challenge(due=7), Need.DUE_SOON, "Due in 7 days"),
    (challenge(due=8), Need.DUE, "Due in 8 days"),
    (challenge(), Need.DUE, "Due later"),
    (challenge(ChallengeState.ESCALATED, due=-2), Need.OVERDUE, "Overdue 2 days"),
    (challenge(due=-2, waiting_for=next(iter(AskedBack))), Need.ASKS_BACK, "Asks you"),
    (challenge(due=-2, said_until=TODAY - timedelta(1)), Need.AWAITED, "Said, not written"),
    (challenge(due=3, said_until=TODAY + timedelta(1)), Need.DUE_SOON, "Due in 3 days"),
    (challenge(ChallengeState.ANSWERED), Need.ANSWERED, "Answer to judge"),
    (challenge(ChallengeState.DRAFT), Need.DRAFT, "Draft"),
    (challenge(ChallengeState.CLOSED, recheck_due=True), Need.LOOK_AGAIN, "Look again"),
    (challenge(ChallengeState.CLOSED), Need.DONE, "Closed"),
    (challenge(ChallengeState.WITHDRAWN), Need.DONE, "Closed"),
]


@pytest.mark.parametrize(("one", "need", "words"), CASES)
def test_a_challenge_needs_one_thing_and_says_by_when(one, need, words):
    assert (states.need_of(one, TODAY), states.in_short(one, TODAY)) == (need, words)


def test_what_an_agency_asks_comes_before_an_answer_and_that_before_what_is_overdue():
    assert Need.ASKS_BACK.rank < Need.ANSWERED.rank < Need.AWAITED.rank < Need.OVERDUE.rank < Need.DUE_SOON.rank


@pytest.mark.parametrize("need", Need)
def test_every_need_can_be_counted(need):
    assert need.in_number(1).startswith("1 ")
    assert need.in_number(2).startswith("2 ")


def test_one_answer_is_an_answer_and_three_are_answers():
    assert (Need.ANSWERED.in_number(1), Need.ANSWERED.in_number(3)) == ("1 answer to judge", "3 answers to judge")
