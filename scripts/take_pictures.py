"""Takes the pictures that the README shows, from a running demonstration of its own."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.servers import open_next_meeting
from cscp_core.settings import ROOT
from tests.browser.conftest import CHROMIUM, FLAGS, settled
from tests.browser.server import running

SHOTS = (
    ("desk", "/my_desk", "scrutineer", (1280, 900), "light"),
    ("theme", "/theme?theme=neglect", "scrutineer", (1280, 1000), "light"),
    ("measures", "/theme?theme=lado&tab=Measures", "scrutineer", (1280, 1000), "dark"),
    ("actions", "/actions", "lay.member", (1280, 900), "light"),
    ("phone", "/theme?theme=youth-violence", "young.advisor", (390, 844), "light"),
    ("room", "/in_meeting?id=2", "scrutineer", (1920, 1080), "light"),
    ("owe", "/what_we_owe", "police.partner", (390, 844), "light"),
    ("projector", "/priorities", "scrutineer", (1920, 1080), "light"),
)


def main() -> None:
    folder = ROOT / "docs" / "pictures"
    var = Path(tempfile.mkdtemp())
    with running(var, CSCP_DEMO="") as server, sync_playwright() as playwright:
        open_next_meeting(server.store)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, path, by, size, scheme in SHOTS:
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
            context.add_cookies([server.cookie_for(by)])
            page = context.new_page()
            page.goto(server.address + path)
            settled(page)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()
    shutil.rmtree(var)


if __name__ == "__main__":
    main()
