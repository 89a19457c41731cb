"""Identifying details in free text: what is found, what is left alone, and that any text at all can be read."""

import re
import re._constants as sre
import re._parser as parser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cscp_core.identifying import dates, disguised, numbers, online, places, plain, schools, standing, words
from cscp_core.identifying.known import known_names
from cscp_core.identifying.rules import FINDERS, DetailKind, Found, find_details
from tests.identifying import harder_texts, texts
from tests.identifying.measure import KNOWN

EXAMPLES = [
    (kind, text, said)
    for part in (texts, harder_texts)
    for kind, examples in part.IDENTIFYING.items()
    for text, said in examples
]
CLEAN = [*texts.CLEAN, *harder_texts.CLEAN]
MODULES = (dates, disguised, numbers, online, places, plain, schools, standing, words)
PATTERNS = [value for module in MODULES for value in vars(module).values() if isinstance(value, re.Pattern)]


@pytest.mark.parametrize(("kind", "text", "said"), EXAMPLES)
def test_what_says_who_somebody_is_is_found(kind, text, said):
    found = [text[one.start : one.end] for one in find_details(text, KNOWN) if one.kind == kind]
    assert len(found) >= len(set(said))
    assert all(any(one in part or part in one for one in found) for part in said)


@pytest.mark.parametrize("text", CLEAN)
def test_what_names_nobody_is_left_alone(text):
    assert find_details(text, KNOWN) == []


@pytest.mark.parametrize("text", [text for _, text, _ in EXAMPLES])
def test_findings_are_in_order_and_none_overlaps_another(text):
    found = find_details(text, KNOWN)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_every_kind_has_one_finder():
    assert sorted(kind for kind, _ in FINDERS) == sorted(DetailKind)


def test_a_name_is_found_without_the_words_that_say_whose():
    assert find_details("my brother Kaleb left") == [Found(DetailKind.PERSON, 11, 16)]


def test_a_title_is_part_of_the_name():
    assert find_details("ask mr okafor now") == [Found(DetailKind.PERSON, 4, 13)]


def test_what_is_somebodys_is_left_out_of_the_name():
    assert find_details("Kaleb's mum rang") == [Found(DetailKind.PERSON, 0, 5)]


def test_an_email_address_is_not_a_handle_as_well():
    assert [one.kind for one in find_details("jaz_xo@example.com")] == [DetailKind.EMAIL]


def test_of_several_email_addresses_none_is_a_handle_as_well():
    text = "kim@example.org, sam@example.org and lee@example.org"
    assert [one.kind for one in find_details(text)] == [DetailKind.EMAIL] * 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kim@example.org+447911284563", [Found(DetailKind.EMAIL, 0, 15), Found(DetailKind.PHONE, 15, 28)]),
        ("Kim Lee+447911284563", [Found(DetailKind.PERSON, 0, 7), Found(DetailKind.PHONE, 7, 20)]),
    ],
)
def test_two_details_without_a_space_between_them_are_both_found(text, found):
    assert find_details(text) == found


def test_a_person_whom_a_street_is_named_after_is_no_finding_after_an_email_address_either():
    found = find_details("write to kim@example.org, my address is 9 Penfold Passage")
    assert [one.kind for one in found] == [DetailKind.EMAIL, DetailKind.ADDRESS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we met at Camden Road", []),
        ("i live at Camden Road", ["Camden Road"]),
        ("i went to Brightwell House and then Heron House", []),
        ("we met at Brightwell House and Heron House, then Kaleb left", ["Kaleb"]),
    ],
)
def test_names_of_the_field_are_no_findings_but_for_where_somebody_lives_and_who_comes_after_them(text, found):
    public = frozenset(["brightwell house", "camden road", "heron house"])
    assert [text[one.start : one.end] for one in find_details(text, public)] == found


def test_a_street_named_after_a_person_is_an_address():
    assert [one.kind for one in find_details("flat 3, 12 albert rd")] == [DetailKind.ADDRESS]


def test_a_name_of_the_field_is_no_finding():
    assert find_details("i went to Brightwell House", frozenset(["brightwell house"])) == []


def test_a_name_of_the_field_hides_no_number_beside_it():
    found = find_details("call me on Camden 020 7946 0991", KNOWN)
    assert [one.kind for one in found] == [DetailKind.PHONE]


