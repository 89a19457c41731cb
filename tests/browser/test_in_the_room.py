"""In the room: the projector follows the operator's window, and what is private never comes onto it; and how many
clicks an item is from an agenda."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from cscp_core.scrutiny.meetings.tables import AgendaItem
from tests.browser.conftest import settled
from tests.browser.server import running

pytestmark = pytest.mark.browser

PRIVATE = "A heron stood there."


@pytest.fixture(scope="module")
def own_server(tmp_path_factory, rehearsed):
    """A server of this file's own: its meeting is open at its first item."""
    with running(tmp_path_factory.mktemp("room"), rehearsed) as started:
        yield started


@pytest.fixture
def windows(browser, own_server):
    """Two windows of the scrutineer's browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([own_server.cookie_for("scrutineer")])
    yield context.new_page(), context.new_page()
    context.close()


def at(page: Page, server, path: str) -> Page:
    page.goto(server.address + path)
    return settled(page)


def test_each_window_follows_the_other_and_nothing_private_is_projected(windows, own_server):
    desk, wall = windows
    at(desk, own_server, "/in_meeting?id=1")
    at(wall, own_server, "/projector?id=1")
    desk.get_by_text("Show my private notes (never on the projector)").click()
    desk.get_by_text("Your private notes on this").click()
    desk.get_by_label("A new note").fill(PRIVATE)
    desk.get_by_role("button", name="Save the note").click()
    expect(desk.get_by_text(PRIVATE).first).to_be_visible()
    settled(desk).get_by_role("button", name="Next").first.click()
    expect(wall.get_by_text("Item 2 of").first).to_be_visible(timeout=15_000)  # by itself
    settled(wall).keyboard.press("PageDown")
    expect(wall.get_by_text("Item 3 of").first).to_be_visible()
    expect(desk.get_by_text("Item 3 of").first).to_be_visible(timeout=15_000)
    assert PRIVATE not in wall.content()
    for words in ("private", "your own draft", "Nobody else"):
        assert words not in wall.locator("body").inner_text()
    assert wall.get_by_role("textbox").count() == 0


def items(server) -> set[tuple[str, str]]:
    with server.store.reading() as session:
        return {(one.source_kind, one.source_id) for one in session.exec(select(AgendaItem))}


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("path", "clicks", "item"),
    [
        ("/claim?id=claim-3.4-04", ["Add to an agenda", "Add to agenda"], ("claim", "claim-3.4-04")),
        ("/challenge?id=6", ["Add to an agenda", "Add to agenda"], ("challenge", "6")),
        ("/my_desk", ["Agenda"], None),
    ],
)
def test_an_agenda_is_at_most_two_clicks_away(windows, own_server, path, clicks, item):
    page, _ = windows
    before = items(own_server)
    at(page, own_server, path)
    for name in clicks:
        page.get_by_role("button", name=name, exact=True).or_(page.locator("summary", has_text=name)).first.click()
        settled(page)
    assert len(clicks) <= 2
    fresh = items(own_server) - before
    assert fresh == {item} if item else len(fresh) == 1
