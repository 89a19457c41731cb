"""The checks of the annual report 2019-20: what they say, as it stands, and how far they reach."""

from collections import Counter

import pytest

from cscp_core.evidence.folder import read_folder
from cscp_core.reconciliation.checks import of_folder
from cscp_core.reconciliation.rules import Verdict
from tests.conftest import REPORT
from tests.reconciliation.golden import GOLDEN, written

DISAGREE, ASK, AGREE, CANNOT = Verdict.DISAGREES, Verdict.WORTH_ASKING, Verdict.AGREES, Verdict.CANNOT_CHECK


@pytest.fixture(scope="module")
def results():
    return {one.id: one for one in of_folder(read_folder(REPORT))}


def test_every_check_says_what_the_file_for_people_says():
    assert written() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("check_id", "verdict", "told"),
    [
        ("presenting-issues-base", DISAGREE, "a base of 5,912 to 5,922; the report prints 6,259"),
        ("budget-contributions-v-full-budget", DISAGREE, "the parts add up to 185,943"),
        ("budget-expenditure-lines", AGREE, "which is the printed £185,943"),
        ("lac-implied-population", DISAGREE, "a population of 52,270 to 52,413"),
        ("lac-20-miles-of-190", DISAGREE, "164 of 190 is 86.3% and 165 of 190 is 86.8%"),
        ("fgc-change-8-5", DISAGREE, "no whole number before gives a fall of 8.5% to 203"),
        ("missing-children-change", ASK, "“slight decrease”"),
        ("cp-rate-change-stabilised", ASK, "“numbers have stabilised”"),
        ("cp-rate-comparator-inner-london", ASK, "another year (2018-19)"),
        ("rhi-68-two-definitions", ASK, "68% stands in 3.1.8"),
        ("cin-825-two-definitions", ASK, "82.5% stands in 2.3"),
        ("lado-concerns-v-referrals", ASK, "77, 2 more than the whole 75"),
        ("lado-outcomes-v-proceedings", ASK, "86, 11 more than the whole 75"),
        ("lado-combined-in-line", ASK, "a rise of 53 (51.5%)"),
        ("lado-small-numbers", ASK, "one"),
        ("camhs-protocol-embedded-and-due", ASK, "will be available in Autumn 2020"),
        ("older-audit-taken-forward", ASK, "has been taken forward"),
        ("send-inspection-before-the-year", ASK, "March 2019"),
        ("nps-inspection-date", ASK, "January 2019"),
        ("xref-5.3-to-1.8", ASK, "governance and assurance"),
        ("young-advisors-three-or-two", ASK, "two people (foreword) and x3 people (membership)"),
        ("alternative-provision-base", CANNOT, "without a base"),
        ("repeat-referrals-twice", AGREE, "printed alike"),
    ],
)
def test_what_an_auditor_would_find_is_found(results, check_id, verdict, told):
    assert results[check_id].verdict is verdict
    assert told in results[check_id].message


def test_there_are_many_checks_of_every_verdict(results):
    counts = Counter(one.verdict for one in results.values())
    assert sum(counts.values()) >= 200
    assert all(counts[verdict] >= 10 for verdict in Verdict)


def test_what_disagrees_is_arithmetic_alone(results):
    arithmetic = {"sum_of_parts", "share_of_base", "base_solver", "change", "implied_population",
                  "possible_percentage", "possible_change", "same_thing"}  # fmt: skip
    assert {one.check for one in results.values() if one.verdict is DISAGREE} <= arithmetic


def test_the_checks_reach_more_than_half_of_the_figures():
    reached = {figure for one in of_folder(read_folder(REPORT)) for figure in one.figures}
    assert len(reached) > len(read_folder(REPORT).rows["figures"]) / 2


def test_no_check_names_a_small_number_that_the_report_withholds(results):
    """What is left when printed outcomes are taken from the whole is not computed anywhere."""
    assert not any("leaves" in one.message for one in results.values())
