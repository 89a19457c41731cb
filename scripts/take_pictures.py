"""Takes the pictures that the README shows, from a running demonstration of its own."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.browser import chromium
from bench.servers import open_next_meeting
from cscp_core.settings import ROOT
from tests.browser.conftest import FLAGS, settled
from tests.browser.server import running

SHOTS = (
    ("priorities", "/priorities", "scrutineer", (1280, 900), "light"),
    ("desk", "/my_desk", "scrutineer", (1280, 900), "light"),
    ("theme", "/theme?theme=neglect", "lay.member", (1280, 1000), "dark"),
    ("measures", "/theme?theme=front-door&tab=measures", "scrutineer", (1280, 1000), "light"),
    ("actions", "/actions", "lay.member", (1280, 900), "light"),
    ("phone", "/young_home", "young.advisor", (390, 844), "light"),
    ("owe", "/what_we_owe", "police.partner", (390, 844), "dark"),
    ("room", "/projector?id=2", "scrutineer", (1920, 1080), "light"),
)
"""By name: address, who looks, window and scheme. The room comes last: that a meeting is open shows elsewhere too."""
IN_THE_ROOM, ON = "room", 3
"""How often the meeting goes on to its next item before its picture is taken: to one with a number."""


def main() -> None:
    folder = ROOT / "docs" / "pictures"
    var = Path(tempfile.mkdtemp())
    with running(var, CSCP_DEMO="", CSCP_OFFICIAL="") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, path, by, size, scheme in SHOTS:
            if name == IN_THE_ROOM:
                open_next_meeting(server.store)
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
            context.add_cookies([server.cookie_for(by)])
            page = context.new_page()
            page.goto(server.address + path)
            settled(page)
            for _ in range(ON if name == IN_THE_ROOM else 0):
                page.get_by_role("button", name="Next", exact=False).first.click()
                page.wait_for_timeout(1500)  # milliseconds: the heading of the next item takes the place of this one's
                settled(page)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()
    shutil.rmtree(var)


if __name__ == "__main__":
    main()
