"""What may be said of official values: medians, comparing, revisions, names and times."""

from datetime import date
from decimal import Decimal

import pytest

from cscp_core.official import periods
from cscp_core.official.rules import (
    SYMBOLS,
    Closeness,
    ObservationState,
    StatedReason,
    YearType,
    closeness_of,
    folded,
    is_count,
    is_rate,
    may_compare,
    median_known,
    revisions,
)
from cscp_core.official.views import show
from cscp_core.polarity import Polarity
from tests.official.builders import value_in

RATE = "per 10,000 children"


def numbers(*found):
    return [None if one is None else Decimal(one) for one in found]


# medians


@pytest.mark.parametrize(
    ("values", "median", "sentence"),
    [
        (("1", "2", "10"), "2", "3 of 3 known"),
        (("1.0", "2.5", "4", "9"), "3.25", "4 of 4 known"),
        (("7", None, "3", None), "5", "2 of 4 known"),
        (("7", None, None, "3", None), None, "2 of 5 known"),
        ((None, None), None, "0 of 2 known"),
        ((), None, "0 of 0 known"),
    ],
)
def test_a_median_says_how_many_are_known_and_is_not_given_below_half(values, median, sentence):
    found = median_known(numbers(*values))
    assert (found.value, found.sentence) == (None if median is None else Decimal(median), sentence)


def test_three_of_ten_neighbours_give_no_median():
    found = median_known(numbers("1", "2", "3") + [None] * 7)
    assert (found.value, found.sentence) == (None, "3 of 10 known")


# comparing


def test_rates_of_two_populations_are_never_compared():
    old, new = value_in("2023-10", population_id="old"), value_in("2025-10", population_id="new")
    assert not may_compare(RATE, old, new)
    assert may_compare("%", old, new)
    assert may_compare("children", old, new)


def test_rates_whose_population_is_not_stated_are_compared_within_one_release_only():
    assert not may_compare(RATE, value_in("2023-10"), value_in("2025-10"))
    assert not may_compare(RATE, value_in("2023-10", population_id="old"), value_in("2025-10"))
    assert may_compare(RATE, value_in("2025-10"), value_in("2025-10", "40.1"))


def test_rates_of_one_stated_population_are_compared_over_releases():
    assert may_compare(RATE, value_in("2023-10", population_id="new"), value_in("2025-10", population_id="new"))


def test_a_rate_is_what_is_counted_per_so_many_people():
    assert [is_rate(one) for one in ("per 10,000 children", "%", "children")] == [True, False, False]


# revisions


def test_a_revision_says_what_it_was_and_what_it_is():
    (found,) = revisions("%", [value_in("2025-10", "44.5"), value_in("2019-10", "43.7")])
    assert found.sentence == "was 43.7, is 44.5"
    assert (found.earlier_release, found.later_release) == ("2019-10", "2025-10")
    assert found.population_changed is False


def test_a_value_that_a_release_repeats_is_no_revision():
    values = [value_in("2023-10", "8.7"), value_in("2024-10", "8.7"), value_in("2025-10", "8.8")]
    assert [(one.earlier_release, one.sentence) for one in revisions("%", values)] == [("2024-10", "was 8.7, is 8.8")]


def test_a_revised_rate_says_whether_its_population_changed():
    def told(was, now):
        before, after = value_in("2023-10", "336", population_id=was), value_in("2025-10", "457", population_id=now)
        return revisions(RATE, [before, after])

    found = [told(was, now) for was, now in (("old", "new"), ("new", "new"), (None, "new"))]
    assert [one.population_changed for (one,) in found] == [True, False, None]


def test_a_value_that_is_suppressed_later_is_a_revision_in_words():
    (found,) = revisions("%", [value_in("2023-10", "8.7"), value_in("2025-10", None)])
    assert found.sentence == "was 8.7, is suppressed by the publisher"
    (back,) = revisions("%", [value_in("2023-10", None), value_in("2025-10", "8.7")])
    assert back.sentence == "was suppressed by the publisher, is 8.7"


# words and symbols


def test_no_symbol_stands_for_a_number():
    assert ObservationState.PUBLISHED not in SYMBOLS.values()
    assert {"c", "x", "z", "u", "low", "k", ":", "-"} <= SYMBOLS.keys()


def test_names_of_places_fold_to_one():
    for names in (
        ("London (Inner)", "Inner London"),
        ("Yorkshire & The Humber", "Yorkshire and the Humber"),
        ("St. Helens", "St Helens"),
    ):
        assert len({folded(one) for one in names}) == 1
    assert folded("London") != folded("Inner London")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("King’s Lynn and the Wash", "kings lynn and wash"),
        ("St Helen's", "st helens"),
        ("London (Inner)", "inner london"),
        ("Inner London", "inner london"),
        ("City of London", "city london of"),
        ("Tower Hamlets", "tower hamlets"),
        ("South Tyneside", "south tyneside"),
    ],
)
def test_a_folded_name_keeps_the_order_of_its_words_unless_london_begins_or_ends_it(name, plain):
    assert folded(name) == plain


