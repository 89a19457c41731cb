"""In the room: the projector follows the operator's window, and what is private never comes onto it; and how many
clicks an item is from an agenda."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from cscp_core.scrutiny.meetings.tables import AgendaItem
from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

PRIVATE = "A heron stood there."


@pytest.fixture
def windows(tab_on, in_meeting):
    """Two windows of the scrutineer's browser."""
    return tab_on(in_meeting, "scrutineer"), tab_on(in_meeting, "scrutineer")


def at(page: Page, server, path: str) -> Page:
    page.goto(server.address + path)
    return settled(page)


def test_each_window_follows_the_other_and_nothing_private_is_projected(windows, in_meeting):
    desk, wall = windows
    at(desk, in_meeting, "/in_meeting?id=1")
    at(wall, in_meeting, "/projector?id=1")
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
def test_an_agenda_is_at_most_two_clicks_away(windows, in_meeting, path, clicks, item):
    page, _ = windows
    page.bring_to_front()
    before = items(in_meeting)
    at(page, in_meeting, path)
    listed = page.get_by_role("link", name="On the agenda", exact=True)
    already = listed.count()
    for name in clicks:
        page.get_by_role("button", name=name, exact=True).or_(page.locator("summary", has_text=name)).first.click()
        settled(page)
    assert len(clicks) <= 2
    if item is None:
        expect(listed).to_have_count(already + 1)  # a busy machine begins the run after the page stood still
    fresh = items(in_meeting) - before
    assert fresh == {item} if item else len(fresh) == 1
