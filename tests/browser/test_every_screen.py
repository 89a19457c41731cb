"""Every screen in light and dark, on a phone and on a laptop: accessible, of one width, with whole links, and loaded
from here alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from pages.components.menu import SCREENS
from pages.components.official.series_tabs import TABS as TABS_OF_SERIES
from tests import nightly
from tests.browser.conftest import LAPTOP, PHONE, settled, still
from tests.nightly import sampled
from tests.pages.test_every_page import ITEMS, PUBLIC, TABS

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
ONLY_FOR = {
    "reports": "business.manager",
    "read_a_report": "business.manager",
    "people": "business.manager",
    "to_do": "business.manager",
    "wordings": "business.manager",
    "what_we_owe": "council.partner",
    "our_actions": "council.partner",
    "next_meeting": "lay.member",
    "young_home": "young.advisor",
    "because_of_you": "young.advisor",
    "our_space": "young.advisor",
    "rate_meeting": "young.advisor",
    "because_issues": "business.manager",
    "what_happened": "young.advisor",
    "our_view": "young.advisor",
    "findings": "young.advisor",
    "say": "young.advisor",
    "my_data": "young.advisor",
    "my_comments": "lay.member",
    "young_people_asked": "council.partner",
    "to_check": "business.manager",
    "welfare": "safeguarding.lead",
    "handed_over": "safeguarding.lead",
    "cover": "safeguarding.lead",
    "write_for": "participation.worker",
    "written_down": "participation.worker",
    "paper": "participation.worker",
}
LOOKS = [(size, scheme) for size in (PHONE, LAPTOP) for scheme in ("light", "dark")]
LOOKS_BY_DAY = [(PHONE, "light"), (LAPTOP, "dark")]
SCREENS_TO_SEE = sorted(set(SCREENS) - {"home", "theme"})
NOT_OURS = ("data:", "blob:", "about:")


def address(file: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in ITEMS.get(file, {}).items())
    path = "/" if file == "home" else f"/{SCREENS[file].address}"
    return f"{path}?{query}" if query else path


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, each with the first place where it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules).then(all => all.violations)", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


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


CUT_OFF = """() => [...document.querySelectorAll('[data-testid="stMain"] [data-testid="stPageLink"] a span')]
  .filter(link => link.scrollWidth > link.clientWidth + 1).map(link => link.textContent)"""


PALE = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  return [...document.querySelectorAll('[data-testid^="stBaseButton-primary"] p')].filter((words) => contrast(
    light(getComputedStyle(words).color), light(getComputedStyle(words.closest('button')).backgroundColor),
  ) < 4.5).map((words) => words.textContent);
}"""
"""Main buttons whose words are too pale: axe does not judge those of a dialog, which lies over other things."""


def check_every_look(page: Page) -> None:
    """The page as it is, on a phone and on a laptop, in light and dark; by day in two of these four looks."""
    for size, scheme in LOOKS if nightly.EVERY_LOOK else LOOKS_BY_DAY:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        still(page)
        assert violations(page) == [], (size, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], (size, scheme)
        assert page.evaluate(PALE) == [], (size, scheme)


@pytest.mark.parametrize("file", sampled(SCREENS_TO_SEE, ["privacy", "priorities", "say"]))
def test_a_screen_is_accessible_and_asks_no_other_host(tab, server, file):
    page = tab("" if file in PUBLIC else ONLY_FOR.get(file, "scrutineer"))
    with only_from(server.address, page):
        page.goto(server.address + address(file))
        settled(page)
        check_every_look(page)


@pytest.mark.parametrize("name", sampled(TABS, []))
def test_a_tab_of_a_theme_is_accessible_and_asks_no_other_host(tab, server, name):
    page = tab("scrutineer")
    with only_from(server.address, page):
        page.goto(f"{server.address}/theme?theme=front-door&tab={name}")
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        settled(page)
        check_every_look(page)


@pytest.mark.parametrize("name", sampled(TABS_OF_SERIES, []))
def test_a_series_is_accessible_with_its_charts_and_asks_no_other_host(tab, server, name):
    page = tab("scrutineer")
    with only_from(server.address, page):
        page.goto(f"{server.address}{address('series')}&tab={name}")
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        settled(page)
        if name != "Revisions":
            expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()
        check_every_look(page)


def test_the_sign_in_form_and_its_error_are_accessible(look):
    page = look("/")
    check_every_look(page)
    page.get_by_label("User name").fill("nobody")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("do not match")).to_be_visible()
    settled(page)
    check_every_look(page)


ABOUT_ABUSE = ("/theme?theme=child-sexual-abuse", "young.advisor", "This part is about abuse")
ANSWERS = [
    ("/people", "scrutineer", "Not for your role"),
    ("/claim?id=nothing", "scrutineer", "Nothing here"),
    ("/search?q=zzzzzz", "scrutineer", "Nothing has any of these words"),
    ABOUT_ABUSE,
    ("/theme?theme=neglect", "lay.member", "What they say"),
]


@pytest.mark.parametrize(("path", "by", "says"), sampled(ANSWERS, [ABOUT_ABUSE]))
def test_refusals_empty_answers_and_notes_are_accessible(look, path, by, says):
    page = look(path, by)
    expect(page.get_by_text(says).first).to_be_visible()
    settled(page)
    check_every_look(page)


DIALOGS = [
    ("/claim?id=claim-3.4-05", "scrutineer", "Change", "Record this grade"),
    ("/people", "business.manager", "Add a person", "Add"),
    ("/people", "business.manager", "Erase", "Erase for good"),
    ("/people", "business.manager", "Disable", "Disable it and make the link"),
    ("/to_check", "business.manager", "Send back", "Send back to the writer"),
    ("/to_check", "business.manager", "Hold for welfare", "Hold it"),
    ("/my_data", "young.advisor", "Take everything back", "Take everything back for good"),
    ("/what_happened", "young.advisor", "Take it back", "Take it back for good"),
    ("/welfare", "safeguarding.lead", "Hand over", "Record the handover"),
]


@pytest.mark.parametrize(("path", "by", "button", "inside"), sampled(DIALOGS, DIALOGS[:1]))
def test_open_dialogs_are_accessible(look, path, by, button, inside):
    page = look(path, by)
    page.get_by_role("button", name=button).first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name=inside, exact=True)).to_be_visible()
    settled(page)
    check_every_look(page)


def test_the_form_and_what_is_pointed_out_before_sending_are_accessible(look):
    page = look("/say?about=claim&of=claim-foreword-12", "young.advisor.2")
    page.get_by_role("button", name="Go on").click()
    field = page.get_by_label("Say more, if you like")
    expect(field).to_be_visible()
    field.fill("Ring 07700 900461, he hits me")
    field.press("Tab")
    settled(page)
    page.get_by_text("Yes", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("This may show who somebody is:")).to_be_visible()
    settled(page)
    check_every_look(page)


def test_the_help_for_young_people_is_accessible(look):
    page = look("/how_it_works", "young.advisor")
    page.get_by_role("button", name="Get help").click()
    expect(page.get_by_text("0800 1111")).to_be_visible()
    settled(page)
    check_every_look(page)


def test_a_list_of_choices_is_accessible(look):
    page = look("/figures", "scrutineer")
    page.get_by_label("Theme").click()
    expect(page.get_by_role("option", name="Neglect")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", sampled(["light", "dark"], ["light"]))
def test_the_menu_of_a_phone_is_accessible(visit, scheme):
    page = visit("/priorities", "scrutineer", PHONE, scheme)  # a browser of its own: it remembers an open menu
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="My desk")).to_be_visible()
    assert violations(page) == []
