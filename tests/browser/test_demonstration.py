"""What `make run` opens: the demonstration is there, shows people round, and its manager starts it again or empty."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, settled
from tests.browser.server import Server, running

pytestmark = pytest.mark.browser


@pytest.fixture
def first_start(tmp_path, loaded):
    """A server that finds a report and its accounts, and nothing that anybody wrote."""
    with running(tmp_path / "var", loaded, CSCP_DEMO="", CSCP_OFFICIAL="") as started:
        yield started


def as_somebody(browser, server: Server, username: str, path: str) -> Page:
    context = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    context.add_cookies([server.cookie_for(username)])
    page = context.new_page()
    page.goto(server.address + path)
    return settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


@pytest.mark.nightly
def test_the_demonstration_is_there_at_the_first_start_and_begins_again_or_empty(browser, first_start):
    page = as_somebody(browser, first_start, "business.manager", "/to_do")
    expect(page.get_by_text("3 comments to check, 1 late")).to_be_visible()
    press(page, "Start again")
    expect(page.get_by_role("dialog").get_by_text("Everything that people wrote is deleted")).to_be_visible()
    press(page, "Delete all of it and start again")
    expect(page.get_by_text("The demonstration is new.")).to_be_visible()
    expect(page.get_by_text("3 comments to check, 1 late")).to_be_visible()
    settled(page)
    press(page, "Start empty")
    press(page, "Delete all of it")
    expect(page.get_by_text("This demonstration is empty.")).to_be_visible()
    expect(page.get_by_text("No meeting is planned. Plan one with the link below.")).to_be_visible()


@pytest.mark.nightly
def test_a_step_leads_to_its_heading_on_the_same_screen(browser, first_start):
    page = as_somebody(browser, first_start, "scrutineer", "/my_desk")
    press(page, "Show me round")
    heading = page.get_by_role("heading", name="Worth asking next")
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("link", name="2. Worth asking next").click()
    expect(heading).to_be_in_viewport()
    assert page.url == f"{first_start.address}/my_desk#worth-asking-next"
    press(page, "Close these steps")
    expect(page.get_by_role("link", name="2. Worth asking next")).to_have_count(0)
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", name="My desk")).to_be_visible()
    expect(page.get_by_role("link", name="2. Worth asking next")).to_have_count(0)
