"""What a hand does on a page, by the key of what it touches. In a key `{of}` is the record."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.conftest import settled, still

Step = Callable[[Page, Any], object]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNFOLD = """one => {
  let folded = false;
  for (let at = one.closest('details:not([open])'); at; at = at.parentElement.closest('details:not([open])')) {
    at.querySelector('summary').click();
    folded = true;
  }
  return folded;
}"""


def part(page: Page, key: str, of: Any = "") -> Locator:
    """The first that is drawn under a key which begins so, brought to sight where it is folded away."""
    found = page.locator(f"[class*='st-key-{re.sub('[^a-zA-Z0-9_-]', '-', key.format(of=of))}']").first
    if found.evaluate(UNFOLD):
        still(page)
    return found


def nothing(_page: Page, _of: Any) -> None:
    """For what needs no step."""


def steps(*several: Step) -> Step:
    def does(page: Page, of: Any) -> None:
        for one in several:
            one(page, of)

    return does


def press(key: str) -> Step:
    """A button, or a switch."""

    def does(page: Page, of: Any) -> None:
        part(page, key, of).locator("button, label").first.click()
        settled(page)

    return does


def press_last(name: str) -> Step:
    """The last button of a name, where it has no key."""

    def does(page: Page, _of: Any) -> None:
        page.get_by_role("button", name=name, exact=True).last.click()
        settled(page)

    return does


def there(key: str) -> Step:
    """Waits until it is drawn: what was sent is looked through first."""
    return lambda page, of: part(page, key, of)


def write(key: str, words: str) -> Step:
    def does(page: Page, of: Any) -> None:
        field = part(page, key, of).locator("textarea, input").first
        field.fill(words)
        field.press("Tab")
        settled(page)

    return does


def choose(key: str, option: str) -> Step:
    """One of what stands side by side, or of a list that opens."""

    def does(page: Page, of: Any) -> None:
        within = part(page, key, of)
        if within.get_by_role("combobox").count():
            within.get_by_role("combobox").scroll_into_view_if_needed()
            still(page)  # an open list closes when the page beneath it scrolls
            within.get_by_role("combobox").click()
            page.get_by_role("option", name=option, exact=True).click()
        else:
            within.get_by_text(option, exact=True).first.click()
        settled(page)

    return does


def set_day(key: str, day: date) -> Step:
    def does(page: Page, of: Any) -> None:
        part(page, key, of).get_by_role("spinbutton").first.click()
        page.keyboard.type(f"{day:%d%m%Y}")
        page.keyboard.press("Tab")
        settled(page)

    return does


def upload(key: str, content: Callable[[], bytes]) -> Step:
    def does(page: Page, of: Any) -> None:
        file = {"name": "report.xlsx", "mimeType": EXCEL, "buffer": content()}
        part(page, key, of).locator("input[type=file]").set_input_files([file])
        settled(page)

    return does
