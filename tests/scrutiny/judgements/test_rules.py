"""Three views of a theme: what the agencies report, what the data can say, and how far they disagree."""

import pytest

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import Polarity, ValueState, WorkStatus
from cscp_core.reconciliation.conclusions import conclude
from cscp_core.reconciliation.estimates import Known
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.judgements import rules
from cscp_core.scrutiny.judgements.rules import BADLY, MIXED, WELL, View
from feedback.comments.rules import Stands
from tests.builders import make_figure

ON_TRACK, SLIPPING, SILENT = WorkStatus.ON_TRACK, WorkStatus.SLIPPING, WorkStatus.NOT_REPORTED
CANNOT_TELL = View("Cannot tell.", None)
NO_YOUNG = rules.young_view(None)
QUESTIONS = ["Is it different?", "Is that good?", "Is it changing?", "Can we tell?"]


def with_base(**details):
    return make_figure(**{"value": 50.0, "unit": "%", "numerator": 10, "denominator": 20} | details)


def measure(latest=None, earlier=(), comparators=()):
    return Measure(latest or with_base(), tuple(earlier), tuple(comparators))


def years(number, **details):
    """Local values of so many years before, newest first."""
    return [make_figure(period=f"{2018 - n}-{19 - n}", value=40.0, unit="%", **details) for n in range(number)]


def base_of_thousand(number, polarity=Polarity.NONE, **details):
    counts = {"value": number / 10, "numerator": number, "denominator": 1000, "as_printed": f"{number / 10}%"}
    return with_base(**counts | {"polarity": polarity} | details)


def moved(polarity, now, comparators=()):
    """A share of a thousand that was 70% the year before."""
    earlier = base_of_thousand(700, period="2018-19")
    return measure(base_of_thousand(now, polarity), [earlier], comparators)


def answers(*measures):
    return dict(rules.data_view(measures).answers)


def apart(agencies=CANNOT_TELL, data=CANNOT_TELL, young=NO_YOUNG, judged=Assurance.NOT_YET):
    return rules.measure_disagreement(agencies, data, young, judged)


def at(place):
    return View("", place)


@pytest.mark.parametrize(
    ("statuses", "words", "place"),
    [
        ({}, "No action is on record.", None),
        ({SILENT: 1}, "Nothing is reported about 1 action.", None),
        ({SILENT: 3}, "Nothing is reported about 3 actions.", None),
        ({ON_TRACK: 2}, "They report 2 on track.", WELL),
        ({SLIPPING: 1}, "They report 1 slipping.", BADLY),
        ({ON_TRACK: 1, SLIPPING: 1}, "They report 1 on track and 1 slipping.", MIXED),
        ({ON_TRACK: 1, SILENT: 4}, "They report 1 on track. They say nothing about 4 more.", WELL),
    ],
)
def test_what_agencies_report_is_counted_and_never_averaged(statuses, words, place):
    assert rules.agencies_view(statuses) == View(words, place)


@pytest.mark.parametrize(
    ("status", "place"),
    [
        (WorkStatus.NOT_STARTED, BADLY),
        (WorkStatus.ON_TRACK, WELL),
        (WorkStatus.SLIPPING, BADLY),
        (WorkStatus.DONE_AWAITED, WELL),
        (WorkStatus.DONE_EVIDENCED, WELL),
        (WorkStatus.STOPPED, BADLY),
    ],
)
def test_every_status_that_is_reported_speaks_well_or_badly(status, place):
    assert rules.agencies_view({status: 1}).place == place


def test_statuses_are_told_in_the_order_in_which_work_goes_on():
    told = rules.agencies_view({WorkStatus.STOPPED: 1, WorkStatus.DONE_EVIDENCED: 2, ON_TRACK: 3, SILENT: 1})
    assert told.words == "They report 3 on track, 2 done, evidenced and 1 stopped. They say nothing about 1 more."


def test_silence_is_not_counted_against_the_agencies():
    assert rules.agencies_view({ON_TRACK: 1, SILENT: 9}).place == WELL


def test_without_a_measure_the_data_cannot_tell():
    view = rules.data_view([])
    assert view.view == View("The report prints no measure: the data cannot tell.", None)
    assert dict(view.answers) == {
        **dict.fromkeys(QUESTIONS[:3], "Cannot tell: the report prints no measure."),
        "Can we tell?": "No.",
    }


def test_every_theme_is_asked_the_same_four_questions():
    assert [question for question, _ in rules.data_view([measure()]).answers] == QUESTIONS


def test_a_value_that_stands_alone_cannot_tell_anything():
    view = rules.data_view([measure(), measure()])
    assert (view.view, view.tellable) == (View("Cannot tell, from 2 measures.", None), 0)
    assert [answer.split(":")[0] for _, answer in view.answers] == ["Cannot tell"] * 3 + ["No"]


