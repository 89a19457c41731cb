"""Where claims stand, in words: the headline of a theme, the best-evidenced claim, and the counts."""

import pytest

from cscp_core.errors import GradeRefused
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.grades import rules
from tests.builders import make_confirmed, make_graded

PLANNED, OUTPUT, OUTCOME = HowFar.PLANNED, HowFar.OUTPUT, HowFar.OUTCOME
SAID, SHOWN, TESTED = HowKnown.SAID, HowKnown.SHOWN, HowKnown.TESTED


def graded(how_far, how_known, text="Neglect fell."):
    return make_graded(how_far=how_far, how_known=how_known, text=text)


def test_without_claims_the_headline_says_so():
    assert rules.headline([]) == "The report makes no claim on this theme."


def test_one_claim_is_told_in_the_singular():
    assert rules.headline([graded(OUTPUT, SHOWN)]) == (
        "1 claim: 1 Output; 0 of them only said; no grade is confirmed yet. "
        "Best evidenced (Output, shown): Neglect fell. It still lacks a base."
    )


def test_several_claims_are_told_in_the_plural():
    assert rules.headline([graded(OUTPUT, SHOWN)] * 2).startswith("2 claims: 2 Output; ")


def test_the_steps_are_told_from_the_furthest_down():
    claims = [graded(PLANNED, SAID), graded(OUTCOME, SAID), graded(PLANNED, SAID), graded(OUTPUT, SAID)]
    assert rules.headline(claims).startswith("4 claims: 1 Outcome, 1 Output and 2 Planned; ")


def test_claims_that_are_only_said_are_counted():
    claims = [graded(OUTPUT, SAID), graded(OUTPUT, SHOWN), graded(OUTPUT, SAID)]
    assert "; 2 of them only said; " in rules.headline(claims)


def test_it_is_said_when_all_are_only_said():
    assert "; all are only said; " in rules.headline([graded(OUTPUT, SAID)] * 2)


def test_one_claim_alone_is_not_called_all():
    assert "all are" not in rules.headline([graded(OUTPUT, SAID)])


def test_confirmed_grades_are_counted():
    claims = [make_graded(make_confirmed()), make_graded(make_confirmed()), make_graded()]
    assert "; 2 of these grades confirmed. " in rules.headline(claims)


def test_the_headline_follows_the_confirmed_grade():
    claims = [make_graded(make_confirmed(how_far=OUTCOME, how_known=TESTED), how_far=OUTPUT, how_known=SAID)]
    assert rules.headline(claims).startswith("1 claim: 1 Outcome; ")


def test_the_headline_names_the_best_evidenced_claim():
    claims = [graded(OUTCOME, SAID, "Lives changed."), graded(OUTPUT, SHOWN, "Neglect fell.")]
    assert "Best evidenced (Output, shown): Neglect fell. " in rules.headline(claims)


@pytest.mark.parametrize("mark", [".", "?", "!"])
def test_a_claim_that_ends_its_sentence_gets_no_second_full_stop(mark):
    assert f": Neglect fell{mark} It still" in rules.headline([make_graded(text=f"Neglect fell{mark}")])


def test_a_claim_without_a_full_stop_gets_one():
    assert ": Neglect fell. It still" in rules.headline([make_graded(text="Neglect fell")])


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
    assert rules.headline([make_graded(lacks=lacks)]).endswith(f" It still lacks {said}.")


def test_a_claim_that_is_known_better_stands_before_one_that_goes_further():
    further, better = graded(OUTCOME, SAID), graded(PLANNED, TESTED)
    assert rules.best_evidenced([further, better]) is better


def test_of_claims_known_equally_the_one_that_goes_furthest_is_best():
    near, far = graded(OUTPUT, SHOWN), graded(OUTCOME, SHOWN)
    assert rules.best_evidenced([near, far]) is far


def test_of_equal_claims_the_first_is_best():
    first, second = graded(OUTPUT, SHOWN), graded(OUTPUT, SHOWN)
    assert rules.best_evidenced([first, second]) is first


def test_without_claims_none_is_best():
    assert rules.best_evidenced([]) is None


def test_suggested_and_confirmed_grades_are_counted_apart():
    claims = [
        graded(OUTPUT, SAID),
        graded(OUTPUT, SAID),
        make_graded(make_confirmed(how_far=OUTPUT, how_known=SAID)),
    ]
    assert rules.counts(claims) == {(OUTPUT, SAID, False): 2, (OUTPUT, SAID, True): 1}


def test_a_claim_is_counted_where_its_confirmed_grade_puts_it():
    claims = [make_graded(make_confirmed(how_far=OUTCOME, how_known=TESTED), how_far=OUTPUT, how_known=SAID)]
    assert rules.counts(claims) == {(OUTCOME, TESTED, True): 1}


def test_a_suggested_grade_has_no_version():
    assert make_graded().version == 0


def test_a_suggested_grade_is_told_as_suggested():
    assert graded(OUTPUT, SAID).placed == "How far: Output · how we know: said (suggested)"


def test_a_confirmed_grade_is_told_as_confirmed():
    one = make_graded(make_confirmed(how_far=OUTCOME, how_known=TESTED))
    assert one.placed == "How far: Outcome · how we know: tested (confirmed)"


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_change_needs_a_reason(reason):
    with pytest.raises(GradeRefused, match="why you place the claim differently"):
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
