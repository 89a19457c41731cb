"""How old a reader must be, by two published formulas, and which words are hard."""

import csv

import pytest

from cscp_core import readability
from cscp_core.readability import HardWord, find_hard_words

PLAIN = "The cat sat on the mat. It was a big cat."
HARD = "Multi-agency safeguarding arrangements necessitate comprehensive organisational review."


def test_both_formulas_by_hand():
    """Eleven words in two sentences, eleven syllables, 29 letters."""
    assert readability.flesch_kincaid(PLAIN) == pytest.approx(0.39 * 5.5 + 11.8 * 1 - 15.59 + 5)
    assert readability.automated_index(PLAIN) == pytest.approx(4.71 * 29 / 11 + 0.5 * 5.5 - 21.43 + 5)


def test_the_measure_tells_plain_words_from_others():
    assert readability.reading_age(PLAIN) < 8
    assert readability.reading_age(HARD) > 18


def test_it_is_the_higher_of_the_two():
    for text in (PLAIN, HARD):
        assert readability.reading_age(text) == max(readability.flesch_kincaid(text), readability.automated_index(text))


@pytest.mark.parametrize("text", ["", "Yes.", "We did it", "12 3 45 6"])
def test_what_has_no_sentence_has_no_age(text):
    assert readability.reading_age(text) == 0


def test_a_line_is_a_sentence_as_well():
    assert readability.sentences("One two three four\nfive six seven eight. Nine ten eleven twelve!") == [
        "One two three four",
        "five six seven eight.",
        "Nine ten eleven twelve!",
    ]


def test_hard_words_come_with_what_to_say_in_their_place_whatever_their_ending():
    assert find_hard_words("We operationalised it in order to help.") == [
        HardWord(written="operationalised", say="start"),
        HardWord(written="in order to", say="to"),
    ]


def test_a_long_word_that_is_on_no_list_is_pointed_out_too_and_each_once():
    found = find_hard_words("Interoperability matters. INTEROPERABILITY is hard. The cat sat.")
    assert found == [HardWord(written="Interoperability", say="")]


def test_plain_words_are_left_alone():
    assert find_hard_words("We asked twelve of you what helps. You said: more time.") == []


def test_every_row_of_the_list_is_found_and_says_something_easier_to_read():
    with readability.FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["words"] for row in rows if row["say"] not in {one.say for one in find_hard_words(row["words"])}] == []
    assert [row for row in rows if find_hard_words(row["say"])] == []
