"""The words and scales of the evidence."""

from enum import StrEnum

import pytest

from cscp_core.evidence import rules
from cscp_core.evidence.rules import HowFar, HowKnown


def test_how_far_rises_from_a_plan_to_an_impact():
    assert [step.rank for step in HowFar] == [0, 1, 2, 3, 4, 5]


def test_how_we_know_rises_from_said_to_tested():
    assert HowKnown.SAID.rank < HowKnown.SHOWN.rank < HowKnown.TESTED.rank


@pytest.mark.parametrize("step", HowFar)
def test_every_step_has_its_question_and_its_plain_words(step):
    assert step.question.endswith("?")
    assert step.plain


@pytest.mark.parametrize("step", HowKnown)
def test_every_way_of_knowing_says_what_it_means(step):
    assert step.meaning


@pytest.mark.parametrize("category", rules.ChallengeCategory)
def test_every_category_of_challenge_has_words(category):
    assert category.words


@pytest.mark.parametrize("polarity", rules.Polarity)
def test_every_polarity_is_a_sentence(polarity):
    assert rules.polarity_in_words(polarity).endswith(".")


def test_work_is_open_until_it_is_evidenced_or_stopped():
    assert set(rules.WorkStatus) - rules.OPEN == {rules.WorkStatus.DONE_EVIDENCED, rules.WorkStatus.STOPPED}


def test_silence_is_open_work():
    assert rules.WorkStatus.NOT_REPORTED in rules.OPEN


def test_a_kind_of_recommendation_is_shown_without_underscores():
    assert rules.RecommendationKind.AREA.label == "area for development"


def test_both_scales_are_always_told_together():
    assert rules.placed(HowFar.OUTPUT, HowKnown.SAID) == "How far: Output · how we know: said"


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_told_as_a_sentence_tells_it(parts, said):
    assert rules.in_words(iter(parts)) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1234, "1,234 claims")])
def test_a_number_goes_with_its_noun(number, said):
    assert rules.counted(number, "claim") == said


def test_a_noun_with_a_plural_of_its_own_keeps_it():
    assert rules.counted(2, "child", "children") == "2 children"


@pytest.mark.parametrize(
    "words", [HowFar, HowKnown, rules.ValueState, rules.Polarity, rules.ReviewKind, rules.WorkStatus]
)
def test_a_scale_is_made_of_words_that_the_database_can_keep(words: type[StrEnum]):
    assert [str(word) for word in words] == [word.label for word in words]


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("children", "child"),
        ("young people", "young person"),
        ("children and young people", "child or young person"),
        ("staff", "member of staff"),
        ("referrals", "referral"),
        ("agencies", "agency"),
        ("times a year", "time a year"),
        ("years old", "year old"),
        ("members of staff", "member of staff"),
        ("children in need", "child in need"),
        ("children on a plan", "child on a plan"),
        ("families with a plan", "family with a plan"),
        ("children subject to a plan", "child subject to a plan"),
        ("serious incidents", "serious incident"),
        ("section 47 enquiries", "section 47 enquiry"),
        ("social work assessments", "social work assessment"),
        ("per 10,000 children", "per 10,000 children"),
        ("out of 10", "out of 10"),
        ("not stated", "not stated"),
        ("boys and girls", "boys and girls"),
        ("%", "%"),
    ],
)
def test_a_unit_is_told_of_one_of_it(unit, one):
    assert rules.singular(unit) == one


def test_every_polarity_says_which_way_is_better():
    assert rules.polarity_in_words(rules.Polarity.HIGHER) == "A higher number is better."
    assert rules.polarity_in_words(rules.Polarity.LOWER) == "A lower number is better."
    assert rules.polarity_in_words(rules.Polarity.NONE).startswith("Neither high nor low is good")