@pytest.mark.parametrize("unit", ["children", "referrals", "plans", "FTE social workers"])
def test_what_is_counted_is_a_count(unit):
    assert is_count(unit)


@pytest.mark.parametrize("unit", ["%", "points", "days", "working days", "not stated", "per 10,000 children"])
def test_a_share_a_score_a_time_and_a_rate_are_no_counts(unit):
    assert not is_count(unit)


def test_two_spellings_of_closeness_are_one():
    assert [closeness_of(one) for one in ("Close ", "Not Close", "Not close", " Very  Close", "Near")] == [
        Closeness.CLOSE,
        Closeness.NOT_CLOSE,
        Closeness.NOT_CLOSE,
        Closeness.VERY_CLOSE,
        None,
    ]


def test_only_two_reasons_say_that_the_number_is_official_and_its_name_is_not():
    assert {one for one in StatedReason if one.is_label} == {
        StatedReason.PLANS_THAT_ENDED,
        StatedReason.INNER_LONDON_AS_LONDON,
    }


def test_a_value_is_rounded_once_and_half_up():
    assert [
        show(Decimal(one), places) for one, places in (("8.45", 1), ("77.4", None), ("1499", 0), ("0.00826", 2))
    ] == [
        "8.5",
        "77.4",
        "1,499",
        "0.01",
    ]


# times

READ = [
    ("2020", YearType.FINANCIAL, "2019-20", (2019, 4, 1), (2020, 3, 31), "2019-20"),
    ("2010/11", YearType.FINANCIAL, "2010-11", (2010, 4, 1), (2011, 3, 31), "2010-11"),
    ("202425", YearType.ACADEMIC, "2024-25", (2024, 9, 1), (2025, 8, 31), "school year 2024-25"),
    ("1999-00", YearType.FINANCIAL, "1999-00", (1999, 4, 1), (2000, 3, 31), "1999-00"),
    ("2020", YearType.CALENDAR, "2020", (2020, 1, 1), (2020, 12, 31), "2020"),
    ("2020", YearType.AT_31_MARCH, "2020-03-31", (2020, 3, 31), (2020, 3, 31), "31 March 2020"),
    ("2025", YearType.AT_30_SEPTEMBER, "2025-09-30", (2025, 9, 30), (2025, 9, 30), "30 September 2025"),
    ("2025", YearType.YEAR_TO_SEPTEMBER, "2025-09-30", (2024, 10, 1), (2025, 9, 30), "year to 30 September 2025"),
    ("2019", YearType.MID_YEAR, "2019-06-30", (2019, 6, 30), (2019, 6, 30), "30 June 2019"),
    ("2020", YearType.JANUARY, "2020-01", (2020, 1, 1), (2020, 1, 31), "January 2020"),
    ("2018/19-20/21", YearType.POOLED_FINANCIAL, "2018-19 to 2020-21", (2018, 4, 1), (2021, 3, 31), "2018-19 to 2020-21"),  # noqa: E501
    ("2014-16", YearType.POOLED_CALENDAR, "2014 to 2016", (2014, 1, 1), (2016, 12, 31), "2014 to 2016"),
]  # fmt: skip


def test_each_way_to_print_a_time_is_read_as_what_it_is():
    for printed, kind, stored, first, last, shown in READ:
        assert periods.read_period(printed, kind) == stored
        assert periods.days_of(stored, kind) == (date(*first), date(*last))
        assert periods.shown(stored, kind) == shown


def test_what_is_no_year_is_no_period():
    for printed, kind in (
        ("0", YearType.ACADEMIC),
        ("", YearType.CALENDAR),
        ("2019-21", YearType.FINANCIAL),
        ("2018/19-20/21", YearType.FINANCIAL),
        ("2014-16", YearType.CALENDAR),
        ("2018/19-17/18", YearType.POOLED_FINANCIAL),
        ("2016-14", YearType.POOLED_CALENDAR),
        ("201921", YearType.ACADEMIC),
    ):
        assert periods.read_period(printed, kind) is None


def test_the_base_of_a_rate_is_the_estimate_of_the_summer_before():
    assert periods.base_of_rate("2019-20", YearType.FINANCIAL) == "2019-06-30"
    assert periods.base_of_rate("2020-03-31", YearType.AT_31_MARCH) == "2019-06-30"
    assert periods.base_of_rate("2020-09-30", YearType.AT_30_SEPTEMBER) == "2020-06-30"


def test_kinds_of_year_meet_in_the_year_in_which_they_end():
    assert periods.ends_in("2019-20", YearType.FINANCIAL) == periods.ends_in("2020-01", YearType.JANUARY) == 2020


def test_which_way_is_better_is_answered_in_one_word():
    assert [one.answer for one in Polarity] == ["higher", "lower", "neither"]
