"""Where claims stand, in words: what a claim's grade tells, and what a reason must be."""

import pytest

from cscp_core.errors import GradeRefused
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.grades import rules
from cscp_core.scrutiny.grades.rules import GradeCounts
from tests.builders import make_confirmed, make_graded

PLANNED, OUTPUT, OUTCOME = HowFar.PLANNED, HowFar.OUTPUT, HowFar.OUTCOME
SAID, SHOWN, TESTED = HowKnown.SAID, HowKnown.SHOWN, HowKnown.TESTED


def test_claims_are_counted_over_all_places():
    assert GradeCounts({(OUTPUT, SAID, False): 2, (OUTPUT, SHOWN, True): 3}).total == 5


def test_only_confirmed_grades_count_as_confirmed():
    assert GradeCounts({(OUTPUT, SAID, False): 2, (OUTPUT, SAID, True): 3, (OUTCOME, SHOWN, True): 1}).confirmed == 4


def test_where_nothing_is_claimed_nothing_is_counted():
    assert (GradeCounts().total, GradeCounts().confirmed, GradeCounts().best) == (0, 0, None)


def test_a_suggested_grade_has_no_version():
    assert make_graded().version == 0


def test_a_suggested_grade_is_told_as_suggested():
    assert make_graded(how_far=OUTPUT, how_known=SAID).placed == "How far: Output · how we know: said (suggested)"


def test_a_confirmed_grade_is_told_as_confirmed():
    one = make_graded(make_confirmed(how_far=OUTCOME, how_known=TESTED))
    assert one.placed == "How far: Outcome · how we know: tested (confirmed)"


def test_a_grade_confirmed_before_the_words_changed_says_so():
    one = make_graded(make_confirmed(data_version=1), load_number=2)
    assert one.placed.endswith("(confirmed before a later load changed it)")


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_change_needs_a_reason(reason):
    with pytest.raises(GradeRefused, match=r"^Say in a sentence why you place the claim differently\.$"):
        rules.check_reason(reason, changes=True)


def test_agreement_needs_no_reason():
    assert rules.check_reason("", changes=False) is None


@pytest.mark.parametrize("changes", [True, False])
def test_a_reason_may_have_a_thousand_characters(changes):
    assert rules.check_reason("x" * rules.LONGEST_REASON, changes=changes) is None


@pytest.mark.parametrize("changes", [True, False])
def test_a_longer_reason_is_refused_and_its_length_told(changes):
    with pytest.raises(GradeRefused, match=r"1,000 characters\. Yours has 1,001"):
        rules.check_reason("x" * 1001, changes=changes)
