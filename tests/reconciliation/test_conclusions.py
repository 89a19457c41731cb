"""The four questions about a measure, in words: what can be told, and what would be needed where it cannot."""

import pytest

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import Polarity, ValueState
from cscp_core.reconciliation.conclusions import QUESTIONS, bases_of, conclude, estimate
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
    assert said.changing.words == "132 against 152 (2018-19): within what chance alone could give."
    assert said.changing.tells


def test_a_count_beyond_chance_has_changed():
    said = conclude(measure(figure(92.0), [figure(155.0, period="2018-19")]))
    assert said.changing.words.endswith("lower by more than chance alone would give.")


def test_a_rate_is_read_with_the_population_that_the_data_name():
    london = rate(36.1, area="Inner London", period="2018-19")
    said = conclude(measure(rate(), comparators=[london]), {rate().indicator_id: POPULATION})
    assert said.different.words == (
        "51.3 (45 to 58, with the population of 49,275 that 3.4 prints) is above Inner London’s 36.1, "
        "which is for the year before."
    )
    assert not said.different.tells


def test_a_comparator_of_the_same_year_tells():
    said = conclude(measure(share(80.0), comparators=[share(50.0, area="London")]))
    assert said.different.tells
    assert "above London’s 50%" in said.different.words


def test_two_shares_are_compared_with_both_bases():
    said = conclude(measure(share(80.0, 10.0), comparators=[share(60.0, 10.0, area="London")]))
    assert "within what chance alone could give of London’s 60%" in said.different.words


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
    assert said.different.words == "Cannot tell: no comparator is printed."
    assert said.changing.words == "Cannot tell: no earlier value is printed."


@pytest.mark.parametrize(("polarity", "side"), [(Polarity.HIGHER, "better side"), (Polarity.LOWER, "worse side")])
def test_a_difference_is_good_only_with_a_direction(polarity, side):
    said = conclude(measure(share(80.0, polarity=polarity), comparators=[share(50.0, area="London")]))
    assert side in said.good.words


def test_harm_that_is_found_carries_no_judgement():
    said = conclude(measure(share(80.0), comparators=[share(50.0, area="London")]))
    assert said.good.words.startswith("No judgement")


def test_what_is_not_shown_to_differ_is_not_called_good():
    assert conclude(measure(share(polarity=Polarity.HIGHER))).good.words.startswith("Cannot tell")


def test_on_both_sides_of_two_comparators_nothing_is_called_good():
    others = [share(50.0, 1000.0, area="London"), share(99.0, 1000.0, area="England")]
    assert conclude(measure(share(80.0, polarity=Polarity.HIGHER), comparators=others)).good.words.startswith("Cannot")


def test_a_trend_needs_five_points():
    before = [figure(value, period=f"{year}-{year - 1999}") for year, value in ((2018, 103.0), (2017, 136.0))]
    assert "trend" not in conclude(measure(figure(75.0), before)).changing.words
    before += [figure(139.0, period="2016-17"), figure(120.0, period="2015-16")]
    assert "Over 5 values there is no trend" in conclude(measure(figure(75.0), before)).changing.words


def test_a_value_that_falls_every_year_has_a_trend():
    before = [figure(value, period=f"{year}-{year - 1999}") for year, value in zip(range(2018, 2013, -1),
              (80.0, 90.0, 100.0, 110.0, 120.0), strict=True)]  # fmt: skip
    assert "Over 6 values it is falling more steadily" in conclude(measure(figure(75.0), before)).changing.words


@pytest.mark.parametrize("value", [0.0, 1.0, 9.0, 10.0])
def test_small_counts_have_ranges_too(value):
    found, lacks = estimate(figure(value), {})
    assert found is not None
    assert not lacks
    assert found.range.holds(value)


def test_bases_are_those_that_the_data_name():
    named = rate(base_figure_id="population")
    assert bases_of([named, POPULATION]) == {named.indicator_id: POPULATION}
    assert bases_of([rate(base_figure_id="gone")]) == {}
