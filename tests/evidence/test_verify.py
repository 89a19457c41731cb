"""Looking figures and quotations up in the text of the report: what is found, and which slips are caught."""

from dataclasses import replace

import pytest

from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.verify import MOST_REPEATED, not_found, not_printed, quoted_in, repeated, words_in
from tests.builders import small_row, write_folder
from tests.conftest import REPORT

SOURCE = """Tiny report
1.1 Only section
In Tiny the rate was
19, down from 24.
1.2 Next section
Elsewhere the rate was 190, or 19.5 with schools. Chart 3: children by age
2.1 Another chapter
Chart 4: children by month
"""
SECTIONS = [small_row("sections", section=one, starts_with=one) for one in ("1.1", "1.2", "2.1")]
CHART = {"state": "published only as a chart", "value": "", "as_printed": ""}


@pytest.fixture
def folder(tmp_path):
    """Returns a function that makes a folder whose only figure has these cells."""

    def make(sections=SECTIONS, **cells):
        path = write_folder(tmp_path / "report", sections=sections, figures=[small_row("figures", **cells)])
        return read_folder(path)

    return make


def with_cell(folder, column, value):
    """The folder with a cell that the loader would not let in."""
    row = folder.rows["figures"][0]
    folder.rows["figures"] = [replace(row, cells=row.cells | {column: value})]
    return folder


def test_a_figure_that_stands_in_its_section_is_found(folder):
    assert not_found(folder(), SOURCE) == []


def test_a_line_break_in_the_source_does_not_hide_a_figure(folder):
    assert not_found(folder(context="rate was 19, down"), SOURCE) == []


def test_other_quotation_marks_and_capitals_do_not_hide_a_figure(folder):
    source = SOURCE.replace("the rate was\n19", "the ‘Rate’\u00a0was 19")
    assert not_found(folder(context="The 'rate' was 19"), source) == []


def test_a_wrong_digit_in_the_words_around_is_caught(folder):
    assert not_found(folder(value="18", as_printed="18", context="the rate was 18"), SOURCE) == [
        "figure-1.1-01: 'the rate was 18' is not in section 1.1."
    ]


def test_a_wrong_digit_in_the_value_is_caught(folder):
    assert not_found(with_cell(folder(), "value", 91.0), SOURCE) == ["figure-1.1-01: the value 91.0 is not in '19'."]


def test_a_wrong_digit_in_what_is_said_to_be_printed_is_caught(folder):
    assert not_found(folder(value="91", as_printed="91"), SOURCE) == [
        "figure-1.1-01: '91' is not in 'the rate was 19'."
    ]


def test_a_wrong_digit_in_the_source_is_caught(folder):
    assert not_found(folder(), SOURCE.replace("19,", "91,")) == [
        "figure-1.1-01: 'the rate was 19' is not in section 1.1."
    ]


@pytest.mark.parametrize("longer", ["190", "19.5", "19,500"])
def test_a_figure_is_not_found_inside_a_longer_one(folder, longer):
    source = SOURCE.replace("19, down", f"{longer} down")
    assert len(not_found(folder(), source)) == 1


def test_a_figure_that_stands_in_another_section_is_not_found(folder):
    assert not_found(folder(section="1.2"), SOURCE) == ["figure-1.1-01: 'the rate was 19' is not in section 1.2."]


def test_the_caption_of_a_chart_is_found_in_its_own_section(folder):
    assert not_found(folder(section="1.2", context="Chart 3: children by age", **CHART), SOURCE) == []


def test_the_caption_of_a_chart_is_found_elsewhere_in_the_chapter(folder):
    assert not_found(folder(section="1.1", context="Chart 3: children by age", **CHART), SOURCE) == []


def test_the_caption_of_a_chart_is_not_looked_for_in_another_chapter(folder):
    assert not_found(folder(section="1.1", context="Chart 4: children by month", **CHART), SOURCE) == [
        "figure-1.1-01: 'Chart 4: children by month' is not in section 1.1."
    ]


def test_a_section_that_is_not_in_the_source_is_named(folder):
    more = [*SECTIONS, small_row("sections", section="3.1", starts_with="3.1")]
    assert not_found(folder(sections=more), SOURCE) == ["section 3.1: no line of the source starts with '3.1'."]


