"""What may be said of official values: two values with their bases, XmR, funnels, and comparators by name."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cscp_core.official.against import stand
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.comparing import Difference, base_needed, based, compare, exact_value
from cscp_core.official.funnel import FunnelPlace, rate_limits, share_limits, standing
from cscp_core.official.process import NoProcess, Process, ProcessPoint, Signal, process, process_of
from cscp_core.official.rules import PlaceLevel
from cscp_core.official.views import Comparator
from cscp_core.polarity import Polarity
from tests.official.builders import CAMDEN, ENGLAND, INNER, ISLINGTON, observation, place, series

REREFERRED = (240, 318, 328, 243, 174, 228, 132, 131, 161, 245, 283, 416, 381)
REFERRED = (1961, 2215, 2076, 1872, 1912, 1807, 1394, 1499, 1514, 1844, 2015, 2241, 2086)
"""Camden's, of the years to 31 March 2013 to 2025, as the Department for Education publishes them."""
YEARS = [f"{year - 1}-{year % 100:02}" for year in range(2013, 2026)]
RATE = "per 10,000 children"


def share(count, base, **details):
    value = Decimal((count * 2000 + base) // (base * 2)) / 10
    return observation(value=str(value), numerator=str(count), denominator=str(base), **details)


def camden():
    return [
        share(count, base, period=year) for count, base, year in zip(REREFERRED, REFERRED, YEARS, strict=True)
    ]  # fmt: skip


# two values with their bases


def test_camdens_re_referrals_of_2020_and_2025_differ_plainly():
    found = dict(zip(YEARS, camden(), strict=True))
    assert compare(found["2024-25"], found["2019-20"]).difference is Difference.HIGHER
    assert compare(found["2019-20"], found["2024-25"]).difference is Difference.LOWER


def test_camdens_re_referrals_of_one_year_and_the_next_are_within_chance():
    found = dict(zip(YEARS, camden(), strict=True))
    assert compare(found["2019-20"], found["2018-19"]).difference is Difference.BY_CHANCE


def test_a_share_without_a_base_has_no_verdict_however_far_apart():
    told = compare(observation(value="2"), observation(value="90"))
    assert (told.difference, told.needs) == (Difference.CANNOT_TELL, "no base is published with it")


def test_a_count_and_base_that_do_not_give_the_share_are_not_behind_it():
    region = observation(value="74.6", numerator="1245.2", denominator="1708.5", place=place(INNER))
    assert based(region) is None
    assert exact_value(region) == Decimal("74.6")
    assert compare(region, share(131, 1499)).needs == "no base is published with it"
    rounded = observation(value="9", numerator="131", denominator="1499")
    assert based(rounded) is not None


def test_a_share_may_borrow_the_base_that_another_series_publishes():
    conferences = observation(value="74.7"), observation(value="83.1")
    assert compare(*conferences, behind=(Decimal(296), Decimal(302))).difference is Difference.LOWER


def test_rates_on_two_populations_are_not_compared():
    one = observation(unit=RATE, value="70", numerator="270", population_id="new", edition_id=1)
    other = observation(unit=RATE, value="51.3", numerator="270", population_id="old", edition_id=2)
    told = compare(one, other)
    assert (told.difference, told.needs) == (Difference.CANNOT_TELL, "the two rates use different populations")


def test_a_rate_is_compared_by_its_counts_and_populations():
    camden_rate = observation(unit=RATE, value="70", numerator="270", denominator="38566")
    inner = observation(unit=RATE, value="40.1", numerator="2720", denominator="678300", place=place(INNER))
    assert compare(camden_rate, inner).difference is Difference.HIGHER


def test_counts_of_two_places_are_not_compared_since_they_differ_in_size():
    told = compare(
        observation(unit="children", value="270"), observation(unit="children", value="51510", place=place(ENGLAND))
    )
    assert told.needs == "the places differ in size"


def test_a_count_rounded_to_ten_must_differ_at_both_ends_of_its_rounding():
    plain = observation(unit="children", value="60", rounded_to=None)
    assert compare(observation(unit="children", value="38"), plain).difference is Difference.LOWER
    rounded = observation(unit="children", value="60", rounded_to=10)
    assert compare(observation(unit="children", value="38"), rounded).difference is Difference.BY_CHANCE


def test_a_missing_value_is_no_zero():
    assert compare(observation(value=None), observation(value="5")).needs == "one of the two values is missing"


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300), st.integers(1, 300))
def test_turning_a_comparison_round_turns_its_answer(count, base, other, other_base):
    one, two = share(min(count, base), base), share(min(other, other_base), other_base)
    turned = {Difference.HIGHER: Difference.LOWER, Difference.LOWER: Difference.HIGHER}
    there, back = compare(one, two).difference, compare(two, one).difference
    assert back is turned.get(there, there)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_what_differs_more_than_by_chance_differs_in_the_same_way_with_ten_times_the_people(count, base, more, whole):
    one, two = (min(count, base), base), (min(more, whole), whole)
    there = compare(share(*one), share(*two)).difference
    if there.is_plain:
        tenfold = [share(10 * above, 10 * below) for above, below in (one, two)]
        assert compare(*tenfold).difference is there
        assert (there is Difference.HIGHER) == (Fraction(*one) > Fraction(*two))


