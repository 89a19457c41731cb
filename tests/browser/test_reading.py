"""A report is read by keyboard alone: its file is sent, its rows are kept, changed and undone, and it is tried."""

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.test_every_screen import violations
from tests.reading.paper import Paper, save

pytestmark = pytest.mark.browser
FEWEST_A_MINUTE = 12
PROGRESS = '[data-testid="stProgress"]'


@pytest.fixture
def pdf(tmp_path):
    """A printed report with more rows than are read here."""
    cover = Paper().write("Wexcombe Safeguarding Children Partnership", 70, 80, 20)
    cover.write("Yearly report 2025-26", 70, 120, 16)
    told = [f"The team held {20 + at} meetings with schools in the year." for at in range(14)]
    first = Paper().write("1.1 Schools", 70, 80, 16, bold=True).lines(told, 70, 120, step=24)
    second = Paper().write("1.2 Police", 70, 80, 16, bold=True).lines(told[:4], 70, 120, step=24)
    return save(tmp_path / "wexcombe.pdf", [cover, first, second])


def decided(page: Page) -> int:
    return int(page.locator(PROGRESS).inner_text().split(" of ")[0])


def press(page: Page, key: str, wanted: int) -> None:
    """One key, until the next row stands there."""
    page.keyboard.press(key)
    settled(page)
    expect(page.locator(PROGRESS)).to_contain_text(f"{wanted} of ")


@pytest.mark.nightly
def test_a_report_is_read_by_keyboard_alone_at_twelve_rows_a_minute_or_more(browser, tab_on, blank, pdf):
    page = tab_on(blank, "business.manager")
    page.goto(blank.address + "/read_a_report")
    settled(page)
    page.locator("input[type=file]").set_input_files(pdf)
    settled(page)
    page.get_by_role("button", name="Read this file").click()
    expect(page.get_by_role("heading", name="Read Wexcombe 2025-26")).to_be_visible()
    settled(page).keyboard.press("k")  # takes the next section
    settled(page)
    expect(page.get_by_role("button", name="Discard")).to_be_visible()

    begun = monotonic()
    for at in range(1, 13):
        press(page, "k", at)
    rows_a_minute = 12 / (monotonic() - begun) * 60
    assert rows_a_minute >= FEWEST_A_MINUTE, f"{rows_a_minute:.0f} rows a minute"

    picture = page.get_by_role("img", name="Page 2 of the report")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 500
    assert page.locator(".page-mark").count() == 1
    assert violations(page) == []

    press(page, "u", 11)
    page.keyboard.press("e")
    expect(page.get_by_role("button", name="Keep with these changes")).to_be_visible()
    expect(page.locator(".st-key-reading-form :is(input, textarea)").first).to_be_focused()
    settled(page).keyboard.press("Control+A")  # nobody types before they see the whole form
    page.keyboard.type("Changed by hand")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Keep with these changes").click()
    expect(page.locator(PROGRESS)).to_contain_text("12 of ")

    page.goto(page.url + "&kind=claims")
    settled(page)
    page.set_viewport_size({"width": 390, "height": 700})
    page.keyboard.press("j")
    others = page.get_by_role("combobox", name="Join with")
    expect(others).to_be_focused()
    expect(others).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(PROGRESS)).to_contain_text("14 of ")
    page.set_viewport_size({"width": 1280, "height": 900})

    page.get_by_role("tab", name="Try it").click()
    settled(page)
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("Load 1:")).to_be_visible()
    assert violations(page) == []

    desk = tab_on(blank, "scrutineer")
    desk.goto(blank.address + "/figures?report=wexcombe-2025-26")
    settled(desk)
    expect(desk.get_by_text("Being read", exact=False).first).to_be_visible()
    other = tab_on(blank, "lay.member")
    other.goto(blank.address + "/figures?report=wexcombe-2025-26")
    settled(other)
    expect(other.get_by_text("There is no report at this address.")).to_be_visible()
    assert other.request.get(f"{blank.address}/report-page/1/2").status == 404
    assert desk.request.get(f"{blank.address}/report-page/1/2").status == 200
    assert browser.new_context().request.get(f"{blank.address}/report-page/1/2").status == 404
