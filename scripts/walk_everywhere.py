"""Goes through every screen as each role that may open it, by machine, and writes what it found into the documents.

    python -m scripts.walk_everywhere

Each screen in light and dark, at 390 and 1280 pixels: axe's rules of WCAG 2.0 to 2.2 A and AA, no scrolling sideways,
and at both widths the Tab key alone, which must come to everything that can be pressed or filled in and show where it
is. Each screen once more with an empty cache: requests and bytes until it no longer changes, beside a page of bare
Streamlit. Answers 1 where something was found.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import servers
from bench.browser import chromium
from cscp_core.settings import ROOT
from pages.components.menu import SCREENS
from tests.browser.conftest import FLAGS, LAPTOP, PHONE, settled, still
from tests.browser.server import Server, running
from tests.browser.test_every_screen import address, violations
from tests.pages.test_every_page import PUBLIC, may_open

ROLES = (
    "scrutineer", "business.manager", "council.partner", "lay.member", "young.advisor", "safeguarding.lead",
    "participation.worker",
)  # fmt: skip
NOBODY = "nobody signed in"
LOOKS = [(size, scheme) for size in (PHONE, LAPTOP) for scheme in ("light", "dark")]
RESULTS = ROOT / "docs" / "accessibility_results.md"
MOST = 900  # presses of Tab
CAN_BE_REACHED = """() => {
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
  const groups = new Map();
  let number = 0;
  for (const one of all) {
    delete one.dataset.stop;
    const shown = one.checkVisibility({visibilityProperty: true}) && !one.closest('[inert], [aria-hidden="true"]');
    if (one.tabIndex < 0 || one.disabled || !shown) continue;
    const group = one.type === 'radio' ? one.name : one.closest('[role=radiogroup], [role=toolbar], [role=tablist]');
    if (group && !groups.has(group)) groups.set(group, number++);
    one.dataset.stop = group ? groups.get(group) : number++;
    one.dataset.ground = getComputedStyle(one).backgroundColor;
  }
  document.activeElement.blur();
  return number;
}"""
"""Numbers what the Tab key must come to. Of a group in which the arrow keys move on, one is enough."""
AT = """() => {
  const e = document.activeElement;
  let seen = getComputedStyle(e).backgroundColor !== e.dataset.ground;
  for (let one = e, up = 0; one && up < 4; one = one.parentElement, up++) {
    const s = getComputedStyle(one);
    seen = seen || s.outlineStyle !== 'none' || s.boxShadow !== 'none' || s.borderTopStyle !== 'none';
  }
  return {stop: e.dataset ? e.dataset.stop : undefined, body: e === document.body, seen: seen};
}"""
NAME = """stop => {
  const e = document.querySelector(`[data-stop="${stop}"]`);
  return e ? `${e.tagName} ${(e.getAttribute('aria-label') || e.innerText || e.outerHTML).trim().slice(0, 80)}` : '';
}"""


@dataclass
class Seen:
    """What was found on one screen, as one role."""

    screen: str
    role: str
    found: list[str] = field(default_factory=list)
    stops: dict[int, int] = field(default_factory=dict)
    """How many places the Tab key came to, by the width of the window."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="cscp-looked-") as made, sync_playwright() as playwright:
        folder = Path(made)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with running(folder / "var", CSCP_DEMO="", CSCP_OFFICIAL="") as server:
            servers.open_next_meeting(server.store)
            looked = [look(browser, server, file, role) for file, role in places()]
            loads = [(file, *first_view(browser, server, file)) for file in sorted(set(SCREENS) - {"home"})]
        with servers.bare("title.py", folder / "bare") as plain:
            loads.insert(0, ("bare Streamlit, one title", *count(browser, plain.address, [], has_heading)))
        browser.close()
    RESULTS.write_text(written(looked, loads), encoding="utf-8")
    found = [f"{one.screen} as {one.role}: {what}" for one in looked for what in one.found]
    for line in found:
        print(line, file=sys.stderr)
    print(f"{len(looked)} screens and roles, {len(LOOKS)} looks each: {len(found)} things found. {RESULTS}")
    return 1 if found else 0


def address_of(file: str) -> str:
    """Where a screen is shown: the meeting that is open is the demonstration's second."""
    return "/in_meeting?id=2" if file == "in_meeting" else address(file)


