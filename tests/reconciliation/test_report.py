"""The checks of the annual report 2019-20: what they say, as it stands, and how far they reach."""

from collections import Counter

import pytest

from cscp_core.evidence.folder import read_folder
from cscp_core.reconciliation.folders import of_folder
from cscp_core.reconciliation.grouping import grouped
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
        ("budget-contributions-v-full-budget", DISAGREE, "the parts add up to £185,943, not the printed £184,461"),
        ("budget-contributions-v-full-budget", DISAGREE, "over by £1,482."),
        ("population-two-sizes", ASK, "should not be more, but is about 3,375 more"),
        ("budget-expenditure-lines", AGREE, "which is the printed £185,943"),
        ("lac-implied-population", ASK, "a population of 52,270 to 52,413"),
        ("lac-implied-population-2018-19", ASK, "a population of 49,611 to 50,933"),
        ("cin-implied-population", ASK, "Ages or dates may differ"),
        ("lac-implied-growth", ASK, "a rise of 2.6 to 5.7%. The report prints 6% (1.6), last six years"),
        ("lac-20-miles-of-190", ASK, "164 of 190 is 86.3% and 165 of 190 is 86.8%"),
        ("lac-dental-of-190", ASK, "no whole number out of 190 gives 85.5%"),
        ("lac-health-of-190", AGREE, "The base is assumed"),
        ("rhi-68-of-132", AGREE, "The base is assumed"),
        ("repeat-referral-of-1475", AGREE, "The base is assumed"),
        (
            "fgc-change-8-5",
            DISAGREE,
            "no earlier whole number gives a fall of 8.5% to 203 referrals or 200 conferences",
        ),
        ("youth-diversion-97-possible", ASK, "no whole number out of 15 or 24 gives 97%"),
        ("concordat-19", ASK, "describes them as different groups"),
        ("foreword-reduction-v-referrals", ASK, "a significant reduction in front door referrals"),
        ("foreword-reduction-v-contacts", ASK, "from 6,223 contacts (2.3) to 6,259 contacts (2.3)"),
        ("yos-first-national-or-london", ASK, "the first London borough"),
        ("police-referrals-to-whom", ASK, "% referrals by agencies to MASH"),
        ("csa-number-or-rate", ASK, "The total number of children"),
        ("neglect-rate-base-2017", ASK, "is before the report's own year"),
        ("section-11-stage-2-or-panel", ASK, "asked to attend a Challenge Panel"),
        ("budget-training-in-two-lines", ASK, "training and website development"),
        ("hard-to-escape-reviewed-same-month", ASK, "In 2019-20, the Group reviewed"),
        ("race-audit-improvement", ASK, "One reads as done, the other as still to come"),
        ("fgm-participates-v-will", ASK, "One reads as going on, the other as still to come"),
        ("crc-progressed-v-launch", ASK, "One reads as done, the other as still to come"),
        ("private-fostering-follow-up", CANNOT, "prints no number with it"),
        ("missing-children-change", ASK, "“slight decrease”"),
        ("cp-rate-change-stabilised", ASK, "“numbers have stabilised”"),
        ("cp-rate-comparator-inner-london", ASK, "another year (2018-19)"),
        ("rhi-68-two-definitions", ASK, "prints 68% as “68% of cases” (3.1.8)"),
        ("cin-825-two-definitions", ASK, "prints 82.5% as “82.5% of these lead” (2.3)"),
        ("lado-concerns-v-referrals", ASK, "77, 2 more than the whole 75"),
        ("lado-outcomes-v-proceedings", ASK, "86, 11 more than the whole 75"),
        ("lado-combined-in-line", ASK, "a rise of 53 (51.5%)"),
        ("lado-small-numbers", ASK, "one"),
        ("camhs-protocol-embedded-and-due", ASK, "will be available in Autumn 2020"),
        ("older-audit-taken-forward", ASK, "has been taken forward"),
        ("send-inspection-before-the-year", ASK, "March 2019"),
        ("nps-inspection-date", ASK, "January 2019"),
        ("xref-5.3-to-1.8", ASK, "it is in 1.9 (1.9.4)"),
        ("xref-3.2-to-chapter-4", ASK, "Section 3.2 points to chapter 4"),
        ("xref-4.5-to-chapter-5", AGREE, "Section 4.5 points to chapter 5"),
        ("young-advisors-three-or-two", ASK, "two people (foreword) and x3 (membership)"),
        ("alternative-provision-base", CANNOT, "as few as 18"),
        ("repeat-referrals-twice", AGREE, "which agree"),
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


def test_what_disagrees_is_three_findings(results):
    groups = grouped(list(results.values()))
    told = {one.lead.id: len(one.parts) for one in groups if one.lead.verdict is DISAGREE}
    assert told == {"presenting-issues-base": 10, "fgc-change-8-5": 0, "budget-contributions-v-full-budget": 0}


def test_no_sentence_of_a_check_stumbles(results):
    stumbling = ("annual times", "termly times", "quarterly times", "x3 people", "one cases", "Ages, dates or")
    assert not [one.id for one in results.values() for words in stumbling if words in one.message]


def test_the_checks_reach_more_than_half_of_the_figures():
    reached = {figure for one in of_folder(read_folder(REPORT)) for figure in one.figures}
    assert len(reached) > len(read_folder(REPORT).rows["figures"]) / 2


def test_no_check_names_a_small_number_that_the_report_withholds(results):
    """What is left when printed outcomes are taken from the whole is not computed anywhere."""
    assert not any("leaves" in one.message for one in results.values())


def test_a_reader_meets_three_findings_first_with_their_arithmetic(results):
    first = {one.id: one.steps for one in results.values() if one.is_first}
    assert first == {
        "population-two-sizes": ("49,275 − 45,900 = 3,375",),
        "presenting-issues-base": (
            "1,132 ÷ 6,259 = 18.09%, printed as 19.1%",
            "1,132 ÷ 19.1% = 5,912 to 5,942",
            "all 10 shares together: 5,912 to 5,922",
            "6,259 − 5,922 = 337",
            "6,259 − 5,912 = 347",
        ),
        "lado-combined-in-line": ("75 + 81 = 156", "156 − 103 = 53", "53 ÷ 103 = 51.5%"),
    }


def test_a_gap_in_the_budget_is_not_asked_what_it_changes_for_children(results):
    assert results["budget-contributions-v-full-budget"].question.endswith("and what explains the difference?")
    assert results["fgc-change-8-5"].question.endswith("and what does that change for children?")


def test_what_chance_could_give_is_said_in_the_sentence_of_the_change(results):
    assert "is a fall of 20 (13.2%), which could be chance alone." in results["missing-children-change"].message
    assert "is a fall of 28 (27.2%), more than chance would give." in results["lado-fall"].message
    assert "chance" not in results["ehe-change"].message
    assert "chance" not in results["lado-combined-in-line"].message


def test_a_range_of_rounding_is_told_only_where_the_answer_turns_on_it(results):
    told = [one.id for one in results.values() if "as the numbers are rounded" in one.message]
    assert told == ["neglect-plan-rate-change", "care-leavers-home-change"]
