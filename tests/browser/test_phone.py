"""On a phone: tables stand as cards, and a tab of the browser says which screen it holds."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, settled
from tests.nightly import sampled

pytestmark = pytest.mark.browser

WRONG = """() => [...document.querySelectorAll('[data-testid=stTable]')].flatMap(table => {
  const names = [...table.querySelectorAll('thead th')].map(one => one.textContent.trim());
  return [...table.querySelectorAll('tbody tr')].flatMap(row => [...row.children].map((cell, place) => {
    const told = getComputedStyle(cell, '::before').content.replace(/^"|"$/g, '');
    if (told !== names[place]) return `${cell.innerText} is named ${told}, not ${names[place]}`;
    return cell.scrollWidth > cell.clientWidth + 1 ? `${cell.innerText} runs over` : '';
  }).filter(Boolean));
})"""


@pytest.mark.parametrize(
    ("path", "by"),
    sampled(
        [
            ("/how_it_works", "scrutineer"),
            ("/trail", "business.manager"),
            ("/the_year?tab=judgements", "scrutineer"),
        ],
        [("/trail", "business.manager")],
    ),
)
def test_every_cell_stands_beside_its_columns_name_and_none_runs_over(look, path, by):
    page = look(path, by, PHONE)
    for fold in page.locator("[data-testid=stMain] details").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    settled(page)
    expect(page.locator("[data-testid=stTable]:visible").first).to_be_visible()
    assert page.evaluate(WRONG) == []


FIGURES = ("/figures", "Figures")


@pytest.mark.parametrize(("path", "title"), sampled([FIGURES, ("/trail", "The trail")], [FIGURES]))
def test_a_tab_of_the_browser_says_which_screen_it_holds(look, path, title):
    expect(look(path, "scrutineer")).to_have_title(f"{title} · CSCP scrutiny")
