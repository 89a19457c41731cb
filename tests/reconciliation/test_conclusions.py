"""The four questions about a measure, in words: what can be told, and what would be needed where it cannot."""

import pytest

from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import Polarity, ValueState
from cscp_core.reconciliation.conclusions import QUESTIONS, conclude
from cscp_core.reconciliation.estimates import Known, estimate, known_of
from cscp_core.reconciliation.rules import Check
from tests.builders import make_figure


def figure(value=132.0, unit="children", **details):
    known = {
        "value": value,
        "unit": unit,
        "as_printed": "" if value is None else f"{value:g}",
        "period": "2019-20",
        "polarity": Polarity.NONE,
    }
    return make_figure(**known | {"numerator": None, "denominator": None, "qualifier": ""} | details)


def share(value=80.0, base=100.0, **details):
    return figure(value, "%", as_printed=f"{value:g}%", denominator=base, **details)


def rate(value=51.3, **details):
    return figure(value, "per 10,000 children", **details)


def measure(latest, earlier=(), comparators=()):
    return Measure(latest, tuple(earlier), tuple(comparators))


POPULATION = figure(49275.0, "children", as_printed="49,275", section="3.4", figure_id="population")


def test_every_measure_is_asked_the_same_four_questions():
    assert [question for question, _ in conclude(measure(figure())).answers] == list(QUESTIONS)


def test_a_count_within_what_chance_could_give_is_no_change():
    said = conclude(measure(figure(132.0), [figure(152.0, period="2018-19")]))
    assert said.changing.words == "132 against 152 (2018-19): a fall of 20 (13.2%), which could be chance alone."
    assert said.changing.tells


def test_a_count_beyond_chance_has_changed():
    said = conclude(measure(figure(92.0), [figure(155.0, period="2018-19")]))
    assert said.changing.words.endswith("a fall of 63 (40.6%), more than chance would give.")


def test_a_rate_is_read_with_the_population_that_the_data_name():
    london = rate(36.1, area="Inner London", period="2018-19")
    said = conclude(measure(rate(), comparators=[london]), Known({rate().indicator_id: POPULATION}))
    assert said.different.words == (
        "51.3 (45 to 58, as about 253 of the population of 49,275 that 3.4 prints) is above Inner London’s 36.1, "
        "which is for the year before."
    )
    assert not said.different.tells


def test_a_comparator_of_the_same_year_tells():
    said = conclude(measure(share(80.0), comparators=[share(50.0, area="London")]))
    assert said.different.tells
    assert "above London’s 50%" in said.different.words


def test_two_shares_are_compared_with_both_bases():
    said = conclude(measure(share(80.0, 10.0), comparators=[share(60.0, 10.0, area="London")]))
    assert "not clearly different from London’s 60%" in said.different.words


@pytest.mark.parametrize(
    ("latest", "needed"),
    [
        (share(base=None), "the base of the percentage"),
        (rate(), "the population behind the rate"),
        (figure(None, state=ValueState.CHART_ONLY, as_printed=""), "the number, which is published only as a chart"),
        (figure(26.0, "sessions"), "a count of people or events"),
        (figure(20000.0, "children", qualifier="over"), "a count of people or events"),
    ],
)
def test_where_it_cannot_be_told_it_says_what_is_needed(latest, needed):
    said = conclude(measure(latest, comparators=[figure(1.0, latest.unit, area="London")]))
    assert needed in said.can_tell.words
    assert not said.tells


def test_what_stands_alone_cannot_be_told():
    said = conclude(measure(figure()))
    assert said.different.words == "Cannot tell: the report prints no comparator."
    assert said.changing.words == "Cannot tell: the report prints no earlier value."


@pytest.mark.parametrize(("polarity", "side"), [(Polarity.HIGHER, "better side"), (Polarity.LOWER, "worse side")])
def test_a_difference_is_good_only_with_a_direction(polarity, side):
    said = conclude(measure(share(80.0, polarity=polarity), comparators=[share(50.0, area="London")]))
    assert side in said.good.words


