"""Links in lists and tables open in place: the same tab, without loading the app again, and Back leads back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def test_a_link_in_a_list_opens_in_place_and_back_leads_back(tab, server):
    page = tab("scrutineer")
    page.goto(server.address + "/challenges")
    settled(page)
    page.evaluate("window.loadedOnce = true")
    tabs = len(page.context.pages)
    link = page.locator('[class*="st-key-listed"] a').first
    leads_to = link.get_attribute("href")
    number = leads_to.rpartition("=")[2]
    assert link.get_attribute("target") is None
    link.click()
    expect(page.get_by_role("heading", name=f"Challenge {number}", exact=True)).to_be_visible()
    assert page.url.endswith(leads_to)
    assert page.evaluate("window.loadedOnce")
    assert len(page.context.pages) == tabs
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Challenges", exact=True)).to_be_visible()
