"""Every screen prints whole: its last row is in the PDF."""

import io

import pytest
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


def letters(text: str) -> str:
    """Only letters and digits: a PDF breaks lines and joins words as it likes."""
    return "".join(mark for mark in text if mark.isalnum())
