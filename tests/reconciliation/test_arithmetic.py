"""Checks that are arithmetic alone: each kind agrees, disagrees and says what is missing."""

import pytest

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.rules import Verdict
from tests.reconciliation.facts import figure, found

AGREES, DISAGREES = Verdict.AGREES, Verdict.DISAGREES
ASKED, CANNOT = Verdict.WORTH_ASKING, Verdict.CANNOT_CHECK
SUM, SHARE, BASES = CheckKind.SUM_OF_PARTS, CheckKind.SHARE_OF_BASE, CheckKind.BASE_SOLVER
POPULATION, POSSIBLE = CheckKind.IMPLIED_POPULATION, CheckKind.POSSIBLE_PERCENTAGE
CHANGED, SMALLEST, OVERLAP = CheckKind.POSSIBLE_CHANGE, CheckKind.SMALLEST_BASE, CheckKind.PARTS_OVERLAP


def share(printed, **details):
    return figure(printed, "%", **details)


def rate(printed, **details):
    return figure(printed, "per 10,000 children", **details)


# sum of parts


@pytest.mark.parametrize(("whole", "verdict"), [("10", AGREES), ("11", DISAGREES), ("9", DISAGREES)])
def test_parts_that_are_complete_add_up_to_the_whole(whole, verdict):
    assert found(SUM, figure("3"), figure("7"), against=(figure(whole),)).verdict is verdict


def test_rounding_of_the_parts_is_allowed_for():
    thirds = [share("33%"), share("33%"), share("33%")]
    assert found(SUM, *thirds, against=(share("100%"),)).verdict is AGREES
    assert found(SUM, *thirds, against=(share("96%"),)).verdict is DISAGREES


@pytest.mark.parametrize(("whole", "verdict"), [("11", AGREES), ("9", DISAGREES)])
def test_some_of_the_parts_are_no_more_than_the_whole(whole, verdict):
    assert found(SUM, figure("3"), figure("7"), against=(figure(whole),), option="some").verdict is verdict


def test_a_sum_that_is_wrong_says_by_how_much():
    told = found(SUM, figure("£5,000", "£"), figure("£2,550", "£"), against=(figure("£7,000", "£"),)).message
    assert "the parts add up to £7,550, not the printed £7,000 (1.1), over by £550." in told


def test_a_sum_of_pounds_is_compared_to_the_pound():
    one = found(SUM, figure("£5,000", "£"), figure("£2,550", "£"), against=(figure("£7,551", "£"),))
    assert one.verdict is AGREES
    assert "the parts add up to £7,550, which with rounding is the printed £7,551 (1.1)" in one.message


def test_a_part_that_may_be_of_another_date_is_only_worth_asking_about():
    part, whole = figure("49,275", "children", section="3.4"), figure("45,900", "children", qualifier="estimated")
    one = found(SUM, part, against=(whole,), option="some, may differ")
    assert one.verdict is Verdict.WORTH_ASKING
    assert one.message.endswith("(3.4), should not be more, but is about 3,375 more. Dates or definitions may differ; "
                                "the report does not say.")  # fmt: skip
    assert one.steps == ("49,275 − 45,900 = 3,375",)
    fitting = found(SUM, figure("45,000", "children"), against=(whole,), option="some, may differ")
    assert fitting.verdict is AGREES


# share of a base


@pytest.mark.parametrize(("printed", "verdict"), [("18.1%", AGREES), ("19.1%", DISAGREES), ("18%", AGREES)])
def test_a_share_is_the_count_divided_by_the_base(printed, verdict):
    assert found(SHARE, share(printed), against=(figure("1132"), figure("6,259"))).verdict is verdict


def test_a_wrong_share_says_which_base_it_would_need():
    told = found(SHARE, share("19.1%"), against=(figure("1132"), figure("6,259"))).message
    assert "1132 contacts out of 6,259 contacts is 18.09%; the report prints 19.1% (1.1)" in told
    assert "the base would have to be 5,912 to 5,942" in told


# the base behind the shares


def test_one_base_makes_all_the_shares_true():
    pairs = (figure("25"), share("25.0%"), figure("50"), share("50.0%"))
    assert found(BASES, *pairs, against=(figure("100"),)).verdict is AGREES


def test_the_bases_that_are_possible_are_named_where_the_printed_one_is_not_among_them():
    pairs = (figure("1132"), share("19.1%"), figure("838"), share("14.2%"))
    one = found(BASES, *pairs, against=(figure("6,259"),))
    assert one.verdict is DISAGREES
    assert one.computed == "a base of 5,912 to 5,922"
    assert "337 to 347 contacts are not accounted for" in one.message


