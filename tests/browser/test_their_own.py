"""What is theirs in a real browser: read aloud by the device, the page for offline, their colour, large targets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.look_everywhere import THUMB
from tests.browser.conftest import PHONE, go, settled
from tests.browser.server import running
from tests.browser.test_three_taps import SMALL
from tests.nightly import sampled

pytestmark = pytest.mark.browser

YOUNG = "young.advisor"
VOICES = """([lang, local]) => {
  const said = [];
  const voices = [{lang, localService: local, name: 'a voice'}];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices, addEventListener: () => {}, speaking: false, pending: false, said,
    speak(one) { said.push([one.text, one.lang]); this.speaking = true; },
    cancel() { said.push(['(stopped)', '']); this.speaking = false; },
  }});
}"""
"""A browser with one voice; what it says is noted."""
SAID = "() => speechSynthesis.said.map(([text]) => text)"
SCREENS = (
    "young_home", "findings", "findings?theme=looked-after", "claim?id=claim-4.3-08", "figure?id=figure-2.3-01",
    "because_of_you", "what_happened", "our_view", "our_space", "my_data", "rate_meeting", "how_it_works", "numbers",
    "say?about=claim&of=claim-4.3-08", "official", "search?q=school", "glossary", "password",
)  # fmt: skip


@pytest.fixture
def with_voice(browser: Browser, server) -> Iterator[object]:
    """Opens a page in a browser that has this one voice."""
    contexts = []

    def opened(path: str, lang: str, *, local: bool) -> Page:
        context = browser.new_context()
        contexts.append(context)
        context.add_cookies([server.cookie_for(YOUNG)])
        context.add_init_script(f"({VOICES})({[lang, local]})".replace("True", "true").replace("False", "false"))
        page = context.new_page()
        page.goto(server.address + path)
        return settled(page)

    yield opened
    for context in contexts:
        context.close()


def test_a_voice_of_the_device_reads_the_page_and_stops_when_it_is_pressed_again(with_voice, server):
    page = with_voice("/numbers", "en-GB", local=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="Read aloud, or stop")
    button.click()
    said = page.evaluate(SAID)
    assert said[:2] == ["What numbers mean", "What is 1 in 4?"]
    assert any(one.startswith("1 in 4 means:") for one in said)
    assert not {"Leave now", "Read aloud, or stop"} & set(said)
    button.click()
    assert page.evaluate(SAID)[-1] == "(stopped)"
    assert [one for one in asked if not one.startswith(server.address)] == []


@pytest.mark.parametrize(("lang", "local"), [("en-GB", False), ("so-SO", True)])
def test_without_a_voice_of_the_device_that_speaks_the_language_there_is_no_button(with_voice, lang, local):
    page = with_voice("/numbers", lang, local=local)
    expect(page.get_by_role("button", name="Leave now")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud, or stop")).to_be_hidden()


HOME_SCREEN = """() => {
  const asked = window.matchMedia.bind(window);
  window.matchMedia = query => query === '(display-mode: standalone)' ? {matches: true} : asked(query);
}"""
"""As a phone shows an app that somebody put on its home screen."""
WORKERS = "() => navigator.serviceWorker.getRegistrations().then(found => found.length)"


def test_on_a_home_screen_a_page_says_that_it_is_offline_and_keeps_nothing(browser, tmp_path, loaded):
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    with running(tmp_path / "var", loaded) as server:
        context.add_cookies([server.cookie_for(YOUNG)])
        context.add_init_script(f"({HOME_SCREEN})()")
        page = context.new_page()
        page.goto(f"{server.address}/numbers")
        settled(page)
        page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then(found => found[0]?.active)")
        page.reload()
        settled(page)
        assert page.evaluate(WORKERS) == 1
        assert page.evaluate("() => caches.keys()") == []
    page.reload()
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(page.get_by_text("What you typed is still here, in this tab.")).to_be_visible()
    assert "CSCP" not in page.title()
    context.close()


def test_a_browser_in_which_nobody_put_it_on_a_home_screen_keeps_no_trace_of_that(visit):
    assert visit("/numbers", YOUNG).evaluate(WORKERS) == 0


def test_their_colours_and_pictures_are_drawn(look):
    page = look("/our_space", YOUNG)
    drawn = page.evaluate(
        "() => [...document.querySelectorAll('.samples .band')].map(one => [one.offsetHeight > 10,"
        " getComputedStyle(one).backgroundColor + getComputedStyle(one).backgroundImage])"
    )
    assert len(drawn) == 8
    assert all(tall for tall, _ in drawn)
    assert len({colour for _, colour in drawn}) == len(drawn)


@pytest.mark.nightly
def test_nothing_to_press_on_a_phone_is_smaller_than_a_thumb(look, server):
    page = look("/young_home", YOUNG, PHONE)
    small = {}
    for screen in SCREENS:
        go(page, f"{server.address}/{screen}")
        if found := page.evaluate(SMALL, THUMB):
            small[screen] = found
    assert small == {}


IN_LANGUAGE = """code => {
  const state = document.querySelector('.tab-state').cloneNode();
  state.dataset.language = code;
  document.body.append(state);
}"""
"""As if the next run were in a language: language.js reads the new element."""
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize(
    "path", sampled(["/young_home", "/findings?theme=looked-after", "/because_of_you"], ["/young_home"])
)
def test_a_language_from_right_to_left_turns_all_of_the_page_and_nothing_scrolls_sideways(visit, path):
    page = visit(path, YOUNG, PHONE)
    page.evaluate(IN_LANGUAGE, "ar")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_test_id("stMainBlockContainer")).to_have_css("direction", "rtl")
    page.get_by_role("button", name="Get help").click()
    expect(page.get_by_test_id("stPopoverBody")).to_have_css("direction", "rtl")
    assert not page.evaluate(SIDEWAYS)
    page.evaluate(IN_LANGUAGE, "en")
    expect(page.get_by_test_id("stMainBlockContainer")).to_have_css("direction", "ltr")
