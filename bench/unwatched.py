"""A browser that nobody watches while a page loads.

Playwright has the browser report every request and every message, and reads each. On two processors that takes as long
as a quarter of the load of a page of a hundred files, and less of a page of sixty. This asks the browser for nothing
between an address and its heading. It speaks the Chrome DevTools Protocol
(https://chromedevtools.github.io/devtools-protocol/).
"""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from websockets.sync.client import ClientConnection, connect

from bench.browser import FLAGS, chromium
from bench.servers import BETWEEN_TRIES, PATIENCE

SIZE = {"width": 1280, "height": 900}  # pixels
WHEN_SEEN = """
window.seen = new Promise((tell) => {
  const looks = new MutationObserver(() => {
    for (const one of document.querySelectorAll("h1")) {
      if (one.textContent.trim() !== HEADING || !one.checkVisibility()) continue;
      looks.disconnect();
      requestAnimationFrame(() => setTimeout(() => tell(performance.now())));
    }
  });
  looks.observe(document, { subtree: true, childList: true, characterData: true });
});
"""
"""Milliseconds from asking for the address until the frame with the heading is painted."""
ASKED_FOR = """JSON.stringify(performance.getEntriesByType("resource").map((one) => one.name))"""


@dataclass(frozen=True)
class Load:
    seconds: float
    twice: frozenset[str]
    """Addresses that the page asked for more than once until then."""


@dataclass(frozen=True)
class Browser:
    connection: ClientConnection
    numbers: Iterator[int] = field(default_factory=count)

    def load(self, address: str, heading: str, cookies: dict[str, str]) -> Load:
        """Opens an address as somebody who was never there, until its heading is seen.

        Raises:
            RuntimeError: the browser refused.
            TimeoutError: the heading did not come.
        """
        person = self._ask("Target.createBrowserContext")["browserContextId"]
        try:
            known = [
                {"name": name, "value": one, "url": address, "sameSite": "Strict"} for name, one in cookies.items()
            ]
            self._ask("Storage.setCookies", browserContextId=person, cookies=known)
            tab = self._ask("Target.createTarget", url="about:blank", browserContextId=person, **SIZE)["targetId"]
            here = self._ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
            self._ask("Page.enable", here)
            script = WHEN_SEEN.replace("HEADING", json.dumps(heading))
            self._ask("Page.addScriptToEvaluateOnNewDocument", here, source=script)
            self._ask("Page.navigate", here, url=address)
            milliseconds, asked = self._find("window.seen", here), Counter(json.loads(self._find(ASKED_FOR, here)))
            return Load(milliseconds / 1000, frozenset(one for one, times in asked.items() if times > 1))
        finally:
            self._ask("Target.disposeBrowserContext", browserContextId=person)

    def _find(self, expression: str, session: str) -> Any:
        found = self._ask(
            "Runtime.evaluate", session, expression=expression, awaitPromise=True, returnByValue=True
        )  # fmt: skip
        return found["result"]["value"]

    def _ask(self, method: str, session: str = "", **params: object) -> dict[str, Any]:
        number = next(self.numbers)
        asked = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self.connection.send(json.dumps(asked))
        while (answer := json.loads(self.connection.recv(timeout=PATIENCE))).get("id") != number:
            pass  # what the browser says unasked
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A whole browser with its files in a folder of its own, until the end of the block."""
    command = [chromium(whole=True), "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}", *FLAGS]
    process = subprocess.Popen([*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port, path = _address(process, folder / "DevToolsActivePort")
        with connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as connection:
            yield Browser(connection)
    finally:
        process.terminate()
        process.wait()


def _address(process: "subprocess.Popen[bytes]", written: Path) -> tuple[str, str]:
    """Port and path, once the browser has written them down; between tries the system waits for it to end."""
    since = perf_counter()
    while perf_counter() - since < PATIENCE:
        lines = written.read_text().split() if written.exists() else []
        if len(lines) == 2:
            return lines[0], lines[1]
        try:
            process.wait(timeout=BETWEEN_TRIES)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError("The browser did not start.")