def test_what_would_be_needed_to_tell_is_said():
    assert answers(measure()) == {
        "Is it different?": "Cannot tell: no measure has its base and a comparator for the same year.",
        "Is that good?": "Cannot tell: no measure where higher or lower is better is clearly different.",
        "Is it changing?": "Cannot tell: a change needs two values with bases, a trend 5 points.",
        "Can we tell?": "No: that needs bases, the same period and the same definition.",
    }


def test_a_base_and_a_comparator_of_the_same_year_can_be_read():
    beside = measure(comparators=[with_base(area="London")])
    assert answers(beside)["Is it different?"].startswith(f"1 measure of 1. {beside.latest.what}: ")
    assert "not clearly different from London’s" in answers(beside)["Is it different?"]
    assert answers(beside)["Can we tell?"] == "For 1 measure of 1."
    assert rules.data_view([beside, measure()]).view == View(
        "1 of 2 measures can be compared; that does not show whether it is good.", None
    )


@pytest.mark.parametrize("name", ["different", "good", "changing"])
def test_what_is_concluded_stands_in_the_same_words_as_with_the_measures(name):
    one = moved(Polarity.HIGHER, 900, comparators=[base_of_thousand(700, area="London")])
    said = getattr(conclude(one), name)
    assert said.tells
    assert any(said.words in answer for answer in answers(one).values())


def test_of_many_conclusions_three_are_told_and_the_rest_are_counted():
    told = answers(*[moved(Polarity.HIGHER, 900)] * 5)["Is it changing?"]
    assert told.startswith("5 measures of 5. ")
    assert told.endswith("See the measures for 2 more.")
    assert "See the measures" not in answers(*[moved(Polarity.HIGHER, 900)] * 3)["Is it changing?"]


@pytest.mark.parametrize(
    ("polarity", "now", "place", "found"),
    [
        (Polarity.HIGHER, 900, WELL, "1 better"),
        (Polarity.LOWER, 900, BADLY, "1 worse"),
        (Polarity.LOWER, 500, WELL, "1 better"),
        (Polarity.HIGHER, 702, MIXED, "1 without a change"),
    ],
)
def test_a_measure_that_can_be_compared_has_a_place_of_its_own(polarity, now, place, found):
    view = rules.data_view([moved(polarity, now)]).view
    assert view == View(f"1 of 1 measure can be compared: {found}.", place)


def test_measures_that_point_both_ways_are_between():
    both = [moved(Polarity.HIGHER, 900), moved(Polarity.LOWER, 900)]
    assert rules.data_view(both).view.place == MIXED


def test_a_count_of_harm_that_is_found_gives_the_data_no_place():
    assert rules.data_view([moved(Polarity.NONE, 900)]).view.place is None


def test_where_the_change_cannot_be_told_it_counts_how_a_measure_stands_beside_others():
    beside = measure(
        base_of_thousand(900, polarity=Polarity.HIGHER), comparators=[base_of_thousand(700, area="London")]
    )
    assert rules.data_view([beside]).view.place == WELL


def test_beside_others_from_which_it_does_not_clearly_differ_a_measure_has_no_place():
    beside = measure(base_of_thousand(700, Polarity.HIGHER), comparators=[base_of_thousand(700, area="London")])
    words = "1 of 1 measure can be compared; that does not show whether it is good."
    assert rules.data_view([beside]).view == View(words, None)


def test_a_base_that_the_report_prints_elsewhere_counts():
    now, before = (
        make_figure(figure_id=period, period=period, value=value, unit="%", as_printed=f"{value:g}%")
        for period, value in (("2019-20", 90.0), ("2018-19", 70.0))
    )
    known = Known(bases=dict.fromkeys(("2019-20", "2018-19"), make_figure(value=1000.0, as_printed="1,000")))
    one = measure(now, [before])
    assert (rules.data_view([one]).tellable, rules.data_view([one], known).tellable) == (0, 1)
    assert rules.data_view([one], known).answers[2][1].startswith("1 measure of 1. ")


def test_one_comparable_measure_does_not_silence_that_the_data_prove_nothing():
    data = rules.data_view([moved(Polarity.NONE, 702), measure(), measure()]).view
    assert apart(at(WELL), data) == (1, "Agencies report that it goes well, and the data cannot tell.")


def test_agencies_that_report_well_where_the_data_show_no_change_disagree_by_two():
    data = rules.data_view([moved(Polarity.HIGHER, 702)]).view
    assert apart(at(WELL), data) == (
        2,
        "The agencies see it better than the data; "
        "agencies report that it goes well, and the data show no clear change.",
    )


def test_agencies_that_report_well_where_the_data_show_it_too_do_not_disagree():
    data = rules.data_view([moved(Polarity.HIGHER, 900)]).view
    assert apart(at(WELL), data) == (0, "No disagreement on record.")


