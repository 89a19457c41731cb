"""The browser that the bench, the tests and the scripts that look at screens drive."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""As scripts/find_chromium looks for them. The first has no window, and takes a fifth less of the processor's time."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MISSING = (
    "No Chromium was found. Install it:  apt-get update && (apt-get install -y chromium-headless-shell || "
    "apt-get install -y chromium)"
)


def chromium(*, whole: bool = False) -> str:
    """Where it is: the one that CHROMIUM names, else the first on the path. Of a `whole` browser the shell comes last.

    Raises:
        RuntimeError: there is none.
    """
    named = os.environ.get("CHROMIUM")
    names = NAMES[1:] + NAMES[:1] if whole else NAMES
    for name in [named] if named else names:
        if found := shutil.which(name):
            return found
    raise RuntimeError(f"CHROMIUM names {named}, and there is none." if named else MISSING)
