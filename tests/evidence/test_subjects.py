"""What a figure counts: a table of names and units, and of what is a share, a change or one event."""

import csv

from cscp_core.evidence import subjects
from cscp_core.evidence.subjects import Subject, subject_of
from tests.builders import make_figure

CASES = [
    ("Children reported missing", "children", Subject.CHILDREN),
    ("Referrals to the hub", "referrals", Subject.CHILDREN),
    ("Cases referred again", "%", Subject.CHILDREN),
    ("Children in care per 10,000 children", "per 10,000 children", Subject.CHILDREN),
    ("Adults suspended", "people", Subject.CHILDREN),
    ("Professionals trained", "professionals", Subject.WORK),
    ("Delegates who agreed", "%", Subject.WORK),
    ("Schools that reported compliance", "%", Subject.WORK),
    ("Budget of the partnership", "£", Subject.WORK),
    ("A thing that no row knows", "widgets", Subject.WORK),
    ("Young Advisors", "people", Subject.ARRANGEMENT),
    ("Lay members", "people", Subject.ARRANGEMENT),
    ("How often the forum is held", "times a year", Subject.ARRANGEMENT),
    ("Age limit of the clinics", "years old", Subject.ARRANGEMENT),
    ("Statutory partners", "partners", Subject.ARRANGEMENT),
    ("Time limit for an assessment", "days", Subject.ARRANGEMENT),
]


def test_what_a_figure_counts_is_told_by_its_name_and_unit():
    wrong = [
        (name, unit)
        for name, unit, expected in CASES
        if subject_of(make_figure(indicator=name, unit=unit)) is not expected
    ]
    assert wrong == []


def test_what_is_printed_as_single_is_an_arrangement():
    assert subject_of(make_figure(unit="records", as_printed="single record")) is Subject.ARRANGEMENT


def test_posts_bodies_and_meetings_are_no_measures():
    assert not subjects.is_measure(make_figure(unit="times a year"))
    assert subjects.is_measure(make_figure())


def test_a_percentage_by_which_a_number_moved_is_no_share():
    fall = make_figure(indicator="Fall in the number of conferences", unit="%", as_printed="8.5%")
    assert (subjects.is_share(fall), subjects.is_printed_change(fall)) == (False, True)
    assert subjects.is_share(make_figure(unit="%", as_printed="8.5%"))


def test_only_a_share_or_a_rate_is_relative():
    units = ("%", "per 10,000 children", "out of 4", "children")
    assert [subjects.is_relative(make_figure(unit=unit)) for unit in units] == [True, True, True, False]


def test_all_or_none_is_the_end_of_a_share():
    shares = [make_figure(unit="%", value=value, as_printed=f"{value:g}%") for value in (0.0, 99.0, 100.0)]
    assert [subjects.is_all_or_none(one) for one in shares] == [True, False, True]
    assert not subjects.is_all_or_none(make_figure(value=100.0, as_printed="100"))


def test_one_event_is_told_from_what_is_done_each_year():
    at_one = make_figure(indicator="Professionals at the conference on neglect", unit="professionals")
    each_year = make_figure(indicator="Professionals trained", unit="professionals")
    of_children = make_figure(indicator="Children at the event", unit="children")
    assert [subjects.is_of_one_event(one) for one in (at_one, each_year, of_children)] == [True, False, False]


def test_a_programme_of_ones_own_is_no_whole_count():
    names = ("Children reported missing", "Children who took part in a pilot")
    assert [subjects.is_whole_count(make_figure(indicator=name)) for name in names] == [True, False]
    assert not subjects.is_whole_count(make_figure(category="Girls"))


def test_each_row_of_words_stands_once_and_says_something():
    with subjects.FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["stands_in"], row["words"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows))
    assert {place for place, _ in rows} == {"name", "unit", "noun"}
