"""The browser that the bench, the tests and the scripts that look at screens drive."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""As scripts/find_chromium looks for them. The first has no window, and takes a fifth less of the processor's time."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MISSING = "No Chromium was found. Install it:  apt-get update && apt-get install -y chromium-headless-shell"


def chromium() -> str:
    """Where it is: the one that CHROMIUM names, else the first on the path.

    Raises:
        RuntimeError: there is none.
    """
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    raise RuntimeError(MISSING)
