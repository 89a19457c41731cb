"""Processor time of a rerun, against a bare script that draws the same from memory.

What the bare script shares with the app and what it leaves out stands in bench/bare/screen.py. Its heap is frozen as
app.py freezes the app's: otherwise plain Streamlit spends more on collecting garbage after a rerun than on the rerun.
Both are asked in turn, so that whatever else the machine does falls on both; time on the clock is not compared.
"""

import asyncio
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from bench.result import Line
from bench.servers import Installation, Server, app, bare, record_screens
from bench.stage import SCREENS, Screen
from bench.stream import Run, Tab, tab

AT_MOST = 1.3
WARM_UP = 8
SAME = (
    "heading", "table", "vega_lite_chart", "button", "page_link", "markdown", "html", "selectbox", "checkbox",
    "text_input", "text_area", "block flex_container", "block expandable", "block tab",
)  # fmt: skip
OURS, BARE = "app", "bare"


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-reruns")
    recorded = str(record_screens(installation, folder))
    with ExitStack() as stack:
        servers = {
            OURS: stack.enter_context(app(own)),
            BARE: stack.enter_context(bare("screen.py", folder / "bare-screen", BENCH_RECORDED=recorded)),
        }
        cookies = {reader: own.cookies(1, reader)[0] for reader in {one.reader for one in SCREENS}}
        return [asyncio.run(compare(servers, screen, cookies[screen.reader], 2 * repeats)) for screen in SCREENS]


async def compare(servers: dict[str, Server], screen: Screen, cookie: str, repeats: int) -> Line:
    async with AsyncExitStack() as stack:
        tabs = {
            name: await stack.enter_async_context(tab(server, cookie if name == OURS else ""))
            for name, server in servers.items()
        }
        await interleaved(tabs, screen, WARM_UP)
        before = {name: server.cpu_seconds for name, server in servers.items()}
        runs = await interleaved(tabs, screen, repeats)
        spent = {name: (server.cpu_seconds - before[name]) / repeats for name, server in servers.items()}
    check_alike(runs, screen)
    return Line(
        "a rerun",
        f"{screen.name}, {runs[OURS].drawn} elements",
        1000 * spent[OURS],
        "ms of processor",
        bare=1000 * spent[BARE],
        at_most=AT_MOST,
    )


async def interleaved(tabs: dict[str, Tab], screen: Screen, repeats: int) -> dict[str, Run]:
    """Runs of each in turn; the last of each."""
    runs: dict[str, Run] = {}
    for _ in range(repeats):
        runs[OURS] = await tabs[OURS].run(screen.page, **screen.query)
        runs[BARE] = await tabs[BARE].run("", screen=screen.name)
    return runs


def check_alike(runs: dict[str, Run], screen: Screen) -> None:
    """Stops the bench where the two do not draw the same."""
    for kind in SAME:
        numbers = {name: run.elements[kind] for name, run in runs.items()}
        if len(set(numbers.values())) > 1:
            raise RuntimeError(f"{screen.name}: the pages differ in what they draw: {kind}: {numbers}")
