"""The days of the demonstration, for every day on which it could be made."""

from datetime import UTC, date, datetime, timedelta

from cscp_core.demonstration.timeline import FRI, MON, WED, Timeline, working_days_before
from cscp_core.scrutiny.challenges.days import is_working_day
from cscp_core.storage.session import ENGLAND

EVERY_DAY = [Timeline(datetime(2026, 1, 1, 6, 30, tzinfo=UTC) + timedelta(days=n)) for n in range(800)]
FRIDAY = Timeline(datetime(2026, 11, 20, 9, tzinfo=UTC))


def test_every_day_of_the_story_is_a_working_day():
    asked = [one.day(week, weekday) for one in EVERY_DAY for week in (-34, -4, -1, 1) for weekday in (MON, WED, FRI)]
    assert all(map(is_working_day, asked))


def test_what_is_past_is_past_and_what_is_ahead_is_ahead():
    late = [one.today for one in EVERY_DAY if not one.day(-1, FRI) <= one.yesterday < one.today < one.day(1, WED)]
    assert late == []


def test_the_meeting_ahead_is_within_ten_days():
    assert {(one.day(1, WED) - one.today).days for one in EVERY_DAY} <= set(range(1, 10))


def test_what_is_due_this_week_is_not_over_and_not_far():
    assert all(0 <= (one.this_week - one.today).days <= 6 for one in EVERY_DAY)
    assert all(is_working_day(one.this_week) for one in EVERY_DAY)


def test_days_never_change_places():
    for one in EVERY_DAY[::7]:
        days = [one.day(week, weekday) for week in range(-10, 2) for weekday in range(5)]
        assert days == sorted(days)


def test_a_bank_holiday_moves_to_the_working_day_before():
    christmas_week = Timeline(datetime(2026, 12, 23, 9, tzinfo=UTC))
    assert christmas_week.day(0, FRI) == date(2026, 12, 24)


def test_on_a_saturday_what_is_due_this_week_is_due_on_monday():
    assert Timeline(datetime(2026, 11, 21, 9, tzinfo=UTC)).this_week == date(2026, 11, 23)


def test_hours_are_those_of_the_clock_in_england():
    assert FRIDAY.at(-13, MON, 10).astimezone(ENGLAND).hour == 10
    assert FRIDAY.at(-13, MON, 10).astimezone(UTC).hour == 9


def test_working_days_are_counted_back_past_a_weekend():
    assert working_days_before(date(2026, 11, 23), 1) == date(2026, 11, 20)
    assert working_days_before(date(2026, 11, 23), 6) == date(2026, 11, 13)
