"""A page is waited for until it stands still: not before the run that a click asks for has ended."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.settling import settled, what_is_missing

pytestmark = pytest.mark.browser

HELD = "the run that it asked for"


@pytest.fixture
def slow(tab, server) -> Page:
    """The notebook, and a list in which its server's answers wait once there is one."""
    page = tab("scrutineer")
    page.held = None

    def pass_on(route):
        def answer(message):
            if page.held is None:
                route.send(message)
            else:
                page.held.append(lambda: route.send(message))

        route.connect_to_server().on_message(answer)

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto(server.address + "/notebook")
    return settled(page)


def test_a_page_whose_click_is_not_answered_yet_does_not_stand_still(slow):
    assert what_is_missing(slow) == []
    slow.held = []
    slow.get_by_role("button", name="Save the note").click()
    slow.wait_for_function("() => window.seenByTests.isAsked")  # a busy browser passes the click on a moment later
    assert HELD in what_is_missing(slow)
    expect(slow.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")  # it knows of none
    answers, slow.held = slow.held, None
    for one in answers:
        one()
    assert HELD not in what_is_missing(settled(slow))
