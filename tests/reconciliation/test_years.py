"""What two years of a report say of each other."""

import pytest

from cscp_core.evidence.rules import ValueState
from cscp_core.reconciliation.rules import Verdict
from cscp_core.reconciliation.years import YearKind, compared, year_before
from tests.reconciliation.facts import INDICATOR, claim, facts, figure

EPISODES = INDICATOR | {"indicator_id": "episodes", "name": "Episodes"}


def action(ref, **details):
    known = {"recommendation_id": ref, "kind": "action", "work_status": "on_track", "text": "Train staff."}
    return known | {"section": "1.1", "theme_id": "front-door", "agency_id": "council"} | details


def before(**rows):
    return facts("2018-19", **rows)


def told(now, earlier, kind):
    return [one for one in compared(now, earlier) if one.check == kind]


def test_what_was_measured_and_is_not_any_more_is_worth_asking_about():
    earlier = before(figures=[figure("5", indicator_id="episodes", period="2018-19")], indicators=[EPISODES])
    (one,) = told(facts(figures=[figure("6")]), earlier, YearKind.LEFT_OUT)
    assert one.verdict is Verdict.WORTH_ASKING
    assert "2018-19 printed 5 contacts (1.1); 2019-20 prints nothing" in one.message


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (ValueState.NOT_COLLECTED, True),
        (ValueState.NOT_APPLICABLE, True),
        (ValueState.CHART_ONLY, False),
        (ValueState.SUPPRESSED, False),
    ],
)
def test_a_row_without_a_value_measures_only_what_was_measured(state, asked):
    now = facts(figures=[figure("", value=None, state=state)])
    found = told(now, before(figures=[figure("5", period="2018-19")]), YearKind.LEFT_OUT)
    assert bool(found) is asked
    assert all(f"2019-20 says that it is {state}" in one.message for one in found)


def test_last_years_number_printed_once_more_is_no_measure_of_this_year():
    again = facts(figures=[figure("5", period="2018-19")])
    assert told(again, before(figures=[figure("5", period="2018-19")]), YearKind.LEFT_OUT)


def test_one_part_of_a_measure_that_is_dropped_is_worth_asking_about():
    earlier = before(figures=[figure("5", period="2018-19", category=one) for one in ("Neglect", "Physical abuse")])
    (one,) = told(facts(figures=[figure("6", category="Neglect")]), earlier, YearKind.LEFT_OUT)
    assert one.id == "measured-before.contacts.physical-abuse"
    assert "Contacts, Physical abuse" in one.message


def test_a_measure_that_is_dropped_with_all_its_parts_is_told_once():
    earlier = before(figures=[figure("5", period="2018-19", category=one) for one in ("Neglect", "Physical abuse")])
    assert [one.id for one in told(facts(), earlier, YearKind.LEFT_OUT)] == ["measured-before.contacts"]


def test_the_number_of_another_place_does_not_stand_for_the_own_one():
    now = facts(figures=[figure("6", area="London")])
    assert told(now, before(figures=[figure("5", period="2018-19")]), YearKind.LEFT_OUT)


def test_what_is_measured_again_is_not_missing():
    earlier = before(figures=[figure("5", period="2018-19")])
    assert told(facts(figures=[figure("6")]), earlier, YearKind.LEFT_OUT) == []


@pytest.mark.parametrize(("again", "verdict"), [("5", Verdict.AGREES), ("7", Verdict.DISAGREES)])
def test_last_years_number_is_the_same_in_both_reports(again, verdict):
    earlier = before(figures=[figure("5", period="2018-19")])
    (one,) = told(facts(figures=[figure(again, period="2018-19")]), earlier, YearKind.RESTATED)
    assert one.verdict is verdict


def test_a_number_of_another_year_is_no_restatement():
    earlier = before(figures=[figure("5", period="2018-19")])
    assert told(facts(figures=[figure("7")]), earlier, YearKind.RESTATED) == []


def test_a_definition_that_moved_is_worth_asking_about():
    now, earlier = facts(), before()
    now.sheets["indicators"]["contacts"] = INDICATOR | {"definition": "Contacts of all kinds."}
    (one,) = told(now, earlier, YearKind.REDEFINED)
    assert one.verdict is Verdict.WORTH_ASKING
    assert told(facts(), before(), YearKind.REDEFINED) == []


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        (action("rec-1"), True),
        (action("rec-1", work_status="done_evidenced"), False),
        (action("rec-1", work_status="stopped"), False),
        (action("rec-1", kind="strength"), False),
        (action("rec-2"), False),
    ],
)
def test_an_open_action_that_nobody_mentions_again_is_worth_asking_about(row, asked):
    now = facts(recommendations=[action("rec-2")])
    found = told(now, before(recommendations=[row]), YearKind.PROMISED)
    assert bool(found) is asked


@pytest.mark.parametrize(
    ("carried", "asked"),
    [
        ({"work_status": "not_reported"}, True),
        ({"work_status": "not_reported", "status_as_reported": "Training was held."}, False),
        ({"work_status": "not_started"}, False),
        ({"work_status": "stopped"}, False),
    ],
)
def test_a_row_that_is_carried_over_and_not_filled_in_is_no_successor(carried, asked):
    now = facts(recommendations=[action("rec-1", **carried)])
    found = told(now, before(recommendations=[action("rec-1")]), YearKind.PROMISED)
    assert bool(found) is asked
    assert all("2019-20 lists it but does not say how far it has got" in one.message for one in found)


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        ({}, None),
        ({"a": ("Camden", "2017-18"), "b": ("Camden", "2018-19"), "c": ("Wexcombe", "2018-19")}, "b"),
        ({"a": ("Camden", "2019-20"), "b": ("Camden", "2020-21")}, None),
    ],
)
def test_the_year_before_is_the_newest_earlier_one_of_the_same_partnership(reports, found):
    assert year_before("Camden", "2019-20", reports) == found


@pytest.mark.parametrize(("how_far", "asked"), [("activity", False), ("planned", True)])
def test_a_promise_is_taken_up_by_a_claim_of_the_same_agency_and_theme(how_far, asked):
    now = facts(claims=[claim("1.1", claim_id="claim-9", how_far=how_far)])
    earlier = before(claims=[claim("1.1", claim_id="claim-1", how_far="planned")])
    assert bool(told(now, earlier, YearKind.PROMISED)) is asked


def test_every_result_of_two_years_has_an_id_of_its_own_and_says_why():
    now, earlier = facts(), before(recommendations=[action("rec-1"), action("rec-3")])
    results = compared(now, earlier)
    assert len({one.id for one in results}) == len(results)
    assert all(one.why for one in results)
