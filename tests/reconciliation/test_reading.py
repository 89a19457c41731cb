"""Checks that read words: suggestions to a reader, never certain."""

import pytest

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.rules import Verdict
from tests.reconciliation.facts import claim, figure, found

AGREES, ASKED, CANNOT = Verdict.AGREES, Verdict.WORTH_ASKING, Verdict.CANNOT_CHECK
TENSE, DATES, CROSS = CheckKind.TENSE, CheckKind.DATES, CheckKind.CROSS_REFERENCE
WORDING, SMALL = CheckKind.WORDING, CheckKind.SMALL_NUMBERS
CLAIMS = {"claims": [claim("1.1") | {"claim_id": "claim-1"}, claim("1.2", "An audit.") | {"claim_id": "claim-2"}]}
PAIR = ("claim-1", "claim-2")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("has been taken forward / will be completed", ASKED),
        ("have been embedded / will be available in Autumn 2020", ASKED),
        ("was embedded / to have set timescales", ASKED),
        ("has been embedded and is to be launched", ASKED),
        ("embedded over 2019-20, was held / embedded, was held over 2020-21", ASKED),
        ("was delivered / was held", AGREES),
        ("will be refreshed / will be explored", AGREES),
        ("a strategy / a plan of action", CANNOT),
        ("was delivered / a plan of action", CANNOT),
        ("will be refreshed / a plan of action", CANNOT),
        ("participates in the campaign / will take place in autumn", ASKED),
        ("participates in the campaign / was held", CANNOT),
        ("have taken a number of initiatives / more work will take place", ASKED),
        ("actions have been progressed / Launch an updated report", ASKED),
        ("has been embedded / has not been completed", ASKED),
        ("wasn’t completed / will be completed", AGREES),
        ("was late due to the pandemic / was held", AGREES),
        ("was agreed / will not be held", CANNOT),
        ("has been embedded / not yet embedded", ASKED),
    ],
)
def test_done_and_still_to_come_is_worth_asking_about(words, verdict):
    assert found(TENSE, refs=PAIR, words=words, rows=CLAIMS).verdict is verdict


def test_the_places_of_both_phrases_are_named():
    one = found(TENSE, refs=PAIR, words="has been done / will be done", rows=CLAIMS)
    assert one.sections == ("1.1", "1.2")
    assert "“has been done” (1.1) and “will be done” (1.2)" in one.message


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("in June 2019", AGREES),
        ("in March 2020", AGREES),
        ("over 2019-20", AGREES),
        ("in March 2019", ASKED),
        ("the 2018-19 audit", ASKED),
        ("the end of July 2020", ASKED),
        ("due in autumn 2020", ASKED),
        ("in 2016-18", ASKED),
        ("in 2020", CANNOT),
        ("from March 2020", CANNOT),
        ("since May 2019", CANNOT),
        ("from April 2019 to March 2020", AGREES),
        ("between April and June 2018", ASKED),
        ("recently", CANNOT),
    ],
)
def test_what_counts_as_the_years_lies_within_the_year(words, verdict):
    assert found(DATES, refs=("claim-1",), words=words, rows=CLAIMS).verdict is verdict


def test_a_report_without_a_year_says_that_no_date_can_be_checked():
    assert found(DATES, refs=("claim-1",), words="in June 2019", rows=CLAIMS, period="one year").verdict is CANNOT


@pytest.mark.parametrize(
    ("cited", "words", "verdict"), [("1.2", "audit", AGREES), ("1.2", "inspections", ASKED), ("9.9", "audit", ASKED)]
)
def test_a_section_holds_what_it_is_named_for(cited, words, verdict):
    assert found(CROSS, refs=("1.1", cited), words=words, rows=CLAIMS).verdict is verdict


