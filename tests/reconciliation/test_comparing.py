"""Checks that hold two printed values against each other."""

import pytest

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.rules import Verdict
from tests.reconciliation.facts import INDICATOR, figure, found

AGREES, DISAGREES = Verdict.AGREES, Verdict.DISAGREES
ASKED, CANNOT = Verdict.WORTH_ASKING, Verdict.CANNOT_CHECK
CHANGE, SAME = CheckKind.CHANGE, CheckKind.SAME_THING
TWO, COMPARATOR = CheckKind.TWO_DEFINITIONS, CheckKind.COMPARATOR


def changed(later, earlier, words="", **details):
    return found(CHANGE, figure(later, **details), figure(earlier, **details), words=words)


@pytest.mark.parametrize(
    ("later", "earlier", "words", "verdict"),
    [
        ("132", "152", "", AGREES),
        ("132", "152", "a decrease", AGREES),
        ("132", "152", "an increase", ASKED),
        ("152", "132", "fewer children", ASKED),
        ("380", "410", "no increase", AGREES),
        ("380", "410", "not an increase", AGREES),
        ("380", "410", "did not rise", AGREES),
        ("410", "380", "no increase", ASKED),
        ("410", "380", "numbers haven’t gone up, with no evidence of any increase", ASKED),
        ("380", "410", "no decrease", ASKED),
        ("410", "410", "no decrease", AGREES),
        ("410", "410", "remains higher than London", AGREES),
        ("300", "410", "still lower than the London average", AGREES),
        ("410", "380", "lower than last year", ASKED),
        ("410", "380", "fewer children than in 2018-19", ASKED),
        ("400", "390", "no significant increase", AGREES),
        ("500", "390", "no significant increase", ASKED),
        ("300", "390", "no significant increase", AGREES),
        ("410", "380", "not only an increase", AGREES),
        ("410", "380", "no fall but an increase", AGREES),
        ("300", "410", "remains a priority", AGREES),
        ("300", "410", "remains the same", ASKED),
        ("132", "152", "a slight decrease", ASKED),
        ("150", "152", "a slight decrease", AGREES),
        ("75", "103", "a significant decrease", AGREES),
        ("100", "103", "a significant decrease", ASKED),
        ("103", "103", "has stabilised", AGREES),
        ("156", "103", "in line with the previous year", ASKED),
        ("104", "103", "in line with the previous year", AGREES),
        ("104", "103", "a rise, then a fall", AGREES),
    ],
)
def test_two_values_are_held_against_the_word_for_them(later, earlier, words, verdict):
    assert changed(later, earlier, words).verdict is verdict


@pytest.mark.parametrize(
    ("printed", "unit", "verdict"),
    [("13%", "%", AGREES), ("13.2%", "%", AGREES), ("20%", "%", DISAGREES), ("20", "children", AGREES)],
)
def test_a_printed_change_is_the_difference_or_the_percentage(printed, unit, verdict):
    one = found(CHANGE, figure("132"), figure("152"), against=(figure(printed, unit),))
    assert one.verdict is verdict


def test_a_change_between_shares_is_told_in_points():
    assert changed("68%", "62.5%", unit="%").computed.startswith("a rise of 5.5 points (8.8%)")


@pytest.mark.parametrize(
    ("later", "earlier", "words", "computed"),
    [
        ("87%", "86%", "", "a rise of 1 point (1.2%), or 0 to 2 points (0 to 2.4%) as the numbers are rounded"),
        (
            "19%",
            "22%",
            "slight",
            "a fall of 3 points (13.6%), or 2 to 4 points (9.3 to 17.8%) as the numbers are rounded",
        ),
        ("19%", "22%", "", "a fall of 3 points (13.6%)"),
        ("50%", "80%", "slight", "a fall of 30 points (37.5%)"),
        ("86%", "86%", "", "no change, or -1 to 1 points (-1.2 to 1.2%) as the numbers are rounded"),
    ],
)
def test_the_range_of_rounding_is_told_where_the_answer_turns_on_it(later, earlier, words, computed):
    assert changed(later, earlier, words, unit="%").computed == computed


