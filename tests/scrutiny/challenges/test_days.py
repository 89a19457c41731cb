"""Working days in England: weekends and bank holidays left out, counted forward and between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.scrutiny.challenges import days

quietly = settings(database=None, deadline=None, max_examples=100)
a_day = some.dates(min_value=date(2024, 1, 1), max_value=date(2031, 12, 31))
a_few = some.integers(min_value=0, max_value=40)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 12, 25), id="Christmas Day 2026, a Friday"),
        pytest.param(date(2026, 12, 26), id="Boxing Day 2026, a Saturday"),
        pytest.param(date(2026, 12, 27), id="a Sunday"),
        pytest.param(date(2026, 12, 28), id="the Monday that stands in for Boxing Day 2026"),
        pytest.param(date(2027, 1, 1), id="New Year's Day 2027"),
        pytest.param(date(2027, 3, 26), id="Good Friday 2027"),
        pytest.param(date(2027, 3, 29), id="Easter Monday 2027"),
        pytest.param(date(2027, 5, 3), id="the early May bank holiday 2027"),
        pytest.param(date(2027, 5, 31), id="the spring bank holiday 2027"),
        pytest.param(date(2027, 8, 30), id="the summer bank holiday 2027"),
        pytest.param(date(2027, 12, 27), id="the Monday that stands in for Christmas Day 2027"),
        pytest.param(date(2027, 12, 28), id="the Tuesday that stands in for Boxing Day 2027"),
    ],
)
def test_nobody_in_england_is_expected_to_work_on(day):
    assert not days.is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 12, 24), id="Christmas Eve"),
        pytest.param(date(2026, 12, 29), id="the Tuesday after Christmas 2026"),
        pytest.param(date(2026, 12, 31), id="New Year's Eve"),
        pytest.param(date(2027, 1, 4), id="2 January's stand-in, kept in Scotland alone"),
        pytest.param(date(2027, 3, 17), id="St Patrick's Day, kept in Northern Ireland alone"),
        pytest.param(date(2027, 3, 25), id="Maundy Thursday 2027"),
        pytest.param(date(2027, 3, 30), id="the Tuesday after Easter 2027"),
        pytest.param(date(2027, 7, 12), id="the Twelfth, kept in Northern Ireland alone"),
        pytest.param(date(2027, 8, 2), id="the Scottish summer bank holiday"),
        pytest.param(date(2027, 11, 30), id="St Andrew's Day, kept in Scotland alone"),
    ],
)
def test_england_works_on(day):
    assert days.is_working_day(day)


def test_ten_working_days_are_two_weeks_where_no_holiday_lies_between():
    assert days.working_day_after(date(2026, 11, 20), 10) == date(2026, 12, 4)


def test_ten_working_days_over_christmas_and_new_year_are_longer():
    assert days.working_day_after(date(2026, 12, 18), 10) == date(2027, 1, 6)


def test_ten_working_days_over_easter_are_longer():
    assert days.working_day_after(date(2027, 3, 19), 10) == date(2027, 4, 6)


def test_the_first_working_day_after_a_friday_is_monday():
    assert days.working_day_after(date(2026, 11, 20), 1) == date(2026, 11, 23)


def test_a_weekend_holds_no_working_day():
    assert days.working_days_between(date(2026, 11, 20), date(2026, 11, 22)) == 0


def test_from_christmas_eve_to_the_tuesday_after_lies_one_working_day():
    assert days.working_days_between(date(2026, 12, 24), date(2026, 12, 29)) == 1


@quietly
@given(a_day)
def test_no_working_days_on_is_the_same_day(start):
    assert days.working_day_after(start, 0) == start


@quietly
@given(a_day, a_few)
def test_that_many_working_days_on_lie_that_many_working_days_between(start, number):
    assert days.working_days_between(start, days.working_day_after(start, number)) == number


@quietly
@given(a_day, some.integers(min_value=1, max_value=40))
def test_some_working_days_on_is_a_working_day(start, number):
    assert days.is_working_day(days.working_day_after(start, number))


@quietly
@given(a_day, a_few, a_few)
def test_working_days_may_be_counted_in_two_goes(start, first, second):
    assert days.working_day_after(days.working_day_after(start, first), second) == days.working_day_after(
        start, first + second
    )


@quietly
@given(a_day, some.integers(min_value=0, max_value=60), some.integers(min_value=0, max_value=60))
def test_working_days_between_add_up(start, first, second):
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    assert days.working_days_between(start, middle) + days.working_days_between(
        middle, end
    ) == days.working_days_between(start, end)


@quietly
@given(a_day, some.integers(min_value=0, max_value=60))
def test_backwards_there_are_none_between(start, back):
    assert days.working_days_between(start, start - timedelta(days=back)) == 0


@quietly
@given(a_day)
def test_a_day_is_a_working_day_where_one_lies_between_it_and_the_day_before(day):
    assert days.working_days_between(day - timedelta(days=1), day) == days.is_working_day(day)
