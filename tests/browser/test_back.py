"""Back: the browser's own button comes to the screen that was left, with what was chosen on it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


@pytest.mark.nightly
def test_back_from_an_item_comes_to_the_theme_and_its_tab_at_the_first_press(visit):
    page = visit("/theme?theme=neglect", "scrutineer")
    page.get_by_role("tab", name="Actions").click()
    settled(page)
    page.get_by_role("tabpanel").locator("a:visible").first.click()
    expect(page).to_have_url(re.compile(r"/recommendation\?id="))
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Neglect", exact=True)).to_be_visible()
    settled(page)
    (chosen,) = page.get_by_role("tab", selected=True).all_inner_texts()
    assert chosen.startswith("Actions (")


@pytest.mark.nightly
def test_what_a_list_was_narrowed_to_and_its_page_come_again_on_reload_and_back(visit):
    page = visit("/figures", "scrutineer")
    page.get_by_label("Find a figure").fill("children")
    page.get_by_label("Find a figure").press("Enter")
    expect(page).to_have_url(re.compile("words=children"))
    settled(page)
    count = page.get_by_test_id("stCaptionContainer").filter(has_text="figures, 25 a page").inner_text()
    page.get_by_role("button", name="Page 2").click()
    expect(page).to_have_url(re.compile("page=2"))
    settled(page)
    page.reload()
    settled(page)
    assert page.get_by_label("Find a figure").input_value() == "children"
    expect(page.get_by_text(count)).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Figures that disagree").click()
    expect(page.get_by_role("heading", name="Figures that disagree")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Figures", exact=True)).to_be_visible()
    settled(page)
    assert page.get_by_label("Find a figure").input_value() == "children"
    assert "page=2" in page.url
