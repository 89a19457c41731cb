"""Every screen in light and dark, on a phone and on a laptop: accessible, of one width, and loaded from here alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages.components.menu import SCREENS
from tests.browser.conftest import LAPTOP, PHONE
from tests.pages.test_every_page import ITEMS, PUBLIC, TABS

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ONLY_FOR = {"people": "business.manager"}
LOOKS = [(size, scheme) for size in (PHONE, LAPTOP) for scheme in ("light", "dark")]
SCREENS_TO_SEE = sorted(set(SCREENS) - {"home", "theme"})
NOT_OURS = ("data:", "blob:", "about:")


def address(file: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in ITEMS.get(file, {}).items())
    return f"/{file}?{query}" if query else f"/{file}"


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, each with the first place where it stands."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


@contextmanager
def only_from(page_address: str, page: Page) -> Iterator[None]:
    """Fails where the browser asks any other host, or where the security policy stops something."""
    foreign: list[str] = []
    stopped: list[str] = []
    ours = (page_address, page_address.replace("http", "ws", 1), *NOT_OURS)
    page.on("request", lambda request: None if request.url.startswith(ours) else foreign.append(request.url))
    page.on("websocket", lambda socket: None if socket.url.startswith(ours) else foreign.append(socket.url))
    page.on("console", lambda said: stopped.append(said.text) if "Content Security Policy" in said.text else None)
    yield
    assert foreign == []
    assert stopped == []


def check(page: Page, size: tuple[int, int]) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("file", SCREENS_TO_SEE)
def test_a_screen_is_accessible_and_asks_no_other_host(visit, server, file, size, scheme):
    by = "" if file in PUBLIC else ONLY_FOR.get(file, "scrutineer")
    page = visit("/privacy", by, size, scheme)
    with only_from(server.address, page):
        page.goto(server.address + address(file))
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator("[data-testid='stApp']")).to_have_attribute("data-test-script-state", "notRunning")
        check(page, size)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_of_a_theme_is_accessible_and_asks_no_other_host(visit, server, tab, size, scheme):
    page = visit("/privacy", "scrutineer", size, scheme)
    with only_from(server.address, page):
        page.goto(f"{server.address}/theme?theme=front-door&tab={tab}")
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[data-testid='stApp']")).to_have_attribute("data-test-script-state", "notRunning")
        check(page, size)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
class TestStates:
    """States that a page is in only after something was done."""

    def test_the_sign_in_form_and_its_error(self, visit, size, scheme):
        page = visit("/", "", size, scheme)
        check(page, size)
        page.get_by_label("User name").fill("nobody")
        page.get_by_label("Password", exact=True).fill("wrong password")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("do not match")).to_be_visible()
        check(page, size)

    def test_a_page_that_is_not_for_the_role(self, visit, size, scheme):
        page = visit("/people", "scrutineer", size, scheme)
        expect(page.get_by_role("heading", name="Not for your role")).to_be_visible()
        check(page, size)

    def test_an_address_of_nothing(self, visit, size, scheme):
        page = visit("/claim?id=nothing", "scrutineer", size, scheme)
        expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
        check(page, size)

    def test_a_search_without_results(self, visit, size, scheme):
        page = visit("/search?q=zzzzzz", "scrutineer", size, scheme)
        expect(page.get_by_text("Nothing in the report holds")).to_be_visible()
        check(page, size)

    def test_the_dialog_that_changes_a_grade(self, visit, size, scheme):
        page = visit("/claim?id=claim-3.4-05", "scrutineer", size, scheme)
        page.get_by_role("button", name="Change").click()
        expect(page.get_by_role("dialog").get_by_role("button", name="Record this grade")).to_be_visible()
        check(page, size)

    def test_the_dialog_that_adds_somebody(self, visit, size, scheme):
        page = visit("/people", "business.manager", size, scheme)
        page.get_by_role("button", name="Add somebody").click()
        expect(page.get_by_role("dialog").get_by_label("User name")).to_be_visible()
        check(page, size)

    def test_the_menu_open(self, visit, size, scheme):
        page = visit("/priorities", "scrutineer", size, scheme)
        if size == PHONE:
            page.get_by_test_id("stExpandSidebarButton").click()
        expect(page.get_by_test_id("stSidebar").get_by_role("link", name="My desk")).to_be_visible()
        check(page, size)

    def test_a_list_of_choices_open(self, visit, size, scheme):
        page = visit("/figures", "scrutineer", size, scheme)
        page.get_by_label("State").click()
        expect(page.get_by_role("option", name="suppressed")).to_be_visible()
        check(page, size)

    def test_a_young_advisors_screen_with_help_open(self, visit, size, scheme):
        page = visit("/theme?theme=child-sexual-abuse", "young.advisor", size, scheme)
        expect(page.get_by_text("This part is about abuse")).to_be_visible()
        page.get_by_role("button", name="Get help").click()
        expect(page.get_by_text("0800 1111")).to_be_visible()
        check(page, size)
