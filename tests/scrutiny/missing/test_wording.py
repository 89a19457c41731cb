"""How questions are worded: the file, what a new wording must be, and what is filled in."""

import csv
from contextlib import suppress
from string import Template

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.errors import CscpError, TextRefused, WordingRefused
from cscp_core.free_text import PARAGRAPH
from cscp_core.scrutiny.missing import wording
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.wording import NAMES, QuestionWording, check_wording, fill_wording, of_the_file

quietly = settings(database=None, deadline=None, max_examples=100)
VALUES = {name: f"the {name}" for name in NAMES}


def in_the_file():
    with wording.FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_kind_has_one_wording_in_the_file():
    assert sorted(row["missing"] for row in in_the_file()) == sorted(Missing)


@pytest.mark.parametrize("missing", Missing)
def test_every_wording_of_the_file_is_found_by_its_kind(missing):
    assert of_the_file()[missing].missing is missing


@pytest.mark.parametrize("missing", Missing)
def test_every_wording_ends_in_a_question(missing):
    assert of_the_file()[missing].question.endswith("?")


@pytest.mark.parametrize("missing", Missing)
def test_every_wording_of_the_file_would_be_accepted_from_a_person(missing):
    standing = of_the_file()[missing]
    assert check_wording(missing, standing.question, standing.would_answer) == standing


@pytest.mark.parametrize("missing", Missing)
def test_every_wording_says_in_which_section_it_stands(missing):
    assert {"reported", "section", "basis"} & set(Template(of_the_file()[missing].question).get_identifiers())


@pytest.mark.parametrize("missing", Missing)
def test_every_wording_reports_the_claim_or_prints_the_figure(missing):
    assert {"reported", "figure", "basis"} & set(Template(of_the_file()[missing].question).get_identifiers())


@pytest.mark.parametrize("missing", Missing)
def test_no_two_kinds_ask_the_same(missing):
    asked = [one.question for one in of_the_file().values()]
    assert asked.count(of_the_file()[missing].question) == 1


@pytest.mark.parametrize("missing", Missing)
def test_a_filled_wording_has_no_name_left_in_it(missing):
    assert "$" not in "".join(fill_wording(of_the_file()[missing], **VALUES))


def test_the_wording_of_the_file_is_version_0():
    assert {one.version for one in of_the_file().values()} == {0}


@pytest.mark.parametrize("text", ["", "   ", "\x00\u202e"])
def test_a_question_needs_words(text):
    with pytest.raises(TextRefused, match=r"^Write the question\.$"):
        check_wording(Missing.OWNER, text, "A post.")


@pytest.mark.parametrize("text", ["", "   ", "\x00\u202e"])
def test_what_would_answer_it_needs_words(text):
    with pytest.raises(TextRefused, match=r"^Write what would answer it\.$"):
        check_wording(Missing.OWNER, "Who?", text)


@pytest.mark.parametrize(("question", "answer"), [("?" * 1001, "A post."), ("Who?", "x" * 1001)])
def test_a_wording_that_is_too_long_is_refused(question, answer):
    with pytest.raises(TextRefused, match="1,000 characters"):
        check_wording(Missing.OWNER, question, answer)


def test_a_question_without_a_question_mark_is_refused():
    with pytest.raises(WordingRefused, match="question mark"):
        check_wording(Missing.OWNER, "Tell us who owns it.", "A post.")


@pytest.mark.parametrize(("question", "answer"), [("Who at $place?", "A post."), ("Who?", "A post at ${place}.")])
def test_a_name_that_nothing_fills_is_refused_and_those_that_do_are_listed(question, answer):
    with pytest.raises(
        WordingRefused, match=r"Nothing fills in \$place\. Use \$reported, \$claim, \$section, \$agency"
    ):
        check_wording(Missing.OWNER, question, answer)


@pytest.mark.parametrize("question", ["Who owns “$claim”?", "'${reported}' Who?", 'Who says "$claim" is done?'])
def test_our_own_account_in_quotation_marks_is_refused(question):
    with pytest.raises(WordingRefused, match="Leave out the quotation marks"):
        check_wording(Missing.OWNER, question, "A post.")


@pytest.mark.parametrize("question", ["Who has $5?", "Who has $?", "Who has ${claim?"])
def test_a_dollar_sign_that_begins_no_name_is_refused(question):
    with pytest.raises(WordingRefused, match="dollar sign begins a name"):
        check_wording(Missing.OWNER, question, "A post.")


def test_a_doubled_dollar_sign_stands_for_itself():
    assert fill_wording(check_wording(Missing.OWNER, "Who has $$5?", "A post."), **VALUES)[0] == "Who has $5?"


@pytest.mark.parametrize("name", NAMES)
def test_every_name_may_be_used_and_is_filled_in(name):
    new = check_wording(Missing.OWNER, f"What of ${name}?", f"More of ${{{name}}}.")
    assert fill_wording(new, **VALUES) == (f"What of the {name}?", f"More of the {name}.")


def test_a_wording_is_kept_without_spaces_around_it():
    assert check_wording(Missing.OWNER, "  Who? \n", " A post. ") == QuestionWording(Missing.OWNER, "Who?", "A post.")


@pytest.mark.parametrize("claim", ["$agency pays $5", "${section}", "$$", "{agency}", "%s"])
def test_what_is_filled_in_is_never_read_as_a_wording(claim):
    known = QuestionWording(Missing.OWNER, "$claim Who?", "A post.")
    assert fill_wording(known, **VALUES | {"claim": claim})[0] == f"{claim} Who?"


@quietly
@given(some.text(max_size=1200))
def test_whatever_is_filled_in_a_question_fits_where_questions_are_kept(claim):
    known = QuestionWording(Missing.OWNER, "$claim Who?", "$claim")
    assert max(len(text) for text in fill_wording(known, **VALUES | {"claim": claim})) <= PARAGRAPH


def test_no_wording_that_is_accepted_loses_its_question_to_a_long_claim():
    asks = "$claim " + "Consider this. " * 60 + "Who owns it?"
    with suppress(CscpError):  # it may be refused for its length
        assert fill_wording(check_wording(Missing.OWNER, asks, "A post."), **VALUES | {"claim": "word " * 79})[
            0
        ].endswith("?")
