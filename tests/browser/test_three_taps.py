"""On a phone: three taps from Home to sent, five with words, few words at once, and nothing smaller than a thumb."""

import pytest
from playwright.sync_api import Page, expect

from feedback.together import picks
from scripts.look_everywhere import FIRST_WORDS, THUMB
from tests.browser.conftest import PHONE, Visit, settled
from tests.browser.server import Server
from tests.conftest import REPORT
from tests.scenes import people_of

pytestmark = pytest.mark.browser

FORM_WORDS = 80  # on the first screenful of the form
IN_SIGHT = """() => {
  const walk = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const words = [];
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement;
    if (!around.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (around.closest('style, script, [data-testid=stIconMaterial]')) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    if (box.height && box.top < innerHeight && box.bottom > 0)
      words.push(...walk.currentNode.textContent.split(/\\s+/).filter(Boolean));
  }
  return words.length;
}"""
SMALL = """least => [...document.querySelectorAll(
  '[data-testid=stMain] :is(button, summary, textarea, [data-testid=stPageLink] a, label:has(input))'
)].filter(one => one.checkVisibility() && !one.closest('.st-key-footer'))
  .map(one => [one.innerText.trim(), Math.round(one.getBoundingClientRect().height)])
  .filter(([, height]) => height && height < least)"""


class Phone:
    """A page, and how often somebody has tapped on it."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.taps += 1
        settled(self.page)


@pytest.fixture
def phone(tab_on: Visit, blank: Server) -> Phone:
    """Home, on which nothing has been said yet."""
    page = tab_on(blank, "young.advisor", PHONE)
    page.goto(f"{blank.address}/young_home")
    return Phone(settled(page))


def test_a_stance_is_three_taps_and_each_screen_is_short_enough(phone):
    page = phone.page
    assert page.evaluate(SMALL, THUMB) == []
    phone.tap("I'm not sure")
    expect(page.get_by_text("This is not a place to report", exact=False)).to_be_visible()
    phone.tap("Go on")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    settled(page)
    assert page.evaluate(IN_SIGHT) <= FORM_WORDS
    assert page.evaluate(SMALL, THUMB) == []
    phone.tap("Send")
    expect(page.get_by_text("Sent. Somebody checks it", exact=False)).to_be_visible()
    assert phone.taps == 3


def test_home_is_short_enough_with_each_finding_that_has_its_month(phone, blank):
    store = blank.store
    people = people_of(store)
    with store.reading() as session:
        findings = picks.list_in_turn(session, people["young.advisor"], report_id=REPORT.name)
    assert len(findings) >= 10
    words = {}
    for one in findings:
        with store.writing() as session:
            picks.record_pick(session, people["business.manager"], report_id=REPORT.name, kind="claim", source_id=one)
        phone.page.goto(f"{blank.address}/young_home")
        words[one] = settled(phone.page).evaluate(IN_SIGHT)
    store.engine.dispose()
    assert {one: number for one, number in words.items() if number > FIRST_WORDS["young_home"]} == {}


def test_words_are_five_taps(phone):
    phone.tap("I don't get this")
    phone.tap("Go on")
    field = phone.page.get_by_label("Say more, if you like")
    field.click()
    phone.taps += 1
    field.fill("What does it mean that help ended?")
    phone.page.get_by_text("No", exact=True).first.click()
    phone.taps += 1
    settled(phone.page)
    phone.tap("Send")
    expect(phone.page.get_by_text("Sent. Somebody checks it", exact=False)).to_be_visible()
    assert phone.taps == 5
