"""When Young Advisors agree, which finding they chose for a month, and which is the next in turn."""

from datetime import date, datetime

import pytest

from cscp_core.errors import CommentRefused
from feedback.together import rules
from feedback.together.rules import OnePick

A, B = ("claim", "a"), ("figure", "b")


def pick_of(finding, minute, for_all=False):
    return OnePick(finding=finding, at=datetime(2026, 12, 1, 12, minute), for_all=for_all)


@pytest.mark.parametrize(
    ("active", "agreed", "together"),
    [
        ([1, 2], [1, 2], True),
        ([1, 2, 3], [1, 2, 3], True),
        ([1, 2], [1, 2, 9], True),
        ([1, 2, 3], [1, 2], False),
        ([1], [1], False),
        ([], [], False),
    ],
)
def test_all_agree_where_two_or_more_are_active_and_each_has_agreed(active, agreed, together):
    assert rules.all_agree(active, agreed) is together


def test_a_view_together_needs_two_people():
    assert rules.check_enough([1, 2]) is None
    with pytest.raises(CommentRefused, match=r"^A view together needs at least two Young Advisors\.$"):
        rules.check_enough([1])


@pytest.mark.parametrize(
    ("picks", "chosen"),
    [
        ([], None),
        ([pick_of(A, 1)], None),
        ([pick_of(A, 1), pick_of(B, 2)], None),
        ([pick_of(A, 1), pick_of(A, 2), pick_of(B, 3)], A),
        ([pick_of(A, 1), pick_of(A, 4), pick_of(B, 2), pick_of(B, 3)], A),
        ([pick_of(A, 1), pick_of(A, 2), pick_of(B, 3), pick_of(B, 4)], B),
        ([pick_of(A, 1), pick_of(A, 2), pick_of(B, 3, for_all=True)], B),
        ([pick_of(B, 1, for_all=True), pick_of(A, 2), pick_of(A, 3)], A),
    ],
)
def test_a_finding_is_chosen_by_two_or_recorded_for_all_and_the_last_one_agreed_stands(picks, chosen):
    assert rules.chosen_together(picks) == chosen


def test_each_month_has_the_next_finding_over_the_new_year():
    months = [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert [rules.next_in_turn(["a", "b", "c", "d", "e"], one) for one in months] == ["c", "d", "e", "a", "b"]


def test_where_there_is_no_finding_none_is_next():
    assert rules.next_in_turn([], date(2026, 11, 1)) is None
