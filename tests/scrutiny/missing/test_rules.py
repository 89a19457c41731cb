"""What is missing behind a claim or an action: each kind with a text that lacks it and its near miss."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import (
    HowFar,
    HowKnown,
    Polarity,
    RecommendationKind,
    ValueState,
    WorkStatus,
)
from cscp_core.evidence.views import Recommendation
from cscp_core.scrutiny.missing import rules
from cscp_core.scrutiny.missing.elsewhere import Printed
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.rules import Lack
from tests.builders import make_claim, make_figure

quietly = settings(database=None, deadline=None, max_examples=100)
DONE = WorkStatus.DONE_AWAITED
PLANNED = HowFar.PLANNED
SHARE = {"unit": "%", "as_printed": "68%", "value": 68.0}


def of_claim(text, how_far=HowFar.OUTPUT, how_known=HowKnown.SHOWN, figures=(), measures=(), **details):
    """What is missing behind a claim that is shown as an output, unless said otherwise."""
    claim = make_claim(text=text, **details)
    return [lack.missing for lack in rules.claim_lacks(claim, how_far, how_known, figures, measures)]


def make_action(**details):
    known = {
        "recommendation_id": "rec-1.1-01",
        "review_id": "",
        "review": "",
        "review_kind": None,
        "theme_id": "neglect",
        "theme": "Neglect",
        "kind": RecommendationKind.ACTION,
        "text": "Visit every school by the expected day.",
        "plain": "Visit schools.",
        "owner": "Head of quality",
        "agency_id": "council",
        "agency": "Council",
        "due": "March 2021",
        "status_as_reported": "",
        "work_status": WorkStatus.NOT_REPORTED,
        "evidence_of_impact": "",
        "section": "1.1",
    }
    return Recommendation(**known | details)


def of_action(status=WorkStatus.ON_TRACK, evidenced=False, **details):
    """What is missing behind an action that has its owner, its date and its standard, unless said otherwise."""
    return [lack.missing for lack in rules.action_lacks(make_action(**details), status, evidenced)]


@pytest.mark.parametrize(
    ("text", "how_far", "lacks"),
    [
        ("Practice improved.", HowFar.OUTPUT, True),
        ("Support is stronger and children are safer.", HowFar.ACTIVITY, True),
        ("The panel made a difference.", HowFar.PLANNED, True),
        ("Practice improved.", HowFar.PRACTICE, False),
        ("The panel met monthly.", HowFar.OUTPUT, False),
        ("Audits found that work with families needs improvement.", HowFar.OUTPUT, False),
        ("It was approved.", HowFar.OUTPUT, False),
    ],
)
def test_a_change_that_is_no_more_than_an_output_lacks_evidence(text, how_far, lacks):
    assert (Missing.EVIDENCE in of_claim(text, how_far)) is lacks


def test_the_lack_of_evidence_names_the_printed_figure():
    figure = make_figure()
    (found, *_) = rules.claim_lacks(make_claim(text="It improved."), HowFar.OUTPUT, HowKnown.SHOWN, [figure], [])
    assert (found.missing, found.figure) == (Missing.EVIDENCE, figure)


@pytest.mark.parametrize(
    ("text", "how_known", "lacks"),
    [
        ("The model is embedded.", HowKnown.SHOWN, True),
        ("Learning was EMBEDDED in teams.", HowKnown.SAID, True),
        ("The model is embedded.", HowKnown.TESTED, False),
        ("The model is used.", HowKnown.SAID, False),
        ("Embeddedness is hoped for.", HowKnown.SAID, False),
    ],
)
def test_what_is_called_embedded_lacks_a_recheck_until_it_is_tested(text, how_known, lacks):
    assert (Missing.RECHECK in of_claim(text, how_known=how_known)) is lacks


@pytest.mark.parametrize(
    ("text", "how_far", "lacks"),
    [
        ("A protocol will be available.", HowFar.OUTPUT, True),
        ("Schools are to report.", HowFar.ACTIVITY, True),
        ("The board plans to meet.", HowFar.ACTIVITY, True),
        ("A protocol will be available.", HowFar.PLANNED, False),
        ("A protocol is available.", HowFar.OUTPUT, False),
        ("It is today as good.", HowFar.OUTPUT, False),
    ],
)
def test_a_promise_that_is_graded_as_done_lacks_the_deed(text, how_far, lacks):
    assert (Missing.FUTURE_AS_DONE in of_claim(text, how_far)) is lacks


@pytest.mark.parametrize(
    ("text", "how_far", "how_known", "lacks"),
    [
        ("Children are safer.", HowFar.OUTPUT, HowKnown.SAID, True),
        ("Pupils moved on.", HowFar.OUTCOME, HowKnown.SHOWN, True),
        ("Workers visit families weekly.", HowFar.PRACTICE, HowKnown.SAID, True),
        ("Pupils moved on.", HowFar.OUTPUT, HowKnown.SHOWN, False),
        ("Workers are safer.", HowFar.PRACTICE, HowKnown.SAID, False),
        ("Children are safer.", HowFar.OUTPUT, HowKnown.TESTED, False),
        ("Children said that they are safer.", HowFar.OUTPUT, HowKnown.SAID, False),
        ("Children are safer, their feedback shows.", HowFar.OUTPUT, HowKnown.SAID, False),
    ],
)
def test_a_change_for_children_lacks_their_own_account_unless_they_were_asked(text, how_far, how_known, lacks):
    assert (Missing.VOICE in of_claim(text, how_far, how_known)) is lacks


@pytest.mark.parametrize(
    ("figure", "lacks"),
    [
        (make_figure(**SHARE), True),
        (make_figure(unit="per cent of pupils", as_printed="68"), True),
        (make_figure(unit="children", as_printed="68% of children"), True),
        (make_figure(**SHARE, numerator=68.0, denominator=100.0), False),
        (make_figure(), False),
        (make_figure(**SHARE, state=ValueState.SUPPRESSED), False),
        (make_figure(**SHARE, state=ValueState.CHART_ONLY), False),
    ],
)
def test_a_printed_percentage_lacks_its_base(figure, lacks):
    assert (Missing.BASE in of_claim("It is so.", figures=[figure])) is lacks


def figure_lacks(measured, measures):
    return rules.figure_lacks(measured, measures, Printed(measured))


def test_the_base_is_asked_for_the_percentage_that_lacks_it():
    with_base = make_figure(figure_id="a", **SHARE, denominator=100.0)
    without = make_figure(figure_id="b", **SHARE)
    lack = next(one for one in figure_lacks([with_base, without], []) if one.missing == Missing.BASE)
    assert lack.figure is without


@pytest.mark.parametrize(
    ("text", "figures", "lacks"),
    [
        ("It fell.", [], True),
        ("It went up.", [make_figure(state=ValueState.SUPPRESSED)], True),
        ("It fell.", [make_figure(unit="years old", indicator="Age limit")], True),
        ("It is meant to reduce risk, which is higher for some.", [], False),
        ("It fell.", [make_figure()], False),
        ("It fell.", [make_figure(**SHARE, indicator="Fall in visits")], True),
    ],
)
def test_a_movement_lacks_the_two_numbers_that_it_is_between(text, figures, lacks):
    assert (Missing.CHANGE_COUNTS in of_claim(text, figures=figures)) is lacks


EARLIER = make_figure(figure_id="before", period="2018-19", as_printed="152")
LONDON = make_figure(figure_id="london", area="London", as_printed="140")
LONDON_BEFORE = replace(LONDON, period="2017-18", as_printed="130")


@pytest.mark.parametrize(
    ("text", "figures", "measures", "lacks"),
    [
        pytest.param("It is low.", [], [], False, id="no movement and no figure"),
        pytest.param("It is low.", [make_figure()], [Measure(make_figure(), (), ())], True, id="one value alone"),
        pytest.param("It fell.", [make_figure()], [Measure(make_figure(), (EARLIER,), ())], False, id="one before"),
    ],
)
def test_a_movement_or_a_value_lacks_the_value_before(text, figures, measures, lacks):
    assert (Missing.BASELINE in of_claim(text, figures=figures, measures=measures)) is lacks


@pytest.mark.parametrize(
    ("comparators", "lacks"),
    [((), {Missing.COMPARATOR}), ((LONDON_BEFORE,), {Missing.COMPARATOR_YEAR}), ((LONDON, LONDON_BEFORE), set())],
)
def test_a_printed_value_lacks_a_comparator_or_one_of_the_same_year(comparators, lacks):
    found = of_claim("It is so.", figures=[make_figure()], measures=[Measure(make_figure(), (EARLIER,), comparators)])
    assert set(found) & {Missing.COMPARATOR, Missing.COMPARATOR_YEAR} == lacks


def test_without_a_printed_value_no_comparator_is_asked_for():
    assert Missing.COMPARATOR not in of_claim("It is so.", figures=[make_figure(state=ValueState.NOT_COLLECTED)])


def test_a_comparator_of_another_year_is_named_with_its_year():
    measure = Measure(make_figure(), (EARLIER,), (LONDON_BEFORE,))
    (lack,) = figure_lacks([make_figure()], [measure])
    assert lack.other == "London 130 (2017-18)"


@pytest.mark.parametrize(("agency_id", "lacks"), [("", True), ("council", False)])
def test_a_claim_without_an_agency_lacks_an_owner(agency_id, lacks):
    assert (Missing.OWNER in of_claim("It is so.", agency_id=agency_id)) is lacks


@pytest.mark.parametrize(
    ("text", "how_far", "lacks"),
    [
        ("A protocol will follow.", HowFar.PLANNED, True),
        ("A protocol will follow in autumn.", HowFar.PLANNED, False),
        ("A protocol will follow in 2021.", HowFar.PLANNED, False),
        ("A protocol will follow in March.", HowFar.PLANNED, False),
        ("A protocol is being developed.", HowFar.PLANNED, True),
        ("When a child goes missing, a meeting is to be held.", HowFar.PLANNED, False),
        ("The panel will meet quarterly.", HowFar.PLANNED, False),
        ("Partners strive for more.", HowFar.PLANNED, False),
        ("A protocol followed.", HowFar.OUTPUT, False),
    ],
)
def test_a_plan_lacks_a_date(text, how_far, lacks):
    assert (Missing.DUE in of_claim(text, how_far)) is lacks


def test_what_may_happen_is_not_dated_in_may():
    assert Missing.DUE in of_claim("Meeting needs well will spare them contact with courts that may do harm.", PLANNED)


@pytest.mark.parametrize(
    ("how_far", "how_known", "lacks"),
    [
        (HowFar.PRACTICE, HowKnown.SAID, True),
        (HowFar.IMPACT, HowKnown.SAID, True),
        (HowFar.OUTPUT, HowKnown.SAID, False),
        (HowFar.PRACTICE, HowKnown.SHOWN, False),
        (HowFar.PRACTICE, HowKnown.TESTED, False),
    ],
)
def test_a_change_that_is_only_said_lacks_a_second_source(how_far, how_known, lacks):
    assert (Missing.SECOND_SOURCE in of_claim("It is so.", how_far, how_known)) is lacks


@pytest.mark.parametrize("text", ["Ofsted rated it good.", "It is worth asking families first."])
def test_what_somebody_from_outside_looked_at_or_is_only_advised_lacks_no_second_source(text):
    assert Missing.SECOND_SOURCE not in of_claim(text, HowFar.PRACTICE, HowKnown.SAID)


@pytest.mark.parametrize(
    ("text", "how_far", "how_known", "lacks"),
    [
        ("Partners share records.", HowFar.OUTPUT, HowKnown.SAID, True),
        ("A multi-agency panel met.", HowFar.PRACTICE, HowKnown.SAID, True),
        ("Partners share records.", HowFar.ACTIVITY, HowKnown.SAID, False),
        ("Partners share records.", HowFar.OUTPUT, HowKnown.SHOWN, False),
        ("The council keeps records.", HowFar.OUTPUT, HowKnown.SAID, False),
    ],
)
def test_what_several_do_and_one_says_lacks_another_agencys_evidence(text, how_far, how_known, lacks):
    assert (Missing.OTHER_AGENCY in of_claim(text, how_far, how_known)) is lacks


@pytest.mark.parametrize(
    ("text", "figure", "lacks"),
    [
        ("It is so.", make_figure(**SHARE, polarity=Polarity.HIGHER), True),
        ("It is so.", make_figure(**SHARE, polarity=Polarity.LOWER), True),
        ("It is so.", make_figure(polarity=Polarity.HIGHER), False),
        ("It is so.", make_figure(unit="%", value=100.0, as_printed="100%", polarity=Polarity.HIGHER), False),
        ("It is so.", make_figure(**SHARE, polarity=Polarity.NONE), False),
        ("The target was met.", make_figure(**SHARE, polarity=Polarity.HIGHER), False),
        ("It was done within four weeks.", make_figure(**SHARE, polarity=Polarity.HIGHER), False),
        ("It is so.", make_figure(**SHARE, polarity=Polarity.HIGHER, context="the standard is 90"), False),
        ("It is so.", make_figure(**SHARE, polarity=Polarity.HIGHER, note="National benchmark: 90."), False),
        ("It is so.", make_figure(**SHARE, polarity=Polarity.HIGHER, state=ValueState.SUPPRESSED), False),
    ],
)
def test_a_figure_that_can_be_good_or_bad_lacks_a_target(text, figure, lacks):
    assert (Missing.TARGET in of_claim(text, figures=[figure])) is lacks


def test_the_target_is_asked_of_the_newest_figure():
    older, newer = (make_figure(**SHARE, polarity=Polarity.HIGHER, period=one) for one in ("2018-19", "2019-20"))
    for figures in ([older, newer], [newer, older]):
        found = rules.claim_lacks(make_claim(text="It is so."), HowFar.OUTPUT, HowKnown.SHOWN, figures, [])
        assert found[-1] == Lack(Missing.TARGET, newer)


def test_a_chart_behind_the_claim_is_asked_for_its_numbers():
    chart = make_figure(indicator_id="visits", state=ValueState.CHART_ONLY, value=None, as_printed="")
    found = of_claim("It is so.", figures=[make_figure(), chart])
    assert (Missing.CHART in found, Missing.BASELINE in found) == (True, False)


def test_a_count_of_how_much_harm_is_found_is_never_given_a_target():
    figure = make_figure(polarity=Polarity.NONE, false_assurance=True)
    assert Missing.TARGET not in of_claim("Referrals rose.", figures=[figure])


def test_a_claim_that_has_everything_lacks_nothing():
    figure = make_figure(**SHARE, denominator=100.0, polarity=Polarity.HIGHER, context="the target was 60%")
    measure = Measure(figure, (replace(figure, period="2018-19"),), (replace(figure, area="London"),))
    assert of_claim("It was 68% of visits.", HowFar.PRACTICE, HowKnown.TESTED, [figure], [measure]) == []


@quietly
@given(some.text(max_size=80), some.sampled_from(HowFar), some.sampled_from(HowKnown))
def test_what_is_missing_comes_once_each_and_the_weightiest_first(text, how_far, how_known):
    found = of_claim(f"Partners improved and will embed it for children. {text}", how_far, how_known, agency_id="")
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("missing", Missing)
def test_every_kind_has_a_weight_and_a_badge(missing):
    assert missing.weight > 0
    assert missing.badge


def test_there_are_nineteen_kinds():
    assert len(Missing) == 19


@pytest.mark.parametrize(
    ("missing", "details", "lacks"),
    [
        (Missing.EVIDENCE, {"status": DONE}, True),
        (Missing.EVIDENCE, {"status": DONE, "evidenced": True}, False),
        (Missing.EVIDENCE, {"status": DONE, "evidence_of_impact": "Fewer injuries."}, False),
        (Missing.EVIDENCE, {"status": WorkStatus.ON_TRACK}, False),
        (Missing.FUTURE_AS_DONE, {"status": DONE, "status_as_reported": "It will be done."}, True),
        (Missing.FUTURE_AS_DONE, {"status": DONE, "status_as_reported": "It was done."}, False),
        (Missing.FUTURE_AS_DONE, {"status_as_reported": "It will be done."}, False),
        (Missing.RECHECK, {"status_as_reported": "Now embedded."}, True),
        (Missing.RECHECK, {"status": DONE, "text": "Make sure that it is embedded as expected."}, True),
        (Missing.RECHECK, {"text": "Make sure that it is embedded as expected."}, False),
        (Missing.OWNER, {"owner": ""}, True),
        (Missing.OWNER, {}, False),
        (Missing.DUE, {"due": ""}, True),
        (Missing.DUE, {"due": "", "status": DONE}, False),
        (Missing.DUE, {}, False),
        (Missing.VOICE, {"status": DONE, "text": "Visit every child.", "evidence_of_impact": "Fewer injuries."}, True),
        (Missing.VOICE, {"status": DONE, "evidence_of_impact": "Fewer injuries."}, False),
        (Missing.VOICE, {"status": DONE, "evidence_of_impact": "Children told us so."}, False),
        (Missing.VOICE, {"status": DONE}, False),
        (Missing.TARGET, {"text": "Visit more schools."}, True),
        (Missing.TARGET, {"text": "Visit every school."}, False),
        (Missing.TARGET, {"text": "Analyse whether more visits help."}, False),
        (Missing.TARGET, {"text": "Visit more schools.", "status": DONE}, False),
        (Missing.TARGET, {}, False),
    ],
)
def test_an_action_lacks(missing, details, lacks):
    assert (missing in of_action(**details)) is lacks


def test_an_action_on_its_way_that_has_everything_lacks_nothing():
    assert of_action() == []


@pytest.mark.parametrize("status", WorkStatus)
def test_a_strength_is_never_asked_about(status):
    assert of_action(status, kind=RecommendationKind.STRENGTH, owner="", due="") == []


def test_nobody_asks_by_when_a_stopped_action_will_be_done():
    assert Missing.DUE not in of_action(WorkStatus.STOPPED, due="")


def test_the_weightiest_comes_first_and_of_equals_what_is_named_first_among_the_kinds():
    figure = make_figure(**SHARE, polarity=Polarity.HIGHER)
    assert of_claim("It fell for children.", HowFar.OUTCOME, HowKnown.SAID, [figure], agency_id="") == [
        Missing.VOICE,
        Missing.BASE,
        Missing.BASELINE,
        Missing.OWNER,
        Missing.SECOND_SOURCE,
        Missing.COMPARATOR,
        Missing.TARGET,
    ]
    told = {"status_as_reported": "It will be embedded.", "evidence_of_impact": "Fewer injuries."}
    assert of_action(DONE, owner="", text="Visit every child.", **told) == [
        Missing.RECHECK,
        Missing.FUTURE_AS_DONE,
        Missing.VOICE,
        Missing.OWNER,
    ]
