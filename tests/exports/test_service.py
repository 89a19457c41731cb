"""Downloads: they open again with the same rows, no cell starts a formula, and only somebody who may gets one."""

import csv
import io

import pytest
from openpyxl import load_workbook

from cscp_core.errors import NotAllowed
from cscp_core.evidence import service as evidence
from cscp_core.exports import figures, service
from cscp_core.exports.cells import csv_cell
from cscp_core.free_text import could_be_a_formula
from cscp_core.people.permissions import READING, SYSTEM, Actor, Role
from tests.builders import load_into, small_row, write_folder
from tests.conftest import serving

TINY = "tiny-2020-21"
DEE = Actor(account_id=1, username="dee", name="Dee", role=Role.SCRUTINEER)
BOTH = [service.figures_csv, service.figures_workbook]
CHART = {"state": "published only as a chart", "value": "", "as_printed": ""}


@pytest.fixture
def report(store, tmp_path):
    """Returns a function that loads a report with these cells in its first figure."""

    def make(**cells):
        figures = [
            small_row("figures", numerator="38", denominator="20000", **cells),
            small_row("figures", figure_id="figure-1.1-02", note="Ended “early”, café", **CHART),
        ]
        load_into(store, write_folder(tmp_path / "report", figures=figures))
        return store

    return make


def made(store, what, actor=DEE, report_id=TINY):
    with store.reading() as session:
        return what(session, actor, report_id=report_id)


def csv_rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(content):
    return load_workbook(io.BytesIO(content))


def workbook_rows(content):
    return [list(row) for row in workbook(content)["Figures"].iter_rows(values_only=True)]


def plain(rows):
    """Rows with every cell as text, and whole numbers without a decimal point."""
    return [["" if cell is None else str(cell).removesuffix(".0") for cell in row] for row in rows]


def without_apostrophes(rows):
    """The rows as their reader sees them: in CSV an apostrophe stands before what could be a formula."""
    return [[cell.removeprefix("'") for cell in row] for row in plain(rows)]


OPENED = {service.figures_csv: csv_rows, service.figures_workbook: workbook_rows}


@pytest.mark.parametrize("what", BOTH)
def test_a_download_opens_again_with_every_figure(report, what):
    rows = plain(OPENED[what](made(report(), what)))
    assert rows[1:] == [
        ["figure-1.1-01", "Rate of neglect", "", "Camden", "2020-21", "19", "per 10,000 children", "printed", "", "38",
         "20000", "1.1", "19", "the rate was 19", "claim-1.1-01", "", "", "", "", ""],
        ["figure-1.1-02", "Rate of neglect", "", "Camden", "2020-21", "", "per 10,000 children",
         "published only as a chart", "", "", "", "1.1", "", "the rate was 19", "", "Ended “early”, café",
         "", "", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("what", BOTH)
def test_a_download_begins_with_its_columns(report, what):
    assert tuple(OPENED[what](made(report(), what))[0]) == tuple(column.name for column in figures.COLUMNS)


@pytest.mark.parametrize("what", BOTH)
def test_a_download_of_the_real_report_has_every_figure_that_is_read(camden_to_read, what):
    with camden_to_read.reading() as session:
        year = evidence.find_year(session, DEE)
        read = evidence.figures(session, DEE, report_id=year.report_id).items
    rows = without_apostrophes(OPENED[what](made(camden_to_read, what, report_id=year.report_id)))[1:]
    assert [(row[0], row[12]) for row in rows] == [(one.figure_id, one.as_printed) for one in read]


@pytest.mark.engine
def test_csv_and_workbook_of_the_real_report_say_the_same(camden_to_read):
    with camden_to_read.reading() as session:
        report_id = evidence.find_year(session, DEE).report_id
    one, other = (without_apostrophes(OPENED[what](made(camden_to_read, what, report_id=report_id))) for what in BOTH)
    assert one == other


def test_csv_carries_the_mark_by_which_excel_knows_utf_8(report):
    assert made(report(), service.figures_csv).startswith(b"\xef\xbb\xbf")


def test_a_number_in_the_workbook_is_a_number(report):
    row = workbook_rows(made(report(), service.figures_workbook))[1]
    assert (row[5], row[9], row[10]) == (19, 38, 20000)


def test_the_workbook_tells_what_it_covers_and_what_was_not_loaded(report):
    sheet = workbook(made(report(), service.figures_workbook))["About"]
    assert [cell.value for cell in sheet["A"]] == [
        "Tiny Partnership",
        "Tiny report",
        "One year.",
        "Not loaded: Nothing.",
    ]


def test_the_workbooks_header_stays_in_sight(report):
    assert workbook(made(report(), service.figures_workbook))["Figures"].freeze_panes == "B2"


STARTERS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", STARTERS)
def test_text_that_could_start_a_formula_gets_an_apostrophe(text):
    assert csv_cell(text) == "'" + text


@pytest.mark.parametrize("cell", ["", "19", "a=b", "1-2", "about +3", 19.0, -3.0, None])
def test_other_cells_stay_as_they_are(cell):
    assert csv_cell(cell) == cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_a_download_starts_a_formula(report, text):
    cells = {"category": text, "note": text, "qualifier": text, "area": text, "context": text, "period": text}
    rows = OPENED[service.figures_csv](made(report(**cells), service.figures_csv))
    assert [cell for row in rows for cell in row if could_be_a_formula(cell)] == []


def test_no_cell_of_the_workbook_is_a_formula(report):
    sheet = workbook(made(report(note="=1+1"), service.figures_workbook))["Figures"]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_what_the_workbook_says_about_itself_starts_no_formula(store, tmp_path):
    odd = small_row("report", title="=1+1", partnership="@SUM(A1)")
    with serving():
        load_into(store, write_folder(tmp_path / "report", report=[odd]))
    sheet = workbook(made(store, service.figures_workbook))["About"]
    assert [cell.value for cell in sheet["A"]][:2] == ["@SUM(A1)", "=1+1"]
    assert [cell.data_type for cell in sheet["A"]][:2] == ["s", "s"]


@pytest.mark.parametrize("what", BOTH)
@pytest.mark.parametrize("role", sorted(READING))
def test_everybody_who_reads_a_report_may_download(report, what, role):
    assert made(report(), what, Actor(account_id=1, username="kim", name="Kim", role=role))


@pytest.mark.parametrize("what", BOTH)
@pytest.mark.parametrize("stranger", [SYSTEM, None])
def test_nobody_else_may_download(report, what, stranger):
    with pytest.raises(NotAllowed, match="download tables"):
        made(report(), what, stranger)


@pytest.mark.parametrize("what", BOTH)
def test_a_retired_figure_is_not_in_a_download(report, store, tmp_path, what):
    report()
    load_into(store, write_folder(tmp_path / "report"))
    assert [row[0] for row in OPENED[what](made(store, what))[1:]] == ["figure-1.1-01"]
