"""Figures side by side: the newest, the earlier ones, the comparators, and which way it moved."""

import pytest

from cscp_core.evidence.measures import measures, parts, series
from cscp_core.evidence.rules import ValueState
from tests.builders import make_figure


def rate(period, value, **details):
    """A local figure of one indicator, printed as its value."""
    return make_figure(period=period, value=value, as_printed=f"{value:g}", **details)


def missing(period, state=ValueState.CHART_ONLY, **details):
    """A local figure without a number."""
    return make_figure(period=period, value=None, as_printed="", state=state, **details)


def one(*figures):
    """The only measure that these figures make."""
    (measure,) = measures(figures, "Camden")
    return measure


def periods(figures):
    return [figure.period for figure in figures]


def test_no_figures_make_no_measure():
    assert measures([], "Camden") == []


def test_the_newest_local_value_stands_in_front():
    assert one(rate("2017-18", 1), rate("2019-20", 3), rate("2018-19", 2)).latest.value == 3


def test_earlier_local_values_follow_newest_first():
    assert periods(one(rate("2017-18", 1), rate("2019-20", 3), rate("2018-19", 2)).earlier) == ["2018-19", "2017-18"]


def test_values_of_other_areas_are_comparators():
    measure = one(rate("2019-20", 3), rate("2018-19", 5, area="London"), rate("2019-20", 4, area="England"))
    assert [(figure.area, figure.period) for figure in measure.comparators] == [
        ("London", "2018-19"),
        ("England", "2019-20"),
    ]


def test_a_comparator_is_never_the_newest_while_there_is_a_local_value():
    assert one(rate("2020-21", 9, area="England"), rate("2017-18", 1)).latest.area == "Camden"


def test_where_nothing_is_local_the_newest_of_all_stands_in_front():
    assert one(rate("2018-19", 5, area="London"), rate("2019-20", 4, area="England")).latest.area == "England"


def test_another_home_can_be_asked_for():
    (measure,) = measures([rate("2019-20", 3), rate("2019-20", 4, area="England")], home="England")
    assert measure.latest.area == "England"


def test_each_indicator_makes_a_measure_of_its_own_in_the_reports_order():
    found = measures([rate("2019-20", 1, indicator_id="b"), rate("2019-20", 2, indicator_id="a")], "Camden")
    assert [measure.latest.indicator_id for measure in found] == ["b", "a"]


def test_each_part_of_an_indicator_makes_a_measure_of_its_own():
    found = measures([rate("2019-20", 1, category="girls"), rate("2019-20", 2, category="boys")], "Camden")
    assert [measure.latest.what for measure in found] == ["Missing children: girls", "Missing children: boys"]


def test_a_figure_printed_twice_counts_once_among_the_earlier_ones():
    assert periods(one(rate("2019-20", 3), rate("2018-19", 2), rate("2018-19", 2)).earlier) == ["2018-19"]


def test_a_figure_printed_twice_counts_once_as_the_newest():
    assert one(rate("2019-20", 3), rate("2019-20", 3)).earlier == ()


def test_a_comparator_printed_twice_counts_once():
    measure = one(rate("2019-20", 3), rate("2019-20", 4, area="England"), rate("2019-20", 4, area="England"))
    assert len(measure.comparators) == 1


def test_of_the_newest_period_a_printed_value_stands_before_one_that_is_only_in_a_chart():
    assert one(missing("2019-20"), rate("2019-20", 3)).latest.value == 3


def test_a_newer_value_that_is_only_in_a_chart_is_still_the_newest():
    assert one(rate("2018-19", 2), missing("2019-20")).latest.shown == "published only as a chart"


def test_a_measure_alone_may_not_be_compared():
    assert not one(rate("2019-20", 3)).may_be_compared


@pytest.mark.parametrize("other", [rate("2018-19", 2), rate("2019-20", 4, area="England")])
def test_a_measure_may_be_compared_with_an_earlier_value_or_another_area(other):
    assert one(rate("2019-20", 3), other).may_be_compared


@pytest.mark.parametrize(
    ("before", "after", "said"), [(2, 3, "higher than 2"), (3, 2, "lower than 3"), (3, 3, "the same as 3")]
)
def test_a_change_is_told_in_words(before, after, said):
    assert one(rate("2018-19", before), rate("2019-20", after)).change == said


def test_a_change_is_told_against_the_period_just_before():
    assert one(rate("2017-18", 9), rate("2018-19", 2), rate("2019-20", 3)).change == "higher than 2"


def test_without_an_earlier_value_there_is_no_change():
    assert one(rate("2019-20", 3)).change == ""


def test_another_areas_value_makes_no_change():
    assert one(rate("2019-20", 3), rate("2018-19", 2, area="England")).change == ""


@pytest.mark.parametrize(
    "figures", [(missing("2018-19"), rate("2019-20", 3)), (rate("2018-19", 2), missing("2019-20"))]
)
def test_without_two_numbers_there_is_no_change(figures):
    assert one(*figures).change == ""


