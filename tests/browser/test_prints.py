"""Every screen prints whole: its last row is in the PDF."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from pages.components.menu import SCREENS
from tests.browser.conftest import settled
from tests.browser.test_every_screen import ONLY_FOR, address
from tests.nightly import sampled
from tests.pages.test_every_page import PUBLIC

pytestmark = pytest.mark.browser

LAST = """() => {
  const pressed = 'button, label, [data-testid="stLinkButton"], .st-key-footer, [class*="st-key-tour"]';
  const rows = [...document.querySelectorAll('[data-testid="stMain"] [data-testid="stMarkdownContainer"] :is(p, li), '
    + '[data-testid="stMain"] td')].filter(e => e.offsetParent && !e.closest(pressed) && e.innerText.trim());
  return rows.at(-1).innerText.trim();
}"""
"""Nothing that is to be pressed: paper leaves it out."""


@pytest.mark.parametrize("file", sampled(sorted(set(SCREENS) - {"home"}), ["priorities", "say"]))
def test_the_last_row_of_a_screen_is_in_its_print(tab, server, file):
    page = tab("" if file in PUBLIC else ONLY_FOR.get(file, "scrutineer"))
    page.goto(server.address + address(file))
    settled(page)
    last = page.evaluate(LAST)
    printed = " ".join(text.extract_text() for text in PdfReader(io.BytesIO(page.pdf())).pages)
    assert letters(last) in letters(printed)


WRITTEN = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .map(e => [getComputedStyle(e).color, e.textContent.trim().slice(0, 40)])"""
LEAST_CONTRAST = 4.5  # of text, on white: a printer leaves backgrounds out


def contrast_on_white(colour: str) -> float:
    """The contrast of a CSS colour on white, as WCAG counts it; what is half transparent is mixed with white first."""
    red, green, blue, *alpha = (float(one) for one in re.findall(r"[\d.]+", colour))
    share = alpha[0] if alpha else 1.0
    parts = [(255 - (255 - one) * share) / 255 for one in (red, green, blue)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 1.05 / (0.05 + sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))


@pytest.mark.parametrize("file", sampled(sorted(set(SCREENS) - {"home"}), ["theme"]))
def test_a_dark_screen_prints_dark_on_white(tab, server, file):
    page = tab("" if file in PUBLIC else ONLY_FOR.get(file, "scrutineer"))
    page.emulate_media(color_scheme="dark")
    page.goto(server.address + address(file))
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    settled(page)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    written = page.evaluate(WRITTEN)
    assert written
    assert [one for one in written if contrast_on_white(one[0]) < LEAST_CONTRAST] == []
    charts = page.get_by_test_id("stVegaLiteChart")
    assert charts.count() or file != "theme"
    for chart in charts.all():
        assert "invert(1)" in chart.evaluate("e => getComputedStyle(e).filter")


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


def test_what_is_tested_prints_full_and_nothing_that_is_to_be_pressed_prints(tab, server):
    page = tab("scrutineer")
    page.goto(f"{server.address}/priorities")
    settled(page)
    page.emulate_media(media="print")
    tested = page.locator(".evidence .tested").first
    expect(tested).to_have_css("background-color", "rgb(11, 90, 98)")
    expect(tested).to_have_css("print-color-adjust", "exact")
    page.goto(f"{server.address}/meeting?id=1")
    settled(page)
    expect(page.get_by_role("heading", name="Record")).to_be_visible()
    expect(page.get_by_test_id("stMain").get_by_role("button", name="Reopen the meeting")).to_be_hidden()
