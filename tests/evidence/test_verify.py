"""Looking every figure up in the text of the report: what is found, and which slips are caught."""

from dataclasses import replace

import pytest

from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.verify import not_found
from tests.builders import small_row, write_folder

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
