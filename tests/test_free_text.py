"""What people type, made fit to keep: trimmed, nothing unseen in it, not empty where needed, not too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cscp_core.errors import TextRefused
from cscp_core.free_text import LONG, PARAGRAPH, SHORT, UNSEEN, tidy

WHAT = "the question"


def test_a_plain_sentence_is_kept_as_it_is():
    assert tidy("What changed for children?", WHAT) == "What changed for children?"


def test_space_around_a_text_is_taken_away():
    assert tidy(" \n\t What changed? \n ", WHAT) == "What changed?"


def test_space_within_a_text_stays():
    assert tidy("One.\n\n\tTwo.", WHAT) == "One.\n\n\tTwo."


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_end_becomes_one(end):
    assert tidy(f"One.{end}Two.", WHAT) == "One.\nTwo."


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f"])
def test_a_control_character_is_taken_out(sign):
    assert tidy(f"What{sign} changed?", WHAT) == "What changed?"


@pytest.mark.parametrize("mark", ["\u202a", "\u202d", "\u202e", "\u2066", "\u2067", "\u2069"])
def test_a_mark_that_turns_the_direction_of_a_text_is_taken_out(mark):
    assert tidy(f"What{mark} changed?", WHAT) == "What changed?"


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\ufffe", "\uffff", chr(0xD800)])
def test_what_nobody_sees_is_taken_out(sign):
    assert tidy(f"What{sign} changed?", WHAT) == "What changed?"


@pytest.mark.parametrize(
    "text",
    [
        "Żółć, naïve, Ødegård",
        "শিশুদের জন্য কী বদলেছে?",
        "ماذا تغيّر للأطفال؟",
        "子どもに何が変わったか",
        "👩\u200d👧 and 🏳️\u200d🌈",
    ],
)
def test_every_language_and_every_sign_that_is_seen_is_kept(text):
    assert tidy(text, WHAT) == text


@pytest.mark.parametrize("text", ["=1+1", "<b>bold</b>", "'; DROP TABLE account; --", "![pic](http://x)"])
def test_a_text_that_something_else_could_run_is_kept_as_text(text):
    assert tidy(text, WHAT) == text


@pytest.mark.parametrize("text", ["", " ", "\n\t\r\n", "\x00", "\u200b\ufeff", " \u202e "])
def test_a_text_that_is_needed_is_refused_when_there_is_nothing_in_it(text):
    with pytest.raises(TextRefused, match=r"^Write the question\.$"):
        tidy(text, WHAT)


@pytest.mark.parametrize("text", ["\u200c", "\u200d", "\u200e", "\u200f", "\u00ad", "\u034f", "\u3164"])
def test_a_text_of_nothing_but_joiners_and_other_unseen_signs_is_empty_too(text):
    with pytest.raises(TextRefused, match=r"^Write the question\.$"):
        tidy(text, WHAT)


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_a_text_that_is_not_needed_may_be_empty(text):
    assert tidy(text, WHAT, needed=False) == ""


@pytest.mark.parametrize("most", [SHORT, PARAGRAPH, LONG])
def test_a_text_may_be_as_long_as_its_field_allows(most):
    assert tidy("x" * most, WHAT, most=most) == "x" * most


@pytest.mark.parametrize("needed", [True, False])
def test_a_longer_text_is_refused_with_what_is_allowed_and_how_long_it_is(needed):
    with pytest.raises(TextRefused, match=r"^Keep the question under 4,000 characters\. Yours has 4,001\.$"):
        tidy("x" * 4001, WHAT, most=LONG, needed=needed)


def test_a_text_has_a_paragraph_of_room_unless_said_otherwise():
    with pytest.raises(TextRefused, match="1,000 characters"):
        tidy("x" * 1001, WHAT)


def test_what_is_taken_out_does_not_count():
    assert tidy(" " + "x\u200b" * SHORT + "\n", WHAT, most=SHORT) == "x" * SHORT


def test_a_line_end_of_two_characters_counts_as_one():
    assert len(tidy("x\r\n" * 100 + "x", WHAT, most=201)) == 201


@given(st.text(alphabet=st.characters(), max_size=SHORT))
def test_no_text_whatever_leaves_anything_unseen_in_it(text):
    assert UNSEEN.search(tidy(text, WHAT, needed=False)) is None


@given(st.text(alphabet=st.characters(), max_size=SHORT))
def test_a_text_that_was_tidied_is_tidy(text):
    once = tidy(text, WHAT, needed=False)
    assert tidy(once, WHAT, needed=False) == once
