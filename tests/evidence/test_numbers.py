"""Numbers read out of printed text, and text looked up in text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.evidence.numbers import contains, flattened, numbers_in, shares_in

quietly = settings(database=None, deadline=None, max_examples=200)


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("19", [19]),
        ("1,234", [1234]),
        ("1, 234", [1234]),
        ("1,234,567", [1234567]),
        ("1,234.5", [1234.5]),
        ("1234", [1234]),
        ("12.5%", [12.5]),
        ("£3,000", [3000]),
        ("0.4", [0.4]),
        ("26 of 31", [26, 31]),
        ("2019-20", [2019, 20]),
        ("three", [3]),
        ("Twenty", [20]),
        ("twice", [2]),
        ("termly", [3]),
        ("both", [2]),
        ("10 of twelve", [10, 12]),
        ("twelve of 10", [10, 12]),
        ("£1.5m", [1.5, 1500000]),
        ("2 million", [2, 2000000]),
        ("185k", [185, 185000]),
        ("5 minutes", [5]),
        ("someone often", []),
        ("none", []),
        ("", []),
    ],
)
def test_the_numbers_in_a_stretch_of_print(printed, numbers):
    assert numbers_in(printed) == numbers


@quietly
@given(some.integers(min_value=0, max_value=10**12))
def test_a_whole_number_printed_with_commas_is_read_back(number):
    assert numbers_in(f"{number:,}") == [number]


@quietly
@given(some.integers(min_value=0, max_value=10**9), some.integers(min_value=0, max_value=99))
def test_a_decimal_printed_with_commas_is_read_back(whole, hundredths):
    printed = f"{whole:,}.{hundredths:02}"
    assert numbers_in(printed) == [float(f"{whole}.{hundredths:02}")]


@quietly
@given(some.integers(min_value=0, max_value=10**9))
def test_words_around_a_number_do_not_change_it(number):
    assert numbers_in(f"over {number:,} children") == [number]


@quietly
@given(some.text())
def test_no_text_whatever_upsets_the_reading(text):
    assert all(isinstance(number, float) for number in numbers_in(text))


def test_flattened_text_has_single_spaces_plain_quotes_and_small_letters():
    assert flattened("  The ‘Front\u00a0Door’\n• sees   “more” ") == "the 'front door' sees \"more\""


@pytest.mark.parametrize("text", ["the rate was 19", "19 children", "(19)", "19% of", "£19", "from 19, down", "19."])
def test_a_number_is_found_as_a_whole(text):
    assert contains(text, "19")


@pytest.mark.parametrize(
    "text", ["190 children", "119 children", "19.5 per cent", "19,500", "1,190", "2.19", "a19", "19th"]
)
def test_a_number_is_not_found_inside_a_longer_one(text):
    assert not contains(text, "19")


def test_a_word_is_not_found_inside_a_longer_one():
    assert not contains("the children's homes", "child")


def test_signs_in_what_is_looked_for_are_taken_literally():
    assert not contains("a cat", "c.t")
    assert contains("about (c.t)", "(c.t)")


def test_a_share_in_words_is_worth_its_per_cent():
    printed = {
        "1 in 4": 25,
        "one child in five": 20,
        "two thirds": 66.67,
        "a quarter": 25,
        "over 2/3": 66.67,
        "3 out of 4": 75,
    }
    assert {one: round(shares_in(one)[0], 2) for one in printed} == printed
    assert shares_in("12 children in care") == []
    assert shares_in("5 in 4") == []
