"""What two of them want stands; terms and reminders."""

from datetime import date

import pytest

from cscp_core.errors import CommentRefused
from feedback.space import rules
from feedback.space.rules import Colour, Often, Picture, SpaceChoice


@pytest.mark.parametrize(
    ("picks", "chosen"),
    [
        ([], ()),
        (["b"], ()),
        (["b", "b"], ("b",)),
        (["b", "b", "a", "a"], ("a", "b")),
        (["a", "a", "b", "b", "b"], ("b", "a")),
        (["x", "x"], ()),
    ],
)
def test_what_two_want_stands_the_most_wanted_first(picks, chosen):
    assert rules.chosen_together(picks, ("a", "b", "c"), 3) == chosen


def test_no_more_stand_than_one_may_choose():
    assert rules.chosen_together(["a", "a", "b", "b"], ("a", "b"), 1) == ("a",)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 12, 31), date(2026, 9, 1)),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 8, 31), date(2026, 5, 1)),
    ],
)
def test_a_day_is_in_a_term(day, term):
    assert rules.term_of(day) == term
    assert str(day.year) in rules.name_of_term(term)


@pytest.mark.parametrize(
    ("what", "number"),
    [(SpaceChoice.TOPIC, 3), (SpaceChoice.REPLY, 3), (SpaceChoice.COLOUR, 1), (SpaceChoice.PICTURE, 1)],
)
def test_three_topics_can_be_chosen_and_one_colour(what, number):
    codes = ["a", "b", "c", "d"]
    assert rules.at_most(what) == number
    with pytest.raises(CommentRefused, match=rf"^Choose {number} at most\.$"):
        rules.check_choice(what, codes[: number + 1], codes)


def test_what_is_not_on_the_list_any_more_is_to_be_chosen_again():
    with pytest.raises(CommentRefused, match=r"^That is not on the list any more\. Choose again\.$"):
        rules.check_choice(SpaceChoice.TOPIC, ["t1", "t9"], ["t1", "t2"])


@pytest.mark.parametrize("what", list(SpaceChoice))
def test_only_what_is_on_the_list_can_be_chosen_and_not_too_much(what):
    possible = rules.options(what, ("t1", "t2", "t3", "t4"))
    rules.check_choice(what, possible[:1], possible)
    with pytest.raises(CommentRefused):
        rules.check_choice(what, possible[: rules.at_most(what) + 1], possible)
    with pytest.raises(CommentRefused):
        rules.check_choice(what, ["no such thing"], possible)


def test_codes_of_one_kind_are_none_of_another():
    found = [*rules.reply_criteria(), *Colour, *Picture]
    assert len(found) == len(set(found))


def test_every_colour_and_picture_is_drawn():
    style = (rules.FILE.parents[1] / "static" / "style.css").read_text()
    assert [one for one in [*Colour, *Picture] if one is not Colour.SEA and f".band.{one.value}" not in style] == []


def test_a_reminder_comes_after_a_week_or_four():
    assert [rules.next_day(one, date(2026, 11, 20)) for one in Often] == [date(2026, 11, 27), date(2026, 12, 18)]