def test_a_school_with_a_name_of_the_field_in_it_is_found():
    assert [one.kind for one in find_details("Camden School for Girls", KNOWN)] == [DetailKind.SCHOOL]


@pytest.mark.parametrize("number", ["943 476 5919", "943-476-5919", "9434765919", "9 4 3 4 7 6 5 9 1 9"])
def test_ten_digits_that_check_are_an_nhs_number_in_any_grouping(number):
    assert [one.kind for one in find_details(number)] == [DetailKind.NHS_NUMBER]


@pytest.mark.parametrize("upn", ["B801200005001", "b 801 2000 05 001", "M80120000500A"])
def test_a_pupil_number_whose_letter_checks_is_found(upn):
    assert [one.kind for one in find_details(f"it says {upn}")] == [DetailKind.UPN]


def test_a_pupil_number_whose_letter_does_not_check_is_found_when_it_is_called_one():
    assert find_details("A801200005001") == []
    assert [one.kind for one in find_details("upn A801200005001")] == [DetailKind.UPN]


@pytest.mark.parametrize("upn", ["F838400019001", "F941400019001"])
def test_a_pupil_number_of_a_council_that_is_new_is_found(upn):
    assert [one.kind for one in find_details(f"it says {upn}")] == [DetailKind.UPN]


@pytest.mark.parametrize("number", ["B80120000500S", "B80120000500I", "943 476 5918", "1111111111"])
def test_a_number_that_does_not_check_is_none(number):
    assert find_details(f"it says {number}") == []


def test_a_report_folder_that_is_not_there_leaves_the_names_written_by_hand():
    assert "camden" in known_names(Path("nowhere"))


def test_the_names_of_agencies_bodies_and_terms_are_read():
    assert {"camden safety net", "mash", "camden youth council", "ofsted"} <= KNOWN


def test_the_school_that_sends_a_member_is_no_name_of_the_field():
    assert "westminster kingsway college" not in KNOWN


def test_a_number_that_begins_with_that_of_the_country_is_no_nhs_number():
    assert [one.kind for one in find_details("+44 7911 284563")] == [DetailKind.PHONE]


def test_a_finding_says_where_the_signs_as_written_stand():
    text = "ring \u200b\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0664\u0666\u0661\u200b now"
    assert find_details(text) == [Found(DetailKind.PHONE, 6, 17)]


def test_the_number_of_a_street_and_its_flat_are_one_finding():
    assert find_details("i stay at 17 Clarence Way flat 2") == [Found(DetailKind.ADDRESS, 10, 32)]


def test_a_handle_is_found_without_the_words_before_it():
    assert find_details("my tiktok is kezjj09") == [Found(DetailKind.HANDLE, 13, 20)]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text):
    found = find_details(text, KNOWN)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert find_details(text, KNOWN) == found


PIECES = st.sampled_from(
    [piece for _, text, _ in EXAMPLES for piece in text.split()] + ["07", "@", ".", "ſept", "İ", "٣", "\n"]
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_any_mixture_of_what_people_write_can_be_read(text):
    found = find_details(text, KNOWN)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "mark",
    [
        "a",
        "1",
        "@",
        " ",
        ".",
        "a.",
        "a@",
        "0 ",
        "Aa ",
        "my ",
        "school ",
        "_",
        "o",
        "st ",
        "a0-",
        "0a.",
        "Mr ",
        "5 may ",
    ],
)
def test_a_long_text_of_nothing_but_one_mark_can_be_read(mark):
    assert isinstance(find_details(mark * (1500 // len(mark))), list)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:40])
def test_no_pattern_repeats_without_end_within_a_repeat_without_end(pattern):
    assert _depth(parser.parse(pattern.pattern, pattern.flags)) <= 1


def _depth(part: object) -> int:
    """How deep endless repeats stand within one another in a parsed pattern."""
    if isinstance(part, tuple) and len(part) == 2 and part[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        _, most, inner = part[1]
        return (most is sre.MAXREPEAT) + _depth(inner)
    if isinstance(part, (tuple, list, parser.SubPattern)):
        return max((_depth(inner) for inner in part), default=0)
    return 0