def test_two_units_are_not_compared():
    assert one(rate("2018-19", 2, unit="per cent"), rate("2019-20", 3)).change == ""


def test_a_value_whose_period_names_no_year_is_not_compared():
    assert [one.change for one in measures([rate("the last two terms", 2), rate("2019-20", 3)], "Camden")] == ["", ""]


def test_each_kind_of_period_makes_a_measure_of_its_own():
    figures = [rate("Q1 2019-20", 310), rate("2018-19", 1240), rate("2019-20", 1300), rate("Q1 2018-19", 290)]
    found = measures(figures, "Camden")
    assert [(one.latest.period, periods(one.earlier)) for one in found] == [
        ("2019-20", ["2018-19"]),
        ("Q1 2019-20", ["Q1 2018-19"]),
    ]
    assert [one.change for one in found] == ["higher than 1240", "higher than 290"]


def test_a_comparator_for_a_period_of_another_kind_is_set_apart():
    measure = one(rate("2019-20", 1300), rate("Q1 2019-20", 310, area="England"))
    assert (measure.comparators, periods(measure.unlike)) == ((), ["Q1 2019-20"])


def test_the_newest_is_what_ends_last():
    (measure,) = measures([rate("March 2020", 2), rate("January 2020", 3)], "Camden")
    assert (measure.latest.period, periods(measure.earlier)) == ("March 2020", ["January 2020"])


def test_a_quarter_after_a_quarter_of_another_season_is_no_change():
    assert one(rate("Q3 2019-20", 5), rate("Q2 2019-20", 4)).change == ""


def test_quarters_make_one_line_and_never_share_it_with_a_year():
    quarters = [rate(f"Q{one} 2019-20", one) for one in (1, 2, 3)]
    found = measures([*quarters, rate("2018-19", 1240), rate("2019-20", 1300)], "Camden")
    assert [periods(series(one)) for one in found] == [[], ["Q1 2019-20", "Q2 2019-20", "Q3 2019-20"]]


def test_three_local_values_make_a_series_in_order_of_time():
    measure = one(rate("2019-20", 3), rate("2017-18", 1), rate("2018-19", 2))
    assert periods(series(measure)) == ["2017-18", "2018-19", "2019-20"]


def test_two_values_make_no_series():
    assert series(one(rate("2018-19", 2), rate("2019-20", 3))) == []


def test_a_value_that_is_only_in_a_chart_is_no_point_of_a_series():
    assert series(one(missing("2017-18"), rate("2018-19", 2), rate("2019-20", 3))) == []


def test_two_periods_make_no_series_however_many_values_they_have():
    assert series(one(rate("2018-19", 1), rate("2018-19", 2), rate("2019-20", 3))) == []


def test_values_of_two_units_make_no_series():
    assert series(one(rate("2017-18", 1, unit="per cent"), rate("2018-19", 2), rate("2019-20", 3))) == []


def test_other_areas_are_no_points_of_a_series():
    assert series(one(rate("2018-19", 2), rate("2019-20", 3), rate("2017-18", 1, area="England"))) == []


def by_kind(*values, **details):
    return [rate("2019-20", value, category=f"kind {place}", **details) for place, value in enumerate(values)]


def test_three_parts_of_one_place_period_and_unit_stand_together():
    assert [[figure.value for figure in group] for group in parts(by_kind(5, 3, 1), "Camden")] == [[5, 3, 1]]


def test_two_parts_are_too_few():
    assert parts(by_kind(5, 3), "Camden") == []


def test_values_without_a_category_are_no_parts():
    assert parts([rate("2019-20", 5), rate("2019-20", 3), rate("2019-20", 1)], "Camden") == []


def test_a_part_without_a_value_does_not_count():
    assert parts([*by_kind(5, 3), missing("2019-20", category="unknown")], "Camden") == []


@pytest.mark.parametrize("other", [{"area": "England"}, {"unit": "per cent"}, {"indicator_id": "other"}])
def test_parts_of_another_area_unit_or_indicator_do_not_stand_together(other):
    assert parts([*by_kind(5, 3), rate("2019-20", 1, **{"category": "kind 9"} | other)], "Camden") == []


def test_parts_of_two_periods_do_not_stand_together():
    assert parts([*by_kind(5, 3), rate("2018-19", 1, category="kind 9")], "Camden") == []


def test_a_part_printed_twice_counts_once():
    assert parts([*by_kind(5, 3), rate("2019-20", 5, category="kind 0")], "Camden") == []


def test_a_figure_without_a_number_shows_why():
    assert missing("2019-20", ValueState.SUPPRESSED).shown == "suppressed"


@pytest.mark.parametrize(
    ("printed", "number"), [("only 8.1%", "8.1%"), ("Just 3", "3"), ("over 300", "over 300"), ("8.1%", "8.1%")]
)
def test_a_number_of_ours_leaves_out_what_the_report_thinks_of_it(printed, number):
    assert make_figure(as_printed=printed).number == number
