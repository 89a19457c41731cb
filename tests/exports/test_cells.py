"""Cells of workbooks: none starts a formula, and whatever was typed can be written and stands there as text."""

import io
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook

from cscp_core.exports.cells import add_sheet, csv_cell, new_book, save_workbook
from cscp_core.exports.columns import ExportColumn
from cscp_core.free_text import could_be_a_formula
from tests.hostile import TEXT

HEADER = ("Number", "Words")
ERRORS = ("#N/A", "#REF!", "#NAME?")  # words that a spreadsheet reads as an error of its own


def reopened(book: Workbook) -> Workbook:
    return load_workbook(io.BytesIO(save_workbook(book)))


def sheet_of(*rows):
    book = new_book(["A file"])
    columns = [ExportColumn(name, itemgetter(place)) for place, name in enumerate(HEADER)]
    add_sheet(book, "Rows", columns, rows)
    return reopened(book)["Rows"]


def words_of(*rows):
    return [cell for row in sheet_of(*rows).iter_rows(min_row=2, values_only=True) for cell in row]


@given(some.text(max_size=60))
def test_no_csv_cell_could_be_a_formula(text):
    assert not could_be_a_formula(csv_cell(text))


@given(some.text(max_size=60))
def test_a_csv_cell_loses_nothing_of_its_text(text):
    assert csv_cell(text).removeprefix("'") == text.removeprefix("'")
    assert csv_cell(csv_cell(text)) == csv_cell(text)


UNSEEN = [
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\u00a0",
    "\u2003",
    "\x00",
    " \t\n ",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u2066",
    "\u3164",
]


@pytest.mark.parametrize("before", UNSEEN, ids=ascii)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"], ids=ascii)
def test_a_sign_that_starts_a_formula_is_found_in_any_width_behind_any_unseen_mark(before, sign):
    assert csv_cell(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["", "'=1", "a=b", "1-2", "about +3", "#N/A", "−3", "£3", "\u200b"], ids=ascii)
def test_other_csv_cells_stay_as_they_are(text):
    assert csv_cell(text) == text


def test_a_hostile_text_is_a_text_in_the_sheet():
    assert words_of([1.0, TEXT]) == [1, TEXT]


@pytest.mark.parametrize("text", [TEXT, "=1+1", " =1+1", "@SUM(A1)", "+1", "-1", *ERRORS])
def test_every_cell_of_words_is_kept_as_words(text):
    cell = sheet_of([1.0, text]).cell(2, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_number_stays_a_number_and_nothing_stays_empty():
    assert words_of([-3.5, None]) == [-3.5, None]


def test_lines_within_a_cell_stay_apart():
    assert words_of([1.0, "One.\nTwo."]) == [1, "One.\nTwo."]


def test_the_header_is_bold_and_stays_in_view():
    sheet = sheet_of([1.0, "One."])
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "B2"


def test_long_words_are_wrapped_and_begin_at_the_top():
    cell = sheet_of([1.0, "One. " * 50]).cell(2, 2)
    assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")


def test_a_sheet_without_rows_still_has_its_header():
    assert [cell.value for cell in sheet_of()[1]] == list(HEADER)


def test_the_first_sheet_says_what_the_workbook_is():
    book = reopened(new_book(["The register", "=1+1"]))
    assert book.sheetnames == ["About"]
    assert [cell.value for cell in book["About"]["A"]] == ["The register", "=1+1"]
    assert book["About"]["A2"].data_type == "s"
