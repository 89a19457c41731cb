"""First load: a new browser context until the landing screen's heading, by role, against a page with one title.

Nothing is cached, so whatever is asked for twice is sent twice.
"""

from contextlib import ExitStack
from pathlib import Path

from bench import unwatched
from bench.result import Line, compared
from bench.servers import Installation, app, bare
from bench.stage import LANDINGS
from cscp_core.people.seal import COOKIE as NAME

AT_MOST = 1.2
WARM_UP, AT_LEAST, SHARE = 1, 2, 3  # loads; one for so many repeats of what is quick


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-first-load")
    cookies = {reader: {NAME: own.cookies(1, reader)[0]} for reader in LANDINGS}
    ours: dict[str, list[float]] = {reader: [] for reader in LANDINGS}
    theirs: list[float] = []
    twice: set[str] = set()
    with ExitStack() as stack:
        server = stack.enter_context(app(own))
        plain = stack.enter_context(bare("title.py", folder / "bare-title"))
        browser = stack.enter_context(unwatched.browser(folder / "browser"))
        for _ in range(WARM_UP + max(AT_LEAST, repeats // SHARE)):
            for reader, heading in LANDINGS.items():
                load = browser.load(server.address, heading, cookies[reader])
                ours[reader].append(load.seconds)
                twice |= load.twice
            theirs += [browser.load(plain.address, "Bare", {}).seconds for _ in range(2)]
    for one in sorted(twice):
        print(f"first load: asked for twice: {one.removeprefix(server.address)}")
    return [
        *(
            compared(
                "first load", f"{reader}, to “{LANDINGS[reader]}”", seconds[WARM_UP:], theirs[2 * WARM_UP :], AT_MOST
            )
            for reader, seconds in ours.items()
        ),
        Line("first load", "addresses that are asked for twice", len(twice), "", 0),
    ]
