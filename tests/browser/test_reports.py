"""A report comes in by hand: refused with its faults, mended, loaded, raised as a challenge, and undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.stored import rows_in
from cscp_core.exports import template
from tests.browser.conftest import settled
from tests.browser.server import running
from tests.browser.test_every_screen import violations
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
WEXCOMBE = ROOT / "tests" / "second_partnership" / "2024-25"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(**changes: dict[str, str]) -> bytes:
    """The workbook of the second partnership's report, with cells of the first row of a sheet changed."""
    rows = rows_in(read_folder(WEXCOMBE))
    for sheet, cells in changes.items():
        rows[sheet][0] |= cells
    return template.make_workbook(rows, ["A report."])


def send(page: Page, content: bytes, name: str = "wexcombe.xlsx") -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": EXCEL, "buffer": content})
    settled(page)


def test_a_report_is_mended_loaded_asked_about_and_undone(tab_on, blank):
    page = tab_on(blank, "business.manager")
    page.goto(blank.address + "/reports")
    settled(page)

    send(page, b"not a workbook at all")
    expect(page.get_by_text("neither an Excel workbook")).to_be_visible()

    send(page, book(figures={"value": "many"}, claims={"how_far": "Very"}))
    expect(page.get_by_text("Nothing was loaded: 2 faults")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("claims row 2 how_far"))).to_be_visible()

    send(page, book())
    expect(page.get_by_text("It is not loaded yet.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Load it as load 1").click()
    expect(page.get_by_text(re.compile("Load 1 of Wexcombe yearly report 2024-25"))).to_be_visible()

    desk = tab_on(blank, "scrutineer")
    desk.goto(blank.address + "/disagree?report=wexcombe-2024-25")
    settled(desk)
    expect(desk.get_by_text("2 disagree", exact=False).first).to_be_visible()
    desk.get_by_role("link", name="Ask this question").first.click()
    settled(desk)
    expect(desk.get_by_label("The question", exact=True)).to_have_value(re.compile("not the printed £95,000"))
    desk.get_by_role("button", name="Save as a draft").click()
    settled(desk)

    page.get_by_role("button", name="Undo the last load").first.click()
    page.get_by_role("button", name="Undo this load").click()
    expect(page.get_by_text("Wexcombe yearly report 2024-25")).to_have_count(0)
    desk.goto(blank.address + "/disagree?report=wexcombe-2024-25")
    settled(desk)
    expect(desk.get_by_text("There is no report at this address.")).to_be_visible()


@pytest.mark.nightly
def test_a_scrutineer_marks_a_figure_as_explained_and_takes_it_back(tab_on, blank):
    page = tab_on(blank, "scrutineer")
    page.goto(blank.address + "/check?id=presenting-issues-base")
    settled(page)
    page.get_by_text("Mark it as explained").click()
    for label, words in (("Who explained it? A post or an agency.", "Head of data"), ("How? It is shown", "No.")):
        page.get_by_label(label).first.fill(words)
        page.keyboard.press("Tab")
        settled(page)
    page.get_by_role("button", name="Mark as explained").click()
    expect(page.get_by_text(re.compile("Explained by Head of data: No."))).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Remove the explanation").click()
    expect(page.get_by_text("Mark it as explained")).to_be_visible()


@pytest.mark.nightly
@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "laptop"])
def test_a_row_is_corrected_by_keyboard_alone(tab_on, blank, size):
    page = tab_on(blank, "business.manager")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(blank.address + "/reports")
    settled(page)
    page.locator("summary").filter(has_text="Correct one row").focus()
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_label("Row", exact=True).fill("figure-2.3-01")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_label("note", exact=True).fill("A caveat.")
    page.get_by_role("button", name="Correct the row").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("figure-2.3-01 is corrected", exact=False)).to_be_visible()
    assert violations(page) == []


@pytest.mark.nightly
def test_the_first_report_of_an_empty_installation_comes_in_as_the_how_to_says(tab_on, tmp_path):
    with running(tmp_path / "var", CSCP_REPORTS="none") as empty:
        desk = tab_on(empty, "scrutineer")
        desk.goto(empty.address + "/disagree")
        settled(desk)
        expect(desk.get_by_text("No report has been loaded yet.")).to_be_visible()
        page = tab_on(empty, "business.manager")
        page.goto(empty.address + "/reports")
        settled(page)
        expect(page.get_by_text("No report is loaded yet.")).to_be_visible()
        taken = page.request.get(empty.address + "/download/template.xlsx?from=nothing")
        assert taken.ok
        send(page, taken.body())
        expect(page.get_by_text("exactly one row is needed")).to_be_visible()
        send(page, book())
        page.get_by_role("button", name="Load it as load 1").click()
        expect(page.get_by_text(re.compile("Load 1 of Wexcombe yearly report 2024-25"))).to_be_visible()
        desk.reload()
        settled(desk)
        expect(desk.get_by_text("2 disagree", exact=False).first).to_be_visible()