def test_a_chapter_that_is_named_holds_what_one_of_its_sections_holds():
    there = found(CROSS, refs=("1.1", "1.2"), words="audit", option="chapter", rows=CLAIMS)
    assert there.message == "Section 1.1 points to chapter 1 for “audit”, and it is there, in 1.2."
    nowhere = found(CROSS, refs=("1.1", "1.2"), words="inspections", option="chapter", rows=CLAIMS)
    assert nowhere.verdict is ASKED
    assert "points to chapter 1 for “inspections”. Nothing loaded from chapter 1" in nowhere.message


def test_a_section_that_is_named_may_hold_it_in_a_section_below():
    rows = {"claims": [claim("1.2.1", "An audit.") | {"claim_id": "claim-2"}]}
    one = found(CROSS, refs=("1.1", "1.2"), words="audit", rows=rows, sections=("1.1", "1.2", "1.2.1"))
    assert one.verdict is AGREES


def test_a_wrong_reference_names_the_section_that_could_have_been_named():
    rows = {"claims": [claim(where, "Governance and assurance.") | {"claim_id": f"claim-{where}"}
                       for where in ("1.9.4", "4.4")]}  # fmt: skip
    one = found(CROSS, refs=("5.3", "1.8"), words="governance and assurance", rows=rows,
                sections=("1.8", "1.9", "1.9.4", "4.4", "5.3"))  # fmt: skip
    assert one.message.endswith("it is in 1.9 (1.9.4).")


def test_a_wrong_reference_says_where_it_stands_instead():
    one = found(CROSS, refs=("1.3", "1.1"), words="audit", rows=CLAIMS, sections=("1.1", "1.2", "1.3"))
    assert one.message.endswith("it is in 1.2.")


def share(printed):
    return figure(printed, "%")


@pytest.mark.parametrize(
    ("words", "figures", "verdict"),
    [
        ("only 8.1%", (share("8.1%"), share("18.1%")), AGREES),
        ("only 8.1%", (share("8.1%"), share("7%")), ASKED),
        ("only 9.5%", (share("9.5%"),), ASKED),
        ("well above London", (share("60%"), share("40%")), AGREES),
        ("well above London", (share("41%"), share("40%")), ASKED),
        ("slightly higher", (share("51.3%"), share("36.1%")), ASKED),
        ("slightly higher", (share("41%"), share("40%")), AGREES),
        ("higher than London", (share("41%"), share("40%")), AGREES),
        ("in line with London", (share("41%"), share("40%")), AGREES),
        ("similar to London", (share("50%"), share("40%")), ASKED),
        ("the majority", (share("51%"),), AGREES),
        ("the majority", (share("29%"),), ASKED),
        ("the majority", (figure("22"), figure("75")), ASKED),
        ("the majority", (figure("22"),), ASKED),
        ("all schools", (share("100%"),), AGREES),
        ("all schools", (share("97%"),), ASKED),
        ("almost all", (share("97%"),), AGREES),
        ("half of them", (share("50%"),), AGREES),
        ("very few", (share("60%"),), ASKED),
        ("high attendance", (share("14%"),), ASKED),
        ("delivered 33 times", (figure("33"),), CANNOT),
    ],
)
def test_a_word_of_degree_is_held_against_its_number(words, figures, verdict):
    assert found(WORDING, *figures, words=words).verdict is verdict


def test_two_wordings_of_one_thing_are_worth_asking_about():
    one = found(WORDING, refs=PAIR, words="first national / first in London", rows=CLAIMS)
    assert one.verdict is ASKED
    assert "“first national” (1.1) and “first in London” (1.2)" in one.message


def test_a_word_without_a_number_cannot_be_checked():
    assert found(WORDING, refs=("claim-1",), words="largely positive", rows=CLAIMS).verdict is CANNOT


@pytest.mark.parametrize(("printed", "verdict"), [("1", ASKED), ("5", ASKED), ("6", AGREES), ("0", AGREES)])
def test_a_count_of_one_to_five_is_worth_asking_about_where_such_counts_are_withheld(printed, verdict):
    withheld = figure("", value=None, state="suppressed")
    assert found(SMALL, figure("22"), figure(printed), against=(withheld,)).verdict is verdict
