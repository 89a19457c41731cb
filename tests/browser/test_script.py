"""The app's own script in a real browser: on every page, before sign-in too, and for what Streamlit draws later."""

import urllib.request

import pytest
from playwright.sync_api import expect

from pages.components.menu import SCREENS
from pages.server.page import PAGE, VERSION
from tests.browser.conftest import settled
from tests.browser.test_every_screen import address, only_from

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", [*map(address, sorted(SCREENS)), "/no/such/thing", "/healthz/beyond"])
def test_every_address_of_a_page_is_answered_with_the_own_script_in_it(server, path):
    with urllib.request.urlopen(server.address + path, timeout=20) as answer:
        assert answer.read().decode() == PAGE


@pytest.mark.parametrize("by", ["", "scrutineer"])
def test_the_own_script_runs_before_sign_in_and_after_it_also_where_no_page_is(tab, server, by):
    page = tab(by)
    with only_from(server.address, page):
        for path in ("/", "/theme?theme=neglect", "/privacy", "/no/such/thing"):
            page.goto(server.address + path)
            expect(page.locator("html")).to_have_attribute("data-app-script", "runs")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_role("status", name="The page is opening")).to_have_count(0)


def test_the_connection_opens_where_the_server_is_and_no_other_address_is_tried(tab, server):
    page = tab("scrutineer")
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.address)))
    page.goto(server.address + "/theme?theme=neglect")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert {one for one in asked if "_stcore" in one} <= {"/_stcore/health", "/_stcore/host-config"}


WATCH = f"""async () => {{
  const {{ whenDrawn, onEvent }} = await import('/own/{VERSION}/page.js');
  window.drawn = [];
  window.pressed = 0;
  whenDrawn('h1', heading => window.drawn.push(heading));
  onEvent('click', '[data-testid="stPageLink"] a', () => window.pressed++);
}}"""


def test_the_own_script_finds_what_streamlit_draws_after_it_began(tab, server):
    page = tab("scrutineer")
    page.goto(server.address + "/priorities")
    settled(page)
    page.evaluate(WATCH)
    assert page.evaluate("window.drawn.length") == 1
    page.get_by_test_id("stPageLink").get_by_role("link", name="Glossary").click()
    expect(page.locator("h1")).to_have_text("Glossary")
    settled(page)
    assert page.evaluate("window.pressed") == 1
    assert page.evaluate("window.drawn.at(-1).textContent") == "Glossary"
