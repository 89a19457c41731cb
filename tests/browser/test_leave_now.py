"""Leave now, by its button and by Shift pressed three times: the page is gone at once, in every tab, and stays gone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, settled
from tests.browser.server import free_port, running
from tests.browser.sessions import are_open, ask_now
from tests.browser.test_every_screen import check_every_look, violations
from tests.nightly import sampled

pytestmark = pytest.mark.browser

YOUNG = "young.advisor"


@pytest.fixture
def context(browser, blank):
    """The browser of a Young Advisor."""
    opened = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    opened.add_cookies([blank.cookie_for(YOUNG)])
    yield opened
    opened.close()


def see(context, server, path="/young_home"):
    page = context.new_page()
    page.goto(server.address + path)
    return settled(page)


def by_button(page):
    page.get_by_role("button", name="Leave now").click(no_wait_after=True)


def by_shift(page):
    for _ in range(3):
        page.keyboard.press("Shift")


def leave_and_be_signed_out(context, page, leave):
    """Leaves. The neutral page comes only when the server has answered, which it need not have by then."""
    held = []
    context.route("**/conversions", lambda route: held.append(route))
    with page.expect_response("**/session/end"), page.expect_request("**/conversions"):
        leave(page)
    held[0].continue_()
    context.unroute("**/conversions")


def has_left(page):
    """Waits for the neutral page, which has no word of the app."""
    expect(page.get_by_role("heading", name="Miles and kilometres")).to_be_visible()
    assert not any(one in page.content() for one in ("Camden", "safeguarding", "Young", "sign"))


@pytest.mark.parametrize("leave", sampled([by_button, by_shift], [by_button]))
def test_leave_now_goes_to_a_neutral_page_signs_out_everywhere_and_back_shows_nothing(context, blank, leave):
    page = see(context, blank)
    page.get_by_role("link", name="What happened").first.click()
    expect(page.locator("h1")).to_have_text("What happened")
    settled(page)
    leave_and_be_signed_out(context, page, leave)
    has_left(page)
    assert are_open(blank, YOUNG) == 0
    page.go_back()
    expect(page.get_by_label("User name")).to_be_visible()
    assert "What happened" not in page.content()


@pytest.mark.parametrize("leave", sampled([by_button, by_shift], [by_shift]))
def test_leave_now_empties_the_other_tabs_of_the_same_browser(context, blank, leave):
    page, other, third = (see(context, blank, path) for path in ("/young_home", "/findings", "/my_data"))
    leave(page)
    for tab in (page, other, third):
        has_left(tab)


def test_a_tab_that_hears_of_its_end_while_the_neutral_page_is_slow_still_goes_there(context, blank):
    page, held = see(context, blank), []
    context.route("**/conversions", lambda route: held.append(route))
    with page.expect_response("**/session/end"), page.expect_request("**/conversions"):
        by_shift(page)
    page.wait_for_event("response", lambda answer: answer.url.endswith("/tab/session"))  # it asks every five seconds
    held[0].continue_()
    has_left(page)


def test_leave_now_empties_a_tab_of_another_browser_as_soon_as_it_asks(browser, context, blank):
    elsewhere = browser.new_context()
    elsewhere.add_cookies([blank.cookie_for(YOUNG)])
    other = see(elsewhere, blank, "/my_data")
    page = see(context, blank)
    by_button(page)
    has_left(page)
    expect(other.get_by_label("User name")).to_be_visible()  # it asks every five seconds
    assert "Take everything back" not in other.content()
    elsewhere.close()


@pytest.mark.nightly
def test_shift_works_inside_a_field_and_words_in_it_are_wiped_without_a_question(context, blank):
    page = see(context, blank, "/say?about=claim&of=claim-foreword-12")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Say more, if you like").click()
    page.keyboard.type("nobody asked us")
    by_shift(page)
    has_left(page)
    assert page.evaluate("sessionStorage.getItem('words')") is None


@pytest.mark.nightly
def test_capital_letters_are_not_taken_for_leaving(context, blank):
    page = see(context, blank, "/glossary")
    page.get_by_label("Find a term").click()
    for letter in "NHS":
        page.keyboard.down("Shift")
        page.keyboard.press(letter)
        page.keyboard.up("Shift")
    expect(page.get_by_label("Find a term")).to_have_value("NHS")
    expect(page.locator("h1")).to_have_text("Glossary")


@pytest.mark.nightly
def test_shift_does_nothing_on_the_screens_of_others(visit, blank):
    page = visit("/priorities", "scrutineer", on=blank)
    by_shift(page)
    ask_now(page)
    expect(page.locator("h1")).to_be_visible()
    assert "/priorities" in page.url


@pytest.mark.parametrize("leave", sampled([by_button, by_shift], [by_button]))
def test_leave_now_leaves_while_the_server_is_away_and_signs_out_before_anything_is_shown_again(
    browser, tmp_path, loaded, leave
):
    port = free_port()
    context = browser.new_context()
    with running(tmp_path / "var", loaded, port) as first:
        context.add_cookies([first.cookie_for(YOUNG)])
        page = see(context, first)
        context.set_offline(True)
        leave(page)
        expect(page).to_have_url(re.compile("^chrome-error"))
        context.set_offline(False)
        page.goto(first.address + "/my_data")
        expect(page.get_by_label("User name")).to_be_visible()
        assert are_open(first, YOUNG) == 0
    context.close()


@pytest.mark.nightly
def test_leave_now_goes_where_the_installation_says(browser, tmp_path, loaded):
    with running(tmp_path / "var", loaded, CSCP_LEAVE_TO="https://weather.example/today") as started:
        context, held = browser.new_context(), []
        context.route("https://weather.example/**", lambda route: held.append(route))  # until the server has answered
        context.add_cookies([started.cookie_for(YOUNG)])
        page = see(context, started)
        with page.expect_response("**/session/end"), page.expect_request("https://weather.example/**"):
            by_button(page)
        assert are_open(started, YOUNG) == 0
        held[0].fulfill(body="Rain later.")
        expect(page.get_by_text("Rain later.")).to_be_visible()
        context.close()


def test_the_way_to_leave_is_said_once_on_a_screen_and_the_neutral_page_is_accessible(context, blank):
    page = see(context, blank)
    expect(page.get_by_text("press Shift three times")).to_have_count(1)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    check_every_look(page)
    page.goto(blank.address + "/conversions")
    for size in (PHONE, LAPTOP):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
