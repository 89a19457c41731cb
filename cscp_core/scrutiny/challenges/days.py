"""Working days in England: no Saturday, no Sunday, no bank holiday. Pure."""

from datetime import date, timedelta

import holidays

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
A_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_day_after(start: date, working_days: int) -> date:
    """The day that many working days after a day, which itself does not count."""
    day = start
    while working_days > 0:
        day += A_DAY
        working_days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; 0 where `end` is not later."""
    count, day = 0, start
    while day < end:
        day += A_DAY
        count += is_working_day(day)
    return count
