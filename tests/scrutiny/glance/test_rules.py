"""A theme at a glance: what may stand beside what, in which order, and in which words."""

import pytest

from cscp_core.evidence.measures import measures
from cscp_core.evidence.rules import HowFar, HowKnown, ValueState
from cscp_core.evidence.views import Theme
from cscp_core.improvement.states import ActionState
from cscp_core.reconciliation.conclusions import conclude
from cscp_core.reconciliation.estimates import known_of
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.glance.rules import (
    CHANCE,
    MORE,
    UNTOLD,
    YEAR_BEFORE,
    ThemeAtGlance,
    compared,
    count_known,
    count_placed,
    ranked,
)
from cscp_core.scrutiny.grades.rules import GradeCounts
from tests.builders import make_figure

CAMDEN = "Camden"
THEME = Theme(
    theme_id="neglect",
    name="Neglect",
    plain_name="Not being looked after",
    is_priority=True,
    section="3.4",
    note_first="",
    said="",
    behind="",
    ask="",
)


def found(*figures):
    known = known_of(figures)
    return [
        each for measure in measures(figures, CAMDEN) for each in compared(measure, conclude(measure, known), known)
    ]


def count(value, period="2019-20", **details):
    return make_figure(
        area=CAMDEN, period=period, value=float(value), as_printed=str(value), unit="children", **details
    )


def at_a_glance(**details):
    known = {"theme": THEME, "assurance": Assurance.NOT_YET, "judged": None, "known": {}, "confirmed": 0}
    return ThemeAtGlance(**known | details)


def test_a_count_beside_the_year_before_comes_in_order_of_time_with_what_chance_could_give():
    (one,) = found(count(132, category="Girls"), count(152, "2018-19", category="Girls"))
    assert [(point.label, point.printed) for point in one.points] == [("2018-19", "152"), ("2019-20", "132")]
    assert one.in_short == "152 to 132: lower, within chance"
    assert one.points[1].low < 132 < one.points[1].high
    assert [point.value for point in one.points] == [152.0, 132.0]
    assert (one.figure_id, one.name, one.section, one.unit) == (
        "figure-1.1-01", "Missing children: Girls", "3.1.8", "children"
    )  # fmt: skip
    assert "which could be chance alone" in one.why


def test_a_change_beyond_chance_is_told_as_one():
    (one,) = found(count(92), count(155, "2018-19"))
    assert (one.chance, one.in_short) == (MORE, "155 to 92: lower, more than chance")


def test_a_percentage_without_a_base_can_be_drawn_but_not_told():
    share = {"area": CAMDEN, "unit": "%", "denominator": None, "numerator": None}
    (one,) = found(
        make_figure(**share, period="2019-20", value=82.0, as_printed="82%"),
        make_figure(**share, period="2018-19", value=68.0, as_printed="68%"),
    )
    assert (one.chance, [point.has_base for point in one.points]) == (UNTOLD, [False, False])
    assert one.in_short == "68% to 82%: higher, cannot tell"


@pytest.mark.parametrize("other", [("310", "Q1 2019-20"), ("310", "autumn 2019")])
def test_a_quarter_never_stands_beside_a_year(other):
    value, period = other
    assert found(count(1240), count(value, period)) == []


def test_another_area_stands_beside_ours_only_for_the_same_time():
    rate = {"unit": "per 10,000 children", "value": 40.0, "as_printed": "40"}
    ours = make_figure(area=CAMDEN, period="2019-20", **rate)
    there = make_figure(area="Inner London", period="2019-20", **rate)
    earlier = make_figure(area="England", period="2018-19", **rate)
    assert [one.against for one in found(ours, there, earlier)] == ["Inner London"]


def test_a_value_of_another_unit_stands_beside_nothing():
    assert found(count(132), make_figure(area=CAMDEN, period="2018-19", value=12.0, as_printed="12%", unit="%")) == []


def test_what_is_more_than_chance_comes_first_and_what_cannot_be_told_last():
    every = [
        *found(count(132), count(152, "2018-19")),
        *found(count(92), count(155, "2018-19")),
    ]
    assert [one.chance for one in ranked(every, YEAR_BEFORE)] == [MORE, CHANCE]
    assert ranked(every, "England") == ()