def test_a_base_that_would_be_needed_is_the_smallest_that_tells():
    needed = base_needed(Decimal("90.4"), Decimal("94.3"))
    assert needed is not None
    for base, differs in ((needed, Difference.LOWER), (needed // 2, Difference.BY_CHANCE)):
        found = compare(
            observation(value="90.4", numerator=str(0.904 * base), denominator=str(base)),
            observation(value="94.3", numerator=str(0.943 * base), denominator=str(base)),
        )
        assert found.difference is differs
    assert base_needed(Decimal(5), Decimal(5)) is None


def test_a_share_with_a_base_is_a_whole_number_of_people():
    found = based(observation(value="74.7"), Decimal(296))
    assert found is not None
    assert (found.count, found.base) == (221, 296)


# XmR


def test_camdens_re_referrals_of_13_years_flag_nothing():
    found = process_of(camden())
    assert isinstance(found, Process)
    assert found.signals == {}


def test_a_frozen_baseline_of_2013_to_2021_flags_2024_alone():
    found = process_of(camden(), first="2012-13", last="2020-21")
    assert isinstance(found, Process)
    assert (found.first, found.last) == ("2012-13", "2020-21")
    assert found.signals == {"2023-24": Signal.ABOVE}


def test_eleven_values_are_no_chart():
    found = process_of(camden()[:11])
    assert isinstance(found, NoProcess)
    assert found.why == "It needs 12 values, and there are 11."


def test_rates_on_two_populations_are_no_chart():
    rates = [
        observation(unit=RATE, value="50", period=year, edition_id=number % 2, population_id=f"of {number % 2}")
        for number, year in enumerate(YEARS)
    ]
    assert isinstance(process_of(rates), NoProcess)


def test_seven_on_one_side_of_the_mean_are_a_shift_and_six_are_not():
    def signals_of(low):
        values = [9] * low + [11, 9, 11, 9, 11, 9, 11, 13, 13, 13][: 16 - low]
        points = [ProcessPoint(period=f"{2000 + at}", value=Decimal(one)) for at, one in enumerate(values)]
        found = process(points)
        assert isinstance(found, Process)
        return {period for period, one in found.signals.items() if one is Signal.SHIFT_DOWN}

    assert signals_of(7) == {f"{2000 + at}" for at in range(7)}
    assert signals_of(6) == set()


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=20), st.integers(0, 100_000))
def test_a_frozen_baseline_is_not_moved_by_what_comes_after(values, extreme):
    points = [ProcessPoint(period=f"{2000 + at}", value=Decimal(one)) for at, one in enumerate(values)]
    more = [*points, ProcessPoint(period="2099", value=Decimal(extreme))]
    before, after = (process(one, first="2000", last="2009") for one in (points, more))
    assert isinstance(before, Process)
    assert isinstance(after, Process)
    assert (before.mean, before.lower, before.upper) == (after.mean, after.lower, after.upper)


# funnels


@given(st.floats(1, 99), st.integers(20, 5000))
def test_a_funnel_is_wider_for_a_smaller_place_and_holds_its_target(target, base):
    small, large = share_limits(target, base), share_limits(target, base * 4)
    assert small.far_lower <= small.lower <= target <= small.upper <= small.far_upper
    assert small.upper - small.lower >= large.upper - large.lower - 1e-9


def test_a_funnel_has_the_limits_of_the_binomial_distribution():
    found = share_limits(50, 100)
    assert (found.lower, found.upper) == pytest.approx((39.3, 59.7), abs=0.5)
    assert (found.far_lower, found.far_upper) == pytest.approx((34.0, 65.0), abs=0.7)


