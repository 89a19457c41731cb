"""A file that somebody asks for on a screen: it comes, a box says that it is being made, and why where it is not."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

LABEL = "Download the year (Word)"


@pytest.fixture
def page(tab, server):
    opened = tab("scrutineer")
    opened.goto(f"{server.address}/the_year")
    return settled(opened)


def test_the_file_comes_under_its_name_and_the_page_stays(page):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=LABEL).click()
    assert waiting.value.suggested_filename.endswith(".docx")
    assert waiting.value.path().read_bytes().startswith(b"PK")
    expect(page.locator("h1")).to_have_text("The year in scrutiny")


def test_while_a_file_is_made_a_box_says_so_until_it_is_there(page):
    held = []
    page.route("**/download/**", lambda route: held.append(route))
    page.get_by_role("link", name=LABEL).click()
    expect(page.get_by_role("status").filter(has_text="The file is being made")).to_be_visible()
    with page.expect_download():
        held[0].fulfill(body=b"PK", headers={"content-disposition": 'attachment; filename="year.docx"'})
    expect(page.get_by_text("The file is being made")).to_have_count(0)


def test_where_no_file_is_made_the_servers_own_sentence_says_why(page):
    page.route("**/download/**", lambda route: route.fulfill(status=503, body="The database is away. Try again later."))
    page.get_by_role("link", name=LABEL).click()
    expect(page.get_by_role("alert").filter(has_text="The database is away. Try again later.")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("The database is away.")).to_have_count(0)


def test_without_a_connection_it_says_so(page):
    page.route("**/download/**", lambda route: route.abort())
    page.get_by_role("link", name=LABEL).click()
    expect(page.get_by_role("alert").filter(has_text="there is no connection")).to_be_visible()
