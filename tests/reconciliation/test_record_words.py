"""The table of words that the record is held against: each word that is printed, once, and none that is denied."""

import pytest

from cscp_core.reconciliation.record_words import Claims, SetBeside, word_rules, words_in


def claims(words):
    return [one.rule.claims for one in words_in(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("slightly higher", [Claims.LITTLE_ABOVE]),
        ("a slight decline", [Claims.LITTLE, Claims.DOWN]),
        ("numbers have stabilised", [Claims.LEVEL]),
        ("Only 9.5% of children", [Claims.LOW]),
        ("a decrease has been sustained", [Claims.DOWN, Claims.KEPT]),
        ("this is in line with national", [Claims.ALIKE]),
        ("well above the average", [Claims.FAR_ABOVE]),
        ("a significant reduction", [Claims.MUCH, Claims.DOWN]),
        ("commonly asked", []),
        ("the number of children", []),
    ],
)
def test_each_word_is_found_once_in_the_order_of_the_text(words, found):
    assert claims(words) == found


@pytest.mark.parametrize("words", ["no significant increase", "it has not stabilised", "without any decline"])
def test_a_denied_word_claims_nothing(words):
    assert claims(words) == []


def test_a_word_is_told_as_it_is_printed():
    assert [one.printed for one in words_in("Numbers have Stabilised since")] == ["Stabilised"]


def test_every_claim_has_a_word_and_every_row_says_its_rule():
    rules = word_rules()
    assert {one.claims for one in rules} == set(Claims)
    assert all(one.rule.endswith(".") for one in rules)
    assert all(one.limit > 0 for one in rules if one.claims in (Claims.LEVEL, Claims.LITTLE, Claims.MUCH, Claims.ALIKE))
    assert {one.about for one in rules} == set(SetBeside)
