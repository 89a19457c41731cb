"""First load: a new browser context until the landing screen's heading, by role, against a page with one title.

Nothing is cached, so whatever is asked for twice is sent twice.
"""

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from bench.browser import FLAGS, chromium
from bench.result import Line, compared
from bench.servers import Installation, app, bare
from bench.stage import LANDINGS
from cscp_core.people.seal import COOKIE as NAME

AT_MOST = 1.2
WARM_UP, AT_LEAST, SHARE = 1, 2, 4  # loads; one for so many repeats of what is quick


@dataclass
class Loads:
    """What came of one address."""

    seconds: list[float] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)
    """Addresses that were asked for more than once in one load."""


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-first-load")
    cookies = {reader: own.cookies(1, reader)[0] for reader in LANDINGS}
    ours, theirs = {reader: Loads() for reader in LANDINGS}, Loads()
    with ExitStack() as stack:
        server = stack.enter_context(app(own))
        plain = stack.enter_context(bare("title.py", folder / "bare-title"))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(whole=True), args=FLAGS)
        stack.callback(browser.close)
        for _ in range(WARM_UP + max(AT_LEAST, repeats // SHARE)):
            for reader, heading in LANDINGS.items():
                load(browser, server.address, heading, ours[reader], cookies[reader])
            for _ in range(2):
                load(browser, plain.address, "Bare", theirs)
    without = theirs.seconds[2 * WARM_UP :]
    twice = set().union(*(loads.twice for loads in ours.values()))
    for one in sorted(twice):
        print(f"first load: asked for twice: {one}")
    return [
        *(
            compared("first load", f"{reader}, to “{LANDINGS[reader]}”", loads.seconds[WARM_UP:], without, AT_MOST)
            for reader, loads in ours.items()
        ),
        Line("first load", "addresses that are asked for twice", len(twice), "", 0),
    ]


def load(browser: Browser, address: str, heading: str, loads: Loads, cookie: str = "") -> None:
    """One load, from asking for the address to seeing the heading."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: Counter[str] = Counter()
    try:
        if cookie:
            context.add_cookies([{"name": NAME, "value": cookie, "url": address, "sameSite": "Strict"}])
        page = context.new_page()
        page.on("request", lambda request: asked.update([f"{request.method} {request.url}"]))
        shown = page.get_by_role("heading", name=heading, level=1, exact=True)
        began = perf_counter()
        page.goto(address, wait_until="commit")
        shown.wait_for(state="visible", timeout=60_000)
        loads.seconds.append(perf_counter() - began)
        loads.twice |= {one.replace(address, "") for one, times in asked.items() if times > 1}
    finally:
        context.close()
