"""Paper: real headings, tables whose header repeats, pictures that are told, British English, one typeface."""

from operator import itemgetter

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as some

from cscp_core.evidence.charts import charts
from cscp_core.exports.columns import Words
from cscp_core.exports.word import LARGE, NORMAL, TEXT_WIDTH, Paper
from tests.builders import make_figure
from tests.exports.opened import alts, headings, levels, opened, pictures, points, reaches_out, words
from tests.hostile import TEXT

few = tries(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(draw, title="A paper", **details):
    paper = Paper(title, **details)
    draw(paper)
    return opened(paper.saved())


def everything(paper):
    paper.heading("Part")
    paper.heading("Smaller part", 3)
    paper.line("One.", bold="Said:")
    paper.point("Two.")
    paper.table([Words("What", itemgetter(0), 2), Words("Who", itemgetter(1))], ["AB", "CD"])


def chart_of(**details):
    years = ("2017-18", "2018-19", "2019-20")
    known = [
        make_figure(
            **{"figure_id": f"figure-{place}", "period": year, "value": float(place), "as_printed": str(place)}
            | details
        )
        for place, year in enumerate(years, start=1)
    ]
    (found,) = charts(known, "Camden")
    return found


def test_the_title_is_the_only_heading_of_the_first_level():
    document = written(everything)
    assert headings(document, 1) == ["A paper"]
    assert levels(document) == [1, 2, 3]


def test_the_title_is_told_to_anyone_who_lists_files_by_their_titles():
    assert written(everything).core_properties.title == "A paper"


def test_a_title_as_long_as_a_meetings_may_be_fits():
    title = "Record: Invented example: " + "x" * 200
    assert written(everything, title).core_properties.title == title


def test_its_language_is_british_english_wherever_one_is_named():
    document = written(everything)
    named = [one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))]
    named += [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:lang"))]
    assert set(named) == {"en-GB"}
    assert document.core_properties.language == "en-GB"


def test_a_page_is_a4():
    (section,) = written(everything).sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_the_first_row_of_a_table_is_a_header_that_repeats():
    (table,) = written(everything).tables
    marked = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False]


def test_a_table_is_as_wide_as_the_text_and_its_columns_share_it():
    (table,) = written(everything).tables
    widths = [column.width for column in table.columns]
    assert abs(sum(widths) - Cm(TEXT_WIDTH)) < Cm(0.05)
    assert abs(widths[0] - 2 * widths[1]) < Cm(0.05)


@pytest.mark.parametrize("size", [NORMAL, LARGE])
def test_nothing_is_smaller_than_the_size_that_was_asked_for(size):
    document = written(everything, points=size)
    used = {one.style.name for one in document.paragraphs} | {
        one.style.name for table in document.tables for cell in table._cells for one in cell.paragraphs
    }
    assert {name: size_of(document.styles[name]) for name in used if size_of(document.styles[name]) < Pt(size)} == {}
    assert [run for one in document.paragraphs for run in one.runs if run.font.size and run.font.size < Pt(size)] == []


def size_of(style):
    """The size of a style, which it may have from the style that it is based on."""
    while style.font.size is None and style.base_style is not None:
        style = style.base_style
    return style.font.size or Pt(0)


def test_headings_are_in_the_typeface_of_the_text():
    styles = written(everything).styles
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        named = styles[name].element.rPr.rFonts
        assert {named.get(qn("w:ascii")), named.get(qn("w:hAnsi"))} == {"Arial"}
        assert [key for key in named.attrib if "heme" in key] == []


def test_a_heading_is_a_paragraph_style_that_a_screen_reader_knows():
    styles = written(everything).styles
    assert {styles[f"Heading {level}"].type for level in (1, 2, 3)} == {WD_STYLE_TYPE.PARAGRAPH}


def test_a_line_begins_with_its_bold_words_and_goes_on_plainly():
    document = written(lambda paper: paper.line("One.", bold="Said:"))
    first, second = document.paragraphs[-1].runs
    assert (first.text, first.bold, second.text, second.bold) == ("Said: ", True, "One.", None)


def test_every_line_of_a_text_is_a_paragraph_and_empty_ones_are_left_out():
    document = written(lambda paper: paper.line("One.\n\n  \nTwo."))
    assert [one.text for one in document.paragraphs] == ["A paper", "One.", "Two."]


def test_a_point_is_in_a_list():
    assert points(written(everything)) == ["Two."]


def test_a_chart_stands_under_its_finding_with_its_sentence():
    chart = chart_of()
    document = written(lambda paper: paper.chart(chart))
    assert headings(document, 3) == [chart.title]
    assert alts(document) == [chart.alt]
    assert pictures(document) == 1


def test_under_a_chart_stand_its_unit_its_axis_and_its_sections():
    document = written(lambda paper: paper.chart(chart_of()))
    assert "Unit: children. The axis begins at zero. Source: section 3.1.8." in words(document)


def test_a_chart_of_hostile_words_is_drawn_and_told_in_them():
    chart = chart_of(indicator=TEXT, unit=TEXT)
    document = written(lambda paper: paper.chart(chart))
    assert alts(document) == [chart.alt]
    assert reaches_out(document) == []


PLACES = {
    "title": lambda text: written(lambda _: None, text),
    "heading": lambda text: written(lambda paper: paper.heading(text)),
    "line": lambda text: written(lambda paper: paper.line(text)),
    "bold words": lambda text: written(lambda paper: paper.line("One.", bold=text)),
    "point": lambda text: written(lambda paper: paper.point(text)),
    "cell": lambda text: written(lambda paper: paper.table([Words("What", str)], [text])),
}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_hostile_words_stay_words_in_every_place(place):
    document = PLACES[place](TEXT)
    assert TEXT in words(document)
    assert reaches_out(document) == []
    assert pictures(document) == 0


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\x1f", chr(0xD800), "\ufffe", "\uffff"])
def test_a_mark_that_xml_cannot_hold_is_left_out_and_the_rest_stands(mark):
    document = written(lambda paper: paper.line(f"Neglect{mark} fell."))
    assert "Neglect fell." in words(document)


@few
@given(some.text(max_size=40))
def test_any_text_can_be_put_on_paper(text):
    def draw(paper):
        paper.heading(text)
        paper.line(text, bold=text)
        paper.point(text)
        paper.table([Words("What", str)], [text])

    assert written(draw).paragraphs
