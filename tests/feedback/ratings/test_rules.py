"""What is told of answers after a meeting: words, from three on, and nothing that one person alone said."""

from datetime import date
from itertools import combinations_with_replacement, product

import pytest

from cscp_core.errors import CommentRefused
from feedback.ratings import rules
from feedback.ratings.rules import Felt, HowItWas, Wish, tell


def rated(heard=Felt.YES, straight=Felt.YES, wishes=()):
    return HowItWas(heard=heard, straight=straight, wishes=tuple(wishes))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_of_fewer_than_three_nothing_is_told(number):
    assert tell([rated()] * number) == ()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([Felt.YES] * 3, "Mostly yes"),
        ([Felt.YES, Felt.YES, Felt.NO], "Mostly yes"),
        ([Felt.NO, Felt.NO, Felt.PARTLY], "Mostly no"),
        ([Felt.YES, Felt.PARTLY, Felt.NO], "It was mixed"),
        ([Felt.PARTLY] * 3, "It was mixed"),
        ([Felt.YES, Felt.YES, Felt.NO, Felt.NO], "It was mixed"),
    ],
)
def test_answers_lean_where_two_in_three_say_so(answers, words):
    assert tell([rated(heard=one) for one in answers])[0] == f"Were you heard? {words}."


@pytest.mark.parametrize("number", [3, 4, 5])
def test_no_result_shows_that_everybody_answered_the_same(number):
    """Whatever is told could also have come of answers that differ."""
    told = {}
    for answers in combinations_with_replacement(Felt, number):
        told.setdefault(tell([rated(heard=one) for one in answers])[0], set()).add(answers)
    assert all(len(answers) > 1 for answers in told.values())


def test_who_answered_in_which_order_makes_no_difference():
    for answers in product(Felt, repeat=3):
        ratings = [rated(heard=one) for one in answers]
        assert tell(ratings) == tell(ratings[::-1])


def test_a_wish_of_one_person_alone_is_not_told():
    ratings = [rated(wishes=[Wish.TIME, Wish.FINISH]), rated(wishes=[Wish.TIME]), rated(wishes=[Wish.BACK])]
    assert tell(ratings)[2] == "What should change? Give us more time."
    assert (
        tell([rated(wishes=[one]) for one in list(Wish)[:3]])[2] == "What should change? No two of them chose the same."
    )


def test_nothing_that_is_told_holds_a_number():
    for number in (3, 4, 7):
        assert not any(letter.isdigit() for one in tell([rated(wishes=list(Wish))] * number) for letter in one)


def test_a_form_closes_ten_working_days_after_the_meeting():
    assert rules.closes_on(date(2026, 11, 20)) == date(2026, 12, 4)


def test_more_than_three_wishes_are_refused():
    rules.check_wishes(list(Wish)[:3])
    with pytest.raises(CommentRefused, match=r"^Choose 3 at most\.$"):
        rules.check_wishes(list(Wish)[:4])
