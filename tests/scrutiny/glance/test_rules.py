"""A theme at a glance: what may stand beside what, in which order, and in which words."""

import pytest

from cscp_core.evidence.measures import measures
from cscp_core.evidence.rules import HowFar, HowKnown
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
    (one,) = found(count(132), count(152, "2018-19"))
    assert [(point.label, point.printed) for point in one.points] == [("2018-19", "152"), ("2019-20", "132")]
    assert one.in_short == "152 to 132: lower, within chance"
    assert one.points[1].low < 132 < one.points[1].high
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