def test_harm_that_is_found_carries_no_judgement():
    said = conclude(measure(share(80.0), comparators=[share(50.0, area="London")]))
    assert said.good.words.startswith("Neither high nor low")


def test_what_is_not_shown_to_differ_is_not_called_good():
    assert conclude(measure(share(polarity=Polarity.HIGHER))).good.words.startswith("Cannot tell")


def test_on_both_sides_of_two_comparators_nothing_is_called_good():
    others = [
        share(50.0, 1000.0, area="London", figure_id="london"),
        share(99.0, 1000.0, area="England", figure_id="england"),
    ]
    found = conclude(measure(share(80.0, polarity=Polarity.HIGHER), comparators=others))
    assert found.different.sides == {"london": 1, "england": -1}
    assert found.good.words.startswith("Cannot")


def test_a_trend_needs_five_points():
    before = [figure(value, period=f"{year}-{year - 1999}") for year, value in ((2018, 103.0), (2017, 136.0))]
    assert "trend" not in conclude(measure(figure(75.0), before)).changing.words
    before += [figure(139.0, period="2016-17"), figure(120.0, period="2015-16")]
    assert (
        "Over 5 values, chance alone could explain any trend" in conclude(measure(figure(75.0), before)).changing.words
    )


def test_a_value_that_falls_every_year_has_a_trend():
    before = [figure(value, period=f"{year}-{year - 1999}") for year, value in zip(range(2018, 2013, -1),
              (80.0, 90.0, 100.0, 110.0, 120.0), strict=True)]  # fmt: skip
    assert "Over 6 values, it is falling more steadily" in conclude(measure(figure(75.0), before)).changing.words


@pytest.mark.parametrize("value", [0.0, 1.0, 9.0, 10.0])
def test_small_counts_have_ranges_too(value):
    found, lacks = estimate(figure(value), Known())
    assert found is not None
    assert not lacks
    assert found.range.holds(value)


def test_populations_are_those_that_the_data_name():
    named = rate(base_figure_id="population")
    assert known_of([named, POPULATION]).populations == {named.indicator_id: POPULATION}
    assert known_of([rate(base_figure_id="gone")]).populations == {}


def looked_after(value, count, period):
    """A rate and the printed count behind it."""
    return (
        rate(value, figure_id=f"rate {period}", period=period),
        figure(count, figure_id=f"count {period}", period=period, section="4.3"),
    )


def test_a_rate_rests_on_the_count_that_the_report_prints_for_it():
    one, count = looked_after(36.3, 190.0, "2019-20")
    check = Check(check_id="c", kind=CheckKind.IMPLIED_POPULATION, figure_ids=(count.figure_id, one.figure_id))
    found, _ = estimate(one, known_of([one, count, POPULATION], [check]))
    assert found.count == 190
    assert found.words == "36.3 (31 to 42, from the 190 children that 4.3 prints)"


def test_a_share_rests_on_the_base_that_a_check_has_as_stated():
    one, base = share(14.6, None, figure_id="share"), figure(1475.0, "referrals", figure_id="base", section="2.3")
    stated = Check(
        check_id="c", kind=CheckKind.POSSIBLE_PERCENTAGE, figure_ids=("share",), against_ids=("base",), option="stated"
    )
    found, _ = estimate(one, known_of([one, base], [stated]))
    assert (found.count, found.base) == (215, 1475)
    assert "of the 1475 referrals that 2.3 prints" in found.words


def test_a_base_that_is_only_assumed_is_none():
    one, base = share(14.6, None, figure_id="share"), figure(1475.0, "referrals", figure_id="base")
    assumed = Check(
        check_id="c", kind=CheckKind.POSSIBLE_PERCENTAGE, figure_ids=("share",), against_ids=("base",), option="assumed"
    )
    assert estimate(one, known_of([one, base], [assumed])) == (None, "the base of the percentage")


def test_one_population_for_both_years_is_said():
    before = rate(63.0, period="2018-19")
    said = conclude(measure(rate(), [before]), Known({before.indicator_id: POPULATION})).changing
    assert said.words.endswith("The app uses one population for both years, the 49,275 printed in 3.4.")


