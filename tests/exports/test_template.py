"""The workbook that a report comes in: its sheets, notes and drop-downs, and next year's as the data request."""

import io
from collections import Counter

import pytest
from openpyxl import load_workbook

from cscp_core.errors import LoadRefused, NotAllowed
from cscp_core.evidence.folder import read, read_folder
from cscp_core.evidence.rules import WorkStatus
from cscp_core.evidence.sheets import SHEETS
from cscp_core.evidence.sources import upload
from cscp_core.evidence.stored import rows_in
from cscp_core.exports import service, template
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.reconciliation.folders import of_folder
from cscp_core.reconciliation.rules import Verdict
from tests.conftest import REPORT, ROOT

WEXCOMBE = ROOT / "tests" / "second_partnership" / "2023-24"


def opened(content):
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def empty():
    return opened(service.empty_template())


@pytest.fixture(scope="module")
def request_of_camden():
    return service.next_template(rows_in(read_folder(REPORT)))


def cells(book, sheet):
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=False)) for row in rows]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_has_its_columns_each_with_a_note(empty, sheet):
    header = empty[sheet.name][1]
    assert [cell.value for cell in header] == [column.name for column in sheet.columns]
    assert all(cell.comment and cell.comment.text.endswith(".") for cell in header)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_of_fixed_words_has_a_drop_down(empty, sheet):
    ruled = {str(area).split(":")[0][0] for rule in empty[sheet.name].data_validations.dataValidation
             for area in rule.sqref.ranges}  # fmt: skip
    for cell, column in zip(empty[sheet.name][1], sheet.columns, strict=True):
        if column.choices:
            assert cell.column_letter in ruled


def test_a_drop_down_holds_the_words_whole_also_those_with_a_comma(empty):
    about = empty["Read me"]
    lists = {about.cell(1, place).value: place for place in range(3, about.max_column + 1)}
    place = lists["Words for work_status"]
    words = [about.cell(line, place).value for line in range(2, 2 + len(WorkStatus))]
    assert words == [str(status) for status in WorkStatus]


def test_an_empty_workbook_is_refused_for_what_it_lacks_alone():
    with pytest.raises(LoadRefused) as refused:
        read(upload(service.empty_template()))
    assert refused.value.faults == ["sheet report: exactly one row is needed."]


def test_a_report_comes_back_from_its_workbook_as_it_was():
    rows = rows_in(read_folder(REPORT))
    assert rows_in(read(upload(template.make_workbook(rows, ["A report."])))) == rows


@pytest.mark.parametrize(
    ("period", "after"),
    [("2019-20", "2020-21"), ("1999-00", "2000-01"), ("2019/20", "2020/21"), ("one year", "one year")],
)
def test_the_year_after_is_named_as_the_year_was(period, after):
    assert template.following(period) == after


def test_next_years_request_keeps_what_stays(request_of_camden):
    book, rows = opened(request_of_camden), rows_in(read_folder(REPORT))
    (report,) = cells(book, "report")
    assert (report["report_id"], report["period"]) == ("annual-report-2020-21", "2020-21")
    for sheet in ("themes", "bodies", "agencies", "glossary"):
        assert len(cells(book, sheet)) == len(rows[sheet])
    defined = {row["indicator_id"]: row["definition"] for row in rows["indicators"]}
    assert {row["indicator_id"]: row["definition"] or "" for row in cells(book, "indicators")} == defined


def test_next_years_request_asks_for_every_measure_again_and_shows_last_years_value(request_of_camden):
    book = opened(request_of_camden)
    asked = cells(book, "figures")
    assert asked
    assert all(row["period"] == "2020-21" and row["value"] is None and row["as_printed"] is None for row in asked)
    shown = {row[0]: row for row in book["Last year"].iter_rows(min_row=2, values_only=True)}
    assert set(shown) == {row["figure_id"] for row in asked}
    assert shown["figure-4.2-03.2020-21"][3] == "51.3"


def test_next_years_request_carries_open_actions_and_no_claim(request_of_camden):
    book, rows = opened(request_of_camden), rows_in(read_folder(REPORT))
    carried = {row["recommendation_id"] for row in cells(book, "recommendations")}
    done = {row["recommendation_id"] for row in rows["recommendations"]
            if row["work_status"] in ("done, evidenced", "stopped") or row["kind"] == "strength"}  # fmt: skip
    assert carried
    assert not carried & done
    assert all(row["status_as_reported"] is None for row in cells(book, "recommendations"))
    assert cells(book, "claims") == []


def test_next_years_request_carries_the_checks_whose_figures_are_asked_for_again(request_of_camden):
    book = opened(request_of_camden)
    asked, carried = {row["figure_id"] for row in cells(book, "figures")}, cells(book, "checks")
    declared = {row["check_id"]: row["kind"] for row in rows_in(read_folder(REPORT))["checks"]}
    assert {"budget-contributions-v-full-budget", "presenting-issues-base"} <= {row["check_id"] for row in carried}
    for row in carried:
        assert declared[row["check_id"]] == row["kind"]
        assert {*row["figure_ids"].split(), *(row["against_ids"] or "").split()} <= asked
        assert row["words"] is None
        assert row["refs"] is None


def test_nothing_that_was_measured_or_promised_is_lost_when_the_request_comes_back_empty():
    last_year = read_folder(REPORT)
    rows, _ = template.next_year(rows_in(last_year))
    rows["report"][0] |= {"covers": "One year.", "not_loaded": "Nothing."}
    for row in rows["figures"]:
        row |= {"state": "not collected", "context": "not collected"}
    rows["claims"] = [row | {"figure_ids": ""} for row in rows_in(last_year)["claims"]]
    found = of_folder(read(upload(template.make_workbook(rows, ["A report."]))), last_year)
    kinds = Counter(one.check for one in found)
    in_charts = {row["indicator_id"] for row in rows_in(last_year)["figures"] if row["state"] != "printed"}
    flagged = {one.id.removeprefix("measured-before.") for one in found if one.check == "measured_before"}
    assert {row["indicator_id"] for row in rows["figures"]} - in_charts <= flagged
    assert kinds["promise_without_successor"] >= len(rows["recommendations"])
    assert all(one.verdict is Verdict.CANNOT_CHECK for one in found if one.check == "sum_of_parts")


def test_a_request_that_is_filled_in_loads():
    rows, _ = template.next_year(rows_in(read_folder(WEXCOMBE)))
    rows["report"][0] |= {"covers": "One year.", "not_loaded": "Nothing."}
    for row in rows["figures"]:
        row |= {"state": "not collected", "context": "not collected"}
    rows["claims"] = rows_in(read_folder(WEXCOMBE))["claims"]
    assert read(upload(template.make_workbook(rows, ["A report."]))).report_id == "wexcombe-2024-25"


def test_no_cell_of_a_template_starts_a_formula(request_of_camden):
    for sheet in opened(request_of_camden):
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_only_who_loads_reports_gets_the_template(camden_to_read):
    with camden_to_read.reading() as session:
        assert service.template_workbook(session, SYSTEM, report_id=REPORT.name)
        with pytest.raises(NotAllowed):
            service.template_workbook(session, Actor(account_id=1, username="x", name="x", role=Role.PARTNER))
