"""Every screen prints whole: its last row is in the PDF."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from pages.components.menu import SCREENS
from tests.browser.conftest import settled
from tests.browser.test_every_screen import ONLY_FOR, address
from tests.nightly import SCREENS_BY_DAY, sampled
from tests.pages.test_every_page import PUBLIC

pytestmark = pytest.mark.browser

LAST = """() => {
  const rows = [...document.querySelectorAll('[data-testid="stMain"] [data-testid="stMarkdownContainer"] p, '
    + '[data-testid="stMain"] td')].filter(e => e.offsetParent && !e.closest('.st-key-footer') && e.innerText.trim());
  return rows.at(-1).innerText.trim();
}"""


@pytest.mark.parametrize("file", sampled(sorted(set(SCREENS) - {"home"}), SCREENS_BY_DAY))
def test_the_last_row_of_a_screen_is_in_its_print(tab, server, file):
    page = tab("" if file in PUBLIC else ONLY_FOR.get(file, "scrutineer"))
    page.goto(server.address + address(file))
    settled(page)
    last = page.evaluate(LAST)
    printed = " ".join(text.extract_text() for text in PdfReader(io.BytesIO(page.pdf())).pages)
    assert letters(last) in letters(printed)


CONTRAST = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .map(e => getComputedStyle(e).color).filter((colour, at, all) => all.indexOf(colour) === at)"""
DARK_ENOUGH = {"rgb(22, 36, 42)", "rgb(11, 90, 98)"}  # text and links of static/style.css


@pytest.mark.parametrize("file", sampled(["theme", "claim", "actions"], ["theme"]))
def test_a_dark_screen_prints_dark_on_white(tab, server, file):
    page = tab("scrutineer")
    page.emulate_media(color_scheme="dark")
    page.goto(server.address + address(file))
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    settled(page)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert set(page.evaluate(CONTRAST)) <= DARK_ENOUGH
    for canvas in page.locator("canvas").all():
        assert "invert(1)" in canvas.evaluate("e => getComputedStyle(e).filter")


def test_choices_above_a_list_print_as_what_was_chosen(tab, server):
    page = tab("scrutineer")
    page.goto(f"{server.address}/actions?kind=action&no_owner=yes")
    settled(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Shown: Kind: ")).to_be_visible()
    expect(page.get_by_text("Without an owner.")).to_be_visible()
    expect(page.locator(".st-key-choices")).to_be_hidden()


def letters(text: str) -> str:
    """Only letters and digits: a PDF breaks lines and joins words as it likes."""
    return "".join(mark for mark in text if mark.isalnum())