def test_with_both_counts_printed_no_population_is_borrowed():
    (now, count), (before, counted) = looked_after(36.3, 190.0, "2019-20"), looked_after(38.0, 191.0, "2018-19")
    checks = [Check(check_id="c", kind=CheckKind.IMPLIED_POPULATION, figure_ids=(of.figure_id, one.figure_id))
              for one, of in ((now, count), (before, counted))]  # fmt: skip
    said = conclude(measure(now, [before]), known_of([now, count, before, counted, POPULATION], checks))
    assert said.changing.words == "36.3 against 38 (2018-19): a fall of 1.7 (4.5%), which could be chance alone."


def test_counts_of_two_areas_cannot_be_compared_without_their_populations():
    better = {"polarity": Polarity.LOWER}
    said = conclude(measure(figure(190.0, **better), comparators=[figure(9950.0, area="London", **better)]))
    assert said.different.words == "Cannot tell: 190 against London’s 9950 needs the populations of both areas."
    assert said.good.words.startswith("Cannot tell")
    assert "the populations of both areas" in said.can_tell.words
    assert not said.tells


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("since 2019", "2018"),
        ("end of July 2020", "2018-19"),
        ("April–September 2019", "2018-19"),
        ("April to September 2019", "September 2018"),
        ("2019-20", "2018"),
        ("2019-20", "previous years"),
        ("2019-20", "2014-19"),
        ("2019-20", "first three months of 2018-19"),
    ],
)
def test_of_two_periods_that_differ_no_change_can_be_told(now, before):
    said = conclude(measure(figure(0.0, period=now), [figure(5.0, period=before)]))
    assert said.changing.words == f"Cannot tell: the periods differ ({now} against {before})."
    assert "an earlier value for a period of the same kind" in said.can_tell.words


@pytest.mark.parametrize(
    ("now", "before"),
    [("2019-20", "2018/19"), ("March 2020", "March 2019"), ("2019", "2018"), ("mid 2017", "mid 2012"),
     ("April–September 2019", "April to September 2018"), ("April 2019 to March 2020", "2018-19")],
)  # fmt: skip
def test_of_two_periods_of_one_length_and_season_it_can(now, before):
    assert conclude(measure(figure(92.0, period=now), [figure(155.0, period=before)])).changing.tells


def test_an_earlier_value_of_a_like_period_is_looked_for():
    before = [figure(9.0, period="July 2019"), figure(155.0, period="2018-19")]
    assert conclude(measure(figure(92.0), before)).changing.words.startswith("92 against 155 (2018-19)")


def test_a_quarter_is_never_held_against_a_year():
    quarter = figure(310.0, period="Q1 2019-20")
    said = conclude(Measure(quarter, (), (), unlike=(figure(1240.0, period="2018-19"),)))
    assert said.changing.words == "Cannot tell: the periods differ (Q1 2019-20 against 2018-19)."
    rate_of_england = figure(40.0, "per 10,000 children", period="Q1 2019-20", area="England")
    said = conclude(measure(rate(denominator=49275.0), comparators=[rate_of_england]))
    assert said.different.words == (
        "Cannot tell: the periods differ (this is for 2019-20; England’s is for Q1 2019-20)."
    )


def test_a_comparator_of_an_open_period_is_of_another_time():
    assert not conclude(
        measure(share(80.0, period="2019"), comparators=[share(area="London", period="since 2019")])
    ).tells


def test_a_trend_needs_five_values_with_their_bases():
    before = [share(70.0 - n, None if n else 100.0, period=f"{2018 - n}-{19 - n}") for n in range(4)]
    assert conclude(measure(share(80.0), before)).changing.words.endswith("A trend needs 5 values with their bases.")


def test_what_a_change_lacks_is_what_would_be_needed():
    said = conclude(measure(share(80.0), [share(70.0, None, period="2018-19")], [share(50.0, area="London")]))
    assert said.can_tell.words == "Only for the difference. The change needs the base of the percentage for both years."
