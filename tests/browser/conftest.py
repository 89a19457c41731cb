"""A real browser and a real server, shared by the tests of one worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from cscp_core.people import demo
from tests.browser.server import Server, running
from tests.browser.settling import settled, still

CHROMIUM = next(
    (
        found
        for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
        if name and (found := shutil.which(name))
    ),
    None,
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
__all__ = ["settled", "still"]
PHONE, LAPTOP = (390, 844), (1280, 900)
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("No Chromium was found. Install it:  apt-get update && apt-get install -y chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, rehearsed: Path) -> Iterator[Server]:
    """The demonstration with the real report and its rehearsal. Tests on it add, and rely on nothing being absent."""
    with running(tmp_path_factory.mktemp("var"), rehearsed, CSCP_OFFICIAL="") as started:
        yield started


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
def tab(browser: Browser, own_browsers: dict[tuple[str, str], BrowserContext], server: Server) -> Iterator[Visit]:
    """An empty tab in the browser of somebody (by cookie) or nobody, for looking. To sign in or out, visit."""
    pages: list[Page] = []

    def opened(by: str = "", on: Server = server) -> Page:
        if (on.address, by) not in own_browsers:
            own_browsers[on.address, by] = context = browser.new_context(
                viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, color_scheme="light"
            )
            if by:
                context.add_cookies([on.cookie_for(by)])
        pages.append(own_browsers[on.address, by].new_page())
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def sign_in(page: Page, username: str, password: str = demo.PASSWORD) -> None:
    """Fills in the form and waits for the page behind it."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".st-key-sign_out")).to_have_count(1)  # the page behind it, which was loaded with the cookie
    settled(page)


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
