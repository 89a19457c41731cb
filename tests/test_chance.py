"""What chance alone can do, against published worked examples and tables."""

import pytest

from cscp_core import chance


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_the_wilson_interval_is_that_of_newcombe_1998_table_1_method_3(count, base, low, high):
    found = chance.wilson(count, base)
    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
)
def test_the_exact_poisson_interval_is_that_of_garwood_1936(count, low, high):
    found = chance.events(count)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize("count", [*range(10, 40), 65, 100, 389, 1000])
def test_byars_approximation_lies_within_a_fifth_of_a_per_cent_of_the_exact_interval(count):
    """As Public Health England's technical guide to confidence intervals (2018) says of ten events and more, and APHO
    Technical Briefing 3 (2008) that it goes with."""
    near, exact = chance.byar(count), chance.exact_poisson(count)
    assert near.low == pytest.approx(exact.low, rel=0.002)
    assert near.high == pytest.approx(exact.high, rel=0.002)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(10, 4.7874, 18.3915), (65, 50.1632, 82.8491), (82, 65.2149, 101.7848), (1045, 982.5932, 1110.3312)],
)
def test_byars_interval_is_that_of_the_public_health_methods(count, low, high):
    """The examples of the documentation of PHEindicatormethods (byars_lower(65)), as PHStatsMethods 0.1.16 gives them:
    the two packages in which the formulas 4a and 4b of APHO Technical Briefing 3 are published."""
    found = chance.byar(count)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("count", "population", "low", "high"),
    [(48, 10_000, 353.88, 636.42), (6500, 10_000, 63429.32, 66599.75), (9, 100, 4115.37, 17084.80),
     (65, 100, 50163.19, 82849.14)],
)  # fmt: skip
def test_a_rate_per_100000_is_that_of_the_public_health_methods(count, population, low, high):
    """The examples of phe_rate's documentation: Byar from ten events on, exact below; as PHStatsMethods has it."""
    found = chance.rate(count, population, per=100_000)
    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


def test_from_ten_events_on_byar_is_taken_and_below_the_exact_interval():
    assert chance.events(10) == chance.byar(10)
    assert chance.events(9) == chance.exact_poisson(9)


def test_the_difference_of_two_shares_is_that_of_newcombe_1998_table_2_method_10():
    found = chance.shares_apart(56, 70, 48, 80)
    assert (round(found.low, 2), round(found.high, 2)) == (5.24, 33.39)


def test_a_rate_is_its_count_over_its_population():
    found = chance.rate(253, 49_275)
    assert (round(found.low), round(found.high)) == (45, 58)


@pytest.mark.parametrize(("one", "other", "likely"), [(0, 0, 1.0), (5, 5, 1.0), (0, 6, 0.03125), (10, 0, 2 / 1024)])
def test_two_counts_are_compared_exactly(one, other, likely):
    assert chance.counts_differ(one, other) == pytest.approx(likely)


def test_two_counts_may_be_of_populations_of_different_size():
    assert chance.counts_differ(10, 20, share=1 / 3) == pytest.approx(1.0)


def test_a_value_that_always_falls_has_a_trend():
    assert chance.trend([5, 4, 3, 2, 1]) == (pytest.approx(-1.0), pytest.approx(2 / 120))


def test_a_value_that_never_moves_has_none():
    assert chance.trend([3, 3, 3, 3, 3]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("what", "given"), [(chance.wilson, (5, 0)), (chance.wilson, (5, 4)), (chance.events, (-1,)), (chance.rate, (1, 0))]
)
def test_what_makes_no_sense_is_refused(what, given):
    with pytest.raises(ValueError, match=r"\d"):
        what(*given)
