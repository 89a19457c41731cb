"""Where claims stand, in words: the headline of a theme, what a claim's grade tells, and what a reason must be."""

import pytest

from cscp_core.errors import GradeRefused
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.grades import rules
from cscp_core.scrutiny.grades.rules import GradeCounts
from tests.builders import make_confirmed, make_graded

PLANNED, OUTPUT, OUTCOME = HowFar.PLANNED, HowFar.OUTPUT, HowFar.OUTCOME
SAID, SHOWN, TESTED = HowKnown.SAID, HowKnown.SHOWN, HowKnown.TESTED


def graded(how_far, how_known, text="Neglect fell."):
    return make_graded(how_far=how_far, how_known=how_known, text=text)


def headline(*counts, best=None):
    """The headline of claims counted as `(how far, how known, confirmed, how many)`."""
    found = {(far, known, confirmed): number for far, known, confirmed, number in counts}
    return rules.describe_counts(GradeCounts(found, best or make_graded()))


def of_one(best):
    """The headline where this is the only claim."""
    return headline((best.how_far, best.how_known, bool(best.confirmed), 1), best=best)


def test_without_claims_the_headline_says_so():
    assert rules.describe_counts(GradeCounts()) == "The report makes no claim on this theme."


def test_one_claim_is_told_in_the_singular():
    assert of_one(graded(OUTPUT, SHOWN)) == (
        "1 claim: 1 Output; 0 of them only said; no grade is confirmed yet. "
        "Best evidenced (Output, shown): Section 1.1 reports that neglect fell. It still lacks a base."
    )


def test_several_claims_are_told_in_the_plural():
    assert headline((OUTPUT, SHOWN, False, 2)).startswith("2 claims: 2 Output; ")


def test_the_steps_are_told_from_the_furthest_down():
    told = headline((PLANNED, SAID, False, 2), (OUTCOME, SAID, False, 1), (OUTPUT, SAID, False, 1))
    assert told.startswith("4 claims: 1 Outcome, 1 Output and 2 Planned; ")


def test_claims_of_one_step_are_told_together_however_they_are_known():
    told = headline((OUTPUT, SAID, False, 2), (OUTPUT, TESTED, False, 1), (OUTPUT, TESTED, True, 1))
    assert told.startswith("4 claims: 4 Output; ")


def test_claims_that_are_only_said_are_counted():
    assert "; 2 of them only said; " in headline((OUTPUT, SAID, False, 2), (OUTPUT, SHOWN, False, 1))


def test_claims_that_are_only_said_are_counted_confirmed_or_not():
    told = headline((OUTPUT, SAID, False, 2), (OUTPUT, SAID, True, 1), (OUTPUT, SHOWN, False, 1))
    assert "; 3 of them only said; " in told


def test_it_is_said_when_all_are_only_said():
    assert "; all are only said; " in headline((OUTPUT, SAID, False, 2))


def test_one_claim_alone_is_not_called_all():
    assert "; it is only said; " in headline((OUTPUT, SAID, False, 1))


def test_confirmed_grades_are_counted():
    assert "; 2 of these grades confirmed. " in headline((OUTPUT, SAID, True, 2), (OUTPUT, SAID, False, 1))


def test_the_headline_follows_the_confirmed_grade():
    best = make_graded(make_confirmed(how_far=OUTCOME, how_known=TESTED), how_far=OUTPUT, how_known=SAID)
    assert "Best evidenced (Outcome, tested): Section 1.1 reports that neglect fell. " in of_one(best)


def test_the_headline_names_the_best_evidenced_claim():
    told = headline((OUTCOME, SAID, False, 1), (OUTPUT, SHOWN, False, 1), best=graded(OUTPUT, SHOWN, "It fell."))
    assert "Best evidenced (Output, shown): Section 1.1 reports that it fell. " in told


@pytest.mark.parametrize("mark", [".", "?", "!"])
def test_a_claim_that_ends_its_sentence_gets_no_second_full_stop(mark):
    assert f" reports that neglect fell{mark} It still" in of_one(make_graded(text=f"Neglect fell{mark}"))


def test_a_claim_without_a_full_stop_gets_one():
    assert ": Section 1.1 reports that neglect fell. It still" in of_one(make_graded(text="Neglect fell"))


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("a base", "a base"),
        ("The base. ", "the base"),
        ("A base", "a base"),
        ("CSPR findings", "CSPR findings"),
        ("CAMHS", "CAMHS"),
    ],
)
def test_what_is_lacking_goes_on_within_the_sentence(lacks, said):
    assert of_one(make_graded(lacks=lacks)).endswith(f" It still lacks {said}.")


def test_claims_are_counted_over_all_places():
    assert GradeCounts({(OUTPUT, SAID, False): 2, (OUTPUT, SHOWN, True): 3}).total == 5


def test_only_confirmed_grades_count_as_confirmed():
    assert GradeCounts({(OUTPUT, SAID, False): 2, (OUTPUT, SAID, True): 3, (OUTCOME, SHOWN, True): 1}).confirmed == 4


def test_where_nothing_is_claimed_nothing_is_counted():
    assert (GradeCounts().total, GradeCounts().confirmed, GradeCounts().best) == (0, 0, None)


def test_a_suggested_grade_has_no_version():
    assert make_graded().version == 0


def test_a_suggested_grade_is_told_as_suggested():
    assert graded(OUTPUT, SAID).placed == "How far: Output · how we know: said (suggested)"


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
