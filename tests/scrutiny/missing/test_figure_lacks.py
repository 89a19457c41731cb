"""What the figures behind a claim lack, whole: which kind, at which figure, and what the report prints elsewhere."""

from dataclasses import replace

import pytest

from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import ValueState
from cscp_core.reconciliation.rules import Check
from cscp_core.scrutiny.missing import rules
from cscp_core.scrutiny.missing.elsewhere import Printed
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.rules import Lack
from tests.builders import make_claim
from tests.scrutiny.missing.figures import COUNT, IN_CARE, NEAR_HOME, SHARE

BEFORE = replace(IN_CARE, figure_id="before", period="end of March 2018", value=180.0, as_printed="180")
CHART = replace(IN_CARE, figure_id="chart", value=None, as_printed="", state=ValueState.CHART_ONLY, section="4.4")
OTHER_CHART = replace(CHART, figure_id="chart-2", indicator_id="visits", indicator="Visits", section="4.5")
LONDON = replace(IN_CARE, figure_id="london", area="London", value=130.0, as_printed="130")
LONDON_BEFORE = replace(LONDON, period="2017-18")


def lacks(figure, *others, measures=(), charts=(), checks=()):
    return rules.figure_lacks([figure], measures, Printed([figure, *others], checks, "Camden"), charts)


def check(kind, *figures, **details):
    return Check(check_id="one", kind=kind, figure_ids=figures, **details)


@pytest.mark.parametrize(
    ("share", "others", "lack"),
    [
        pytest.param(NEAR_HOME, [], Lack(Missing.BASE, NEAR_HOME), id="nothing is printed"),
        pytest.param(
            NEAR_HOME,
            [IN_CARE],
            Lack(
                Missing.WHICH_BASE,
                NEAR_HOME,
                found="Section 4.3 prints 190 children (Looked after children, 2019-20).",
                which="171 of the 190 children, or a share of only some of them",
            ),
            id="a number that it may be of",
        ),
        pytest.param(
            SHARE,
            [COUNT],
            Lack(
                Missing.WHICH_BASE,
                SHARE,
                found="Section 2.3 prints 265 contacts (Issue at contact, number of contacts: Neglect, 2019-20).",
                which="265 of 5,825 to 5,955, and which number is that",
            ),
            id="a number that it may be",
        ),
    ],
)
def test_a_share_is_asked_for_its_base_with_what_the_report_prints(share, others, lack):
    assert lacks(share, *others)[0] == lack


@pytest.mark.parametrize(
    ("others", "charts", "lack"),
    [
        pytest.param([], [], Lack(Missing.BASELINE, IN_CARE), id="nothing"),
        pytest.param(
            [BEFORE, CHART],
            [OTHER_CHART],
            Lack(
                Missing.OTHER_PERIOD,
                IN_CARE,
                found="Section 4.3 prints 180 children (Looked after children, end of March 2018).",
            ),
            id="another kind of time",
        ),
        pytest.param(
            [CHART],
            [OTHER_CHART],
            Lack(
                Missing.CHART,
                IN_CARE,
                found="Section 4.4 has a chart (Looked after children) whose numbers are not in the text.",
            ),
            id="a chart of the same measure",
        ),
        pytest.param(
            [],
            [OTHER_CHART, CHART],
            Lack(
                Missing.CHART, OTHER_CHART, found="Section 4.5 has a chart (Visits) whose numbers are not in the text."
            ),
            id="a chart of the claim",
        ),
    ],
)
def test_a_value_is_asked_for_the_one_before_with_what_the_report_prints(others, charts, lack):
    assert lacks(IN_CARE, *others, charts=charts)[0] == lack


def beside(comparators=(), unlike=()):
    """Measures in which the children in care have a year before, and these of other places."""
    return [Measure(IN_CARE, (replace(IN_CARE, period="2018-19"),), tuple(comparators), tuple(unlike))]


