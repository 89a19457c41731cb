"""Hostile words in a real browser: no live link, no picture, no replaced sign, and names that are read out as typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.components.menu import SCREENS
from tests import hostile_asking
from tests.browser.conftest import settled
from tests.browser.server import Server, running
from tests.nightly import sampled
from tests.pages.test_every_page import ONLY, PUBLIC
from tests.pages.test_text_is_text import ITEMS, hostile_file  # noqa: F401

pytestmark = pytest.mark.browser

CASES = [(file, next(iter(sorted(ONLY.get(file, {"scrutineer"})))) if file not in PUBLIC else "") for file in SCREENS]
BY_DAY = [one for one in CASES if one[0] == "say"]
OUTWARDS = """[...document.querySelectorAll('a[href], img[src]')].map(e => e.href || e.src)
  .filter(to => /evil|mailto:/.test(to) && to.split('#')[0] !== location.href.split('#')[0])"""
"""A heading is an anchor of its own page, whatever it says."""
NAMES = "[...document.querySelectorAll('[aria-label], [title], [alt]')].flatMap(e => ['aria-label', 'title', 'alt']"
NAMES += ".map(name => e.getAttribute(name))).filter(Boolean)"


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory, hostile_file: Path) -> Iterator[Server]:  # noqa: F811
    """The demonstration with hostile words everywhere."""
    with running(tmp_path_factory.mktemp("hostile-var"), hostile_file, CSCP_REPORTS="none") as started:
        yield started


def address(file: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in ITEMS.get(file, {}).items() if file != "welcome")
    return f"/{SCREENS[file].address}?{query}" if query else f"/{SCREENS[file].address}"


def opened(page: Page, server: Server, file: str) -> Page:
    page.goto(server.address + address(file) + ("?plan=yes" if file == "meetings" else ""))
    return settled(page)


@pytest.mark.parametrize(("file", "by"), sampled(CASES, BY_DAY))
def test_typed_addresses_are_no_links_and_labels_hold_no_backslashes(tab_on, hostile_server, file, by):
    by = hostile_asking.PARTNER if by == "council.partner" else by
    page = opened(tab_on(hostile_server, by), hostile_server, file)
    assert page.evaluate(OUTWARDS) == []
    assert [name for name in page.evaluate(NAMES) if "\\" in name] == []


def test_typed_signs_are_shown_as_typed(tab_on, hostile_server):
    page = opened(tab_on(hostile_server, "scrutineer"), hostile_server, "claim")
    shown = page.get_by_test_id("stMain").inner_text().replace("\u2060", "")
    assert "https://evil.example/bare www.evil.example a@evil.example -> -- >= \u2248 end" in shown
