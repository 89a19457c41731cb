"""Which day lies in which year of scrutiny."""

from datetime import date, timedelta

import pytest

from cscp_core.scrutiny.year.rules import ScrutinyYear, year_of


@pytest.mark.parametrize(
    ("day", "begins", "starts", "ends"),
    [
        (date(2026, 11, 20), "04-01", date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 4, 1), "04-01", date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 3, 31), "04-01", date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 1, 1), "01-01", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), "01-01", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 8, 31), "09-01", date(2025, 9, 1), date(2026, 8, 31)),
        (date(2026, 12, 31), "12-31", date(2026, 12, 31), date(2027, 12, 30)),
        (date(2026, 12, 30), "12-31", date(2025, 12, 31), date(2026, 12, 30)),
    ],
)
def test_a_day_lies_in_the_year_that_last_began(day, begins, starts, ends):
    assert year_of(day, begins) == ScrutinyYear(starts, ends)


@pytest.mark.parametrize("begins", ["01-01", "03-01", "04-01", "09-01"])
def test_the_29_february_lies_in_a_year(begins):
    year = year_of(date(2028, 2, 29), begins)
    assert year.starts <= date(2028, 2, 29) <= year.ends


@pytest.mark.parametrize(("day", "last"), [(date(2028, 1, 8), 29), (date(2027, 1, 8), 28)])
def test_a_year_from_march_ends_with_the_last_of_february(day, last):
    assert year_of(day, "03-01").ends == date(day.year, 2, last)


@pytest.mark.parametrize("begins", ["01-01", "02-28", "03-01", "04-01", "12-31"])
def test_every_day_lies_in_one_year_and_years_follow_each_other(begins):
    day = date(2026, 1, 1)
    before = year_of(day, begins)
    while day < date(2029, 1, 1):
        day += timedelta(days=1)
        year = year_of(day, begins)
        assert year.starts <= day <= year.ends
        assert year == before or year.starts == before.ends + timedelta(days=1) == day
        before = year


def test_a_year_is_named_by_its_first_and_last_day():
    assert year_of(date(2026, 11, 20), "04-01").name == "1 April 2026 to 31 March 2027"