def test_a_rate_has_the_limits_of_the_poisson_distribution():
    found = rate_limits(40, 25_000)
    assert (found.lower, found.upper) == pytest.approx((32, 48), abs=1)


def test_a_place_stands_far_above_only_beyond_the_outer_limit():
    found = share_limits(50, 100)
    wheres = [standing(one, found) for one in (50, 61, 67, 38, 30)]
    expected = [FunnelPlace.WITHIN, FunnelPlace.ABOVE, FunnelPlace.FAR_ABOVE, FunnelPlace.BELOW, FunnelPlace.FAR_BELOW]
    assert wheres == expected


@pytest.mark.parametrize(("target", "base"), [(101, 10), (-1, 10), (10, 0)])
def test_what_is_no_share_has_no_funnel(target, base):
    with pytest.raises(ValueError, match="has no limits"):
        share_limits(target, base)


# against whom


def comparators(*codes):
    return [Comparator(key=code, name=place(code).name, places=(place(code),)) for code in codes]


def stood(polarity, own, others, more=(), **details):
    found = observation(value=own, **details)
    values = {code: observation(value=value, place=place(code), **details) for code, value in others.items()}
    return stand(series(polarity=polarity), found, [*comparators(*others), *more], values)


def test_where_the_answer_turns_with_the_comparator_both_are_said_and_neither_colours_the_number():
    found = stood(Polarity.LOWER, "21.9", {ENGLAND: "24.5", INNER: "19.0"})
    assert found.turns
    assert found.side == 0
    assert "better than England, worse than Inner London" in found.words


def test_where_neither_way_is_better_nothing_is_called_better_or_worse():
    found = stood(Polarity.NONE, "21.9", {ENGLAND: "24.5", INNER: "19.0"})
    assert found.turns
    assert "better" not in found.words
    assert "worse" not in found.words
    assert found.side == 0


def test_one_side_against_every_comparator_is_said():
    assert stood(Polarity.LOWER, "8.7", {ENGLAND: "22.6", INNER: "18.1"}).side == 1


def test_a_comparator_of_another_release_or_year_is_left_out():
    own = observation(value="8.7")
    values = {
        ENGLAND: observation(value="22.6", place=place(ENGLAND), release="2019-10"),
        INNER: observation(value="18.1", place=place(INNER), period="2018-19"),
    }
    found = stand(series(), own, comparators(ENGLAND, INNER), values)
    assert found.beside == ()
    assert found.words == "No comparator for the same year and release is known."


def test_a_median_says_how_many_are_known_and_none_is_given_below_half():
    codes = [f"E0900000{number}" for number in range(1, 5)]
    some = Comparator(key="neighbours-2021", name="its neighbours", places=tuple(place(code) for code in codes))
    values = {code: observation(value="10", place=place(code)) for code in codes[:2]}
    told = stand(series(), observation(value="12"), [some], values)
    assert told.words == "Higher than its neighbours (median 10, 2 of 4 known)."
    one_known = dict(list(values.items())[:1])
    assert stand(series(), observation(value="12"), [some], one_known).beside == ()


def test_a_place_is_no_comparator_of_its_own():
    both = Comparator(key="region", name="the region", places=(place(CAMDEN), place(ISLINGTON)))
    values = {code: observation(value="10", place=place(code)) for code in (CAMDEN, ISLINGTON)}
    found = stand(series(), observation(value="12"), [both], values)
    assert [one.value for one in found.beside] == [Decimal(10)]


def test_every_level_of_place_is_in_the_builders():
    assert {place(code).level for code in (CAMDEN, INNER, ENGLAND)} == set(PlaceLevel)


def test_neither_way_is_better_of_plans_looked_after_children_section_47_enquiries_and_referrals():
    rates = [one for one in read_rows(FOLDER / "series.csv") if one["unit"].startswith("per 10,000 children")]
    harm = re.compile(r"protection plan|looked after|section 47|referr|in need", re.IGNORECASE)
    found = [one for one in rates if harm.search(f"{one['title']} {one['topic']}")]
    assert len(found) > 10
    assert [one["series_id"] for one in found if one["polarity"] != "none"] == []
    assert all(one["polarity_source"] for one in read_rows(FOLDER / "series.csv"))