def places() -> Iterator[tuple[str, str]]:
    """Every screen with each role that may open it; *Home* leads on to another."""
    for file in sorted(set(SCREENS) - {"home"}):
        if file in PUBLIC:
            yield file, NOBODY
        else:
            yield from ((file, role) for role in ROLES if may_open(file, role))


def look(browser: Browser, server: Server, file: str, role: str) -> Seen:
    seen = Seen(file, role)
    context = browser.new_context()
    try:
        if role != NOBODY:
            context.add_cookies([server.cookie_for(role)])
        page = context.new_page()
        page.goto(server.address + address_of(file))
        settled(page)
        for size, scheme in LOOKS:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            still(page)
            seen.found += [f"{size[0]} {scheme}: {one}" for one in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth") > size[0]:
                seen.found.append(f"{size[0]} {scheme}: it scrolls sideways")
            if scheme == "light":
                seen.stops[size[0]] = walk(page, seen, size[0])
    finally:
        context.close()
    print(f"{file} as {role}: {seen.stops}, {len(seen.found)} found", file=sys.stderr, flush=True)
    return seen


def walk(page: Page, seen: Seen, width: int) -> int:
    """Presses Tab until it comes round; returns how many places it came to."""
    there = page.evaluate(CAN_BE_REACHED)
    reached: set[str] = set()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if at["stop"] is None:
            if at["body"] and reached:
                break
            continue
        if at["stop"] in reached:
            break
        reached.add(at["stop"])
        if not at["seen"]:
            seen.found.append(f"{width}: nothing shows the focus on {page.evaluate(NAME, at['stop'])}")
    missed = [str(number) for number in range(there) if str(number) not in reached]
    seen.found += [f"{width}: the Tab key never comes to {page.evaluate(NAME, one)}" for one in missed]
    return len(reached)


def first_view(browser: Browser, server: Server, file: str) -> tuple[int, int]:
    """Requests and bytes until a screen no longer changes, for the first role that may open it."""
    role = next(role for name, role in places() if name == file)
    return count(
        browser, server.address + address_of(file), [] if role == NOBODY else [server.cookie_for(role)], settled
    )


def has_heading(page: Page) -> None:
    page.locator("h1").first.wait_for()


def count(
    browser: Browser, where: str, cookies: list[dict[str, str]], stands: Callable[[Page], object]
) -> tuple[int, int]:
    context = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    numbers = {"requests": 0, "bytes": 0}

    def more(name: str, by: int) -> None:
        numbers[name] += by

    try:
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", lambda _: more("requests", 1))
        wire.on("Network.webSocketCreated", lambda _: more("requests", 1))
        wire.on("Network.loadingFinished", lambda one: more("bytes", int(one["encodedDataLength"])))
        wire.on(
            "Network.webSocketFrameReceived", lambda one: more("bytes", len(one["response"]["payloadData"]) * 3 // 4)
        )
        page.goto(where)
        stands(page)
    finally:
        context.close()
    return numbers["requests"], numbers["bytes"]


def written(looked: list[Seen], loads: list[tuple[str, int, int]]) -> str:
    """The document: what was found, screen by screen, then what a first view asks for."""
    head = """# Every screen by machine

Made by `make accessibility`, in one run; not written by hand. What it means, and what no machine and no person has
tested, is said in [accessibility](accessibility.md).

*Found* counts what axe-core finds against WCAG 2.0 to 2.2, A and AA, in light and dark, at 390 and 1280 pixels; a page
that scrolls sideways; a place that the Tab key never comes to, or where nothing shows that it is there. *Tab* counts
the places that it comes to; a group in which the arrow keys move on is one.

| Screen | Role | Found in four looks | Tab, 390 | Tab, 1280 |
|---|---|---|---|---|
"""
    rows = [
        f"| {SCREENS[one.screen].title} (`{one.screen}`) | {one.role} | {len(one.found) or 'nothing'} | "
        f"{one.stops[PHONE[0]]} | {one.stops[LAPTOP[0]]} |"
        for one in looked
    ]
    bare = loads[0]
    first = """

## What a first view asks for

With nothing cached, at 1280 pixels, until the page no longer changes; as the first role of the table above. WebSocket
frames are counted.

| Screen | Requests | kB | Beside the bare page |
|---|---|---|---|
"""
    lines = [
        f"| {SCREENS[file].title if file in SCREENS else file} | {requests} | {size / 1000:,.0f} | "
        f"{size / bare[2]:.2f}× |"
        for file, requests, size in loads
    ]
    return head + "\n".join(rows) + first + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
