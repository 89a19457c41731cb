"""No check disagrees with a report that is consistent and rounded; what is planted beyond rounding is found."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.rules import Verdict
from tests.reconciliation.facts import figure, found

COUNTS = st.lists(st.integers(1, 5000), min_size=2, max_size=10)
PLACES = st.integers(0, 2)
SLOWLY = settings(deadline=None, max_examples=60)


def percent(exact, places=1):
    return figure(f"{exact:.{places}f}%", "%", value=float(f"{exact:.{places}f}"))


def count(number, **details):
    return figure(f"{number:,}", **{"value": float(number)} | details)


def change_of(earlier, later, places):
    return percent(abs(later - earlier) * 100 / earlier, places)


@SLOWLY
@given(COUNTS)
def test_parts_add_up(parts):
    figures = [count(one) for one in parts]
    assert found(CheckKind.SUM_OF_PARTS, *figures, against=(count(sum(parts)),)).verdict is Verdict.AGREES


@SLOWLY
@given(COUNTS, st.integers(1, 400))
def test_a_planted_error_in_a_sum_is_found(parts, error):
    figures = [count(one) for one in parts]
    one = found(CheckKind.SUM_OF_PARTS, *figures, against=(count(sum(parts) + error),))
    assert one.verdict is Verdict.DISAGREES


@SLOWLY
@given(st.integers(1, 9000), st.integers(0, 9000), PLACES)
def test_shares_agree(base, part, places):
    part = min(part, base)
    share = percent(part * 100 / base, places)
    against = (count(part), count(base))
    assert found(CheckKind.SHARE_OF_BASE, share, against=against).verdict is Verdict.AGREES
    assert found(CheckKind.POSSIBLE_PERCENTAGE, share, against=(count(base),)).verdict is Verdict.AGREES
    assert found(CheckKind.SMALLEST_BASE, share).verdict is Verdict.CANNOT_CHECK


@SLOWLY
@given(st.integers(1, 9000), st.integers(0, 9000), st.integers(2, 40))
def test_a_planted_error_in_a_share_is_found(base, part, points):
    part = min(part, base)
    wrong = part * 100 / base + points
    assume(wrong <= 100)
    one = found(CheckKind.SHARE_OF_BASE, percent(wrong), against=(count(part), count(base)))
    assert one.verdict is Verdict.DISAGREES


@SLOWLY
@given(st.integers(50, 9000), st.lists(st.floats(0.01, 0.99), min_size=2, max_size=10))
def test_the_base_of_consistent_shares_is_among_those_that_are_possible(base, parts):
    counts = [max(1, round(base * part)) for part in parts]
    pairs = [one for number in counts for one in (count(number), percent(number * 100 / base))]
    assert found(CheckKind.BASE_SOLVER, *pairs, against=(count(base),)).verdict is Verdict.AGREES


@SLOWLY
@given(st.integers(500, 9000), st.lists(st.floats(0.1, 0.9), min_size=3, max_size=8))
def test_a_base_that_is_a_tenth_too_large_is_found(base, parts):
    counts = [round(base * part) for part in parts]
    pairs = [one for number in counts for one in (count(number), percent(number * 100 / base))]
    one = found(CheckKind.BASE_SOLVER, *pairs, against=(count(round(base * 1.1)),))
    assert one.verdict is Verdict.DISAGREES


@SLOWLY
@given(st.integers(1, 9000), st.integers(1, 9000), PLACES)
def test_changes_agree_with_their_values(earlier, later, places):
    words = "an increase" if later > earlier else "a decrease" if later < earlier else ""
    one = found(
        CheckKind.CHANGE, count(later), count(earlier), words=words, against=(change_of(earlier, later, places),)
    )
    assert one.verdict is Verdict.AGREES


@SLOWLY
@given(st.integers(100, 9000), st.integers(100, 9000), st.integers(3, 50))
def test_a_planted_error_in_a_change_is_found(earlier, later, points):
    wrong = percent(abs(later - earlier) * 100 / earlier + points)
    assert found(CheckKind.CHANGE, count(later), count(earlier), against=(wrong,)).verdict is Verdict.DISAGREES


@SLOWLY
@given(st.integers(1, 9000), st.integers(1, 9000))
def test_a_word_for_the_other_way_is_found(earlier, later):
    assume(earlier != later)
    wrong = "a fall" if later > earlier else "a rise"
    assert found(CheckKind.CHANGE, count(later), count(earlier), words=wrong).verdict is Verdict.DISAGREES


@SLOWLY
@given(st.integers(1, 9000), st.integers(1, 9000))
def test_a_change_that_happened_is_possible(earlier, later):
    assume(later <= earlier * 5)
    way = "rise" if later >= earlier else "fall"
    one = found(CheckKind.POSSIBLE_CHANGE, count(later), against=(change_of(earlier, later, 1),), option=way)
    assert one.verdict in (Verdict.AGREES, Verdict.CANNOT_CHECK)


@SLOWLY
@given(st.integers(1, 5000), st.integers(5_000, 500_000))
def test_rates_imply_their_population(children, population):
    rate = children * 10_000 / population
    assume(rate >= 0.1)
    shown = figure(f"{rate:.1f}", "per 10,000 children", value=float(f"{rate:.1f}"))
    one = found(CheckKind.IMPLIED_POPULATION, count(children), shown, against=(count(population),))
    assert one.verdict is Verdict.AGREES


@SLOWLY
@given(st.integers(100, 5000), st.integers(20_000, 90_000))
def test_a_population_that_is_a_tenth_too_small_is_found(children, population):
    rate = children * 10_000 / population
    assume(rate >= 20)
    shown = figure(f"{rate:.1f}", "per 10,000 children", value=float(f"{rate:.1f}"))
    wrong = (count(round(population * 0.9)),)
    assert found(CheckKind.IMPLIED_POPULATION, count(children), shown, against=wrong).verdict is Verdict.DISAGREES


@SLOWLY
@given(st.floats(0, 100), PLACES, PLACES)
def test_one_quantity_printed_with_more_or_fewer_digits_is_the_same(exact, places, others):
    assert found(CheckKind.SAME_THING, percent(exact, places), percent(exact, others)).verdict is Verdict.AGREES


@pytest.mark.parametrize("way", [1, -1])
@SLOWLY
@given(st.integers(1, 9000), st.integers(1, 50))
def test_one_quantity_printed_as_two_is_found(way, number, apart):
    other = number + way * apart
    assume(other > 0)
    assert found(CheckKind.SAME_THING, count(number), count(other)).verdict is Verdict.DISAGREES