@pytest.mark.parametrize(
    ("latest", "other"),
    [
        (with_base(denominator=None), with_base(area="London")),
        (with_base(), with_base(area="London", period="2018-19")),
        (with_base(), with_base(area="London", unit="children")),
        (with_base(), with_base(area="London", value=None, state=ValueState.CHART_ONLY)),
        (with_base(value=None, state=ValueState.SUPPRESSED), with_base(area="London")),
    ],
    ids=["no base", "another year", "another unit", "no value there", "no value here"],
)
def test_a_comparator_that_does_not_fit_shows_no_difference(latest, other):
    assert answers(measure(latest, comparators=[other]))["Is it different?"].startswith("Cannot tell")


@pytest.mark.parametrize("polarity", [Polarity.HIGHER, Polarity.LOWER])
def test_where_one_direction_is_better_it_can_be_called_good(polarity):
    beside = measure(base_of_thousand(900, polarity=polarity), comparators=[base_of_thousand(700, area="London")])
    assert answers(beside)["Is that good?"].startswith("1 measure of 1. ")


def test_a_count_of_harm_that_is_found_is_never_called_good():
    beside = measure(with_base(polarity=Polarity.NONE), comparators=[with_base(area="London")])
    assert answers(beside)["Is that good?"].startswith("Cannot tell")


def test_two_values_with_bases_can_show_a_change():
    changed = measure(earlier=[with_base(period="2018-19")])
    assert answers(changed)["Is it changing?"].endswith("which could be chance alone.")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_fewer_than_five_points_without_bases_show_no_change(number):
    assert answers(measure(make_figure(), earlier=years(number)))["Is it changing?"].startswith("Cannot tell")


def test_five_points_without_bases_show_no_trend():
    trend = measure(make_figure(unit="%"), earlier=years(4))
    assert answers(trend)["Is it changing?"].startswith("Cannot tell")


def test_points_that_are_published_only_as_a_chart_make_no_trend():
    unread = years(4)
    unread = [make_figure(period=one.period, value=None, state=ValueState.CHART_ONLY) for one in unread]
    assert answers(measure(make_figure(), earlier=unread))["Is it changing?"].startswith("Cannot tell")


def test_a_value_in_another_unit_shows_no_change():
    earlier = with_base(period="2018-19", unit="children")
    assert answers(measure(earlier=[earlier]))["Is it changing?"].startswith("Cannot tell")


def test_a_measure_that_can_tell_twice_is_counted_once():
    both = measure(earlier=[with_base(period="2018-19"), *years(4)], comparators=[with_base(area="London")])
    assert rules.data_view([both]).tellable == 1
    assert answers(both)["Is it changing?"].startswith("1 measure of 1")


@pytest.mark.parametrize(
    ("stands", "place"),
    [(Stands.CONVINCED, WELL), (Stands.PARTLY, MIXED), (Stands.NOT, BADLY), (Stands.UNDECIDED, None)],
)
def test_young_advisors_view_is_told_in_their_own_word(stands, place):
    assert rules.young_view(stands) == View(f"Young Advisors: {stands.label}.", place)


def test_until_young_advisors_have_given_a_view_there_is_none():
    assert rules.young_view(None) == View("Young Advisors have not given a joint view.", None)


def test_without_two_views_there_is_no_disagreement():
    assert apart() == (0, "No disagreement on record.")
    assert apart(data=at(BADLY)) == (0, "No disagreement on record.")


def test_views_that_agree_do_not_disagree():
    assert apart(at(MIXED), at(MIXED), at(MIXED), Assurance.PARTLY) == (0, "No disagreement on record.")


def test_a_step_apart_is_one_and_says_who_sees_it_better():
    assert apart(at(MIXED), at(BADLY)) == (1, "The agencies see it better than the data.")


def test_two_steps_apart_is_two_and_names_everybody_at_either_end():
    told = apart(at(WELL), at(WELL), at(BADLY), Assurance.NOT)
    assert told == (2, "The agencies and the data see it better than Young Advisors and the scrutineer.")


def test_the_voice_in_between_is_not_named():
    told = apart(at(WELL), at(MIXED), at(BADLY))[1]
    assert told.startswith("The agencies see it better than Young Advisors; ")


def test_agencies_that_report_well_where_the_data_cannot_tell_disagree_by_one():
    assert apart(at(WELL)) == (1, "Agencies report that it goes well, and the data cannot tell.")


def test_the_furthest_apart_is_three():
    assert apart(at(WELL), judged=Assurance.NOT) == (
        3,
        "The agencies see it better than the scrutineer; agencies report that it goes well, and the data cannot tell.",
    )


@pytest.mark.parametrize("place", [BADLY, MIXED])
def test_agencies_that_report_no_success_need_no_data_to_agree(place):
    assert apart(at(place)) == (0, "No disagreement on record.")


@pytest.mark.parametrize(
    ("judged", "number"),
    [(Assurance.ASSURED, 2), (Assurance.PARTLY, 1), (Assurance.NOT, 0), (Assurance.NOT_YET, 0)],
)
def test_the_scrutineers_word_counts_as_a_view_once_it_is_given(judged, number):
    assert apart(young=at(BADLY), judged=judged)[0] == number
