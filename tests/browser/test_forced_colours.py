"""Where a reader's own colours take the place of the app's, nothing that is drawn by colour alone is lost."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

GROUND_OF = """one => {
  const style = getComputedStyle(one);
  return [style.forcedColorAdjust, style.backgroundColor];
}"""


def test_a_switch_and_a_chart_keep_their_own_colours(tab, server):
    page = tab("scrutineer")
    page.emulate_media(forced_colors="active", color_scheme="light")
    page.goto(f"{server.address}/disagree")
    box = page.locator("[data-testid=stMain] [data-testid=stCheckbox] label > div").first
    box.wait_for()
    assert box.evaluate(GROUND_OF)[0] == "none"
    page.goto(f"{server.address}/theme?theme=neglect")
    chart = page.locator("[class*=st-key-chart_in_light] [data-testid=stVegaLiteChart]").first
    chart.wait_for()
    assert chart.evaluate(GROUND_OF) == ["none", "rgb(255, 255, 255)"]


@pytest.mark.nightly
def test_what_is_chosen_of_several_is_underlined(tab, server):
    page = tab("scrutineer")
    page.emulate_media(forced_colors="active", color_scheme="light")
    page.goto(f"{server.address}/theme?theme=front-door&tab=measures")
    chosen = page.locator("[data-testid=stButtonGroup] [aria-pressed=true]").first
    expect(chosen).to_have_css("text-decoration-line", "underline")


@pytest.mark.nightly
def test_the_page_of_a_list_that_is_shown_is_underlined(tab, server):
    page = tab("scrutineer")
    page.emulate_media(forced_colors="active", color_scheme="light")
    page.goto(f"{server.address}/figures")
    expect(page.locator("[role=navigation] [aria-current=page]")).to_have_css("text-decoration-line", "underline")


def test_a_chart_turns_with_the_scheme_before_its_page_is_drawn_again(tab, server):
    page = tab("scrutineer")
    page.emulate_media(color_scheme="light")
    page.goto(f"{server.address}/theme?theme=neglect")
    chart = page.locator("[class*=st-key-chart_in_light] [data-testid=stVegaLiteChart]").first
    expect(chart).to_have_css("filter", "none")
    page.emulate_media(color_scheme="dark")
    expect(chart).to_have_css("filter", "invert(1) hue-rotate(180deg)")


@pytest.mark.nightly
def test_with_text_of_twice_the_size_a_row_in_a_column_has_room_for_its_words(look):
    page = look("/claim?id=claim-3.4-04", "scrutineer")
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    words = page.locator("[class*=st-key-listed] li > a").first
    expect(words).to_be_visible()
    lines = words.evaluate("one => [one.getClientRects().length, one.innerText.length]")
    assert lines[1] > 12 * lines[0]


@pytest.mark.nightly
def test_an_act_at_the_end_of_a_row_shows_its_label(look):
    for path, by, label in (("/theme?theme=neglect&tab=claims", "scrutineer", "Change"),
                            ("/our_actions", "council.partner", "Progress")):  # fmt: skip
        page = look(path, by)
        words = page.locator("[class*=st-key-act-row]").get_by_text(label, exact=True).first
        assert words.evaluate("one => one.getBoundingClientRect().width") > 40, path