def test_shares_of_two_bases_have_none_in_common():
    assert found(BASES, figure("25"), share("25.0%"), figure("25"), share("50.0%")).computed == "no whole-number base"


def test_without_a_printed_base_the_possible_ones_are_told():
    one = found(BASES, figure("25"), share("25.0%"), figure("50"), share("50.0%"))
    assert (one.verdict, one.computed) == (CANNOT, "a base of 100")


def test_shares_of_nothing_tell_no_base():
    assert found(BASES, figure("0"), share("0%"), figure("1"), share("0%")).verdict is CANNOT


# rates and populations


@pytest.mark.parametrize(("population", "verdict"), [("52,300", AGREES), ("45,900", DISAGREES)])
def test_a_count_and_a_rate_imply_a_population(population, verdict):
    one = found(POPULATION, figure("190", "children"), rate("36.3"), against=(figure(population, "children"),))
    assert one.verdict is verdict
    assert "means a population of 52,270 to 52,413" in one.computed


def test_a_population_of_other_ages_is_only_worth_asking_about():
    populations = (figure("45,900", "children"),)
    one = found(POPULATION, figure("190"), rate("36.3"), against=populations, option="may differ")
    assert one.verdict is ASKED


def test_without_a_printed_population_the_implied_one_is_told():
    assert found(POPULATION, figure("190"), rate("36.3")).verdict is CANNOT


def test_a_rate_alone_tells_how_many_that_would_be():
    one = found(POPULATION, rate("51.3"), against=(figure("49,275", "children"),))
    assert one.verdict is CANNOT
    assert "253 of 49,275 children (1.1)" in one.computed
    assert found(POPULATION, rate("51.3")).verdict is CANNOT


# possible percentages


@pytest.mark.parametrize(("printed", "verdict"), [("86.5%", DISAGREES), ("86.3%", AGREES), ("86%", AGREES)])
def test_a_percentage_comes_from_whole_numbers_of_its_base(printed, verdict):
    assert found(POSSIBLE, share(printed), against=(figure("190", "children"),)).verdict is verdict


def test_an_impossible_percentage_names_the_nearest():
    told = found(POSSIBLE, share("86.5%"), against=(figure("190", "children"),)).message
    assert "164 of 190 is 86.3% and 165 of 190 is 86.8%" in told


def test_of_a_base_that_is_only_assumed_it_is_worth_asking():
    one = found(POSSIBLE, share("86.5%"), against=(figure("190", "children"),), option="assumed")
    assert one.verdict is ASKED
    assert "The base is assumed: the report does not say that 190 children (1.1) is its base." in one.message


def test_of_an_assumed_base_that_fits_it_is_said_that_it_is_assumed():
    one = found(POSSIBLE, share("90%"), against=(figure("190", "children"),), option="assumed")
    assert one.verdict is AGREES
    assert "The base is assumed: the report does not say that 190 children (1.1) is its base." in one.message


def test_of_a_base_that_gives_every_percentage_it_is_said_that_this_shows_little():
    large, small = (found(POSSIBLE, share("86%"), against=(figure(base),)) for base in ("190", "50"))
    assert "so this shows little" in large.message
    assert "so this shows little" not in small.message


def test_of_several_bases_each_is_tried_and_all_together():
    groups = (figure("15", "children"), figure("24", "children"))
    one = found(POSSIBLE, share("97%"), against=groups, option="assumed")
    assert one.verdict is ASKED
    assert "no whole number out of 15 or 24 gives 97%" in one.message
    assert "It can be 38 of 39, taken together." in one.message
    assert found(POSSIBLE, share("97%"), against=groups).verdict is AGREES
    assert found(POSSIBLE, share("98.9%"), against=groups).verdict is DISAGREES


def test_a_base_that_is_not_exact_decides_nothing():
    assert found(POSSIBLE, share("86.5%"), against=(figure("over 190", qualifier="over"),)).verdict is CANNOT


# possible changes


@pytest.mark.parametrize(
    ("later", "change", "way", "verdict"),
    [("203", "8.5%", "fall", DISAGREES), ("203", "8.6%", "fall", AGREES), ("110", "10%", "rise", AGREES)],
)
def test_a_whole_number_stood_before_a_change(later, change, way, verdict):
    assert found(CHANGED, figure(later), against=(share(change),), option=way).verdict is verdict


def test_an_impossible_change_names_the_nearest():
    told = found(CHANGED, figure("203", "referrals"), against=(share("8.5%"),), option="fall").message
    assert "221 to 203 referrals is 8.14% and 222 to 203 referrals is 8.56%" in told


