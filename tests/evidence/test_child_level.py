"""What points to a single child is recognised: columns, NHS numbers, UPNs and postcodes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.evidence import child_level

quietly = settings(database=None, deadline=None, max_examples=200)


@pytest.mark.parametrize(
    "column",
    [
        "child_name", "child_id", "child", "pupil", "first_name", "firstname", "forename", "surname", "last_name",
        "full_name", "dob", "DOB", "date_of_birth", "DateOfBirth", "birth_date", "upn", "UPN", "nhs_number", "nhs_no",
        "NHSNumber", "nhs", "postcode", "post_code", "home_address", "phone", "parent_phone", "telephone", "email",
        "ethnicity_of_child", "case_id", "mosaic_id", "mosaicid",
    ],
)  # fmt: skip
def test_a_column_about_single_children_is_recognised(column):
    assert child_level.is_child_level(column)


@pytest.mark.parametrize("column", ["Date of birth", "NHS number", "First name", "Child ID", "Mosaic-ID", "Post code"])
def test_a_column_about_single_children_is_recognised_with_spaces_and_dashes_too(column):
    assert child_level.is_child_level(column)


@pytest.mark.parametrize(
    "column", ["section", "theme_id", "name", "plain_name", "children", "childrens_services", "addressed"]
)
def test_a_column_about_the_report_is_not_taken_for_one(column):
    assert not child_level.is_child_level(column)


@pytest.mark.parametrize(
    "text",
    ["943 476 5919", "943-476-5919", "9434765919", "number 943 476 5919.", "(4010232137)", "NHS:9434765919,"],
)
def test_an_nhs_number_is_recognised_by_its_check_digit(text):
    assert child_level.found_in(text) == ["an NHS number"]


@pytest.mark.parametrize("last", [digit for digit in "0123456789" if digit != "9"])
def test_ten_digits_with_a_wrong_check_digit_are_no_nhs_number(last):
    assert child_level.found_in(f"943476591{last}") == []


def test_a_check_digit_of_ten_is_never_issued():
    # 1*10 + 1*2 = 12 leaves 1, and 11 - 1 is 10
    assert [last for last in range(10) if child_level.found_in(f"100000001{last}")] == []


@pytest.mark.parametrize(
    "text", ["020 7974 1234", "02079741234", "+44 20 7974 1234", "07700 900123", "0300 123 4567", "999", "101"]
)
def test_a_phone_number_is_not_taken_for_an_nhs_number(text):
    assert child_level.found_in(text) == []


@pytest.mark.parametrize("text", ["19434765919", "94347659190", "2019-20 and 2020-21", "1,234,567,890"])
def test_a_longer_or_other_run_of_digits_is_no_nhs_number(text):
    assert child_level.found_in(text) == []


@pytest.mark.parametrize("text", ["H801200001001", "h801200001001", "the pupil H801200001001 moved"])
def test_a_upn_is_recognised_by_its_check_letter(text):
    assert child_level.found_in(text) == ["a UPN"]


@pytest.mark.parametrize("letter", list("ABCDEFGJKLMNPQRTUVWXYZ"))
def test_a_wrong_check_letter_makes_no_upn(letter):
    assert child_level.found_in(f"{letter}801200001001") == []


def test_a_temporary_upn_ends_with_a_letter():
    # 8*2 + 0*3 + 1*4 + 2*5 + 0 + 0 + 0 + 0 + 1*10 + 0 + 0 = 40; B is 1 with weight 13: 53 = 2*23 + 7, which is H
    assert child_level.found_in("H80120000100B") == ["a UPN"]


def test_a_temporary_upn_with_a_wrong_check_letter_is_none():
    assert child_level.found_in("A80120000100B") == []


@pytest.mark.parametrize("text", ["XH801200001001", "H8012000010011", "H80120000100"])
def test_letters_and_digits_of_another_length_are_no_upn(text):
    assert child_level.found_in(text) == []


@pytest.mark.parametrize(
    "postcode", ["NW1 2DB", "nw1 2db", "N1 9AG", "WC1H 9JE", "EC1A 1BB", "W1A 0AX", "M1 1AE", "B33 8TH", "CR2 6XH",
                 "DN55 1PT", "NW12DB", "lives at NW1 2DB."],
)  # fmt: skip
def test_a_full_postcode_is_recognised(postcode):
    assert child_level.found_in(postcode) == ["a full postcode"]


@pytest.mark.parametrize(
    "text", ["NW1", "WC1H", "1.1 Section", "A2 grade", "2019-20", "Q1 2DB", "NW1 2DBX", "Key Stage 4"]
)
def test_less_or_more_than_a_full_postcode_is_none(text):
    assert child_level.found_in(text) == []


def test_every_kind_that_stands_in_a_text_is_named():
    kinds = child_level.found_in("943 476 5919, H801200001001, NW1 2DB")
    assert kinds == ["an NHS number", "a UPN", "a full postcode"]


@quietly
@given(some.text())
def test_no_text_whatever_upsets_the_search(text):
    assert set(child_level.found_in(text)) <= {"an NHS number", "a UPN", "a full postcode"}


@quietly
@given(some.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ,.-"))
def test_letters_alone_identify_nobody(text):
    assert child_level.found_in(text) == []


@quietly
@given(some.integers(min_value=0, max_value=999_999_999))
def test_of_ten_numbers_that_differ_in_the_last_digit_at_most_one_is_an_nhs_number(start):
    assert sum(bool(child_level.found_in(f"{start:09}{last}")) for last in range(10)) <= 1


@pytest.mark.parametrize(
    "text", ["S11 2nd stage returns", "KS2 3rd year", "an E1 1st meeting", "B2 4th quarter", "KS1 2AB", "QQ1 2AB"]
)
def test_an_ordinal_is_no_half_of_a_postcode_and_a_key_stage_no_area(text):
    assert child_level.found_in(text) == []


@pytest.mark.parametrize("text", ["S11 2ND", "s11 2nd", "S11 2AB", "Lived at NW1 2DB.", "n19gu"])
def test_a_postcode_in_one_case_is_one(text):
    assert child_level.found_in(text) == ["a full postcode"]