def test_claims_are_counted_by_how_we_know_confirmed_or_not():
    counts = GradeCounts(
        {
            (HowFar.OUTPUT, HowKnown.SAID, False): 3,
            (HowFar.OUTCOME, HowKnown.SAID, True): 1,
            (HowFar.OUTPUT, HowKnown.TESTED, True): 2,
        }
    )
    known = count_known(counts)
    assert known == {HowKnown.SAID: 4, HowKnown.SHOWN: 0, HowKnown.TESTED: 2}
    one = at_a_glance(known=known)
    assert (one.evidenced, one.behind) == (2, "Evidence behind it: 2 of 6 claims")


def test_a_theme_without_a_claim_says_so_in_place_of_a_share_of_nothing():
    assert at_a_glance().behind == "The report makes no claim"


def test_strengths_and_what_is_finished_are_no_open_work():
    work = {
        ActionState.OVERDUE: 2,
        ActionState.NO_DATE: 3,
        ActionState.UNEVIDENCED: 1,
        ActionState.EVIDENCED: 5,
        ActionState.STOPPED: 7,
        ActionState.STRENGTH: 11,
    }
    one = at_a_glance(actions=work)
    assert (one.overdue, one.open_actions) == (2, 6)


@pytest.mark.parametrize(
    ("now", "before", "way"),
    [(132, 152, "lower"), (152, 132, "higher"), (132, 132, "the same"), (0, 12, "lower")],
)
def test_a_value_is_higher_lower_or_the_same(now, before, way):
    (one,) = found(count(now), count(before, "2018-19"))
    assert (one.way, [point.value for point in one.points]) == (way, [before, now])


@pytest.mark.parametrize(
    ("unit", "denominator", "has_base"),
    [("%", 200.0, True), ("%", None, False), ("sessions", None, True)],
)
def test_only_a_percentage_needs_a_base_to_be_drawn_full(unit, denominator, has_base):
    details = {"area": CAMDEN, "unit": unit, "denominator": denominator, "value": 50.0, "as_printed": "50"}
    (one,) = found(make_figure(**details, period="2019-20"), make_figure(**details, period="2018-19"))
    assert [point.has_base for point in one.points] == [has_base, has_base]


@pytest.mark.parametrize("withheld", ["2018-19", "2019-20"])
def test_a_value_that_is_not_printed_stands_beside_nothing(withheld):
    nothing = {"value": None, "as_printed": "", "state": ValueState.SUPPRESSED}
    figures = [
        make_figure(area=CAMDEN, period=one, **nothing if one == withheld else {}) for one in ("2019-20", "2018-19")
    ]
    assert found(*figures) == []


@pytest.mark.parametrize(
    ("base", "there", "chance", "words"),
    [
        (1000.0, 40.0, MORE, "50%; England 40%: higher, more than chance"),
        (20.0, 40.0, CHANCE, "50%; England 40%: higher, within chance"),
        (None, 40.0, UNTOLD, "50%; England 40%: higher, cannot tell"),
        (1000.0, 50.0, CHANCE, "50%; England 50%: the same, within chance"),
    ],
)
def test_another_area_comes_after_ours_with_what_chance_could_give(base, there, chance, words):
    (one,) = found(
        make_figure(area=CAMDEN, unit="%", value=50.0, as_printed="50%", denominator=base),
        make_figure(area="England", unit="%", value=there, as_printed=f"{there:g}%"),
    )
    assert (one.against, one.chance, one.in_short) == ("England", chance, words)
    assert [(point.label, point.value) for point in one.points] == [(CAMDEN, 50.0), ("England", there)]
    assert one.why.startswith("50%" if base else "Cannot tell: it needs the base of the percentage")


def test_claims_are_counted_by_both_scales_confirmed_or_not_and_empty_places_left_out():
    counts = GradeCounts(
        {
            (HowFar.OUTPUT, HowKnown.SAID, False): 3,
            (HowFar.OUTPUT, HowKnown.SAID, True): 1,
            (HowFar.OUTPUT, HowKnown.TESTED, True): 2,
        }
    )
    assert count_placed(counts) == {(HowFar.OUTPUT, HowKnown.SAID): 4, (HowFar.OUTPUT, HowKnown.TESTED): 2}
