"""Writing for somebody, from the rules to the code: accessible on the way, and each sheet prints on one side of A4."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Visit, settled
from tests.browser.server import Server
from tests.browser.test_every_screen import check_every_look

pytestmark = pytest.mark.browser

SAID = "Nobody told us what came of it."
PRINTED = re.compile(r"(?:\w{4}-){3}\w{4}")


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).click()
    page.get_by_role("option", name=option).first.click()
    settled(page)


def open_form(page: Page, server: Server) -> Page:
    """To the form about what is missing from a topic."""
    page.goto(f"{server.address}/")
    settled(page)
    page.get_by_role("button", name="Go on").click()
    settled(page)
    choose(page, "Topic", "In care")
    choose(page, "What is it about?", "Something is missing")
    return page


def write(page: Page) -> None:
    page.get_by_label("What is missing here?").fill(SAID)
    page.get_by_role("radiogroup", name="Have you named anyone?").get_by_text("No", exact=True).click()
    settled(page)
    for words in ("They asked me to write this down.", "I read it back to them. It is what they say."):
        page.get_by_text(words).click()
        settled(page)


def pages_of(page: Page) -> list[str]:
    """The pages of A4 that a browser prints, as text."""
    return [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


@pytest.mark.nightly
def test_from_the_rules_to_the_code_each_step_is_accessible_and_the_paper_is_one_page(tab_on: Visit, blank: Server):
    page = open_form(tab_on(blank, "participation.worker"), blank)
    check_every_look(page)
    write(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Your words were sent")).to_be_visible()
    settled(page)
    check_every_look(page)
    (printed,) = pages_of(page)
    (code,) = PRINTED.findall(printed)
    assert "0800 1111" in printed
    assert SAID not in printed
    assert "checks it within" not in printed  # what stands above the sheet stays on the screen

    page.evaluate("window.print = () => { document.documentElement.dataset.printed = 'yes' }")
    page.get_by_role("button", name="Print this page").click()
    expect(page.locator("html")).to_have_attribute("data-printed", "yes")

    theirs = tab_on(blank)
    theirs.goto(f"{blank.address}/code")
    settled(theirs)
    theirs.get_by_label("The code on your paper").fill(code.lower().replace("-", " "))
    theirs.get_by_role("button", name="Show me").click()
    expect(theirs.get_by_text(f"You said: {SAID}")).to_be_visible()
    settled(theirs)
    assert code not in theirs.url
    check_every_look(theirs)
    theirs.get_by_role("button", name="I have finished").click()
    expect(theirs.get_by_text(SAID)).to_have_count(0)


@pytest.mark.nightly
def test_the_form_on_paper_is_one_page_with_whom_to_ring(tab, server):
    page = tab("")
    page.goto(f"{server.address}/paper_form")
    settled(page)
    (printed,) = pages_of(page)
    assert "0800 1111" in printed
    assert "Do not write your name." in printed
    assert "Search" not in printed
