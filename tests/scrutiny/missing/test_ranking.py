"""The order of questions, the badges that tell why, and the rule behind it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.scrutiny.missing import ranking
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.ranking import Question, RankingReason

quietly = settings(database=None, deadline=None, max_examples=100)


def make_question(source_id="claim-1", score=10.0, **details):
    known = {
        "source_kind": "claim",
        "source_id": source_id,
        "theme_id": source_id,
        "theme": "Neglect",
        "section": "1.1",
        "source_text": "Neglect fell.",
        "reported": "Section 1.1 reports that neglect fell.",
        "missing": Missing.EVIDENCE,
        "text": "So what?",
        "would_answer": "A measure.",
        "category": ChallengeCategory.B,
        "agency_id": source_id,
        "agency": "Council",
        "figure_id": "",
        "score": score,
        "reasons": (),
        "asked_instead": "",
    }
    return Question(**known | details)


def chosen(*questions, most=5):
    return [one.source_id for one in ranking.rank_questions(questions, most)]


def test_the_highest_score_comes_first():
    assert chosen(make_question("low", 5), make_question("high", 9)) == ["high", "low"]


def test_no_more_than_wanted_are_chosen():
    assert len(chosen(*(make_question(str(n)) for n in range(9)), most=5)) == 5


def test_where_there_are_fewer_all_are_chosen():
    assert chosen(make_question("only"), most=5) == ["only"]


def test_of_one_source_only_the_best_question_is_chosen():
    best, other = make_question("one", 9), make_question("one", 8, missing=Missing.OWNER)
    assert [one.score for one in ranking.rank_questions([best, other], 5)] == [9]


LESS = pytest.mark.parametrize(
    ("same", "points"), [("theme_id", 3), ("missing", 2), ("agency_id", 1)], ids=["theme", "kind", "agency"]
)


@LESS
def test_what_is_already_among_the_chosen_counts_for_less(same, points):
    first = make_question("first", 20)
    alike = make_question("alike", 10, missing=Missing.VOICE) if same != "missing" else make_question("alike", 10)
    alike = replace(alike, **{same: getattr(first, same)})
    other = make_question("other", 10 - points + 0.5, missing=Missing.OWNER)
    assert chosen(first, alike, other) == ["first", "other", "alike"]


def alike(source_id, score, first, same):
    """A question that has one thing in common with another."""
    missing = first.missing if same == "missing" else Missing.VOICE if source_id == "alike" else Missing.BASE
    made = make_question(source_id, score, missing=missing)
    return replace(made, **{same: getattr(first, same)})


@LESS
def test_what_is_already_among_the_chosen_counts_for_no_less_than_that(same, points):
    first = make_question("first", 20)
    other = make_question("other", 10 - points - 0.5, missing=Missing.OWNER)
    assert chosen(first, alike("alike", 10, first, same), other) == ["first", "alike", "other"]


@LESS
def test_what_is_twice_among_the_chosen_counts_for_less_twice(same, points):
    first = make_question("first", 40)
    second, third = alike("second", 30, first, same), alike("alike", 10, first, same)
    other = make_question("other", 10 - 2 * points + 0.5, missing=Missing.OWNER)
    assert chosen(first, second, third, other) == ["first", "second", "other", "alike"]


def test_of_two_that_are_now_worth_the_same_the_higher_score_comes_first():
    first = make_question("first", 20)
    other = make_question("other", 10, missing=Missing.OWNER)
    assert chosen(first, other, alike("alike", 13, first, "theme_id")) == ["first", "alike", "other"]


def test_five_that_differ_come_before_more_of_the_same():
    same = [make_question(f"same-{n}", 10, theme_id="neglect", agency_id="council") for n in range(5)]
    kinds = [Missing.VOICE, Missing.BASE, Missing.OWNER, Missing.DUE]
    others = [make_question(f"other-{n}", 8, missing=kinds[n]) for n in range(4)]
    found = ranking.rank_questions([*same, *others], 5)
    assert len({one.theme_id for one in found}) == len({one.missing for one in found}) == 5


def test_a_question_shows_what_is_missing_and_why_that_counts_as_badges():
    one = make_question("a", reasons=(RankingReason.PRIORITY, RankingReason.ONLY_SAID))
    assert one.badges == ("no evidence of change", "a priority", "agency's word only")
    assert one.because == "no evidence of change · a priority · agency's word only"


@pytest.mark.parametrize("badge", [*(one.badge for one in Missing), *(one.label for one in RankingReason)])
def test_a_badge_has_two_to_four_words(badge):
    assert 2 <= len(badge.split()) <= 4


def test_a_question_has_the_points_of_what_is_missing_and_of_each_reason():
    assert ranking.score(Missing.OWNER, []) == 3
    assert ranking.score(Missing.OWNER, [RankingReason.PRIORITY, RankingReason.ONE_AGENCY]) == 7


def test_the_rule_of_the_ranking_tells_every_badge_with_its_points():
    told = " ".join(ranking.how_ranked())
    assert [one.badge for one in Missing if one.badge not in told] == []
    for one in RankingReason:
        assert f"{one.points} where {one.meaning} ({one.label})" in told


@quietly
@given(some.lists(some.tuples(some.integers(0, 9), some.integers(1, 20)), max_size=20), some.integers(0, 6))
def test_a_ranking_never_repeats_a_source_nor_exceeds_what_is_wanted(drawn, most):
    questions = [make_question(f"claim-{source}", float(score)) for source, score in drawn]
    found = chosen(*questions, most=most)
    assert len(found) == len(set(found)) == min(most, len({source for source, _ in drawn}))