def test_a_number_that_is_open_is_told_as_a_range():
    assert changed("over 50%", "40%", unit="%").computed.startswith("a rise of 9.5")


def test_the_arithmetic_of_a_change_stands_line_by_line():
    assert changed("£150", "£100", unit="£").steps == ("£150 − £100 = £50", "£50 ÷ £100 = 50%")


def test_several_later_values_are_added_together():
    one = found(CHANGE, figure("75"), figure("81"), figure("103"), words="in line with the previous")
    assert one.verdict is ASKED
    assert "is a rise of 53 (51.5%)" in one.message


def test_what_is_counted_in_two_units_cannot_be_compared():
    assert found(CHANGE, figure("75"), figure("103", "referrals")).verdict is CANNOT


def test_no_change_is_called_none():
    assert changed("103", "103").computed == "no change"


def test_from_nothing_there_is_no_percentage():
    assert changed("5", "0").computed == "a rise of 5"


@pytest.mark.parametrize(
    ("other", "option", "verdict"),
    [("19%", "same", AGREES), ("20%", "same", DISAGREES), ("20%", "may differ", ASKED), ("19.2%", "same", ASKED)],
)
def test_what_is_printed_twice_is_the_same_both_times(other, option, verdict):
    assert found(SAME, figure("19.1%", "%"), figure(other, "%"), option=option).verdict is verdict


def test_one_of_three_that_differs_is_found():
    one = found(SAME, figure("3"), figure("3"), figure("2"))
    assert one.verdict is DISAGREES
    assert one.computed == "1 apart"


def test_two_numbers_that_only_a_tie_would_make_one_are_worth_asking_about():
    one = found(SAME, figure("8.1%", "%"), figure("8.2%", "%"))
    assert one.verdict is ASKED
    assert "only exactly 8.15 fits all of them" in one.message


def test_a_share_and_a_count_are_no_two_printings_of_one_thing():
    assert found(SAME, figure("68%", "%"), figure("2", "out of 3")).verdict is CANNOT


@pytest.mark.parametrize("words", ["an increase", "no decrease", "a fall", "not a rise", "unchanged", "doubled"])
def test_a_word_alone_never_disagrees(words):
    assert all(changed(*pair, words).verdict is not DISAGREES for pair in (("380", "410"), ("410", "380")))


def test_one_value_with_two_meanings_is_worth_asking_about():
    other = INDICATOR | {"indicator_id": "episodes", "name": "Episodes", "definition": "Fewer episodes."}
    pair = (figure("68%", "%"), figure("68%", "%", indicator_id="episodes", section="1.2"))
    one = found(TWO, *pair, rows={"indicators": [other]})
    assert one.verdict is ASKED
    assert one.sections == ("1.1", "1.2")


@pytest.mark.parametrize(
    ("other", "words", "verdict"),
    [("68%", "of cases / reduction in episodes", ASKED), ("68%", "of cases / of cases", AGREES),
     ("70%", "of cases / reduction in episodes", AGREES)],
)  # fmt: skip
def test_the_two_meanings_may_be_the_reports_own_words(other, words, verdict):
    assert found(TWO, figure("68%", "%"), figure(other, "%"), words=words).verdict is verdict


@pytest.mark.parametrize(
    ("details", "verdict", "named"),
    [
        ({"area": "London"}, AGREES, ""),
        ({"area": "London", "period": "2018-19"}, ASKED, "another year (2018-19)"),
        ({"area": "London", "unit": "children"}, ASKED, "another unit (children)"),
        ({"area": "London", "period": "not stated"}, CANNOT, "does not say which year"),
    ],
)
def test_a_comparator_is_of_the_same_year_and_unit(details, verdict, named):
    one = found(COMPARATOR, figure("51.3", "%"), against=(figure("36.1", **({"unit": "%"} | details)),))
    assert one.verdict is verdict
    assert named in one.message


def test_without_a_comparator_it_is_said_that_none_is_printed():
    assert (
        "prints nothing to compare it with"
        in found(COMPARATOR, figure("86.5%", "%"), words="higher than average").message
    )
