"""Due words: the day on which each ends, or why it has none."""

import csv
from datetime import date

import pytest

from cscp_core.improvement.due import read_due
from tests.conftest import REPORT

CASES = {
    "autumn 2020": "2020-11-30",
    "Autumn 2020": "2020-11-30",
    "late autumn 2020": "2020-11-30",
    "Summer 2020": "2020-08-31",
    "autumn term 2020": "2020-12-31",
    "2020-21": "2021-03-31",
    "2020/21": "2021-03-31",
    "2020/2021": "2021-03-31",
    "20/21": "2021-03-31",
    "early 2020-21": "2021-03-31",
    "2019-20": "2020-03-31",
    "2020-25": "2025-03-31",
    "2020": "2020-12-31",
    "2021": "2021-12-31",
    "October 2020": "2020-10-31",
    "November 2020": "2020-11-30",
    "end of 2020": "2020-12-31",
    "mid-2021": "2021-06-30",
    "February 2020": "2020-02-29",
    "by the end of March 2021": "2021-03-31",
    "Sept 2020": "2020-09-30",
    "by 31st March 2021": "2021-03-31",
    "30/09/2020": "2020-09-30",
    "2020-09-30": "2020-09-30",
    "Q3 2020/21": "2020-12-31",
    "end of Q2 2020-21": "2020-09-30",
    "April 2020 to March 2021": "2021-03-31",
    "end of Q2": "2020-09-30",
    "by the second quarter": "2020-09-30",
    "over the summer": "2020-08-31",
    "the summer": "2020-08-31",
    "before summer": "2020-08-31",
    "winter": "2021-02-28",
    "end of term": "2020-07-31",
    "start of the autumn term": "2020-12-31",
    "by Christmas": "2020-12-25",
    "by March": "2021-03-31",
    "by the end of July": "2020-07-31",
    "31 March": "2021-03-31",
    "1 April": "2020-04-01",
    "by year end": "2021-03-31",
    "end of the financial year": "2021-03-31",
    "by the end of the academic year": "2020-08-31",
    "next academic year": "2021-08-31",
    "end of the calendar year": "2020-12-31",
    "next year": "2021-03-31",
    "over the coming year": "2021-03-31",
    "next 24 months": "2022-03-31",
    "within six months": "2020-09-30",
    "within a month": "2020-04-30",
    "within 4 weeks": "2020-04-28",
    "in the next two years": "2022-03-31",
}
"""Words of a report on 2019-20, and the last day that they may mean."""
NONE = {
    "": "No date is given.",
    "  ": "No date is given.",
    "tbc": "These words name no day.",
    "To be confirmed.": "These words name no day.",
    "ASAP": "These words name no day.",
    "in the future": "These words name no day.",
    "ongoing": "It is done again and again, so it has no last day.",
    "On-going": "It is done again and again, so it has no last day.",
    "yearly": "It is done again and again, so it has no last day.",
    "annually": "It is done again and again, so it has no last day.",
    "every quarter": "It is done again and again, so it has no last day.",
    "2020-21 and beyond": "It goes on after that time, so it has no last day.",
    "April 2020 onwards": "It goes on after that time, so it has no last day.",
    "from April 2020": "It begins then, and has no last day.",
}
NOT_UNDERSTOOD = [
    "once agreed", "when the guidance is published", "this year", "99/10", "31/02/2021", "by the next meeting",
    "September 2020 and March 2021", "Q7", "Completed", "2020-", "<b>", "in 999 years or so",
]  # fmt: skip


def day(words, period="2019-20"):
    return read_due(words, period).by


def test_due_words_end_on_a_day():
    found = {words: day(words) and day(words).isoformat() for words in CASES}
    assert found == CASES


def test_due_words_without_a_day_say_why():
    assert {words: (day(words), read_due(words, "2019-20").why) for words in NONE} == {
        words: (None, why) for words, why in NONE.items()
    }
    assert all(read_due(words, "2019-20").understood for words in NONE)


def test_words_that_nobody_understands_are_called_so_and_never_guessed():
    found = {words: read_due(words, "2019-20") for words in NOT_UNDERSTOOD}
    assert {words for words, one in found.items() if one.by or one.understood} == set()


def test_every_due_word_of_the_report_is_understood():
    with (REPORT / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["due"] for row in csv.DictReader(file)}
    assert {words for words in printed if words not in CASES and words not in NONE} == set()


@pytest.mark.parametrize(
    ("period", "summer", "year_end"),
    [
        ("2019-20", date(2020, 8, 31), date(2021, 3, 31)),
        ("2022-23", date(2023, 8, 31), date(2024, 3, 31)),
        ("2021", date(2022, 8, 31), date(2022, 3, 31)),
    ],
)
def test_a_time_without_a_year_is_the_first_that_ends_after_the_report_s_own(period, summer, year_end):
    assert (day("over the summer", period), day("by year end", period)) == (summer, year_end)


def test_a_time_without_a_year_has_no_day_where_the_report_s_own_is_not_understood():
    found = read_due("over the summer", "two years")
    assert (found.by, found.understood) == (None, False)


def test_a_day_that_was_counted_from_the_report_s_year_says_so():
    assert read_due("over the summer", "2019-20").why == "Counted from the end of the report's year, 2019-20."
    assert read_due("summer 2020", "2019-20").why == ""


def test_the_words_are_kept_as_printed():
    assert read_due("Autumn  2020", "2019-20").words == "Autumn  2020"
