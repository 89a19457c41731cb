"""The state of an action for a day."""

from datetime import date, timedelta

import pytest

from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.improvement.states import ActionState, in_short, state_of

TODAY = date(2026, 11, 20)
OPEN = [WorkStatus.NOT_REPORTED, WorkStatus.NOT_STARTED, WorkStatus.ON_TRACK, WorkStatus.SLIPPING]


def state(days=None, status=WorkStatus.NOT_REPORTED, kind=RecommendationKind.ACTION, has_owner=True):
    by = None if days is None else TODAY + timedelta(days=days)
    return state_of(kind, status, by, has_owner, TODAY)


def test_the_day_decides_what_an_open_action_needs():
    expected = {
        -1: ActionState.OVERDUE,
        0: ActionState.DUE_SOON,
        28: ActionState.DUE_SOON,
        29: ActionState.DUE,
        None: ActionState.NO_DATE,
    }
    assert {days: state(days) for days in expected} == expected


@pytest.mark.parametrize("status", OPEN)
def test_every_open_status_passes_its_date(status):
    assert state(-1, status) is ActionState.OVERDUE


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (WorkStatus.DONE_AWAITED, ActionState.UNEVIDENCED),
        (WorkStatus.DONE_EVIDENCED, ActionState.EVIDENCED),
        (WorkStatus.STOPPED, ActionState.STOPPED),
    ],
)
def test_what_is_done_or_stopped_is_never_overdue(status, expected):
    assert state(-900, status) is expected
    assert state(None, status, has_owner=False) is expected


def test_an_owner_that_is_missing_comes_after_a_date_that_passed_and_before_one_that_is_missing_or_far():
    expected = {
        -1: ActionState.OVERDUE,
        5: ActionState.DUE_SOON,
        90: ActionState.NO_OWNER,
        None: ActionState.NO_OWNER,
    }
    assert {days: state(days, has_owner=False) for days in expected} == expected


def test_a_strength_asks_for_nothing():
    assert state(-1, kind=RecommendationKind.STRENGTH) is ActionState.STRENGTH


@pytest.mark.parametrize("kind", [one for one in RecommendationKind if one is not RecommendationKind.STRENGTH])
def test_every_other_kind_has_to_be_done(kind):
    assert state(-1, kind=kind) is ActionState.OVERDUE


def test_states_are_ranked_the_most_pressing_first():
    assert [one.rank for one in ActionState] == list(range(len(ActionState)))
    assert ActionState.OVERDUE.rank == 0


def test_a_state_says_how_much_time_has_passed_or_is_left():
    expected = {
        -1: "Overdue 1 day",
        -59: "Overdue 59 days",
        -60: "Overdue 1 month",
        -61: "Overdue 2 months",
        -729: "Overdue 23 months",
        -731: "Overdue 2 years",
        -2060: "Overdue 5 years",
        0: "Due today",
        1: "Due in 1 day",
        28: "Due in 28 days",
        100: "Due in 3 months",
        None: "No date",
    }
    found = {
        days: in_short(state(days), None if days is None else TODAY + timedelta(days=days), TODAY) for days in expected
    }
    assert found == expected


def test_how_many_have_a_state_is_said_in_the_plural():
    assert ActionState.OVERDUE.in_number(1) == "1 past its date"
    assert ActionState.OVERDUE.in_number(6) == "6 past their date"
    assert ActionState.NO_DATE.in_number(3) == "3 no date"
