"""No check disagrees with a report that is consistent and rounded; what is planted beyond rounding is found."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.checks import run
from cscp_core.reconciliation.rules import Check, Verdict
from tests.reconciliation.facts import facts, figure, found

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
def test_a_word_for_the_other_way_is_worth_asking_about_and_never_more(earlier, later):
    assume(earlier != later)
    up, down = ("a rise", "a fall") if later > earlier else ("a fall", "a rise")
    told = {words: found(CheckKind.CHANGE, count(later), count(earlier), words=words).verdict
            for words in (up, down, f"not {up}", f"not {down}")}  # fmt: skip
    assert told == {
        up: Verdict.AGREES,
        down: Verdict.WORTH_ASKING,
        f"not {up}": Verdict.WORTH_ASKING,
        f"not {down}": Verdict.AGREES,
    }


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


# what is planted just beyond rounding, compared with an oracle that tries every whole number


def half(places):
    return Fraction(1, 2 * 10**places)


def is_printed(exact, shown, places):
    """Whether an exact number may be printed as `shown`, to so many places."""
    return abs(Fraction(exact) - Fraction(shown)) <= half(places)


def shown(exact, places, off=0):
    """A number as printed, so many units of its last digit off."""
    return f"{(round(Fraction(exact) * 10**places) + off) / 10**places:.{places}f}"


def share_of(text):
    return figure(f"{text}%", "%", value=float(text))


OFF = st.sampled_from([-2, -1, 0, 1, 2])


@SLOWLY
@given(st.lists(st.integers(100, 90_000), min_size=2, max_size=8), st.integers(-6, 6))
def test_a_sum_of_rounded_pounds_is_off_only_beyond_what_rounding_gives(pence, off):
    parts = [figure(f"£{round(one / 100):,}", "£", value=float(round(one / 100))) for one in pence]
    whole = int(sum(one["value"] for one in parts)) + off
    one = found(CheckKind.SUM_OF_PARTS, *parts, against=(figure(f"£{whole:,}", "£", value=float(whole)),))
    beyond = abs(off) > Fraction(len(parts) + 1, 2)
    assert one.verdict is (Verdict.DISAGREES if beyond else Verdict.AGREES)


@SLOWLY
@given(st.integers(1, 9000), st.integers(0, 9000), PLACES, OFF)
def test_a_share_is_off_only_beyond_rounding(base, part, places, off):
    part = min(part, base)
    printed = shown(Fraction(part * 100, base), places, off)
    assume(0 <= float(printed) <= 100)
    fits = is_printed(Fraction(part * 100, base), printed, places)
    one = found(CheckKind.SHARE_OF_BASE, share_of(printed), against=(count(part), count(base)))
    assert one.verdict is (Verdict.AGREES if fits else Verdict.DISAGREES)


@SLOWLY
@given(st.integers(60, 900), st.lists(st.integers(1, 60), min_size=2, max_size=6), st.integers(-40, 40))
def test_a_base_is_off_only_where_no_base_fits_every_share(base, parts, off):
    printed = [shown(Fraction(part * 100, base), 1) for part in parts]
    other = base + off
    fits = all(is_printed(Fraction(part * 100, other), text, 1) for part, text in zip(parts, printed, strict=True))
    pairs = [one for part, text in zip(parts, printed, strict=True) for one in (count(part), share_of(text))]
    one = found(CheckKind.BASE_SOLVER, *pairs, against=(count(other),))
    assert one.verdict is (Verdict.AGREES if fits else Verdict.DISAGREES)


@SLOWLY
@given(st.integers(1, 9000), st.integers(1, 9000), PLACES, OFF)
def test_a_change_is_off_only_beyond_rounding(earlier, later, places, off):
    exact = Fraction(abs(later - earlier) * 100, earlier)
    printed = shown(exact, places, off)
    assume(float(printed) >= 0)
    fits = is_printed(exact, printed, places)
    one = found(CheckKind.CHANGE, count(later), count(earlier), against=(share_of(printed),))
    assert one.verdict is (Verdict.AGREES if fits else Verdict.DISAGREES)


@SLOWLY
@given(st.integers(1, 5000), st.integers(5_000, 90_000), st.integers(-300, 300))
def test_a_population_is_off_only_beyond_rounding(children, population, off):
    printed = shown(Fraction(children * 10_000, population), 1)
    assume(float(printed) > 0)
    fits = is_printed(Fraction(children * 10_000, population + off), printed, 1)
    rate = figure(printed, "per 10,000 children", value=float(printed))
    one = found(CheckKind.IMPLIED_POPULATION, count(children), rate, against=(count(population + off),))
    assert one.verdict is (Verdict.AGREES if fits else Verdict.DISAGREES)


@SLOWLY
@given(st.integers(1, 600), st.integers(0, 1000))
def test_a_percentage_is_impossible_only_where_no_whole_number_gives_it(base, tenths):
    printed = f"{tenths / 10:.1f}"
    fits = any(is_printed(Fraction(part * 100, base), printed, 1) for part in range(base + 1))
    one = found(CheckKind.POSSIBLE_PERCENTAGE, share_of(printed), against=(count(base),))
    assert one.verdict is (Verdict.AGREES if fits else Verdict.DISAGREES)
    assumed = found(CheckKind.POSSIBLE_PERCENTAGE, share_of(printed), against=(count(base),), option="assumed")
    assert assumed.verdict is (Verdict.AGREES if fits else Verdict.WORTH_ASKING)


@SLOWLY
@given(st.integers(1, 400), st.integers(1, 900), st.sampled_from(["rise", "fall"]))
def test_a_change_is_impossible_only_where_no_whole_number_before_gives_it(later, tenths, way):
    printed = f"{tenths / 10:.1f}"
    sign = 1 if way == "rise" else -1
    before = range(1, later + 1) if way == "rise" else range(later, later * 12 + 2)
    fits = any(is_printed(Fraction(sign * (later - one) * 100, one), printed, 1) for one in before)
    one = found(CheckKind.POSSIBLE_CHANGE, count(later), against=(share_of(printed),), option=way)
    assert one.verdict is (Verdict.AGREES if fits else Verdict.DISAGREES)


@SLOWLY
@given(COUNTS, st.integers(-3, 3))
def test_parts_overlap_as_soon_as_they_are_one_more_than_the_whole(parts, off):
    one = found(CheckKind.PARTS_OVERLAP, *(count(part) for part in parts), against=(count(sum(parts) + off),))
    assert one.verdict is (Verdict.WORTH_ASKING if off < 0 else Verdict.AGREES)


@SLOWLY
@given(st.integers(0, 1000), PLACES, OFF)
def test_one_share_printed_twice_is_two_only_beyond_rounding(tenths, places, off):
    first, second = f"{tenths / 10:.1f}", shown(Fraction(tenths, 10), places, off)
    assume(0 <= float(second) <= 100)
    apart = abs(Fraction(first) - Fraction(second)) - half(1) - half(places)
    verdict = found(CheckKind.SAME_THING, share_of(first), share_of(second)).verdict
    assert (verdict is Verdict.DISAGREES) is (apart > 0)


# a whole table


@SLOWLY
@given(
    st.lists(st.integers(1, 900), min_size=2, max_size=8),
    st.lists(st.integers(1, 900), min_size=2, max_size=8),
    st.integers(9_000, 80_000),
    PLACES,
)
def test_no_check_disagrees_with_a_table_that_is_consistent_and_then_rounded(now, before, population, places):
    """Parts with their shares, the whole, the year before, the change between them and a rate: every kind that does
    arithmetic is asked of every part of it."""
    whole, earlier = sum(now), sum(before)
    rows = {"whole": count(whole), "earlier": count(earlier), "population": count(population)}
    rows |= {f"part-{at}": count(part) for at, part in enumerate(now)}
    rows |= {f"share-{at}": share_of(shown(Fraction(part * 100, whole), places)) for at, part in enumerate(now)}
    rows["change"] = share_of(shown(Fraction(abs(whole - earlier) * 100, earlier), places))
    for name, number in (("rate", whole), ("rate-before", earlier)):
        rate = shown(Fraction(number * 10_000, population), 1)
        rows[name] = figure(rate, "per 10,000 children", value=float(rate))
    parts, shares = ([f"{kind}-{at}" for at in range(len(now))] for kind in ("part", "share"))
    pairs = [one for both in zip(parts, shares, strict=True) for one in both]
    way = "rise" if whole >= earlier else "fall"
    declared = [
        ("sum_of_parts", parts, ["whole"], "all"), ("parts_overlap", parts, ["whole"], ""),
        ("sum_of_parts", parts[:1], ["whole"], "some"), ("base_solver", pairs, ["whole"], ""),
        ("change", ["whole", "earlier"], ["change"], ""), ("possible_change", ["whole"], ["change"], way),
        ("implied_population", ["whole", "rate"], ["population"], "same"),
        ("implied_growth", ["whole", "rate", "earlier", "rate-before"], [], ""),
        ("smallest_base", shares, [], ""), ("same_thing", ["whole", "whole"], [], "same"),
        *(("share_of_base", [share], [part, "whole"], "") for part, share in zip(parts, shares, strict=True)),
        *(("possible_percentage", [share], ["whole"], "stated") for share in shares),
    ]  # fmt: skip
    checks = [
        Check(
            check_id=f"check-{at}",
            kind=CheckKind(kind),
            figure_ids=tuple(ids),
            against_ids=tuple(against),
            option=option,
        )
        for at, (kind, ids, against, option) in enumerate(declared)
    ]
    table = facts(figures=list(rows.values()))
    named = dict(zip(rows, table.figures.values(), strict=True))
    table.figures = named
    assert [one.message for one in run(checks, table) if one.verdict is Verdict.DISAGREES] == []
