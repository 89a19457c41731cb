"""A real browser and a real server, shared by the tests of one worker."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bench.browser import FLAGS as OF_EVERY_BROWSER
from bench.browser import chromium
from cscp_core.people import demo
from tests import nightly
from tests.browser.server import Server, running
from tests.browser.settling import settled, still
from tests.conftest import SERVED

FLAGS = [
    *OF_EVERY_BROWSER,
    "--disable-dev-shm-usage",
    "--process-per-site",  # a second tab of somebody's browser need not compile the app again
]
__all__ = ["settled", "still"]
HERE = Path(__file__).parent
LONGEST = [HERE / f"test_{name}.py" for name in ("two_people", "reading", "on_behalf", "voices", "demonstration")]
PHONE, LAPTOP = (390, 844), (1280, 900)
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, rehearsed: Path) -> Iterator[Server]:
    """The demonstration with the real report and its rehearsal. Tests on it add, and rely on nothing being absent."""
    with running(tmp_path_factory.mktemp("var"), rehearsed, CSCP_OFFICIAL="") as started:
        yield started


@pytest.fixture(scope="session")
def begun_again(tmp_path_factory: pytest.TempPathFactory, loaded: Path) -> Iterator[Server]:
    """The server behind `blank` and `in_meeting`, which no test asks for by itself."""
    with running(tmp_path_factory.mktemp("begun-again"), loaded, CSCP_PARTNERSHIPS=SERVED) as started:
        yield started


@pytest.fixture
def blank(begun_again: Server, loaded: Path) -> Server:
    """A server with the real report and its accounts, where nobody has written anything yet."""
    begun_again.begin_again(loaded)
    return begun_again


@pytest.fixture
def in_meeting(begun_again: Server, rehearsed: Path) -> Server:
    """A server with the rehearsal, whose meeting is open at its first item, and which nobody has touched yet."""
    begun_again.begin_again(rehearsed)
    return begun_again


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Opens a page as somebody (by cookie) or nobody, and waits until it stands still."""
    contexts: list[BrowserContext] = []

    def opened(
        path: str, by: str = "", size: tuple[int, int] = LAPTOP, scheme: str = "light", on: Server = server
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
        )
        contexts.append(context)
        if by:
            context.add_cookies([on.cookie_for(by)])
        page = context.new_page()
        page.goto(on.address + path)
        return settled(page)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def own_browsers(browser: Browser) -> Iterator[dict[tuple[str, str], BrowserContext]]:
    """For each server and person one browser that has been here before: what it loaded once it need not load again."""
    contexts: dict[tuple[str, str], BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def tab_on(browser: Browser, own_browsers: dict[tuple[str, str], BrowserContext]) -> Iterator[Visit]:
    """An empty tab in the browser of somebody (by a cookie of this test's own) or nobody, for looking and writing on a
    server. To sign in or out, visit."""
    pages: list[Page] = []
    signed_in: set[tuple[str, str]] = set()

    def opened(on: Server, by: str = "", size: tuple[int, int] = LAPTOP) -> Page:
        whose = on.address, by
        if whose not in own_browsers:
            own_browsers[whose] = browser.new_context(color_scheme="light")
            own_browsers[whose].new_page().goto(f"{on.address}/healthz")  # its process stays, and what it has compiled
        if by and whose not in signed_in:
            own_browsers[whose].add_cookies([on.cookie_for(by)])
            signed_in.add(whose)
        pages.append(own_browsers[whose].new_page())
        pages[-1].set_viewport_size({"width": size[0], "height": size[1]})
        pages[-1].bring_to_front()  # a tab in the background hears of a click only later
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


@pytest.fixture
def tab(tab_on: Visit, server: Server) -> Visit:
    """The same on the server that tests share."""
    return partial(tab_on, server)


@pytest.fixture
def look(tab: Visit, server: Server) -> Visit:
    """Opens a page of the shared server in such a tab, and waits until it stands still."""

    def opened(path: str, by: str = "", size: tuple[int, int] = LAPTOP, scheme: str = "light") -> Page:
        page = tab(by, size)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(server.address + path)
        return settled(page)

    return opened


IN_PLACE = """to => {
  if (!document.querySelector('[data-testid=stApp]') || new URL(to).pathname === location.pathname) return false;
  history.pushState(null, '', to);
  return dispatchEvent(new PopStateEvent('popstate'));
}"""


def go(page: Page, address: str) -> Page:
    """Goes to a screen as the app's own links do, in place. The same screen of another item is loaded."""
    if urlsplit(page.url).netloc != urlsplit(address).netloc or not page.evaluate(IN_PLACE, address):
        page.goto(address)
    return settled(page)


def sign_in(page: Page, username: str, password: str = demo.PASSWORD) -> None:
    """Fills in the form and waits for the page behind it."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".st-key-sign_out")).to_have_count(1)  # the page behind it, which was loaded with the cookie
    settled(page)


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first. By day one worker has all the tests of a server that is slow to start, and so
    the browsers that were there before; at night they are too many for one."""
    items.sort(key=lambda one: one.path not in LONGEST)
    for one in items:
        needed = getattr(one, "fixturenames", ())
        if one.path.parent == HERE and not nightly.EVERY_LOOK and "in_meeting" not in needed:
            for name in {"server", "hostile_server"}.intersection(needed):
                one.add_marker(pytest.mark.xdist_group(name))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A test that fails shows what its servers logged last: the page itself says nothing of what went wrong."""
    report = yield
    if report.failed:
        for name, value in getattr(item, "funcargs", {}).items():
            if isinstance(value, Server):
                log = (value.var_dir / "server.log").read_text(errors="replace")
                report.sections.append((f"log of {name}", log[-5000:]))
    return report