def test_a_change_of_one_of_several_counts_is_impossible_only_if_it_is_for_each():
    either = (figure("203", "referrals"), figure("200", "conferences"))
    one = found(CHANGED, *either, against=(share("8.5%"),), option="fall")
    assert one.verdict is DISAGREES
    assert "to 203 referrals or 200 conferences" in one.message
    assert found(CHANGED, *either, against=(share("8.3%"),), option="fall").verdict is AGREES


def test_a_fall_of_everything_leaves_nothing():
    assert found(CHANGED, figure("203"), against=(share("100%"),), option="fall").verdict is CANNOT


# smallest possible bases


@pytest.mark.parametrize(
    ("printed", "least"), [(("50%",), "2"), (("83%",), "6"), (("83%", "71%", "94%"), "35"), (("97%",), "29")]
)
def test_shares_without_a_base_tell_how_few_there_may_have_been(printed, least):
    one = found(SMALLEST, *(share(each) for each in printed))
    assert (one.verdict, one.computed) == (CANNOT, f"a base of at least {least}")


def test_shares_of_two_years_are_no_one_group():
    one = found(SMALLEST, share("82%"), figure("68%", "%", period="2018-19"))
    assert one.verdict is CANNOT
    assert "as few as 11 (82%, 2019-20) and 19 (68%, 2018-19)" in one.message


def test_what_is_no_percentage_has_no_base():
    assert found(SMALLEST, figure("163", "languages")).message.endswith("is not a percentage.")


def test_of_a_small_base_it_is_said_what_one_person_moves():
    assert "With 6, one more or fewer moves the share by" in found(SMALLEST, share("83%")).message


def test_more_than_a_share_is_no_more_than_all():
    assert found(SMALLEST, share("More than 80%", qualifier="more than")).computed == "a base of at least 1"


# parts that overlap


@pytest.mark.parametrize(("whole", "verdict"), [("75", ASKED), ("77", AGREES), ("80", AGREES)])
def test_parts_beyond_the_whole_are_worth_asking_about(whole, verdict):
    assert found(OVERLAP, figure("29"), figure("48"), against=(figure(whole),)).verdict is verdict


# groups that are told apart


@pytest.mark.parametrize(("whole", "verdict"), [("32", ASKED), ("40", AGREES)])
def test_groups_that_are_told_apart_and_add_up_are_worth_asking_about(whole, verdict):
    one = found(SUM, figure("13"), figure("19"), against=(figure(whole),), option="told apart")
    assert one.verdict is verdict


# the growth that two rates imply


def grown(growth):
    pairs = (figure("190", "children"), rate("36.3"), figure("191", "children"), rate("38"))
    return found(CheckKind.IMPLIED_GROWTH, *pairs, against=growth)


@pytest.mark.parametrize(
    ("printed", "period", "verdict"),
    [
        ("6%", "last six years", ASKED),
        ("4%", "2019-20", AGREES),
        ("1%", "2019-20", ASKED),
        ("24%", "six years", AGREES),
    ],
)
def test_the_growth_that_two_rates_imply_is_held_against_the_printed_one_a_year(printed, period, verdict):
    one = grown((figure(printed, "%", period=period),))
    assert one.verdict is verdict
    assert "a rise of 2.6 to 5.7%" in one.message


def test_without_a_printed_growth_the_implied_one_is_told():
    assert grown(()).verdict is CANNOT
    assert "a population of 49,611 to 50,933, then of 52,270 to 52,413" in grown(()).message


# how a figure is told


@pytest.mark.parametrize(
    ("printed", "unit", "told"),
    [
        ("annual", "times a year", "annual"),
        ("x3", "people", "x3"),
        ("one", "cases", "one case"),
        ("one", "children", "one child"),
        ("two", "times a year", "two times a year"),
        ("36.3", "per 10,000", "36.3 per 10,000"),
    ],
)
def test_a_figure_is_told_in_plain_english(printed, unit, told):
    value = {"one": 1.0, "two": 2.0, "annual": 1.0}.get(printed, 3.0)
    one = found(SUM, figure(printed, unit, value=value), against=(figure("9"),), option="some")
    assert one.reported.startswith(f"Contacts {told};")


# what is missing


@pytest.mark.parametrize("kind", [SUM, SHARE, POSSIBLE, OVERLAP])
def test_a_figure_without_a_number_cannot_be_checked_and_is_named(kind):
    unread = figure("", value=None, state="chart_only")
    figures = (share("10%"),) if kind in (SHARE, POSSIBLE) else (figure("3"), figure("4"))
    against = (figure("7"), unread) if kind is SHARE else (unread,)
    one = found(kind, *figures, against=against)
    assert one.verdict is CANNOT
    assert "Contacts (1.1) is published only as a chart" in one.message
