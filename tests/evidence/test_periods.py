"""Times as reports print them: one table of cases, and which of them may be compared."""

from datetime import date

import pytest

from cscp_core.evidence.periods import Period, PeriodKind, are_alike, read, times_in

FINANCIAL, ACADEMIC, CALENDAR = PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.CALENDAR_YEAR
QUARTER, HALF, TERM, SEASON = PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.TERM, PeriodKind.SEASON
MONTH, MONTHS, DAY, YEARS = PeriodKind.MONTH, PeriodKind.MONTHS, PeriodKind.DAY, PeriodKind.YEARS
CASES = [
    (FINANCIAL, "2019-04-01", "2020-03-31", (
        "2019-20", "2019/20", "2019–20", "2019 - 20", "2019/2020", "2019–2020", "financial year 2019-20", "FY 2019/20",
        "2019-20 financial year", "the year 2019-20", "in 2019-20", "2019-20 outturn", "April 2019 to March 2020",
        "April 2019 - March 2020", "1 April 2019 to 31 March 2020", "between April 2019 and March 2020",
        "year ending 31 March 2020", "year to March 2020", "12 months to the end of March 2020",
    )),
    (ACADEMIC, "2019-09-01", "2020-08-31", (
        "academic year 2019-20", "2019/20 academic year", "school year 2019/2020", "September 2019 to August 2020",
    )),
    (CALENDAR, "2019-01-01", "2019-12-31", ("2019", "calendar year 2019", "in 2019", "January to December 2019")),
    (QUARTER, "2019-04-01", "2019-06-30", (
        "Q1 2019-20", "2019/20 Q1", "2019-20, quarter 1", "first quarter of 2019-20", "April–June 2019",
        "Q1 (April to June 2019)", "quarter to June 2019", "three months to 30 June 2019",
        "first three months of 2019-20",
    )),
    (QUARTER, "2020-01-01", "2020-03-31", ("Q4 2019-20", "fourth quarter of 2019/20", "January to March 2020")),
    (HALF, "2019-04-01", "2019-09-30", (
        "H1 2019-20", "first half of 2019-20", "April–September 2019", "first six months of 2019-20",
    )),
    (TERM, "2019-09-01", "2019-12-31", ("autumn term 2019", "autumn term 2019-20", "2019/20 autumn term")),
    (TERM, "2020-01-01", "2020-03-31", ("spring term 2020", "spring term 2019/20")),
    (SEASON, "2019-09-01", "2019-11-30", ("autumn 2019", "Autumn 2019", "in autumn 2019")),
    (SEASON, "2019-12-01", "2020-02-29", ("winter 2019-20",)),
    (MONTH, "2019-09-01", "2019-09-30", ("September 2019", "Sept 2019", "Sept. 2019", "Sep-19", "Sep ’19")),
    (MONTHS, "2019-11-01", "2020-02-29", ("November 2019 to February 2020", "Nov to Feb 2020")),
    (MONTHS, "2018-07-01", "2019-06-30", ("12 months to June 2019",)),
    (DAY, "2020-03-31", "2020-03-31", (
        "at 31 March 2020", "31 March 2020", "as at 31/03/2020", "31st of March 2020", "2020-03-31", "31.3.2020",
        "March 31, 2020", "end of March 2020", "end of 2019-20", "snapshot at 31 March 2020",
    )),
    (DAY, "2017-06-30", "2017-06-30", ("mid 2017", "mid-2017")),
    (DAY, "2011-03-27", "2011-03-27", ("2011 census",)),
    (YEARS, "2016-04-01", "2018-03-31", ("2016-18", "2016-17 to 2017-18")),
    (PeriodKind.OPEN, "2019-01-01", None, ("since 2019", "from 2019", "2019 onwards")),
    (PeriodKind.OPEN, None, "2020-03-31", ("until 31 March 2020", "up to March 2020")),
    (PeriodKind.UNKNOWN, None, None, (
        "", "not stated", "previous years", "last six years", "first year of operation", "autumn term", "winter 2019",
        "Q1 2020", "Q5 2019-20", "Q1 2016-18", "2019-19", "2019-12", "20219", "31 February 2020", "2019-20 and 2020-21",
        "half term", "2019-20 girls", "since the start", "13/13/2020", "June to April 2019 to date",
        "financial year 2019", "autumn 2019-20", "spring term 2016-18", "last quarter", "2011-99",
    )),
]  # fmt: skip


def test_times_are_read_as_what_they_are_or_are_not_understood():
    wrong = []
    for kind, first, last, printed in CASES:
        wanted = Period(kind, _day(first), _day(last))
        wrong += [f"{one!r}: {read(one)}" for one in printed if read(one) != wanted]
    assert not wrong, "\n".join(wrong)


def _day(text):
    return date.fromisoformat(text) if text else None


def test_the_words_are_kept_as_they_are_printed():
    assert read("At 31 March 2020").printed == "At 31 March 2020"


@pytest.mark.parametrize(
    ("one", "other"),
    [("2019-20", "2018/2019"), ("Q1 2019-20", "April to June 2018"), ("at 31 March 2020", "31 March 2019"),
     ("at 29 February 2020", "28 February 2019"), ("February 2020", "Feb 2019"), ("2016-18", "2018-20"),
     ("autumn term 2019", "autumn term 2018-19"), ("autumn 2019", "autumn 2018")],
)  # fmt: skip
def test_times_of_one_kind_length_and_season_are_alike(one, other):
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2019-20", "2019"), ("2019-20", "academic year 2018-19"), ("Q1 2019-20", "2018-19"), ("Q1 2019-20", "Q2 2019-20"),
     ("at 31 March 2020", "2019-20"), ("at 31 March 2020", "at 30 September 2019"), ("autumn 2019", "autumn term 2018"),
     ("since 2019", "since 2018"), ("not stated", "not stated"), ("2016-18", "2016-19"), ("January 2020", "2019-20")],
)  # fmt: skip
def test_other_times_are_not(one, other):
    assert not are_alike(one, other)


def test_what_is_not_understood_meets_nothing_and_is_like_nothing():
    unknown = read("last year")
    assert not unknown.meets(unknown)
    assert not unknown.is_same(unknown)
    assert not unknown.may_share_a_line(unknown)


def test_an_open_time_meets_what_lies_in_it():
    assert read("since 2019").meets(read("2019-20"))
    assert not read("since 2021").meets(read("2019-20"))


def test_running_text_names_its_times_the_most_exact_first():
    found = times_in("Embedded over 2019-20, it was held in June 2019 and April–September 2018.")
    assert [one.kind for one in found] == [HALF, MONTH, FINANCIAL]