@pytest.mark.parametrize(
    ("measures", "words", "found"),
    [
        pytest.param(beside(), "", [Lack(Missing.COMPARATOR, IN_CARE)], id="nothing"),
        pytest.param(
            beside(),
            "one of the highest",
            [Lack(Missing.COMPARATOR_SAID, IN_CARE, "one of the highest")],
            id="only words",
        ),
        pytest.param(
            beside([LONDON_BEFORE]),
            "one of the highest",
            [Lack(Missing.COMPARATOR_YEAR, IN_CARE, "London 130 (2017-18)")],
            id="another year",
        ),
        pytest.param(
            beside(unlike=[replace(LONDON, period="Q1 2019-20")]),
            "",
            [Lack(Missing.COMPARATOR_YEAR, IN_CARE, "London 130 (Q1 2019-20)")],
            id="another kind of time",
        ),
        pytest.param(
            beside(unlike=[replace(IN_CARE, period="Q1 2019-20")]),
            "",
            [Lack(Missing.COMPARATOR, IN_CARE)],
            id="our own quarter",
        ),
        pytest.param(beside([LONDON_BEFORE, LONDON]), "", [], id="the same year"),
    ],
)
def test_a_value_is_asked_for_another_place_of_the_same_year(measures, words, found):
    checks = [check(CheckKind.COMPARATOR, "care", words=words)] if words else []
    assert lacks(IN_CARE, measures=measures, checks=checks) == found


@pytest.mark.parametrize(
    ("details", "is_asked"),
    [
        ({}, True),
        ({"category": "Girls"}, False),
        ({"category": "Girls", "unit": "per 10,000 children"}, True),
        ({"indicator": "Home visits", "unit": "visits"}, False),
        ({"indicator": "Home visits on time", "unit": "%", "denominator": 200.0}, False),
    ],
)
def test_only_what_happens_to_children_is_compared_with_other_places_in_wholes_and_shares(details, is_asked):
    found = [one.missing for one in lacks(replace(IN_CARE, **details))]
    assert (Missing.COMPARATOR in found) is is_asked


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2018-19", "2019-20"),
        ("Q1 2019-20", "2019-20"),
        ("since 2017", "since 2018"),
        ("not stated", "2018-19"),
        ("not stated", "since 2017"),
    ],
)
def test_the_newest_value_is_asked_about_whichever_comes_first(older, newer):
    figures = [replace(NEAR_HOME, period=one) for one in (older, newer)]
    for listed in (figures, figures[::-1]):
        assert rules.figure_lacks(listed, [], Printed(()))[0] == Lack(Missing.BASE, figures[1])


def test_a_movement_without_a_number_is_asked_at_the_later_of_two_that_it_may_be_between():
    later, earlier = IN_CARE, replace(IN_CARE, figure_id="earlier", period="2018-19", value=200.0, as_printed="200")
    claim = make_claim(text="The number of looked after children fell.")
    assert rules.change_lack(claim, Printed([earlier, later], (), "Camden")) == Lack(
        Missing.WHICH_CHANGE,
        later,
        found="Section 4.3 prints 190 children (Looked after children) for 2019-20, and 200 children for 2018-19.",
    )
    assert rules.change_lack(claim, Printed([later], (), "Camden")) == Lack(Missing.CHANGE_COUNTS)


FALL = replace(IN_CARE, figure_id="fall", indicator="Fall in looked after children", unit="%", as_printed="7%")


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        (Measure(FALL, (), ()), [Lack(Missing.CHANGE_COUNTS, FALL)]),
        (Measure(FALL, (replace(FALL, period="2018-19"),), ()), []),
        (Measure(FALL, (), (), (replace(FALL, period="Q1 2019-20"),)), []),
    ],
)
def test_a_printed_change_is_asked_for_its_two_numbers_unless_an_earlier_value_is_printed(measure, found):
    assert lacks(FALL, measures=[measure]) == found
