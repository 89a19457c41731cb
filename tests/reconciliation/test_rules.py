"""A report's rows as facts, printed figures, and the words of a verdict."""

import pytest

from cscp_core.evidence.rules import ValueState
from cscp_core.reconciliation.estimates import Known
from cscp_core.reconciliation.rules import Verdict
from tests.reconciliation.facts import claim, facts, figure

CLAIM = claim("1.2", "Audits found neglect.", claim_id="claim-1", title="", note=None)


@pytest.mark.parametrize(
    ("verdict", "number", "words"),
    [
        (Verdict.DISAGREES, 1, "disagrees"),
        (Verdict.DISAGREES, 2, "disagree"),
        (Verdict.DISAGREES, 0, "disagree"),
        (Verdict.AGREES, 1, "agrees"),
        (Verdict.AGREES, 3, "agree"),
        (Verdict.WORTH_ASKING, 1, "is worth asking about"),
        (Verdict.WORTH_ASKING, 2, "are worth asking about"),
        (Verdict.CANNOT_CHECK, 1, "cannot be checked"),
        (Verdict.CANNOT_CHECK, 2, "cannot be checked"),
    ],
)
def test_a_number_of_verdicts_is_told_in_words(verdict, number, words):
    assert verdict.told_of(number) == words


def test_a_printed_figure_has_what_its_row_and_its_indicator_say():
    row = figure("75%", "%", category="Girls", denominator=200.0, numerator=150.0, context="Of 200 girls.",
                 qualifier="over")  # fmt: skip
    one = facts(figures=[row]).figures["f1"]
    assert (one.figure_id, one.indicator_id, one.indicator, one.category) == ("f1", "contacts", "Contacts", "Girls")
    assert (one.value, one.unit, one.as_printed, one.qualifier) == (75.0, "%", "75%", "over")
    assert (one.numerator, one.denominator, one.context) == (150.0, 200.0, "Of 200 girls.")
    assert (one.area, one.period, one.section, one.state) == ("Camden", "2019-20", "1.1", ValueState.PRINTED)
    assert one.definition == "Contacts to the front door."
    assert (one.agency_id, one.theme_id) == ("council", "front-door")


def test_what_a_row_leaves_out_is_empty():
    one = facts(figures=[figure("75%", "%")]).figures["f1"]
    assert (one.numerator, one.context, one.base_figure_id) == (None, "", "")


@pytest.mark.parametrize(("base", "agency", "known"), [("f9", "police", ("f9", "police")), (None, None, ("", ""))])
def test_an_indicator_may_name_its_population_and_its_agency(base, agency, known):
    indicator = {
        "indicator_id": "rate",
        "name": "Rate",
        "definition": "",
        "agency_id": agency,
        "theme_id": "front-door",
        "section": "1.1",
        "base_figure_id": base,
    }
    one = facts(figures=[figure("40", indicator_id="rate")], indicators=[indicator]).figures["f1"]
    assert (one.base_figure_id, one.agency_id) == known


def test_facts_know_their_period_and_nothing_of_elsewhere_until_they_are_told():
    here, known = facts("2019-20"), Known()
    assert (here.period, here.year.printed, here.known) == ("2019-20", "2019-20", None)
    assert here.with_known(known).known is known
    assert here.known is None


def test_more_figures_stand_beside_the_reports_own_in_a_copy_alone():
    here, there = facts(figures=[figure("3")]), facts(figures=[figure("4"), figure("5")])
    both = here.with_figures({"f2": there.figures["f2"]})
    assert {one: found.as_printed for one, found in both.figures.items()} == {"f1": "3", "f2": "5"}
    assert (list(here.figures), both.period) == (["f1"], "2019-20")


def test_a_figure_that_is_given_again_takes_the_place_of_the_first():
    here, there = facts(figures=[figure("3")]), facts(figures=[figure("4")])
    assert here.with_figures(there.figures).figures["f1"].as_printed == "4"


@pytest.mark.parametrize(
    ("ref", "section"), [("f1", "1.1"), ("1.2", "1.2"), ("claim-1", "1.2"), ("contacts", "1.1"), ("nothing", "")]
)
def test_a_figure_a_section_and_any_other_row_have_their_section(ref, section):
    assert facts(figures=[figure("3")], claims=[CLAIM]).section_of(ref) == section


def test_a_row_is_found_by_its_id_but_a_section_is_no_row():
    here = facts(claims=[CLAIM])
    assert here.row("claim-1") == CLAIM
    assert (here.row("1.2"), here.row("nothing")) == (None, None)


def test_the_words_of_a_section_begin_as_its_title_and_its_rows_do():
    here = facts(claims=[CLAIM], figures=[figure("3", context="Recommendations made")])
    assert here.beginnings_in("1.2") == {
        "sect", "secti", "sectio", "section", "audi", "audit", "audits", "foun", "found", "negl", "negle", "neglec",
        "neglect",
    }  # fmt: skip
    assert {"recomme", "made", "section"} <= here.beginnings_in("1.1")
    assert "negl" not in here.beginnings_in("1.1")


@pytest.mark.parametrize("section", ["9.9", ""])
def test_a_section_that_is_not_there_has_no_words(section):
    assert facts(claims=[CLAIM]).beginnings_in(section) == frozenset()


@pytest.mark.parametrize("sheet", ["claims", "recommendations", "reviews", "figures", "challenges", "voices", "bodies"])
@pytest.mark.parametrize("column", ["text", "title", "summary", "name", "context", "note"])
def test_the_words_of_a_section_are_those_of_every_sheet_and_column(sheet, column):
    ids = {"claims": "claim_id", "recommendations": "recommendation_id", "reviews": "review_id",
           "challenges": "challenge_id", "voices": "voice_id", "bodies": "body_id"}  # fmt: skip
    row = figure("3") if sheet == "figures" else {ids[sheet]: "one", "section": "1.1"}
    rows = {sheet: [row | {column: "Zebra"}]}
    assert "zebra" in facts(**rows).beginnings_in("1.1")