def test_a_section_does_not_begin_at_a_longer_number(folder):
    source = SOURCE.replace("1.1 Only", "1.11 Not this\n1.1.1 Nor this\n1.1 Only")
    assert not_found(folder(), source) == []


def test_a_section_may_begin_after_spaces_and_end_its_number_with_a_dot(folder):
    assert not_found(folder(), SOURCE.replace("1.1 Only", "   1.1. Only")) == []


def test_a_section_does_not_begin_in_the_middle_of_a_line(folder):
    assert not_found(folder(), "See 1.2 and 1.1 below.\n" + SOURCE) == []


def test_every_slip_is_told(tmp_path):
    rows = [small_row("figures", figure_id=f"figure-{n}", context=f"the rate was 1{n}") for n in (7, 8, 9)]
    path = write_folder(tmp_path / "report", sections=SECTIONS, figures=rows, claims=[])
    assert [said.split(":")[0] for said in not_found(read_folder(path), SOURCE)] == ["figure-7", "figure-8"]


def quoting(tmp_path, text):
    """A folder with a claim of these words."""
    return read_folder(write_folder(tmp_path / "report", sections=SECTIONS, claims=[small_row("claims", text=text)]))


@pytest.mark.parametrize("marks", ["''", "‘’", "“”", '""'])
@pytest.mark.parametrize(("words", "printed"), [("The Rate was 19 ,", True), ("the rate is 19", False)])
def test_words_in_quotation_marks_are_printed_whatever_the_marks_and_the_stops(tmp_path, marks, words, printed):
    found = not_printed(quoting(tmp_path, f"It says {marks[0]}{words}{marks[1]} of Tiny."), SOURCE)
    assert found == ([] if printed else [f"claims.csv, claim-1.1-01, text: {words!r} is not in the report."])


def test_an_apostrophe_quotes_nothing():
    assert quoted_in("The partners' plan and the children's voice were the borough's own.") == []
    assert quoted_in("It is 'the children's voice' and no more.") == ["the children's voice"]


@pytest.mark.parametrize(("phrase", "printed"), [("Rate was / with schools", True), ("Rate was / no schools", False)])
def test_the_words_of_a_check_are_printed(tmp_path, phrase, printed):
    check = {"check_id": "of-two", "kind": "wording", "refs": "claim-1.1-01", "words": phrase, "why": "It matters."}
    folder = read_folder(write_folder(tmp_path / "report", sections=SECTIONS, checks=[check]))
    wrong = [] if printed else ["checks.csv, of-two, words: 'no schools' is not in the report."]
    assert not_printed(folder, SOURCE) == wrong


def test_a_cell_may_repeat_nine_words_of_the_report_and_no_tenth(tmp_path):
    nine = "the rate was 190, or 19.5 with schools"
    assert repeated(quoting(tmp_path, f"{nine}."), SOURCE) == []
    assert repeated(quoting(tmp_path / "more", f"{nine}: chart."), SOURCE) == [
        "claims.csv, claim-1.1-01, text: repeats 10 or more words of the report: "
        "'the rate was 190 or 19 5 with schools chart'."
    ]


def test_the_words_of_the_2019_20_report_are_short_and_hold_what_is_printed():
    folder = read_folder(REPORT)
    for row in folder.rows["figures"]:
        assert row.text("as_printed").lower() in row.text("context").lower()
        assert len(words_in(row.text("context"))) <= MOST_REPEATED, row.text("figure_id")
    for row in folder.rows["checks"]:
        assert all(len(words_in(one)) <= MOST_REPEATED for one in row.text("words").split(" / ")), row.text("check_id")


def test_no_claim_of_the_2019_20_report_carries_its_hedge():
    hedges = (" said to ", " says ", "report calls", "the report takes", "is called", "described as")
    carried = [
        row.text("claim_id")
        for row in read_folder(REPORT).rows["claims"]
        if any(hedge in row.text("text") for hedge in hedges)
    ]
    assert carried == ["claim-5.1-07"]  # "says openly": that it does is the claim
