"""First load: a new browser context until the landing screen's heading, against a page with one title."""

import os
import shutil
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from bench.result import Line, ratio, times
from bench.servers import Installation, app, bare
from bench.stage import LANDING
from cscp_core.people.seal import COOKIE as NAME

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AT_MOST = 1.5
WARM_UP = 2


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-first-load")
    cookie = own.cookies(1)[0]
    ours: list[float] = []
    theirs: list[float] = []
    with app(own) as server, bare("title.py", folder / "bare-title") as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            for _ in range(WARM_UP + repeats):
                ours.append(load(browser, server.address, LANDING, cookie))
                theirs.append(load(browser, plain.address, "Bare"))
        finally:
            browser.close()
    ours, theirs = ours[WARM_UP:], theirs[WARM_UP:]
    return [
        times("first_load", f'app, "/" to the heading "{LANDING}"', ours),
        times("first_load", "bare page, to its heading", theirs),
        ratio("first_load", "app : bare", ours, theirs, AT_MOST),
    ]


def load(browser: Browser, address: str, heading: str, cookie: str = "") -> float:
    """Seconds from asking for the address to seeing the heading, with nothing cached."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        if cookie:
            context.add_cookies([{"name": NAME, "value": cookie, "url": address, "sameSite": "Strict"}])
        page = context.new_page()
        shown = page.get_by_role("heading", name=heading, level=1, exact=True)
        began = perf_counter()
        page.goto(address, wait_until="commit")
        shown.wait_for(state="visible", timeout=60_000)
        return perf_counter() - began
    finally:
        context.close()


def chromium() -> str:
    """The browser to drive: the one that CHROMIUM names, else one on the path."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    raise RuntimeError("No Chromium was found. Install it:  apt-get update && apt-get install -y chromium")
